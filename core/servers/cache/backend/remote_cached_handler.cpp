#include "servers/cache/backend/remote_cached_handler.h"

#include "servers/cache/cached_answer.h"

#include <optional>
#include <string>
#include <utility>

namespace escala::servers {

namespace {

StoredEntry::Time wallClock()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}

/// One request that waits for a lookup or fetch.
class RemoteCachedHandler::Waiter final : public FetchWaiter {
public:
    Waiter(RemoteCachedHandler &handler, Completion done)
        : m_handler(handler)
        , m_done(std::move(done))
    {
    }

    ~Waiter()
    {
        if (!m_flight)
            return;
        m_handler.m_counters.misses.add(); // whatever it would have been
        m_handler.m_cache.leave(m_flight);
    }

    void waitFor(FlightPtr flight, bool follows)
    {
        m_flight = std::move(flight);
        m_follows = follows;
    }

    void fetched(const Fetched &fetched) override
    {
        m_flight.reset();
        count(fetched);
        const bool wasAsked = fetched.response != nullptr;
        const auto &response = fetched.instead.response ? *fetched.instead.response : *fetched.response;
        const auto fields =
            wasAsked ? fetchedAnswerFields(fetched, fetched.before, m_follows) : storedAnswerFields(fetched.instead);
        auto done = std::move(m_done);
        done({response.status, fields, response.body}); // may destroy this
    }

    [[nodiscard]] bool waits() const noexcept { return m_flight != nullptr; }

private:
    void count(const Fetched &fetched)
    {
        auto &counters = m_handler.m_counters;
        const bool isStale = fetched.before == Freshness::Stale;
        if (isStale && fetched.instead.response)
            counters.staleServed.add();
        if (isStale)
            counters.stale.add();
        else
            (fetched.response ? counters.misses : counters.hits).add();
        counters.collapsed.add(fetched.response && m_follows ? 1 : 0);
    }

    RemoteCachedHandler &m_handler;
    Completion m_done;
    FlightPtr m_flight;
    bool m_follows = false;
};

/// What becomes of one flight.
struct RemoteCachedHandler::Fetch {
    FlightPtr flight;
    std::string method;
    std::string page;
    bool isRefresh = false;
    StoredEntry::Time askedAt = {};
    std::optional<StoredEntry> stored = {};
    Freshness before = Freshness::Absent;
};

RemoteCachedHandler::RemoteCachedHandler(net::EventLoop &loop, ServerCounters &counters, RemoteCache &cache,
                                         Handler &origin, bool isCourier)
    : m_loop(loop)
    , m_counters(counters)
    , m_cache(cache)
    , m_origin(origin)
    , m_backend(cache.linkFor(loop))
    , m_courier(isCourier ? std::make_unique<RemovalCourier>(loop, cache, *m_backend) : nullptr)
{
}

Pending RemoteCachedHandler::handle(const http::RequestHead &request, Completion done)
{
    if (!isGetOrHead(request))
        return passBy(m_origin, m_counters, request, std::move(done));
    auto waiter = std::make_shared<Waiter>(*this, std::move(done));
    auto [flight, leads] = m_cache.board(request.target, {&m_loop, waiter}, {&m_loop, this});
    waiter->waitFor(flight, !leads);
    if (leads)
        lookUp(std::make_shared<Fetch>(Fetch{.flight = std::move(flight),
                                             .method = std::string(request.method),
                                             .page = std::string(request.target),
                                             .stored = {}}));
    if (!waiter->waits())
        return nullptr; // all was known at once
    return waiter;
}

void RemoteCachedHandler::lookUp(const FetchPtr &fetch)
{
    m_fetches.emplace(fetch->flight.get(), nullptr);
    fetch->askedAt = wallClock();
    m_backend->read(backendKeyOf(fetch->page),
                    [this, fetch](const CacheBackend::Reading *reading) { lookedUp(fetch, reading); });
}

void RemoteCachedHandler::lookedUp(const FetchPtr &fetch, const CacheBackend::Reading *reading)
{
    if (!m_fetches.contains(fetch->flight.get()))
        return; // nobody waits any more
    Found found;
    if (reading != nullptr) {
        auto entry = reading->entry ? decodeEntry(*reading->entry) : std::nullopt;
        found = m_cache.find(fetch->page, entry, reading->removals, wallClock());
        if (found.response)
            fetch->stored = std::move(entry);
    }
    fetch->before = found.freshness;
    const bool isStale = found.freshness == Freshness::Stale;
    if (!m_cache.isServed(found) || (isStale && fetch->isRefresh))
        return ask(fetch);
    m_fetches.erase(fetch->flight.get());
    if (isStale)
        refresh(*fetch);
    land(*fetch, {.instead = std::move(found)});
}

/// Looks again first: another loop's refresh may just have landed.
void RemoteCachedHandler::refresh(const Fetch &stale)
{
    if (auto flight = m_cache.launchRefresh(stale.page, {&m_loop, this}))
        lookUp(std::make_shared<Fetch>(
            Fetch{.flight = std::move(flight), .method = stale.method, .page = stale.page, .isRefresh = true}));
}

void RemoteCachedHandler::ask(const FetchPtr &fetch)
{
    m_counters.originRequests.add();
    http::RequestHead request;
    request.method = fetch->method;
    request.target = fetch->page;
    auto pending = m_origin.handle(request, [this, fetch](const Reply &reply) { answered(fetch, reply); });
    if (pending)
        m_fetches[fetch->flight.get()] = std::move(pending);
}

// The fetch by value: the completion that holds it goes with what is pending.
void RemoteCachedHandler::answered(FetchPtr fetch, const Reply &reply)
{
    const auto response = std::make_shared<const StoredResponse>(
        StoredResponse{reply.status, std::string(reply.fields), std::string(reply.body)});
    const auto pending = m_fetches.extract(fetch->flight.get());
    if (CacheLifetimes::isFailure(response->status)) {
        auto stored = m_cache.find(fetch->page, fetch->stored, {}, wallClock());
        const bool instead = m_cache.isBetterThanFailure(stored);
        if (instead || m_cache.isServed(stored))
            return land(*fetch, {.response = response, .instead = instead ? std::move(stored) : Found()});
    }
    const auto lifetime = m_cache.freshFor(response->status);
    if (lifetime > std::chrono::microseconds(0))
        store(fetch, response, lifetime);
    else
        land(*fetch, {.response = response});
}

/// Whoever waits, and whoever comes after the landing, finds it stored.
void RemoteCachedHandler::store(const FetchPtr &fetch, const StoredResponsePtr &response,
                                CacheLifetimes::Duration lifetime)
{
    const StoredEntry entry{.response = response,
                            .askedAt = fetch->askedAt,
                            .storedAt = wallClock(),
                            .lifetime = std::chrono::ceil<std::chrono::microseconds>(lifetime)};
    const auto kept = std::chrono::ceil<std::chrono::milliseconds>(lifetime + m_cache.staleFor());
    m_backend->write(
        backendKeyOf(fetch->page), encodeEntry(entry), kept,
        [this, fetch, response, seconds = std::chrono::floor<std::chrono::seconds>(lifetime)](bool stored) {
            Fetched fetched{.response = response};
            if (stored)
                fetched.storedFor = seconds;
            land(*fetch, std::move(fetched));
        });
}

void RemoteCachedHandler::land(Fetch &fetch, Fetched fetched)
{
    if (fetch.isRefresh)
        return m_cache.endRefresh(*fetch.flight);
    fetched.before = fetch.before;
    tell(m_cache.land(*fetch.flight), fetched, m_loop);
}

void RemoteCachedHandler::drop(const FlightPtr &flight)
{
    m_fetches.erase(flight.get());
}

}
