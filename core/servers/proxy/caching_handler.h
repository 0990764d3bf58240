#pragma once

#include "servers/counters.h"
#include "servers/proxy/client_request.h"
#include "servers/proxy/hit_memo.h"
#include "servers/proxy/proxy_cache.h"
#include "servers/proxy/stored_answer.h"
#include "servers/stream_handler.h"

#include "net/event_loop.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace escala::servers::proxy {

class CachingExchange;

/// A shared cache (RFC 9111) in front of a handler that asks the origin, for one loop; what is stored is shared.
///
/// Of requests that come while the same is being fetched, on whatever loop, one goes to the origin and the others wait:
/// until the response is stored, or until its head says that it can't be. Then all go on by themselves, and for a while
/// nobody waits for that key again.
class CachingHandler final : public StreamHandler {
public:
    CachingHandler(net::EventLoop &loop, ServerCounters &counters, ProxyCache &cache, StreamHandler &origin);
    ~CachingHandler() override;

    std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                        ClientStream &client) override;

private:
    friend class CachingExchange;
    class Background;

    /// The same request without what its Connection keeps from the origin.
    std::unique_ptr<RequestStream> openWithoutHop(const RequestView &request, ClientStream &client);
    /// As the same request was answered a moment ago; true where it did.
    bool answerAgain(std::string_view bytes, ClientStream &client);
    /// Answers where nothing has to be asked; true where it did.
    bool answerAtOnce(const RequestView &request, std::string_view bytes, ClientStream &client);
    /// From a part, where nothing whole is stored that is of use.
    bool answerFromParts(const RequestView &request, const VariantSet &set, ClientStream &client, Time now);
    void remember(const RequestView &request, std::string_view bytes, const VariantSet &set, const VariantPtr &variant,
                  Time now);
    void refresh(const ClientRequest &request, VariantPtr stale, std::string peer);
    void endRefresh(Background &background);

    net::EventLoop &m_loop;
    ServerCounters &m_counters;
    ProxyCache &m_cache;
    StreamHandler &m_origin;
    HitMemo m_memo;
    std::unordered_map<const Background *, std::unique_ptr<Background>> m_background;
};

}
