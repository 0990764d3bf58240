#pragma once

#include "http/tls_client.h"
#include "net/endpoint.h"
#include "net/event_loop.h"
#include "net/resolver.h"
#include "servers/counters.h"
#include "servers/origin/origin_connection.h"
#include "servers/origin/origin_plan.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace escala::servers {

/// The connections of one event loop to one origin: kept open between requests and taken again last in, first out; at
/// most so many, with a waiting line.
///
/// Names are looked up without blocking, again when their TTL is over, and the old addresses serve until then. Nothing
/// of one call happens within a call of another one's client: whoever waits is served when the loop turns.
/// The loop's thread only.
class OriginPool {
public:
    /// `loop`, `counters` and `tls` must outlive it; `tls` is null for an http origin.
    OriginPool(net::EventLoop &loop, OriginCounters &counters, const OriginPlan &plan, const http::TlsContext *tls);
    ~OriginPool();
    OriginPool(const OriginPool &) = delete;
    OriginPool &operator=(const OriginPool &) = delete;

    [[nodiscard]] const OriginPlan &plan() const noexcept { return m_plan; }
    [[nodiscard]] net::EventLoop &loop() const noexcept { return m_loop; }
    [[nodiscard]] OriginCounters &counters() const noexcept { return m_counters; }

    // For calls.
    enum class Wanted : unsigned char { Any, New };
    void acquire(OriginCall &call, Wanted wanted);
    void leave(OriginCall &call);

    // For connections.
    [[nodiscard]] const http::TlsContext *tls() const noexcept { return m_tls; }
    [[nodiscard]] http::TlsTicket &ticket() noexcept { return m_ticket; }
    [[nodiscard]] std::span<char> buffer() noexcept { return m_buffer; }
    void release(OriginConnection &connection);
    void gone(OriginConnection &connection);
    void readSoon(OriginConnection &connection);

private:
    using TimePoint = net::Clock::time_point;
    using Addresses = std::shared_ptr<const std::vector<net::Endpoint>>;
    struct Waiting {
        OriginCall *call;
        Wanted wanted;
        TimePoint deadline;
    };

    [[nodiscard]] BackendGate::State gate() const noexcept;
    void cut();
    [[nodiscard]] bool serve(OriginCall &call, Wanted wanted);
    [[nodiscard]] OriginConnection *takeIdle(const OriginCall &call);
    [[nodiscard]] bool hasRoom();
    [[nodiscard]] bool knowsAddresses();
    void lookedUp(net::Resolver::Answer answer);
    void serveWaiting();
    void soon();
    void turn();
    void sweepLater();
    void sweep();
    [[nodiscard]] OriginCall &takeFirst();

    net::EventLoop &m_loop;
    OriginCounters &m_counters;
    const OriginPlan m_plan;
    const http::TlsContext *m_tls;
    http::TlsTicket m_ticket; // before the sessions made with it
    net::Resolver m_resolver;
    Addresses m_addresses;
    TimePoint m_addressesEnd = TimePoint::min();
    bool m_asking = false;
    std::vector<char> m_buffer;
    std::vector<std::unique_ptr<OriginConnection>> m_connections;
    std::vector<OriginConnection *> m_idle; ///< The last one was used last.
    std::deque<Waiting> m_waiting;
    std::vector<OriginConnection *> m_readSoon;
    std::vector<std::unique_ptr<OriginConnection>> m_gone; ///< Closed; freed when nobody is in them any more.
    std::optional<net::EventLoop::TimerKey> m_soon;
    std::optional<net::EventLoop::TimerKey> m_sweep; ///< Only while there is something to time.
};

}
