#pragma once

#include "servers/counters.h"
#include "servers/proxy/client_request.h"
#include "servers/proxy/proxy_cache.h"
#include "servers/proxy/stored_answer.h"
#include "servers/stream_handler.h"

#include "net/event_loop.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace escala::servers::proxy {

class CachingExchange;

/// A fetch that others wait for. Its members are CachingHandler's and CachingExchange's.
struct SharedFetch {
    std::deque<CachingExchange *> waiting;
    bool outdated = false; ///< What it brings was changed meanwhile, and is not stored.
};
using SharedFetchPtr = std::shared_ptr<SharedFetch>;

/// A shared cache (RFC 9111) in front of a handler that asks the origin, for one loop; what is stored is shared.
///
/// Of requests that come while the same is being fetched on this loop, one goes to the origin and the others wait:
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

    /// Answers where nothing has to be asked; true where it did.
    bool answerAtOnce(const RequestView &request, ClientStream &client);
    void refresh(const ClientRequest &request, VariantPtr stale, std::string peer);
    void endRefresh(Background &background);
    /// Whoever waits goes on, when the loop turns on. `again`: may wait for another fetch.
    void release(SharedFetchPtr fetch, bool again);
    /// RFC 9111 4.4: what is stored under this key, and what is on its way there, counts no more.
    void invalidate(const std::string &key);
    [[nodiscard]] bool isPassedBy(const std::string &key, Time now);

    net::EventLoop &m_loop;
    ServerCounters &m_counters;
    ProxyCache &m_cache;
    StreamHandler &m_origin;
    std::map<std::string, SharedFetchPtr, std::less<>> m_fetches;
    std::unordered_map<std::string, Time> m_passedBy; ///< Keys that could not be stored, and until when that counts.
    std::unordered_map<const Background *, std::unique_ptr<Background>> m_background;
};

}
