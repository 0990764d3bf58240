#include "servers/relay/forwarded_request.h"

#include "http/field_syntax.h"
#include "servers/relay/hop_by_hop.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace escala::servers {

namespace {

using http::equalIgnoringCase;

// Made anew from what the client said and what this hop knows.
constexpr std::array<std::string_view, 7> kOwn{"host",      "content-length",   "expect",           "x-forwarded-for",
                                               "forwarded", "x-forwarded-host", "x-forwarded-proto"};

bool isOwn(std::string_view name) noexcept
{
    return std::ranges::any_of(kOwn,
                               [name](auto own) { return own.size() == name.size() && equalIgnoringCase(own, name); });
}

bool countsForwards(std::string_view method) noexcept
{
    return method == "TRACE" || method == "OPTIONS";
}

void appendLine(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

void appendToList(std::string &list, std::string_view member)
{
    if (!member.empty())
        list.append(member).append(", ");
}

/// What has to be known of all fields before the first goes on.
struct Survey {
    explicit Survey(std::string_view bytes)
    {
        http::forEachField(bytes, [this](std::string_view name, std::string_view value) { note(name, value); });
    }

    HopByHop hop;
    std::string forwardedFor; ///< What came as X-Forwarded-For, as a list that goes on.
    std::string forwarded;    ///< The same of Forwarded.
    bool saysLength = false;

private:
    void note(std::string_view name, std::string_view value)
    {
        const auto is = [name](std::string_view other) {
            return name.size() == other.size() && equalIgnoringCase(name, other);
        };
        if (is("connection"))
            hop.addConnection(value);
        else if (is("x-forwarded-for"))
            appendToList(forwardedFor, value);
        else if (is("forwarded"))
            appendToList(forwarded, value);
        else
            saysLength = saysLength || is("content-length");
    }
};

/// RFC 7239 6: an IPv6 address in brackets and quotes, no address as an obfuscated name.
void appendNode(std::string &out, std::string_view peer)
{
    if (peer == "unix")
        out.append("_unix");
    else if (peer.contains(':'))
        out.append("\"[").append(peer).append("]\"");
    else
        out.append(peer);
}

void appendForwarded(std::string &out, const Survey &survey, const http::RequestHead &head, std::string_view peer)
{
    if (!head.host.empty())
        appendLine(out, "X-Forwarded-Host", head.host);
    out.append("X-Forwarded-Proto: http\r\nX-Forwarded-For: ").append(survey.forwardedFor).append(peer);
    out.append("\r\nForwarded: ").append(survey.forwarded).append("for=");
    appendNode(out, peer);
    out.append(";proto=http");
    if (!head.host.empty())
        out.append(";host=\"").append(head.host).append("\"");
    out.append("\r\n");
}

void appendFraming(std::string &out, const Survey &survey, const http::RequestHead &head)
{
    if (head.chunked)
        appendLine(out, "Transfer-Encoding", "chunked");
    else if (survey.saysLength)
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", head.contentLength);
}

}

Forwarding forwardingTo(const http::Url &url, bool keepsHost)
{
    Forwarding forwarding;
    if (!keepsHost)
        forwarding.host = url.hostField();
    forwarding.pathPrefix = url.target;
    while (forwarding.pathPrefix.ends_with('/'))
        forwarding.pathPrefix.pop_back();
    return forwarding;
}

std::string forwardedRequest(const http::RequestHead &head, std::string_view bytes, const Forwarding &forwarding,
                             std::string_view peer)
{
    const Survey survey(bytes);
    std::string out;
    out.reserve(bytes.size() + 512);
    const std::string_view prefix = head.target == "*" ? std::string_view() : std::string_view(forwarding.pathPrefix);
    out.append(head.method).append(" ").append(prefix).append(head.target).append(" HTTP/1.1\r\n");
    appendLine(out, "Host", forwarding.host.empty() ? head.host : std::string_view(forwarding.host));
    http::forEachField(bytes, [&](std::string_view name, std::string_view value) {
        if (isOwn(name) || survey.hop.ends(name))
            return;
        const auto left = countsForwards(head.method) && equalIgnoringCase(name, "max-forwards")
            ? http::parseDigits(value)
            : std::nullopt;
        if (left && *left > 0)
            fmt::format_to(std::back_inserter(out), "Max-Forwards: {}\r\n", *left - 1);
        else
            appendLine(out, name, value);
    });
    if (head.expectsContinue && head.hasBody())
        appendLine(out, "Expect", "100-continue");
    appendFraming(out, survey, head);
    appendForwarded(out, survey, head, peer);
    out.append(head.minorVersion == 0 ? "Via: 1.0 " : "Via: 1.1 ").append(kProxyName).append("\r\n\r\n");
    return out;
}

// Method, target and Host are what they differ in, and these come first.
std::string readdressed(std::string_view head, const Forwarding &from, const Forwarding &to)
{
    const auto targetAt = head.find(' ') + 1;
    const auto lineEnd = head.find("\r\n") + 2;
    const auto hostEnd = head.find("\r\n", lineEnd) + 2;
    auto rest = head.substr(targetAt, lineEnd - targetAt);
    const bool prefixed = !rest.starts_with("* ");
    std::string out(head.substr(0, targetAt));
    if (prefixed) {
        rest.remove_prefix(from.pathPrefix.size());
        out.append(to.pathPrefix);
    }
    out.append(rest);
    if (to.host.empty())
        out.append(head.substr(lineEnd, hostEnd - lineEnd));
    else
        appendLine(out, "Host", to.host);
    return out.append(head.substr(hostEnd));
}

std::optional<std::uint64_t> maxForwards(std::string_view bytes)
{
    std::optional<std::uint64_t> left;
    http::forEachField(bytes, [&left](std::string_view name, std::string_view value) {
        if (equalIgnoringCase(name, "max-forwards"))
            left = http::parseDigits(value);
    });
    return left;
}

unsigned passages(std::string_view bytes)
{
    unsigned count = 0;
    http::forEachField(bytes, [&count](std::string_view name, std::string_view value) {
        if (name.size() != 3 || !equalIgnoringCase(name, "via"))
            return;
        http::forEachListMember(value, [&count](std::string_view hop) {
            const auto by = hop.substr(std::min(hop.find(' '), hop.size()));
            count += http::trimmed(by) == kProxyName ? 1U : 0U;
        });
    });
    return count;
}

bool isIdempotent(std::string_view method) noexcept
{
    constexpr std::array<std::string_view, 6> methods{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
    return std::ranges::find(methods, method) != methods.end();
}

}
