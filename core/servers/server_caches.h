#pragma once

#include "servers/cache/backend/remote_cache.h"
#include "servers/cache/shared_cache.h"
#include "servers/proxy/proxy_cache.h"

#include <memory>

namespace escala::servers {

struct ServerPlan;

/// The cache of one server: one of these at most is set. What the caches themselves say of threads holds.
struct ServerCaches {
    std::unique_ptr<SharedCache> memory;
    std::unique_ptr<RemoteCache> remote;
    std::unique_ptr<proxy::ProxyCache> proxy;

    /// Null for a server without a cache.
    [[nodiscard]] CacheContents *contents() const noexcept;
};

[[nodiscard]] ServerCaches cachesOf(const ServerPlan &plan);

}
