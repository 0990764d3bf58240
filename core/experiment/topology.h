#pragma once

#include "experiment/experiment.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::experiment {

// The servers of a target and who asks whom. Index 0 is the one that is loaded, the others stand behind it.

/// 0 for a target with a URL.
[[nodiscard]] std::size_t serverCount(const Target &target) noexcept;
[[nodiscard]] const ServerSpec &serverAt(const Target &target, std::size_t index);
[[nodiscard]] ServerSpec &serverAt(Target &target, std::size_t index);
/// As it is shown and referred to: its own name, or that of its kind.
[[nodiscard]] std::string nameOf(const ServerSpec &server);
[[nodiscard]] std::optional<std::size_t> findServer(const Target &target, std::string_view name);
/// "Replica 2", or the same with the next number that is free.
[[nodiscard]] std::string freeServerName(const Target &target, const std::string &wish);

/// Everyone behind whoever asks them: the order in which they can be started.
[[nodiscard]] std::vector<std::size_t> startOrder(const Target &target);
/// Empty when it can run; else a sentence for people: two of one name, an upstream that is not there, a circle, …
[[nodiscard]] std::string problemOfServers(const Target &target);
/// Upstreams that are URLs, and backends of caches among the options: services of somebody's own, which get load too.
[[nodiscard]] std::vector<std::string> upstreamUrls(const Target &target);

/// The same target behind a caching proxy, or behind a balancer that spreads over `replicas` copies of it (a URL is
/// asked as it is, once).
[[nodiscard]] Target withCacheInFront(const Target &target);
[[nodiscard]] Target withBalancerInFront(const Target &target, std::size_t replicas);

/// Words for the command line of a server that come of who stands behind it. A balancer's checks wait as long as the
/// slowest page behind it may take, unless its own options say how long; empty for all others.
[[nodiscard]] std::vector<std::string> optionsFor(const Target &target, std::size_t server);

/// Copies of the first upstream of a balancer are added, or its last ones go; one stays.
void setReplicas(Target &target, std::size_t balancer, std::size_t replicas);

}
