#include "servers/cache/flight_table.h"

#include <utility>

namespace escala::servers {

void tell(const std::vector<WaiterAddress> &waiters, const Fetched &fetched, net::EventLoop &own)
{
    for (const auto &[loop, address] : waiters) {
        auto task = [address, fetched] {
            if (const auto waiter = address.lock())
                waiter->fetched(fetched);
        };
        if (loop == &own)
            task();
        else
            loop->post(std::move(task));
    }
}

FlightTable::Boarding FlightTable::board(std::string_view key, WaiterAddress waiter, FetcherAddress fetcher)
{
    const auto listed = m_shared ? m_listed.find(key) : m_listed.end();
    const bool leads = listed == m_listed.end();
    auto flight = leads ? begin(key, fetcher, m_shared) : listed->second;
    ++flight->waiting;
    flight->waiters.push_back(std::move(waiter));
    return {std::move(flight), leads};
}

FlightPtr FlightTable::launch(std::string_view key, FetcherAddress fetcher)
{
    if (m_listed.contains(key))
        return nullptr;
    auto flight = begin(key, fetcher, true);
    flight->waiting = 1; // itself: nobody's leaving drops it
    return flight;
}

void FlightTable::leave(const FlightPtr &flight)
{
    if (--flight->waiting > 0)
        return;
    unlist(*flight);
    m_all.erase(flight.get());
    flight->fetcher.loop->post([flight] { flight->fetcher.fetcher->drop(flight); });
}

std::vector<WaiterAddress> FlightTable::land(Flight &flight)
{
    unlist(flight);
    m_all.erase(&flight);
    return std::exchange(flight.waiters, {});
}

void FlightTable::outdate(const std::function<bool(std::string_view key)> &isRemoved)
{
    for (auto *const flight : m_all) {
        if (!isRemoved(flight->key))
            continue;
        flight->outdated = true;
        unlist(*flight);
    }
}

FlightPtr FlightTable::begin(std::string_view key, FetcherAddress fetcher, bool listed)
{
    auto flight = std::make_shared<Flight>();
    flight->key = key;
    flight->listed = listed;
    flight->fetcher = fetcher;
    m_all.insert(flight.get());
    if (listed)
        m_listed.emplace(key, flight);
    return flight;
}

void FlightTable::unlist(Flight &flight)
{
    if (std::exchange(flight.listed, false))
        m_listed.erase(flight.key);
}

}
