#include "servers/proxy/caching_handler.h"

#include "servers/proxy/caching_exchange.h"
#include "servers/proxy/field_lines.h"
#include "servers/proxy/request_forwarding.h"
#include "servers/proxy/reuse_decision.h"

#include <algorithm>
#include <utility>

namespace escala::servers::proxy {

/// The client of a refresh: nobody.
class CachingHandler::Background final : public ClientStream {
public:
    Background(CachingHandler &handler, std::string peer, std::string key, VariantPtr variant)
        : m_handler(handler)
        , m_peer(std::move(peer))
        , m_key(std::move(key))
        , m_variant(std::move(variant))
    {
    }

    Background(const Background &) = delete;
    Background &operator=(const Background &) = delete;
    ~Background() { m_handler.m_cache.endRefresh(m_key, *m_variant, net::Clock::now()); }

    /// False where it was over at once.
    bool start(ClientRequest request)
    {
        auto exchange = std::make_unique<CachingExchange>(m_handler, *this, std::move(request));
        exchange->validate(m_variant);
        m_request = std::move(exchange);
        m_inside = false;
        return !m_ended;
    }

    [[nodiscard]] std::string peer() const override { return m_peer; }
    void wantBody(bool) override { }
    void interim(unsigned, std::string_view, std::string_view) override { }
    void reply(const Reply &) override { m_ended = true; }
    void begin(const StreamedHead &) override { }
    void add(std::string_view) override { }
    void end() override { m_ended = true; }
    void abort() override { m_ended = true; }
    bool send() override
    {
        if (m_ended && !m_inside)
            m_handler.endRefresh(*this);
        return true;
    }

private:
    CachingHandler &m_handler;
    const std::string m_peer;
    const std::string m_key;
    const VariantPtr m_variant;
    std::unique_ptr<RequestStream> m_request;
    bool m_inside = true;
    bool m_ended = false;
};

CachingHandler::CachingHandler(net::EventLoop &loop, ServerCounters &counters, ProxyCache &cache, StreamHandler &origin)
    : m_loop(loop)
    , m_counters(counters)
    , m_cache(cache)
    , m_origin(origin)
{
}

CachingHandler::~CachingHandler() = default;

std::unique_ptr<RequestStream> CachingHandler::open(const http::RequestHead &head, std::string_view bytes,
                                                    ClientStream &client)
{
    if (answerAgain(bytes, client))
        return nullptr;
    if (head.method == "CONNECT" || head.method == "TRACE")
        return m_origin.open(head, bytes, client);
    const RequestView request(head, bytes);
    if (request.isRead() && namesFieldsOfThisHop(request.fields))
        return openWithoutHop(request, client);
    if (request.isRead() && answerAtOnce(request, bytes, client))
        return nullptr;
    auto exchange = std::make_unique<CachingExchange>(*this, client, ClientRequest(request));
    return exchange->start() ? std::move(exchange) : nullptr;
}

std::unique_ptr<RequestStream> CachingHandler::openWithoutHop(const RequestView &request, ClientStream &client)
{
    const auto bytes = std::string(request.line).append(endToEndLines(request.fields)).append("\r\n");
    const auto head = http::parseRequestHead(bytes, kCheckedLimits);
    return open(**head, bytes, client);
}

bool CachingHandler::answerAgain(std::string_view bytes, ClientStream &client)
{
    const auto *const hit = m_memo.find(bytes, net::Clock::now());
    const auto set = hit != nullptr ? m_cache.store().find(hit->key) : nullptr;
    if (!set || set->number != hit->set)
        return false;
    m_counters.hits.add();
    answerWhole(client, *set->variants[hit->variant], hit->fields);
    client.send();
    return true;
}

/// Its Age, and so the whole answer, is the same until the next full second of it.
void CachingHandler::remember(const RequestView &request, std::string_view bytes, const VariantSet &set,
                              const VariantPtr &variant, Time now)
{
    if (!request.isSimple() || variant->status == 204 || variant->status == 304)
        return;
    const auto nextSecond = wholeSeconds(variant->age(now)) + Seconds(1);
    m_memo.remember(
        {.request = std::string(bytes),
         .key = request.key,
         .set = set.number,
         .variant = static_cast<std::size_t>(std::ranges::find(set.variants, variant) - set.variants.begin()),
         .until = variant->receivedAt - variant->initialAge + nextSecond,
         .fields = wholeAnswerFields(*variant, {}, now)});
}

bool CachingHandler::answerAtOnce(const RequestView &request, std::string_view bytes, ClientStream &client)
{
    const auto now = net::Clock::now();
    const auto set = m_cache.store().find(request.key);
    const auto variant = set ? set->matching(request.fields) : nullptr;
    const auto reuse = variant ? decideReuse(*variant, request.directives, now) : Reuse::ValidateStale;
    if (variant && isServed(reuse)) {
        (reuse == Reuse::Fresh ? m_counters.hits : m_counters.stale).add();
        m_counters.staleServed.add(reuse == Reuse::Fresh ? 0 : 1);
        answerFromStore(client, request.method, request.fields, *variant, {}, now);
        if (reuse == Reuse::Fresh)
            remember(request, bytes, *set, variant, now);
        if (reuse == Reuse::StaleAndRefresh && m_cache.beginRefresh(request.key, *variant, now))
            refresh(ClientRequest(request).asGet(), variant, client.peer());
        client.send();
        return true;
    }
    if (set && answerFromParts(request, *set, client, now))
        return true;
    if (!request.directives.onlyIfCached)
        return false;
    answerNotCached(client);
    client.send();
    return true;
}

bool CachingHandler::answerFromParts(const RequestView &request, const VariantSet &set, ClientStream &client, Time now)
{
    const bool answered = request.method == "GET" && std::ranges::any_of(set.parts, [&](const VariantPtr &part) {
                              return selectingKey(part->selecting, request.fields) == part->selectingKey
                                  && decideReuse(*part, request.directives, now) == Reuse::Fresh
                                  && answerFromPart(client, request.fields, *part, now);
                          });
    if (!answered)
        return false;
    m_counters.hits.add();
    client.send();
    return true;
}

void CachingHandler::refresh(const ClientRequest &request, VariantPtr stale, std::string peer)
{
    auto background = std::make_unique<Background>(*this, std::move(peer), request.key, std::move(stale));
    if (background->start(request))
        m_background.emplace(background.get(), std::move(background));
}

void CachingHandler::endRefresh(Background &background)
{
    m_background.erase(&background);
}

}
