#pragma once

#include "http/url.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers::balancer {

/// Weights that a replica may have.
inline constexpr unsigned kMostWeight = 1000;

/// The body of a POST to /replicas.
struct NewReplica {
    http::Url url;
    unsigned weight = 1;
};

/// The body of a PUT to /replicas.
struct ReplicaChange {
    std::optional<bool> draining;
    std::optional<unsigned> weight;
};

// The errors are sentences for people. A field that nobody knows is one: most often it is a typing error.
[[nodiscard]] std::expected<NewReplica, std::string> parseNewReplica(std::string_view body);
[[nodiscard]] std::expected<ReplicaChange, std::string> parseReplicaChange(std::string_view body);
/// "url=…", percent-encoded or as it is.
[[nodiscard]] std::expected<http::Url, std::string> parseReplicaQuery(std::string_view query);
/// Without query and credentials.
[[nodiscard]] std::expected<http::Url, std::string> parseReplicaUrl(std::string_view text);

}
