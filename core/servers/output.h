#pragma once

#include "servers/counters.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace escala::servers {

/// Bytes on their way to one client, and where in them each answer ends: many pipelined answers leave in one write, and
/// still each is counted only when its last byte has been taken by the system.
class Output {
public:
    enum class Outcome { All, Blocked, Broken };

    [[nodiscard]] bool empty() const noexcept { return m_bytes.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_bytes.size(); }
    /// For appending.
    [[nodiscard]] std::string &bytes() noexcept { return m_bytes; }
    /// An answer of this status ends with the last byte appended.
    void markAnswer(unsigned status) { m_answers.push_back({m_bytes.size(), status}); }

    /// An answer that ends with nothing appended: all of it has been taken already.
    static void countAnswer(ServerCounters &counters, unsigned status, std::int64_t amount = 1);

    /// Forgets what was not written, answers and all.
    void drop() { *this = Output(); }

    /// Writes as much as the socket takes; empty afterwards when that was all, its memory kept for the next.
    Outcome writeTo(int fd, ServerCounters &counters);
    /// True when the last `writeTo` took at least a byte.
    [[nodiscard]] bool progressed() const noexcept { return m_progressed; }

private:
    struct Answer {
        std::size_t end;
        unsigned status;
    };

    void count(ServerCounters &counters, std::size_t sent, std::int64_t amount);

    std::string m_bytes;
    std::vector<Answer> m_answers;
    std::size_t m_sent = 0;
    bool m_progressed = false;
};

}
