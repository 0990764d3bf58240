#include "servers/relay/proxy_handler.h"

#include "servers/origin/origin_call.h"
#include "servers/relay/forwarded_response.h"
#include "servers/relay/own_answer.h"
#include "servers/slow_handler.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <utility>

namespace escala::servers {

/// One request on its way to the origin, and its answer on its way back.
class ProxyHandler::Exchange final : public RequestStream, private OriginReceiver {
public:
    Exchange(ProxyHandler &handler, ClientStream &client, const http::RequestHead &head)
        : m_handler(handler)
        , m_client(client)
        , m_call(handler.m_pool, *this)
        , m_chunked(head.chunked)
    {
    }

    void start(OriginRequest request) { m_call.start(std::move(request)); }

    void onBody(std::string_view piece) override
    {
        if (m_chunked)
            m_call.add(fmt::format("{:x}\r\n", piece.size()));
        m_call.add(piece);
        if (m_chunked)
            m_call.add("\r\n");
    }

    void onBodyPause() override
    {
        if (!m_call.send())
            m_client.wantBody(false);
    }

    void onBodyEnd() override
    {
        if (m_chunked)
            m_call.add("0\r\n\r\n");
        m_call.endBody();
        m_call.send();
    }

    void onRoom() override { m_call.pause(false); }

private:
    void originTakesBody() override { m_client.wantBody(true); }

    void originInterim(const http::StrictResponse &head) override
    {
        m_client.interim(static_cast<unsigned>(head.status), head.reason, forwardedFields(head, {}));
    }

    void originHead(const http::StrictResponse &head) override
    {
        m_answering = true;
        m_client.begin(forwardedHead(head, forwardedFields(head, m_handler.m_date.text(net::Clock::now()))));
    }

    void originBody(std::string_view piece) override { m_client.add(piece); }

    void originPause() override
    {
        if (!m_client.send())
            m_call.pause(true);
    }

    void originEnd() override
    {
        m_client.end();
        m_client.send(); // the end of this
    }

    void originFailed(OriginProblem problem) override
    {
        if (m_answering)
            m_client.abort();
        else
            refuse(m_client, problem);
        m_client.send(); // the end of this
    }

    ProxyHandler &m_handler;
    ClientStream &m_client;
    OriginCall m_call;
    const bool m_chunked; ///< The request's body.
    bool m_answering = false;
};

ProxyHandler::ProxyHandler(net::EventLoop &loop, ServerCounters &counters, const ProxyPlan &plan,
                           const http::TlsContext *tls)
    : m_pool(loop, counters, plan.origin, tls)
    , m_forwarding(forwardingTo(plan.origin.url, plan.keepsHost))
{
}

std::unique_ptr<RequestStream> ProxyHandler::open(const http::RequestHead &head, std::string_view bytes,
                                                  ClientStream &client)
{
    if (answersItself(head, bytes, client))
        return nullptr;
    auto exchange = std::make_unique<Exchange>(*this, client, head);
    exchange->start({.head = forwardedRequest(head, bytes, m_forwarding, client.peer()),
                     .toHead = head.method == "HEAD",
                     .hasBody = head.hasBody(),
                     .idempotent = isIdempotent(head.method)});
    return exchange;
}

}
