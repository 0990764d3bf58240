#pragma once

#include "servers/cache/cache_store.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// A response as it lies in a cache outside this process. Times are of the wall clock, since several machines may use
/// it; how well their clocks agree is how right its age is.
struct StoredEntry {
    using Time = std::chrono::sys_time<std::chrono::microseconds>;

    StoredResponsePtr response;
    Time askedAt;  ///< When its fetch began: what is removed after that is removed.
    Time storedAt; ///< Where its age begins.
    std::chrono::microseconds lifetime{0};
};

[[nodiscard]] std::string encodeEntry(const StoredEntry &entry);
/// Empty where this is no entry, or not a whole one.
[[nodiscard]] std::optional<StoredEntry> decodeEntry(std::string_view bytes);

/// Under which key a page is stored: readable, or a digest where it is too long for memcached.
[[nodiscard]] std::string backendKeyOf(std::string_view page);

}
