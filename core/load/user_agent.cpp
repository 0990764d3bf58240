#include "load/user_agent.h"

#include "http/content_decoding.h"
#include "http/field_syntax.h"
#include "http/redirect.h"

#include <algorithm>
#include <utility>

namespace escala::load {

namespace {

/// The first field of that name; empty where there is none.
std::string_view fieldIn(std::string_view head, std::string_view name)
{
    std::string_view found;
    http::forEachField(head, [&](std::string_view each, std::string_view value) {
        if (found.empty() && http::equalIgnoringCase(each, name))
            found = value;
    });
    return found;
}

void count(std::atomic<std::uint64_t> &counter) noexcept
{
    counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed); // one thread counts
}

}

UserAgent::UserAgent(const TargetRequests &requests, bool http2)
    : m_requests(requests)
    , m_look(&requests.look(0))
    , m_draws(requests.sources())
    , m_where(requests.url())
{
    if (http2)
        m_h2.emplace();
}

void UserAgent::begin(std::uint64_t number)
{
    const RequestMix &mix = m_requests.mix();
    const auto index = mix.indexAt(number);
    m_index = static_cast<std::uint32_t>(index);
    m_request = &mix.request(index);
    m_look = &m_requests.look(index);
    m_hops = 0;
    m_kept.wantsBody = m_look->body;
    m_method = m_request->method();
    m_withBody = true;
    const bool follows = m_requests.cookies() || m_requests.followRedirects() > 0;
    if (m_request->constant() && !follows)
        return nowSends(m_request->bytes());
    mix.drawsAt(number, m_draws);
    m_now = WallClock::now();
    if (follows)
        m_request->renderTarget({m_draws, m_now}, m_where.target);
    if (m_requests.cookies())
        m_jar.cookiesFor(m_where, m_now, m_cookies);
    m_request->render({m_draws, m_now}, m_cookies, m_written, m_scratch);
    nowSends(m_written);
}

void UserAgent::nowSends(std::string_view bytes)
{
    m_bytes = bytes;
    m_kept.clear();
    if (m_h2)
        m_h2->assign(bytes, m_requests.url().tls);
}

bool UserAgent::follows(const http::ResponseHead &head)
{
    if (m_requests.cookies())
        storeCookies();
    if (m_hops >= m_requests.followRedirects() || !http::isRedirect(head.status) || !readLocation(head.status))
        return false;
    ++m_hops;
    if (m_requests.cookies())
        m_jar.cookiesFor(m_where, WallClock::now(), m_cookies);
    m_request->render(m_method, m_where.target, m_withBody, {m_draws, m_now}, m_cookies, m_written, m_scratch);
    nowSends(m_written);
    return true;
}

void UserAgent::storeCookies()
{
    http::forEachField(m_kept.head, [this](std::string_view name, std::string_view value) {
        if (http::equalIgnoringCase(name, "Set-Cookie"))
            m_jar.store(value, m_where, WallClock::now());
    });
}

// False where it leads nowhere, or away from the target: then the answer stands as it is.
bool UserAgent::readLocation(int status)
{
    auto next = http::resolveLocation(m_where, fieldIn(m_kept.head, "Location"));
    if (!next)
        return false;
    m_where = std::move(*next);
    const auto method = http::methodAfter(status, m_method);
    m_withBody = m_withBody && method == m_method;
    if (method != m_method)
        m_method = method;
    return true;
}

// False where the content is not what its coding says.
bool UserAgent::readContent()
{
    const auto coding = fieldIn(m_kept.head, "Content-Encoding");
    m_content = m_kept.body;
    if (coding.empty() || m_kept.body.empty())
        return true;
    if (!http::decodeContent(coding, m_kept.body, http::KeptAnswer::kMaxBody, m_decoded))
        return false;
    m_content = m_decoded;
    return true;
}

bool UserAgent::passes(const http::ResponseHead &head, std::span<CheckCount> counts)
{
    if (m_look->checks.empty())
        return true;
    const bool readable = !m_look->body || readContent();
    const CheckedAnswer answer{
        .status = head.status, .head = m_kept.head, .body = m_content, .bodySize = m_kept.bodySize};
    bool all = true;
    for (const std::uint32_t index : m_look->checks) {
        const Check &check = m_requests.checks()[index];
        const bool passed = (readable || !check.needs().body) && check.passes(answer);
        if (!counts.empty())
            count(passed ? counts[index].passed : counts[index].failed);
        all = all && passed;
    }
    return all;
}

}
