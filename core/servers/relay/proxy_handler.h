#pragma once

#include "http/tls_client.h"
#include "net/event_loop.h"
#include "servers/counters.h"
#include "servers/date_clock.h"
#include "servers/origin/origin_pool.h"
#include "servers/relay/forwarded_request.h"
#include "servers/stream_handler.h"

#include <memory>
#include <string>
#include <string_view>

namespace escala::servers {

/// What a proxy stands before.
struct ProxyPlan {
    OriginPlan origin;
    bool keepsHost = false; ///< The origin gets the client's Host, not its own.
};

/// Passes requests on to one origin and its answers back, both piece by piece, for one loop.
///
/// What a proxy has to answer itself it does: CONNECT, TRACE and OPTIONS with Max-Forwards: 0, a loop of proxies, and
/// 502, 503 or 504 with a sentence and Proxy-Status (RFC 9209) where the origin fails before its head. Where it fails
/// later, the client's connection is reset.
class ProxyHandler final : public StreamHandler {
public:
    /// `tls` is null for an http origin; all must outlive it.
    ProxyHandler(net::EventLoop &loop, ServerCounters &counters, const ProxyPlan &plan, const http::TlsContext *tls);

    std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                        ClientStream &client) override;

private:
    class Exchange;

    OriginPool m_pool;
    Forwarding m_forwarding;
    DateClock m_date;
};

}
