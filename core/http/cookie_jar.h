#pragma once

#include "http/url.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::http {

/// The cookies that one user has from one host: RFC 6265 as far as a single host needs it. Domain is looked at only to
/// refuse a cookie that is not for this host; SameSite and HttpOnly mean nothing to a load generator. One thread.
class CookieJar {
public:
    using Clock = std::chrono::system_clock; ///< Expires is a wall-clock date.

    /// More cookies push out those that were set longest ago.
    static constexpr std::size_t kMaxCookies = 64;
    /// Name and value together; a larger cookie is passed over, as browsers do.
    static constexpr std::size_t kMaxBytes = 4096;

    /// Takes in the value of one Set-Cookie field of an answer to `url`. One with a malformed name or value, or for
    /// another host, is passed over, as RFC 6265 wants it.
    void store(std::string_view setCookie, const Url &url, Clock::time_point now);

    /// Replaces `text` by the value of the Cookie field for a request to `url`: "a=1; b=2", those with the longer path
    /// first; empty where there is none. Allocates nothing once `text` has grown to its size.
    void cookiesFor(const Url &url, Clock::time_point now, std::string &text) const;
    /// The same for another path at the same host.
    void cookiesFor(std::string_view path, bool tls, Clock::time_point now, std::string &text) const;

    [[nodiscard]] bool empty() const noexcept { return m_cookies.empty(); }
    void clear() noexcept { m_cookies.clear(); }

private:
    struct Cookie {
        std::string name;
        std::string value;
        std::string path;
        Clock::time_point expires = Clock::time_point::max();
        bool secure = false;
    };
    void put(Cookie cookie, Clock::time_point now);

    std::vector<Cookie> m_cookies; ///< Longer paths first, and among equal ones the older first.
};

/// A date as cookies have it, after RFC 6265 5.1.1, which takes any order and many forms. Empty where it is none.
[[nodiscard]] std::optional<CookieJar::Clock::time_point> parseCookieDate(std::string_view text);

}
