#pragma once

#include "servers/cache/shared_cache.h"
#include "servers/counters.h"
#include "servers/handler.h"

#include "net/event_loop.h"

#include <string>
#include <unordered_map>

namespace escala::servers {

/// A cache in front of another handler, for one loop; the cache itself is shared.
///
/// GET and HEAD share an entry, found by path and query. What is stored, for how long, and when it is served stale is
/// up to the CacheLifetimes. Every answer says in Cache-Status (RFC 9211) and X-Cache where it came from, one from
/// memory also its Age. A fetch whose last waiter has gone is dropped. Whatever a fetch brings goes to all who wait for
/// it, so nobody waits in line behind what can't be stored.
class CachedHandler final : public Handler, private Fetcher {
public:
    CachedHandler(net::EventLoop &loop, ServerCounters &counters, SharedCache &cache, Handler &origin);

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    class Waiter;

    Pending fetch(const http::RequestHead &request, Completion done, CacheStore::Time now);
    void serve(const Found &found, Completion &done);
    void startFetch(const FlightPtr &flight, const http::RequestHead &request);
    void landed(FlightPtr flight, const Reply &reply);
    void drop(const FlightPtr &flight) override;

    net::EventLoop &m_loop;
    ServerCounters &m_counters;
    SharedCache &m_cache;
    Handler &m_origin;
    std::unordered_map<const Flight *, Pending> m_fetches; ///< Those that this loop makes.

    // The head of the last answer from memory: the same for a second, so that a hit is little more than copying it.
    Found m_served;
    std::string m_servedFields;
};

}
