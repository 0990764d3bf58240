#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace escala::servers {

/// A cache outside this process, as one loop uses it. It never blocks the loop and never waits for long: what has no
/// answer within the address's patience has none, and while the other side is down every call says so at once.
///
/// The loop's thread only. What is called back is called once, from the loop, maybe before the call returns; after the
/// backend is destroyed it is not called any more.
class CacheBackend {
public:
    /// What one key holds, and what all servers have noted as removed.
    struct Reading {
        std::optional<std::string> entry;
        std::string removals;
    };
    /// Null where the backend can't be asked.
    using Read = std::move_only_function<void(const Reading *)>;
    /// False where it can't be asked, or refuses.
    using Written = std::move_only_function<void(bool)>;

    virtual ~CacheBackend() = default;

    virtual void read(const std::string &key, Read done) = 0;
    /// The backend forgets the entry after its lifetime.
    virtual void write(const std::string &key, std::string value, std::chrono::milliseconds lifetime, Written done) = 0;
    /// Appends a line to what is noted as removed; where that has grown too long, `all` takes the place of everything.
    virtual void noteRemoval(const std::string &line, const std::string &all, Written done) = 0;
};

/// Under which key it is noted, and how long it may be: it comes with every reading.
inline constexpr const char *kRemovalsKey = "escala:removed";
inline constexpr std::size_t kMaxRemovals = 4096;

}
