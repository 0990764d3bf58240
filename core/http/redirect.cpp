#include "http/redirect.h"

#include "http/field_syntax.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <utility>

namespace escala::http {

bool isRedirect(int status) noexcept
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string_view methodAfter(int status, std::string_view method) noexcept
{
    const bool becomesGet = status == 303 ? method != "HEAD" : (status == 301 || status == 302) && method == "POST";
    return becomesGet ? "GET" : method;
}

std::expected<Url, RedirectProblem> resolveLocation(const Url &base, std::string_view given)
{
    const auto location = trimmed(given);
    if (location.empty())
        return std::unexpected(RedirectProblem::NoLocation);
    const std::string from = base.text();
    const auto baseUrl = boost::urls::parse_uri(from);
    const auto reference = boost::urls::parse_uri_reference({location.data(), location.size()});
    boost::urls::url resolved;
    if (!baseUrl || !reference || !boost::urls::resolve(*baseUrl, *reference, resolved))
        return std::unexpected(RedirectProblem::Malformed);
    auto url = parseUrl({resolved.buffer().data(), resolved.buffer().size()});
    if (!url)
        return std::unexpected(url.error().problem == UrlProblem::Scheme ? RedirectProblem::OtherHost
                                                                         : RedirectProblem::Malformed);
    if (url->tls != base.tls || url->host != base.host || url->port != base.port)
        return std::unexpected(RedirectProblem::OtherHost);
    // RFC 3986 5.2.4: what leads above the root leads to it; Boost.URL 1.81 lets it stand.
    while (url->target.starts_with("/../"))
        url->target.erase(0, 3);
    if (url->target == "/..")
        url->target = "/";
    url->userInfo = base.userInfo;
    return std::move(*url);
}

}
