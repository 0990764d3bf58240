#include "http/url.h"

#include "http/field_syntax.h"

#include <arpa/inet.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace escala::http {

namespace {

constexpr std::size_t kMaxLength = 8000;
constexpr std::size_t kShownLength = 60;

/// The text as it may appear in a sentence: cut, and without what a terminal would act on.
std::string shown(std::string_view text)
{
    std::string result;
    for (const char c : text.substr(0, kShownLength)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            result += fmt::format("\\x{:02x}", byte);
        else
            result += c;
    }
    return text.size() > kShownLength ? result + "…" : result;
}

std::unexpected<UrlError> refuse(UrlProblem problem, std::string message)
{
    return std::unexpected(UrlError{problem, std::move(message)});
}

/// Bytes of the UTF-8 sequence at the front, 0 where it is none (RFC 3629: no overlong forms, no surrogates).
std::size_t utf8Length(std::string_view text)
{
    const auto at = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t count) {
        for (std::size_t i = 1; i <= count; ++i) {
            if ((at(i) & 0xc0U) != 0x80)
                return false;
        }
        return true;
    };
    const unsigned first = at(0);
    const unsigned second = at(1);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf && follows(1))
        return 2;
    if ((first & 0xf0U) == 0xe0 && follows(2) && !(first == 0xe0 && second < 0xa0) && !(first == 0xed && second > 0x9f))
        return 3;
    if (first >= 0xf0 && first <= 0xf4 && follows(3) && !(first == 0xf0 && second < 0x90)
        && !(first == 0xf4 && second > 0x8f))
        return 4;
    return 0;
}

/// Percent-encodes what people type beyond ASCII; the error says what no URL may hold.
std::expected<std::string, std::string> inAscii(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const auto length = utf8Length(text);
        if (length == 0)
            return std::unexpected("it is not valid UTF-8");
        const auto byte = static_cast<unsigned char>(text.front());
        if (byte < 0x20 || byte == 0x7f)
            return std::unexpected("it holds a control character");
        if (byte == ' ')
            return std::unexpected("it holds a blank; write %20");
        for (const char c : text.substr(0, length))
            result += length == 1 ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
        text.remove_prefix(length);
    }
    return result;
}

bool isHostName(std::string_view host)
{
    return std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    });
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// The text between "//" and the path, in its parts. Boost.URL 1.81 takes "127.0.0.1.example.org" for an address that a
/// path follows, so this is done by hand and only the rest is left to it.
struct Authority {
    std::string_view userInfo;
    std::string_view host; ///< Without brackets.
    std::string_view port;
    bool isIpv6 = false;
    bool hasPort = false;
};

std::optional<Authority> split(std::string_view text)
{
    Authority parts;
    if (const auto at = text.rfind('@'); at != std::string_view::npos) {
        parts.userInfo = text.substr(0, at);
        text.remove_prefix(at + 1);
    }
    auto end = text.find(':');
    parts.isIpv6 = text.starts_with('[');
    if (parts.isIpv6) {
        const auto bracket = text.find(']');
        if (bracket == std::string_view::npos)
            return std::nullopt;
        parts.host = text.substr(1, bracket - 1);
        end = bracket + 1;
    } else {
        parts.host = text.substr(0, end);
    }
    if (end >= text.size())
        return parts;
    parts.hasPort = text[end] == ':';
    parts.port = text.substr(end + 1);
    const bool digits = parts.port.find_first_not_of("0123456789") == std::string_view::npos;
    return parts.hasPort && digits ? std::optional(parts) : std::nullopt;
}

std::expected<std::string, UrlError> hostOf(const Authority &authority, std::string_view text)
{
    std::string host = lowered(std::string(authority.host));
    if (host.empty())
        return refuse(UrlProblem::NoHost, fmt::format("\"{}\" names no host", shown(text)));
    in6_addr v6{};
    if (authority.isIpv6 && ::inet_pton(AF_INET6, host.c_str(), &v6) != 1)
        return refuse(UrlProblem::Malformed,
                      fmt::format("\"{}\": \"{}\" is not an IPv6 address", shown(text), shown(host)));
    if (!authority.isIpv6 && !isHostName(host))
        return refuse(UrlProblem::Malformed,
                      fmt::format("\"{}\": the host name may hold letters, digits, dots and hyphens; "
                                  "write an international name in its xn-- form",
                                  shown(text)));
    return host;
}

std::expected<std::uint16_t, UrlError> portOf(const Authority &authority, bool tls, std::string_view text)
{
    if (authority.port.empty())
        return tls ? 443 : 80;
    const auto port = parseDigits(authority.port);
    if (!port || *port == 0 || *port > 65535)
        return refuse(
            UrlProblem::PortRange,
            fmt::format("\"{}\": the port {} is not between 1 and 65535", shown(text), shown(authority.port)));
    return static_cast<std::uint16_t>(*port);
}

std::expected<std::string, UrlError> userInfoOf(const Authority &authority, std::string_view text)
{
    if (authority.userInfo.empty())
        return std::string();
    const std::string carrier = fmt::format("http://{}@h/", authority.userInfo);
    const auto url = boost::urls::parse_uri(carrier);
    if (!url || !url->has_userinfo())
        return refuse(UrlProblem::Malformed, fmt::format("\"{}\" is not a URL", shown(text)));
    return url->userinfo();
}

/// With "http://" in front where the text has no scheme.
std::string withScheme(const std::string &text)
{
    const auto head = text.substr(0, text.find_first_of("/?#"));
    const bool hasScheme = text.find("://") != std::string::npos && text.find("://") < text.find_first_of("?#");
    return hasScheme && head.ends_with(':') ? text : "http://" + text;
}

}

std::string Url::hostField() const
{
    const std::string name = host.contains(':') ? '[' + host + ']' : host;
    return port == (tls ? 443 : 80) ? name : fmt::format("{}:{}", name, port);
}

std::string Url::text() const
{
    return fmt::format("{}://{}{}", tls ? "https" : "http", hostField(), target);
}

bool Url::isLoopback() const
{
    if (host == "localhost" || host.ends_with(".localhost"))
        return true;
    in_addr v4{};
    if (::inet_pton(AF_INET, host.c_str(), &v4) == 1)
        return (ntohl(v4.s_addr) >> 24U) == 127;
    in6_addr v6{};
    return ::inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

std::expected<Url, UrlError> parseUrl(std::string_view given)
{
    std::string_view text = given;
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    if (text.empty())
        return refuse(UrlProblem::Empty, "no URL is given");
    if (text.size() > kMaxLength)
        return refuse(UrlProblem::TooLong,
                      fmt::format("the URL has {} characters, more than {}", text.size(), kMaxLength));
    const auto ascii = inAscii(text);
    if (!ascii)
        return refuse(UrlProblem::Malformed, fmt::format("\"{}\" is not a URL: {}", shown(text), ascii.error()));
    const std::string whole = withScheme(*ascii);
    const auto schemeEnd = whole.find("://");
    const std::string scheme = lowered(whole.substr(0, schemeEnd));
    if (scheme != "http" && scheme != "https")
        return refuse(UrlProblem::Scheme,
                      fmt::format("\"{}\": only http and https can be loaded, not {}", shown(text), shown(scheme)));
    const std::string_view rest = std::string_view(whole).substr(schemeEnd + 3);
    const auto authorityEnd = std::min(rest.find_first_of("/?#"), rest.size());
    const auto authority = split(rest.substr(0, authorityEnd));
    if (!authority)
        return refuse(UrlProblem::Malformed, fmt::format("\"{}\" is not a URL", shown(text)));

    Url result;
    result.tls = scheme == "https";
    auto host = hostOf(*authority, text);
    if (!host)
        return std::unexpected(std::move(host.error()));
    result.host = std::move(*host);
    const auto port = portOf(*authority, result.tls, text);
    if (!port)
        return std::unexpected(port.error());
    result.port = *port;
    auto userInfo = userInfoOf(*authority, text);
    if (!userInfo)
        return std::unexpected(std::move(userInfo.error()));
    result.userInfo = std::move(*userInfo);
    // "http:/x" reads as a host named http without a port number: a slip, not an address.
    if ((result.host == "http" || result.host == "https") && authority->hasPort && authority->port.empty())
        return refuse(UrlProblem::Malformed, fmt::format("\"{}\" is not a URL: \"//\" is missing", shown(text)));
    result.target = rest.substr(authorityEnd, rest.find('#', authorityEnd) - authorityEnd);
    if (!result.target.starts_with('/'))
        result.target.insert(0, 1, '/');
    if (!boost::urls::parse_origin_form(result.target))
        return refuse(UrlProblem::Malformed, fmt::format("\"{}\" is not a URL", shown(text)));
    return result;
}

}
