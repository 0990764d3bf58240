#pragma once

#include "net/event_loop.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace escala::load {

/// Which part of a run a request belongs to, from its begin to its end.
enum class RequestPart : unsigned char { Cold, Warmup, Measured };

/// A request that is to be sent: when it was meant to start, and when the engine turned to it.
struct Arrival {
    RequestPart part = RequestPart::Measured;
    net::Clock::time_point intended;
    net::Clock::time_point released;
    bool waited = false; ///< Released before now: no connection was free then.
};

/// Arrivals that wait for a connection, first come, first served. Grows to the longest line there was and allocates
/// nothing from then on. One thread.
class WaitingLine {
public:
    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

    void push(const Arrival &arrival)
    {
        if (m_size == m_places.size())
            grow();
        m_places[(m_first + m_size++) % m_places.size()] = arrival;
    }
    /// Of a line that is not empty.
    Arrival pop() noexcept
    {
        const Arrival first = m_places[m_first];
        m_first = (m_first + 1) % m_places.size();
        --m_size;
        return first;
    }

private:
    void grow()
    {
        std::vector<Arrival> more(m_places.empty() ? 64 : 2 * m_places.size());
        for (std::size_t i = 0; i < m_size; ++i)
            more[i] = m_places[(m_first + i) % m_places.size()];
        m_places = std::move(more);
        m_first = 0;
    }

    std::vector<Arrival> m_places;
    std::size_t m_first = 0;
    std::size_t m_size = 0;
};

}
