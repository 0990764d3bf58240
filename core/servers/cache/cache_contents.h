#pragma once

#include "servers/cache/backend/backend_health.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace escala::servers {

/// What the admin endpoint sees of a cache, and may do with it. Numbers are empty where they can't be told. Any thread.
class CacheContents {
public:
    virtual ~CacheContents() = default;

    [[nodiscard]] virtual std::optional<std::size_t> entries() = 0;
    [[nodiscard]] virtual std::optional<std::uint64_t> bytes() = 0;
    /// Of a whole URL, or of its path and query alone. Returns how many entries went.
    virtual std::optional<std::size_t> removeUrl(std::string_view url) = 0;
    /// The same for all that start so: a whole URL with its path begun, or the start of a path.
    virtual std::optional<std::size_t> removePrefix(std::string_view prefix) = 0;
    /// Returns how many entries went.
    virtual std::optional<std::size_t> clear() = 0;
    /// Of a cache outside this process.
    [[nodiscard]] virtual std::optional<BackendStats> backend() { return std::nullopt; }
};

}
