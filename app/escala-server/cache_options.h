#pragma once

#include "servers/built_in_server.h"

#include <CLI/App.hpp>

namespace escala::program {

/// What the proxy's cache is told on the command line.
struct ProxyCacheOptions {
    servers::proxy::ProxyCachePlan plan;
    bool none = false; ///< --no-cache
};

/// The options of `cached` that are about its cache. `plan` must outlive the parsing.
void addCacheOptions(CLI::App &command, servers::CachePlan &plan);

/// The same for `proxy`.
void addProxyCacheOptions(CLI::App &command, ProxyCacheOptions &options);

}
