#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace escala::monitor {

/// Messages on their way to a webhook: one after the other, in order, each again and again until it is taken or given
/// up. Waits 1 s after the first failure, then twice as long each time, up to a minute. Only arithmetic; who sends asks
/// what is due. One thread.
class Courier {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr int kMostTries = 12;              ///< About eight minutes.
    static constexpr std::size_t kMostWaiting = 1'000; ///< Beyond it the oldest are given up.

    void add(std::string message);
    /// The message to send now; empty where there is none, one is under way, or it is to wait. It is under way then.
    [[nodiscard]] std::optional<std::string> take(Time now);
    /// When to ask again; empty where something must happen first.
    [[nodiscard]] std::optional<Time> next() const;

    enum class Outcome { Taken, Failed, Refused /**< For good: another try won't help. */ };
    /// What came of the one under way. True where it is given up.
    bool finished(Outcome outcome, Time now);
    /// Gives up all that is not under way: there is nobody to tell any more.
    void clear() { m_waiting.resize(m_underWay ? 1 : 0); }
    [[nodiscard]] std::size_t waiting() const noexcept { return m_waiting.size(); }

private:
    std::deque<std::string> m_waiting; ///< The first may be under way.
    bool m_underWay = false;
    int m_tries = 0;
    Time m_notBefore{};
};

}
