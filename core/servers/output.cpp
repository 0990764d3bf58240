#include "servers/output.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace escala::servers {

// Counted before the write and taken back where it was cut short: a client that has its answer and asks /stats at once
// finds it counted.
Output::Outcome Output::writeTo(int fd, ServerCounters &counters, std::size_t end)
{
    m_progressed = false;
    if (end == m_sent)
        return Outcome::Blocked;
    count(counters, 0, end, 1);
    const auto taken = ::send(fd, m_bytes.data() + m_sent, end - m_sent, MSG_NOSIGNAL);
    const int error = errno;
    m_progressed = taken > 0;
    m_sent += taken > 0 ? static_cast<std::size_t>(taken) : 0;
    if (m_sent == m_bytes.size()) {
        m_bytes.clear();
        m_answers.clear();
        m_bodies.clear();
        m_sent = 0;
        return Outcome::All;
    }
    count(counters, m_sent, end, -1);
    std::erase_if(m_answers, [this](const Answer &answer) { return answer.end <= m_sent; });
    const bool wait = taken >= 0 || error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
    return wait ? Outcome::Blocked : Outcome::Broken;
}

std::size_t Output::reach(std::uint64_t bodyBytes) const noexcept
{
    for (const auto &[begin, end] : m_bodies) {
        const auto from = std::max(begin, m_sent);
        if (end <= from)
            continue;
        if (end - from > bodyBytes)
            return from + static_cast<std::size_t>(bodyBytes);
        bodyBytes -= end - from;
    }
    return m_bytes.size();
}

std::uint64_t Output::bodyBytesLeft() const noexcept
{
    std::uint64_t left = 0;
    for (const auto &[begin, end] : m_bodies)
        left += end - std::min(end, std::max(begin, m_sent));
    return left;
}

void Output::count(ServerCounters &counters, std::size_t sent, std::size_t reached, std::int64_t amount)
{
    for (const auto &[end, status] : m_answers) {
        if (end <= sent || end > reached)
            continue;
        countAnswer(counters, status, amount);
    }
}

void Output::countAnswer(ServerCounters &counters, unsigned status, std::int64_t amount)
{
    counters.responses.add(amount);
    counters.responsesByStatus[std::min(status, ServerCounters::kStatusEnd - 1)].add(amount);
}

}
