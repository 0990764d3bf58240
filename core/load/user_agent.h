#pragma once

#include "http/cookie_jar.h"
#include "http/h2_request.h"
#include "http/kept_answer.h"
#include "http/response_head.h"
#include "http/url.h"
#include "load/target_requests.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace escala::load {

/// How often a check has passed and failed. One thread counts, any thread reads.
struct CheckCount {
    std::atomic<std::uint64_t> passed = 0;
    std::atomic<std::uint64_t> failed = 0;
};

/// What a user does beyond sending the same bytes again and again: it writes each request anew, keeps cookies, follows
/// redirects and checks answers, as a browser would. A user of a plain request has none.
///
/// The requests that follow from redirects are one request to everybody else: `begin`, then as long as `follows` says
/// so the next hop, then `passes` and `end`. Nothing is allocated for a request once texts have grown to their sizes,
/// but for redirects, new cookies and content that is decoded. One thread.
class UserAgent {
public:
    /// `requests` must outlive it. `http2`: h2Request() is wanted as well.
    UserAgent(const TargetRequests &requests, bool http2);
    UserAgent(const UserAgent &) = delete;
    UserAgent &operator=(const UserAgent &) = delete;

    /// Writes the run's request of this number.
    void begin(std::uint64_t number);
    /// The request is over, answered or not.
    void end() noexcept { m_hops = 0; }

    /// Which request of the mix it is.
    [[nodiscard]] std::uint32_t request() const noexcept { return m_index; }
    /// What is to be sent: valid until the next begin() or follows().
    [[nodiscard]] std::string_view bytes() const noexcept { return m_bytes; }
    [[nodiscard]] const http::H2Request &h2Request() const noexcept { return *m_h2; }
    [[nodiscard]] bool toHead() const noexcept { return m_method == "HEAD"; }
    /// Where the answer is to be put; null where nothing of it is of interest.
    [[nodiscard]] http::KeptAnswer *kept() noexcept { return m_look->keeps ? &m_kept : nullptr; }
    /// With HTTP/2: where the answer's fields are to be put; see H2Exchange::fields.
    [[nodiscard]] std::string *keptFields() noexcept { return &m_kept.head; }
    /// Redirects followed for the request at hand.
    [[nodiscard]] std::uint32_t hops() const noexcept { return m_hops; }

    /// Takes in a complete answer: keeps its cookies. True where it is a redirect that is followed; bytes() is then the
    /// request to send.
    [[nodiscard]] bool follows(const http::ResponseHead &head);
    /// Whether the answer passes every check. `counts` has a place for each of the plan's checks, or is empty.
    [[nodiscard]] bool passes(const http::ResponseHead &head, std::span<CheckCount> counts);

private:
    using WallClock = std::chrono::system_clock;

    void storeCookies();
    [[nodiscard]] bool readLocation(int status);
    [[nodiscard]] bool readContent();
    void nowSends(std::string_view bytes);

    const TargetRequests &m_requests;
    const RequestTemplate *m_request = nullptr; ///< Of the request at hand; likewise what follows.
    const TargetRequests::Look *m_look = nullptr;
    std::uint32_t m_index = 0;
    std::vector<std::uint64_t> m_draws;
    WallClock::time_point m_now;
    std::uint32_t m_hops = 0;
    std::string m_method;
    bool m_withBody = true; ///< Until a redirect turned it into a GET.
    http::Url m_where;      ///< Of the hop at hand, where cookies or redirects want it.
    http::CookieJar m_jar;
    std::string m_cookies; ///< Of the Cookie field.
    std::string m_written;
    std::string m_scratch;
    std::string_view m_bytes;
    std::optional<http::H2Request> m_h2;
    http::KeptAnswer m_kept;
    std::string m_decoded;
    std::string_view m_content; ///< Of the answer, decoded.
};

}
