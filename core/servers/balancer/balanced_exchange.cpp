#include "servers/balancer/balanced_exchange.h"

#include "servers/balancer/sticky_cookie.h"
#include "servers/relay/forwarded_response.h"
#include "servers/relay/own_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace escala::servers::balancer {

namespace {

using net::Clock;

constexpr unsigned kMostDoublings = 6;

bool sendsAgain(const RetryPlan &plan) noexcept
{
    return plan.retries > 0 || plan.hedgeAfter;
}

}

BalancedExchange::BalancedExchange(BalancerLoop &shared, ClientStream &client, const http::RequestHead &head,
                                   const Fleet::Wish &wish)
    : m_shared(shared)
    , m_client(client)
    , m_wish(wish)
    , m_body(sendsAgain(shared.plan.retry) && isIdempotent(head.method))
    , m_hasBody(head.hasBody())
    , m_chunked(head.chunked)
    , m_idempotent(isIdempotent(head.method))
{
    ++m_shared.line.inWork;
}

BalancedExchange::~BalancedExchange()
{
    stopTimer();
    if (m_waits)
        m_shared.line.leave(*this);
    if (m_paidAhead)
        m_shared.line.giveBack();
    --m_shared.line.inWork;
}

void BalancedExchange::start(const http::RequestHead &head, std::string_view bytes)
{
    const auto now = Clock::now();
    auto *const upstream = m_shared.fleet.choose(m_wish, now);
    if (upstream == nullptr)
        return giveUp();
    launch(*upstream,
           {.head = forwardedRequest(head, bytes, upstream->forwarding(), m_client.peer()),
            .toHead = head.method == "HEAD",
            .hasBody = m_hasBody,
            .idempotent = m_idempotent},
           now, false);
    const auto &hedgeAfter = m_shared.plan.retry.hedgeAfter;
    if (hedgeAfter && m_idempotent && running() != nullptr)
        later(*hedgeAfter, &BalancedExchange::hedge);
}

// The attempt may have failed when this returns.
void BalancedExchange::launch(Upstream &upstream, OriginRequest request, Clock::time_point now, bool paid)
{
    AttemptListener &listener = *this;
    auto &slot = m_attempts[0] ? m_attempts[1] : m_attempts[0];
    slot.emplace(listener, m_shared.fleet, upstream, paid ? &m_shared.line : nullptr);
    slot->start(std::move(request), now);
}

void BalancedExchange::onBody(std::string_view piece)
{
    if (m_chunked)
        pass(fmt::format("{:x}\r\n", piece.size()));
    pass(piece);
    if (m_chunked)
        pass("\r\n");
}

void BalancedExchange::onBodyPause()
{
    sendOn();
}

void BalancedExchange::onBodyEnd()
{
    if (m_chunked)
        pass("0\r\n\r\n");
    m_body.end();
    for (auto &attempt : m_attempts) {
        if (attempt && attempt->fed)
            attempt->call().endBody();
    }
    sendOn();
}

void BalancedExchange::onRoom()
{
    if (m_winner != nullptr)
        m_winner->call().pause(false);
}

void BalancedExchange::pass(std::string_view bytes)
{
    bool passed = false;
    for (auto &attempt : m_attempts) {
        if (!attempt || !attempt->fed)
            continue;
        attempt->call().add(bytes);
        passed = true;
    }
    m_body.add(bytes, !passed);
}

void BalancedExchange::sendOn()
{
    bool room = false;
    for (auto &attempt : m_attempts)
        room = (attempt && attempt->fed && attempt->call().send()) || room;
    if (!room)
        m_client.wantBody(false);
}

void BalancedExchange::takesBody(Attempt &attempt)
{
    if (!std::exchange(attempt.fed, true)) {
        attempt.call().add(m_body.bytes());
        if (m_body.hasEnded())
            attempt.call().endBody();
        if (!attempt.call().send())
            return; // and comes back here
    }
    if (!m_body.hasEnded())
        m_client.wantBody(true);
}

// Whoever sends a body already was told to.
void BalancedExchange::interim(Attempt &attempt, const http::StrictResponse &head)
{
    const bool sending = !m_body.isWhole() || !m_body.bytes().empty();
    if (isAlone(attempt) && !(head.status == 100 && sending))
        m_client.interim(static_cast<unsigned>(head.status), head.reason, forwardedFields(head, {}));
}

void BalancedExchange::head(Attempt &attempt, const http::StrictResponse &head)
{
    if (isRetried(head.status)) {
        if (!isAlone(attempt))
            return drop(attempt);
        if (mayRepeat(attempt, OriginProblem::Closed) && m_shared.line.take()) {
            m_paidAhead = true;
            setAside(attempt);
            return later(backoff(), &BalancedExchange::retryPaid);
        }
    }
    win(attempt);
    auto fields = forwardedFields(head, m_shared.date.text(Clock::now()));
    const auto identity = attempt.upstream().replica()->identity();
    if (!m_shared.plan.stickyCookie.empty() && identity != m_wish.sticky)
        fields += setCookieLine(m_shared.plan.stickyCookie, identity);
    m_client.begin(forwardedHead(head, fields));
}

void BalancedExchange::win(Attempt &attempt)
{
    m_winner = &attempt;
    stopTimer();
    for (auto &each : m_attempts) {
        if (each && &*each != &attempt)
            each.reset();
    }
}

void BalancedExchange::body(std::string_view piece)
{
    m_client.add(piece);
}

void BalancedExchange::pause(Attempt &attempt)
{
    if (!m_client.send() && m_winner == &attempt)
        attempt.call().pause(true);
}

void BalancedExchange::end()
{
    m_client.end();
    m_client.send(); // the end of this
}

void BalancedExchange::failed(Attempt &attempt, OriginProblem problem)
{
    if (m_winner != nullptr) {
        m_client.abort();
        m_client.send(); // the end of this
        return;
    }
    m_problem = problem;
    const bool repeats = mayRepeat(attempt, problem);
    setAside(attempt);
    if (running() != nullptr)
        return; // that one may answer
    if (!repeats)
        giveUp();
    else if (isUnsent(problem))
        later({}, &BalancedExchange::retryUnpaid);
    else
        later(backoff(), &BalancedExchange::waitForTurn);
}

/// Keeps what is needed to send the request to somebody else.
void BalancedExchange::setAside(Attempt &attempt)
{
    m_tried.push_back(attempt.upstream().replica());
    m_addressed = attempt.upstream().forwarding();
    m_request = attempt.call().takeRequest();
    drop(attempt);
    if (running() != nullptr)
        return;
    stopTimer(); // of the hedge
    if (m_hasBody && !m_body.hasEnded())
        m_client.wantBody(false);
}

void BalancedExchange::drop(const Attempt &attempt)
{
    for (auto &each : m_attempts) {
        if (each && &*each == &attempt)
            return each.reset();
    }
}

Attempt *BalancedExchange::running() noexcept
{
    for (auto &each : m_attempts) {
        if (each)
            return &*each;
    }
    return nullptr;
}

bool BalancedExchange::isAlone(const Attempt &attempt) const noexcept
{
    return std::ranges::none_of(m_attempts, [&attempt](const auto &each) { return each && &*each != &attempt; });
}

bool BalancedExchange::mayRepeat(const Attempt &attempt, OriginProblem problem) const noexcept
{
    return m_retries < m_shared.plan.retry.retries && m_shared.fleet.hasOther(attempt.upstream()) && m_body.isWhole()
        && (m_idempotent || isUnsent(problem));
}

bool BalancedExchange::isRetried(int status) const noexcept
{
    return m_shared.plan.retry.onStatus && m_idempotent && status >= 502 && status <= 504;
}

// Not where it failed already; where all have failed, any but the last one.
Upstream *BalancedExchange::chooseAnother(Clock::time_point now)
{
    m_wish.tried = m_tried;
    auto *found = m_shared.fleet.choose(m_wish, now);
    if (found == nullptr && m_tried.size() > 1) {
        m_wish.tried = m_wish.tried.last(1);
        found = m_shared.fleet.choose(m_wish, now);
    }
    return found;
}

// Anywhere up to its most, so that requests that failed together don't come back together.
Clock::duration BalancedExchange::backoff()
{
    const auto most = m_shared.plan.retry.backoff * (1U << std::min(m_retries, kMostDoublings));
    return std::chrono::duration_cast<Clock::duration>(most * m_shared.draw.unit());
}

void BalancedExchange::later(Clock::duration delay, void (BalancedExchange::*next)())
{
    m_timer = m_shared.loop.runAfter(delay, [this, next] {
        m_timer.reset();
        (this->*next)();
    });
}

void BalancedExchange::stopTimer()
{
    if (m_timer)
        m_shared.loop.cancel(*m_timer);
    m_timer.reset();
}

void BalancedExchange::waitForTurn()
{
    if (m_shared.line.take())
        return retry(true);
    m_waits = true;
    m_shared.line.wait(*this);
    later(m_shared.plan.origin.connectTimeout, &BalancedExchange::giveUp);
}

void BalancedExchange::onTurn()
{
    m_waits = false;
    stopTimer();
    retry(true);
}

void BalancedExchange::retryPaid()
{
    m_paidAhead = false;
    retry(true);
}

void BalancedExchange::retry(bool paid)
{
    const auto now = Clock::now();
    auto *const upstream = chooseAnother(now);
    if (upstream == nullptr) {
        if (paid)
            m_shared.line.giveBack();
        return giveUp();
    }
    ++m_retries;
    m_shared.retries.add();
    m_request.head = readdressed(m_request.head, m_addressed, upstream->forwarding());
    launch(*upstream, std::move(m_request), now, paid);
}

void BalancedExchange::hedge()
{
    auto *const first = running();
    if (first == nullptr || m_winner != nullptr)
        return;
    const bool repeatable = !m_hasBody || (m_body.hasEnded() && m_body.isWhole());
    if (!repeatable || !m_shared.fleet.hasOther(first->upstream()) || !m_shared.line.take())
        return later(*m_shared.plan.retry.hedgeAfter, &BalancedExchange::hedge); // perhaps then
    const auto now = Clock::now();
    const std::array tried{first->upstream().replica()};
    m_wish.tried = tried;
    auto *const upstream = m_shared.fleet.choose(m_wish, now);
    m_wish.tried = {};
    if (upstream == nullptr)
        return m_shared.line.giveBack();
    m_shared.hedges.add();
    OriginRequest request = first->call().request();
    request.head = readdressed(request.head, first->upstream().forwarding(), upstream->forwarding());
    launch(*upstream, std::move(request), now, true);
}

void BalancedExchange::giveUp()
{
    refuse(m_client, m_problem);
    m_client.send(); // the end of this
}

}
