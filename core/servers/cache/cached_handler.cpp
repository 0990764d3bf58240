#include "servers/cache/cached_handler.h"

#include "servers/cache/cached_answer.h"

#include <utility>

namespace escala::servers {

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

    void fetched(const Fetched &fetched) override
    {
        m_flight.reset();
        const bool isStale = fetched.instead.response != nullptr;
        const auto &response = isStale ? *fetched.instead.response : *fetched.response;
        if (isStale)
            m_handler.m_counters.staleServed.add();
        const auto fields = fetchedAnswerFields(fetched, m_found, m_collapsed);
        auto done = std::move(m_done);
        done({response.status, fields, response.body}); // may destroy this
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
        return passBy(m_origin, m_counters, request, std::move(done));
    const auto now = net::Clock::now();
    const auto found = m_cache.find(request.target, now);
    if (!m_cache.isServed(found))
        return fetch(request, std::move(done), now);
    serve(found, done);
    if (found.freshness == Freshness::Stale) {
        if (const auto flight = m_cache.refresh(request.target, now, {&m_loop, this}))
            startFetch(flight, request);
    }
    return nullptr;
}

void CachedHandler::serve(const Found &found, Completion &done)
{
    if (found.freshness == Freshness::Fresh) {
        m_counters.hits.add();
    } else {
        m_counters.stale.add();
        m_counters.staleServed.add();
    }
    if (found.response != m_served.response || found.age != m_served.age || found.ttl != m_served.ttl) {
        m_served = found;
        m_servedFields = storedAnswerFields(found);
    }
    done({found.response->status, m_servedFields, found.response->body});
}

Pending CachedHandler::fetch(const http::RequestHead &request, Completion done, CacheStore::Time now)
{
    auto waiter = std::make_shared<Waiter>(*this, std::move(done));
    const auto [found, flight, leads] = m_cache.board(request.target, now, {&m_loop, waiter}, {&m_loop, this});
    if (!flight) {
        serve(found, waiter->completion());
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
    const auto [fetched, waiters] = m_cache.land(*flight, response, net::Clock::now());
    tell(waiters, fetched, m_loop);
}

void CachedHandler::drop(const FlightPtr &flight)
{
    m_fetches.erase(flight.get());
}

}
