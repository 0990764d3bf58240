#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace escala::servers {

/// How a cache outside this process is doing.
struct BackendStats {
    std::string kind; ///< "redis", "memcached"
    std::string url;  ///< Without credentials.
    bool up = true;
    std::int64_t errors = 0;  ///< Calls that failed or were refused.
    std::int64_t outages = 0; ///< How often it went down.
};

/// Takes news for people, a sentence each, from any thread.
using Say = std::function<void(const std::string &)>;

/// What the links of all loops to one backend tell of it. A change of state is told to people once, however many links
/// see it. Any thread.
class BackendHealth {
public:
    BackendHealth(std::string kind, std::string url, Say say);

    void linkUp();
    /// `why` is for people: "Connection refused".
    void linkDown(std::string_view why);
    void countError();

    [[nodiscard]] BackendStats stats() const;

private:
    const Say m_say;
    mutable std::mutex m_mutex;
    BackendStats m_stats;
    unsigned m_linksDown = 0;
};

}
