#include "http/cookie_jar.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace escala::http {

namespace {

/// RFC 6265 5.1.4: the path of the request up to, but not including, its last slash.
std::string_view defaultPath(std::string_view path)
{
    const auto slash = path.rfind('/');
    return !path.starts_with('/') || slash == 0 ? "/" : path.substr(0, slash);
}

std::string_view pathOf(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

bool pathMatches(std::string_view request, std::string_view cookie)
{
    return request.starts_with(cookie)
        && (request.size() == cookie.size() || cookie.ends_with('/') || request[cookie.size()] == '/');
}

/// Whether a cookie with this Domain may be kept for the host: the host itself, or a domain above it.
bool domainCovers(std::string_view domain, std::string_view host)
{
    if (domain.starts_with('.'))
        domain.remove_prefix(1);
    if (domain.empty() || equalIgnoringCase(domain, host))
        return true;
    return domain.contains('.') && host.size() > domain.size() && host[host.size() - domain.size() - 1] == '.'
        && equalIgnoringCase(host.substr(host.size() - domain.size()), domain);
}

/// Neither name nor value may forge another cookie or field.
bool isCookieText(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 && byte != 0x7f && c != ';';
    });
}

/// Max-Age; a cookie that lives longer than anybody measures just lives.
std::optional<std::chrono::seconds> parseMaxAge(std::string_view text)
{
    std::int64_t age = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), age);
    if (text.empty() || end != text.data() + text.size())
        return std::nullopt;
    constexpr std::int64_t longest = 4'000'000'000; // a clock that counts ns ends in 2262
    if (error == std::errc::result_out_of_range)
        age = text.starts_with('-') ? -1 : longest;
    return std::chrono::seconds(std::clamp<std::int64_t>(age, -1, longest));
}

}

void CookieJar::store(std::string_view setCookie, const Url &url, Clock::time_point now)
{
    const auto pairEnd = std::min(setCookie.find(';'), setCookie.size());
    const std::string_view pair = setCookie.substr(0, pairEnd);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos)
        return;
    Cookie cookie;
    cookie.name = trimmed(pair.substr(0, equals));
    cookie.value = trimmed(pair.substr(equals + 1));
    cookie.path = defaultPath(pathOf(url.target));
    if (cookie.name.empty() || !isCookieText(cookie.name) || !isCookieText(cookie.value)
        || cookie.name.size() + cookie.value.size() > kMaxBytes)
        return;
    bool hasMaxAge = false;
    for (auto rest = setCookie.substr(pairEnd); !rest.empty();) {
        rest.remove_prefix(1); // the semicolon
        const auto attribute = rest.substr(0, rest.find(';'));
        rest.remove_prefix(attribute.size());
        const auto sign = std::min(attribute.find('='), attribute.size());
        const auto name = trimmed(attribute.substr(0, sign));
        const auto value = trimmed(attribute.substr(std::min(sign + 1, attribute.size())));
        if (equalIgnoringCase(name, "Path")) {
            cookie.path = value.starts_with('/') ? value : defaultPath(pathOf(url.target));
        } else if (equalIgnoringCase(name, "Secure")) {
            cookie.secure = true;
        } else if (equalIgnoringCase(name, "Domain")) {
            if (!domainCovers(value, url.host))
                return;
        } else if (equalIgnoringCase(name, "Max-Age")) {
            if (const auto age = parseMaxAge(value)) {
                cookie.expires = now + *age;
                hasMaxAge = true;
            }
        } else if (equalIgnoringCase(name, "Expires") && !hasMaxAge) {
            cookie.expires = parseCookieDate(value).value_or(cookie.expires);
        }
    }
    if (cookie.secure && !url.tls)
        return;
    put(std::move(cookie), now);
}

void CookieJar::put(Cookie cookie, Clock::time_point now)
{
    const auto same = [&cookie](const Cookie &other) { return other.name == cookie.name && other.path == cookie.path; };
    const bool expired = cookie.expires <= now;
    if (const auto old = std::ranges::find_if(m_cookies, same); old != m_cookies.end()) {
        if (expired)
            m_cookies.erase(old);
        else
            *old = std::move(cookie);
        return;
    }
    if (expired)
        return;
    std::erase_if(m_cookies, [now](const Cookie &other) { return other.expires <= now; });
    if (m_cookies.size() == kMaxCookies)
        m_cookies.erase(m_cookies.begin());
    const auto place =
        std::ranges::find_if(m_cookies, [&](const Cookie &other) { return other.path.size() < cookie.path.size(); });
    m_cookies.insert(place, std::move(cookie));
}

void CookieJar::cookiesFor(const Url &url, Clock::time_point now, std::string &text) const
{
    cookiesFor(pathOf(url.target), url.tls, now, text);
}

void CookieJar::cookiesFor(std::string_view path, bool tls, Clock::time_point now, std::string &text) const
{
    text.clear();
    for (const Cookie &cookie : m_cookies) {
        if (cookie.expires <= now || (cookie.secure && !tls) || !pathMatches(path, cookie.path))
            continue;
        if (!text.empty())
            text += "; ";
        text += cookie.name;
        text += '=';
        text += cookie.value;
    }
}

}
