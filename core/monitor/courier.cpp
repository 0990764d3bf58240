#include "monitor/courier.h"

#include <algorithm>

namespace escala::monitor {

void Courier::add(std::string message)
{
    if (m_waiting.size() >= kMostWaiting)
        m_waiting.erase(m_waiting.begin() + (m_underWay ? 1 : 0));
    m_waiting.push_back(std::move(message));
}

std::optional<std::string> Courier::take(Time now)
{
    if (m_underWay || m_waiting.empty() || now < m_notBefore)
        return std::nullopt;
    m_underWay = true;
    return m_waiting.front();
}

std::optional<Courier::Time> Courier::next() const
{
    return m_underWay || m_waiting.empty() ? std::nullopt : std::optional(m_notBefore);
}

bool Courier::finished(Outcome outcome, Time now)
{
    m_underWay = false;
    ++m_tries;
    const bool givenUp = outcome == Outcome::Refused || (outcome == Outcome::Failed && m_tries >= kMostTries);
    if (outcome == Outcome::Taken || givenUp) {
        m_waiting.pop_front();
        m_tries = 0;
        return givenUp;
    }
    constexpr int kDoublings = 6;
    m_notBefore =
        now + std::min(std::chrono::seconds(60), std::chrono::seconds(1 << std::min(m_tries - 1, kDoublings)));
    return false;
}

}
