#include "servers/cache/cached_handler.h"

#include <fmt/format.h>

#include <utility>

namespace escala::servers {

namespace {

std::string missFields(const StoredResponse &response, Freshness found, bool collapsed, bool stored,
                       std::chrono::nanoseconds ttl)
{
    auto fields =
        fmt::format("{}Cache-Status: escala; fwd={}", response.fields, found == Freshness::Stale ? "stale" : "miss");
    if (stored)
        fields += fmt::format("{}; ttl={}", collapsed ? "" : "; stored",
                              std::chrono::floor<std::chrono::seconds>(ttl).count());
    if (collapsed)
        fields += "; collapsed";
    fields += "\r\nX-Cache: MISS\r\n";
    return fields;
}

}

/// One request that waits for a fetch.
class CachedHandler::Waiter final : public FetchWaiter {
public:
    Waiter(CachedHandler &handler, Completion done)
        : m_handler(handler)
        , m_done(std::move(done))
    {
    }

    ~Waiter()
    {
        if (m_flight)
            m_handler.m_cache.leave(m_flight);
    }

    void waitFor(FlightPtr flight, Freshness found, bool collapsed)
    {
        m_flight = std::move(flight);
        m_found = found;
        m_collapsed = collapsed;
    }

    void fetched(const StoredResponsePtr &response, bool stored) override
    {
        m_flight.reset();
        const auto fields = missFields(*response, m_found, m_collapsed, stored, m_handler.m_cache.ttl());
        auto done = std::move(m_done);
        done({response->status, fields, response->body}); // may destroy this
    }

    [[nodiscard]] bool waits() const noexcept { return m_flight != nullptr; }
    [[nodiscard]] Completion &completion() noexcept { return m_done; }

private:
    CachedHandler &m_handler;
    Completion m_done;
    FlightPtr m_flight;
    Freshness m_found = Freshness::Absent;
    bool m_collapsed = false;
};

CachedHandler::CachedHandler(net::EventLoop &loop, ServerCounters &counters, SharedCache &cache, Handler &origin)
    : m_loop(loop)
    , m_counters(counters)
    , m_cache(cache)
    , m_origin(origin)
{
}

Pending CachedHandler::handle(const http::RequestHead &request, Completion done)
{
    if (!isGetOrHead(request))
        return bypass(request, std::move(done));
    const auto now = net::Clock::now();
    const auto found = m_cache.find(request.target, now);
    if (found.freshness != Freshness::Fresh)
        return fetch(request, std::move(done), now);
    hit(found, done);
    return nullptr;
}

Pending CachedHandler::bypass(const http::RequestHead &request, Completion done)
{
    m_counters.originRequests.add();
    return m_origin.handle(request, [done = std::move(done)](const Reply &reply) mutable {
        const auto fields = fmt::format("{}Cache-Status: escala; fwd=method\r\n", reply.fields);
        done({reply.status, fields, reply.body});
    });
}

void CachedHandler::hit(const Found &found, Completion &done)
{
    m_counters.hits.add();
    if (found.response != m_hitResponse || found.age != m_hitAge) {
        m_hitResponse = found.response;
        m_hitAge = found.age;
        m_hitFields = fmt::format("{}Cache-Status: escala; hit; ttl={}\r\nAge: {}\r\nX-Cache: HIT\r\n",
                                  found.response->fields, found.ttl.count(), found.age.count());
    }
    done({found.response->status, m_hitFields, found.response->body});
}

Pending CachedHandler::fetch(const http::RequestHead &request, Completion done, CacheStore::Time now)
{
    auto waiter = std::make_shared<Waiter>(*this, std::move(done));
    const auto [found, flight, leads] = m_cache.board(request.target, now, {&m_loop, waiter}, *this);
    if (!flight) {
        hit(found, waiter->completion());
        return nullptr;
    }
    (found.freshness == Freshness::Stale ? m_counters.stale : m_counters.misses).add();
    waiter->waitFor(flight, found.freshness, !leads);
    if (leads)
        startFetch(flight, request);
    else
        m_counters.collapsed.add();
    if (!waiter->waits())
        return nullptr; // the origin answered at once
    return waiter;
}

void CachedHandler::startFetch(const FlightPtr &flight, const http::RequestHead &request)
{
    m_counters.originRequests.add();
    auto pending = m_origin.handle(request, [this, flight](const Reply &reply) { landed(flight, reply); });
    if (pending)
        m_fetches.emplace(flight.get(), std::move(pending));
}

// The flight by value: the completion that holds it goes with the fetch.
void CachedHandler::landed(FlightPtr flight, const Reply &reply)
{
    const auto response = std::make_shared<const StoredResponse>(
        StoredResponse{reply.status, std::string(reply.fields), std::string(reply.body)});
    const auto fetch = m_fetches.extract(flight.get());
    const auto [stored, waiters] = m_cache.land(*flight, reply.status == 200 ? response : nullptr, net::Clock::now());
    for (const auto &[loop, address] : waiters) {
        auto tell = [address, response, stored] {
            if (const auto waiter = address.lock())
                waiter->fetched(response, stored);
        };
        if (loop == &m_loop)
            tell();
        else
            loop->post(std::move(tell));
    }
}

void CachedHandler::drop(const FlightPtr &flight)
{
    m_fetches.erase(flight.get());
}

}
