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

    /// The last bytes appended are of a body: `reach` counts them. Only where somebody asks that.
    void markBody(std::size_t size) { m_bodies.push_back({m_bytes.size() - size, m_bytes.size()}); }
    /// Up to where may be written with no more than so many bytes of bodies.
    [[nodiscard]] std::size_t reach(std::uint64_t bodyBytes) const noexcept;
    /// Marked bytes that wait.
    [[nodiscard]] std::uint64_t bodyBytesLeft() const noexcept;

    /// Forgets what was not written, answers and all.
    void drop() { *this = Output(); }

    /// Writes as much as the socket takes; empty afterwards when that was all, its memory kept for the next.
    Outcome writeTo(int fd, ServerCounters &counters) { return writeTo(fd, counters, m_bytes.size()); }
    /// The same up to an end that `reach` gave; Blocked where that is not the end of all.
    Outcome writeTo(int fd, ServerCounters &counters, std::size_t end);
    /// True when the last `writeTo` took at least a byte.
    [[nodiscard]] bool progressed() const noexcept { return m_progressed; }

private:
    struct Answer {
        std::size_t end;
        unsigned status;
    };

    struct Span {
        std::size_t begin;
        std::size_t end;
    };

    void count(ServerCounters &counters, std::size_t sent, std::size_t reached, std::int64_t amount);

    std::string m_bytes;
    std::vector<Answer> m_answers;
    std::vector<Span> m_bodies;
    std::size_t m_sent = 0;
    bool m_progressed = false;
};

}
