#include "servers/proxy/caching_exchange.h"

#include "servers/proxy/field_lines.h"
#include "servers/proxy/invalidation.h"
#include "servers/proxy/partial_content.h"
#include "servers/proxy/request_forwarding.h"
#include "servers/proxy/stored_update.h"
#include "servers/proxy/validation.h"

#include <algorithm>
#include <utility>

namespace escala::servers::proxy {

namespace {

using Forward = CacheStatus::Forward;

WallTime wallClock()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Storability storabilityOf(const Exchange &exchange, const RequestDirectives &asked, const ResponseDirectives &told,
                          const Lifetime &lifetime, const StreamedHead &head, std::uint64_t largestBody)
{
    const bool tooLarge = head.length.value_or(0) > largestBody;
    return tooLarge ? Storability::TooLarge : proxy::storabilityOf(exchange, asked, told, lifetime);
}

}

CachingExchange::CachingExchange(CachingHandler &handler, ClientStream &client, ClientRequest request)
    : m_handler(handler)
    , m_client(client)
    , m_request(std::move(request))
{
}

CachingExchange::~CachingExchange()
{
    endFetch(FetchEnd::GivenUp);
}

bool CachingExchange::start()
{
    m_opening = true;
    route(true);
    retryAtOnce();
    m_opening = false;
    return !m_ended;
}

void CachingExchange::validate(VariantPtr stored)
{
    m_opening = true;
    m_stored = std::move(stored);
    m_forward = Forward::Stale;
    m_fetch = m_handler.m_cache.fetches().begin(m_request.key, mayShare());
    ask();
    retryAtOnce();
    m_opening = false;
}

/// Where the origin's answer came while it was asked.
void CachingExchange::retryAtOnce()
{
    if (m_use != Use::Retry || m_origin)
        return;
    m_askedFor.clear();
    open(keyedFields(m_request.fields));
}

void CachingExchange::fetchEnded(FetchEnd how)
{
    m_seat.reset();
    m_collapsed = true;
    const auto now = net::Clock::now();
    if (how == FetchEnd::Failed && m_stored && mayServeOnError(*m_stored, m_request.directives, now))
        return serveStored({.forward = m_forward, .collapsed = true, .detail = "stale-if-error"}, now);
    route(how == FetchEnd::Varied || how == FetchEnd::GivenUp);
}

void CachingExchange::onRoom()
{
    if (m_origin)
        m_origin->onRoom();
}

void CachingExchange::route(bool mayWait)
{
    if (!m_request.isRead()) {
        m_forward = Forward::Method;
        return open(m_request.fields);
    }
    const auto now = net::Clock::now();
    if (const auto reuse = lookUp(now); isServed(reuse))
        return serveFound(reuse, now);
    if (mayWait && follow(now))
        return;
    // The fetch of another loop may have landed after the first look and before this one took the lead.
    if (m_fetch) {
        if (const auto reuse = lookUp(now); isServed(reuse))
            return serveFound(reuse, now);
    }
    if (!m_collapsed)
        (m_stored ? m_handler.m_counters.stale : m_handler.m_counters.misses).add();
    ask();
}

/// Finds what is stored, and why it can't be served where it can't.
Reuse CachingExchange::lookUp(Time now)
{
    const auto set = m_handler.m_cache.store().find(m_request.key);
    m_stored = set ? set->matching(m_request.fields) : nullptr;
    m_askedFor.clear();
    const bool hasOthers = set && !set->variants.empty();
    if (hasOthers && !m_stored)
        m_askedFor = set->variants;
    const auto reuse = m_stored ? decideReuse(*m_stored, m_request.directives, now) : Reuse::ValidateStale;
    m_forward = m_stored ? (reuse == Reuse::ValidateByClient ? Forward::Request : Forward::Stale)
                         : (hasOthers ? Forward::VaryMiss : Forward::UriMiss);
    return reuse;
}

/// What another's fetch has stored meanwhile.
void CachingExchange::serveFound(Reuse reuse, Time now)
{
    if (m_collapsed)
        return serveStored({.forward = Forward::UriMiss, .collapsed = true}, now);
    (reuse == Reuse::Fresh ? m_handler.m_counters.hits : m_handler.m_counters.stale).add();
    serveStored({}, now);
}

/// Answers from the store after all: the end of this.
void CachingExchange::serveStored(const CacheStatus &status, Time now)
{
    m_ended = true;
    if (m_stored && !m_stored->isFresh(now))
        m_handler.m_counters.staleServed.add();
    answerFromStore(m_client, m_request.method, m_request.fields, *m_stored, status, now);
    m_client.send();
}

bool CachingExchange::mayShare() const
{
    return m_handler.m_cache.plan().singleFlight && m_request.isPlainGet();
}

/// True where it waits now; else it goes to the origin, as one that others may wait for or for itself.
bool CachingExchange::follow(Time now)
{
    if (!mayShare())
        return false;
    m_seat = std::make_shared<FollowerSeat>(FollowerSeat{*this});
    const auto [fetch, leads] = m_handler.m_cache.fetches().join(m_request.key, now, m_handler.m_loop, m_seat);
    if (!fetch || leads) {
        m_seat.reset();
        m_fetch = fetch;
        return false;
    }
    if (!m_collapsed)
        (m_stored ? m_handler.m_counters.stale : m_handler.m_counters.misses).add();
    m_handler.m_counters.collapsed.add(m_collapsed ? 0 : 1);
    return true;
}

void CachingExchange::ask()
{
    if (!m_fetch)
        m_fetch = m_handler.m_cache.fetches().begin(m_request.key, false);
    const auto fields = keyedFields(m_request.fields);
    if (m_request.method == "GET" && m_stored && canValidate(*m_stored)) {
        m_askedFor = {m_stored};
        return open(validatingFields(fields, *m_stored));
    }
    if (m_request.method == "GET" && !m_stored && !m_askedFor.empty()) {
        const auto conditional = validatingFields(fields, m_askedFor);
        if (conditional == fields)
            m_askedFor.clear();
        return open(conditional);
    }
    m_askedFor.clear();
    open(fields);
}

void CachingExchange::open(std::string_view fields)
{
    const auto bytes = m_request.headWith(fields);
    const auto head = http::parseRequestHead(bytes, kCheckedLimits);
    m_use = Use::PassOn;
    m_times.asked = net::Clock::now();
    const bool wasOpening = std::exchange(m_opening, true);
    m_origin = m_handler.m_origin.open(**head, bytes, *this);
    m_opening = wasOpening;
    if (!m_opening)
        send(); // what was said at once; the end of this where that was all
}

Exchange CachingExchange::exchangeOf(const StreamedHead &head) const
{
    return {.method = m_request.method,
            .key = m_request.key,
            .requestFields = m_request.fields,
            .status = head.status,
            .responseFields = head.fields,
            .reason = head.reason,
            .requestHasBody = m_request.hasBody};
}

void CachingExchange::interim(unsigned status, std::string_view reason, std::string_view fields)
{
    m_client.interim(status, reason, fields);
}

/// An answer of the proxy itself: most often that the origin failed.
void CachingExchange::reply(const Reply &reply)
{
    m_ended = true;
    endFetch(isServerError(reply.status) ? FetchEnd::Failed : FetchEnd::Stored);
    const auto now = net::Clock::now();
    if (m_stored && isServerError(reply.status) && mayServeOnError(*m_stored, m_request.directives, now)) {
        m_handler.m_counters.staleServed.add();
        answerFromStore(m_client, m_request.method, m_request.fields, *m_stored,
                        {.forward = m_forward, .detail = "stale-if-error"}, now);
        return;
    }
    std::string fields(reply.fields);
    appendLine(fields, "Cache-Status", cacheStatusText({.forward = m_forward}));
    m_client.reply({reply.status, fields, reply.body});
}

void CachingExchange::begin(const StreamedHead &head)
{
    m_times.answered = net::Clock::now();
    m_times.wallClock = wallClock();
    const auto exchange = exchangeOf(head);
    for (const auto &key : invalidatedKeys(exchange))
        m_handler.m_cache.invalidate(key);
    if (answeredByStore(exchange))
        return;
    if (m_request.method == "HEAD")
        updateByHead(exchange, head);
    passOn(head, exchange);
}

bool CachingExchange::answeredByStore(const Exchange &exchange)
{
    if (exchange.status == 304 && !m_askedFor.empty()) {
        m_use = validated(exchange) ? Use::Drop : Use::Retry;
        return true;
    }
    if (!m_stored || !isServerError(exchange.status)
        || !mayServeOnError(*m_stored, m_request.directives, m_times.answered))
        return false;
    m_use = Use::Drop;
    m_answer = CacheStatus{.forward = m_forward, .forwardStatus = exchange.status, .detail = "stale-if-error"};
    return true;
}

bool CachingExchange::validated(const Exchange &exchange)
{
    const auto about = std::ranges::find_if(
        m_askedFor, [&exchange](const VariantPtr &each) { return isAbout(exchange.responseFields, *each); });
    if (about == m_askedFor.end() || (m_askedFor.size() > 1 && !hasField(exchange.responseFields, "etag")))
        return false;
    auto &store = m_handler.m_cache.store();
    const auto &plan = m_handler.m_cache.plan();
    const auto fresh = updated(**about, exchange, m_times, plan.heuristic, plan.stale);
    const bool stored = !fresh->directives.noStore && !fresh->directives.isPrivate;
    if (!stored)
        store.remove(m_request.key);
    else
        m_handler.m_cache.fetches().keep(*m_fetch, [&] {
            return (m_stored && store.replace(m_request.key, m_stored, fresh)) || store.store(m_request.key, fresh);
        });
    m_stored = fresh;
    m_answer = CacheStatus{.forward = m_forward, .forwardStatus = 304, .stored = stored, .detail = {}};
    return true;
}

void CachingExchange::passOn(const StreamedHead &head, const Exchange &exchange)
{
    const auto &plan = m_handler.m_cache.plan();
    const auto told = responseDirectives(exchange.responseFields);
    const auto lifetime = lifetimeOf(exchange.status, exchange.responseFields, told, m_times.wallClock, plan.heuristic);
    const auto storable = storabilityOf(exchange, m_request.directives, told, lifetime, head, plan.largestBody);
    CacheStatus status{.forward = m_forward, .stored = storable == Storability::Store, .detail = {}};
    if (storable == Storability::Store) {
        m_use = Use::Keep;
        if (!m_fetch) // of a method that has just made all before it outdated
            m_fetch = m_handler.m_cache.fetches().begin(m_request.key, false);
        m_keeping = makeVariant(exchange, allowing(told, plan.stale), lifetime, nullptr, m_times);
        m_body.reserve(head.length.value_or(0));
        status.timeToLive = lifetime.length - wholeSeconds(m_keeping->initialAge);
    } else {
        status.detail = m_request.isRead() ? name(storable) : std::string_view();
        if (m_fetch && mayShare())
            m_handler.m_cache.fetches().mark(m_request.key, m_times.answered);
        endFetch(FetchEnd::Stored);
    }
    std::string fields(head.fields);
    appendLine(fields, "Cache-Status", cacheStatusText(status));
    auto marked = head;
    marked.fields = fields;
    m_client.begin(marked);
}

void CachingExchange::updateByHead(const Exchange &exchange, const StreamedHead &head)
{
    if (!m_stored || exchange.status != 200)
        return;
    std::string fields(exchange.responseFields);
    if (head.length)
        appendLine(fields, "Content-Length", std::to_string(*head.length));
    const auto &plan = m_handler.m_cache.plan();
    auto &store = m_handler.m_cache.store();
    if (headAgrees(fields, *m_stored))
        store.replace(m_request.key, m_stored, updated(*m_stored, exchange, m_times, plan.heuristic, plan.stale));
    else
        store.remove(m_request.key);
}

void CachingExchange::add(std::string_view piece)
{
    if (m_use == Use::Drop || m_use == Use::Retry)
        return;
    m_client.add(piece);
    if (m_use != Use::Keep)
        return;
    m_body.append(piece);
    if (m_body.size() <= m_handler.m_cache.plan().largestBody)
        return;
    m_use = Use::PassOn;
    m_keeping.reset();
    std::string().swap(m_body);
    m_handler.m_cache.fetches().mark(m_request.key, m_times.answered);
    endFetch(FetchEnd::Stored);
}

void CachingExchange::end()
{
    if (m_use == Use::Retry)
        return;
    m_ended = true;
    const bool failed = m_use == Use::Drop && m_answer->forwardStatus.value_or(0) >= 500;
    endFetch(m_use == Use::Keep ? keep() : failed ? FetchEnd::Failed : FetchEnd::Stored);
    if (m_use != Use::Drop)
        return m_client.end();
    const auto now = net::Clock::now();
    m_handler.m_counters.staleServed.add(failed ? 1 : 0);
    answerFromStore(m_client, m_request.method, m_request.fields, *m_stored, *m_answer, now);
}

FetchEnd CachingExchange::keep()
{
    if (m_keeping->status == 206)
        return keepPart();
    auto whole = std::make_shared<Variant>(*m_keeping);
    whole->body = std::make_shared<const std::string>(std::move(m_body));
    const bool varies = !whole->selecting.names.empty() && whole->isFresh(net::Clock::now());
    auto &cache = m_handler.m_cache;
    const bool kept =
        cache.fetches().keep(*m_fetch, [&] { return cache.store().store(m_request.key, std::move(whole)); });
    return kept && varies ? FetchEnd::Varied : FetchEnd::Stored;
}

FetchEnd CachingExchange::keepPart()
{
    auto part = makePart(*m_keeping, std::make_shared<const std::string>(std::move(m_body)));
    auto &cache = m_handler.m_cache;
    if (part)
        cache.fetches().keep(*m_fetch, [&] {
            return cache.store().storePart(m_request.key, std::move(part), cache.plan().largestBody);
        });
    return FetchEnd::Stored;
}

bool CachingExchange::send()
{
    if (m_opening)
        return true; // who opens it sends
    if (m_use == Use::Retry) {
        m_askedFor.clear();
        m_origin.reset();
        open(keyedFields(m_request.fields));
        return false;
    }
    // Whoever waits for it, and the store, must not wait for a slow client.
    const bool keeps = m_use == Use::Keep && !m_ended;
    return m_client.send() || keeps;
}

void CachingExchange::abort()
{
    m_ended = true;
    endFetch(FetchEnd::GivenUp);
    m_client.abort();
}

void CachingExchange::endFetch(FetchEnd how)
{
    if (m_fetch)
        m_handler.m_cache.fetches().end(*std::exchange(m_fetch, nullptr), how);
}

}
