#pragma once

#include "net/event_loop.h"
#include "servers/cache/backend/cache_backend.h"
#include "servers/cache/backend/remote_cache.h"
#include "servers/cache/backend/removal_courier.h"
#include "servers/counters.h"
#include "servers/handler.h"

#include <memory>
#include <unordered_map>

namespace escala::servers {

/// A cache outside this process in front of another handler, for one loop.
///
/// Requests for a page that is being looked up or fetched, on whatever loop, wait for that and share what comes of it.
/// Where the backend can't be asked, or has nothing, the origin makes the page. Answers say where they came from as
/// those of CachedHandler do.
class RemoteCachedHandler final : public Handler, private Fetcher {
public:
    /// All must outlive it. `isCourier`: this one carries removals to the backend.
    RemoteCachedHandler(net::EventLoop &loop, ServerCounters &counters, RemoteCache &cache, Handler &origin,
                        bool isCourier);

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    class Waiter;
    struct Fetch;
    using FetchPtr = std::shared_ptr<Fetch>;

    void lookUp(const FetchPtr &fetch);
    void lookedUp(const FetchPtr &fetch, const CacheBackend::Reading *reading);
    void refresh(const Fetch &stale);
    void ask(const FetchPtr &fetch);
    void answered(FetchPtr fetch, const Reply &reply);
    void store(const FetchPtr &fetch, const StoredResponsePtr &response, CacheLifetimes::Duration lifetime);
    void land(Fetch &fetch, Fetched fetched);
    void drop(const FlightPtr &flight) override;

    net::EventLoop &m_loop;
    ServerCounters &m_counters;
    RemoteCache &m_cache;
    Handler &m_origin;
    std::unique_ptr<CacheBackend> m_backend;
    std::unique_ptr<RemovalCourier> m_courier;
    std::unordered_map<const Flight *, Pending> m_fetches; ///< Those of this loop; null while they look in the backend.
};

}
