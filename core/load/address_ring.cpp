#include "load/address_ring.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace escala::load {

namespace {

constexpr std::chrono::seconds kRest{1};

}

void AddressRing::set(std::vector<net::Endpoint> endpoints)
{
    if (endpoints == *m_list)
        return;
    std::vector<TimePoint> rests;
    for (const net::Endpoint &endpoint : endpoints)
        rests.push_back(restsUntil(endpoint));
    m_restsUntil = std::move(rests);
    m_list = std::make_shared<const std::vector<net::Endpoint>>(std::move(endpoints));
}

AddressRing::TimePoint AddressRing::restsUntil(const net::Endpoint &endpoint) const noexcept
{
    const auto found = std::ranges::find(*m_list, endpoint);
    return found == m_list->end() ? TimePoint() : m_restsUntil[static_cast<std::size_t>(found - m_list->begin())];
}

AddressRing::Turn AddressRing::take(TimePoint now)
{
    const std::size_t size = m_list->size();
    std::size_t first = m_next % size;
    for (std::size_t passed = 0; passed < size && m_restsUntil[first] > now; ++passed)
        first = (first + 1) % size;
    m_next = (first + 1) % size;
    return {.list = m_list, .first = first};
}

void AddressRing::failed(const net::Endpoint &endpoint, TimePoint now)
{
    const auto found = std::ranges::find(*m_list, endpoint);
    if (found != m_list->end())
        m_restsUntil[static_cast<std::size_t>(found - m_list->begin())] = now + kRest;
}

}
