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
    return std::ranges::any_of(kOwn, [name](auto own) { return equalIgnoringCase(own, name); });
}

bool countsForwards(std::string_view method) noexcept
{
    return method == "TRACE" || method == "OPTIONS";
}

void appendLine(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

/// What came in the fields of that name, as one list, and `more` at its end.
std::string listed(std::string_view bytes, std::string_view name, std::string_view more)
{
    std::string list;
    http::forEachField(bytes, [&](std::string_view each, std::string_view value) {
        if (equalIgnoringCase(each, name) && !value.empty())
            list.append(value).append(", ");
    });
    return list.append(more);
}

/// RFC 7239 6: an IPv6 address in brackets and quotes, no address as an obfuscated name.
std::string nodeOf(std::string_view peer)
{
    if (peer == "unix")
        return "_unix";
    return peer.contains(':') ? fmt::format("\"[{}]\"", peer) : std::string(peer);
}

void appendForwarded(std::string &out, std::string_view bytes, const http::RequestHead &head, std::string_view peer)
{
    auto element = fmt::format("for={};proto=http", nodeOf(peer));
    if (!head.host.empty()) {
        element += fmt::format(";host=\"{}\"", head.host);
        appendLine(out, "X-Forwarded-Host", head.host);
    }
    appendLine(out, "X-Forwarded-Proto", "http");
    appendLine(out, "X-Forwarded-For", listed(bytes, "X-Forwarded-For", peer));
    appendLine(out, "Forwarded", listed(bytes, "Forwarded", element));
}

void appendFraming(std::string &out, std::string_view bytes, const http::RequestHead &head)
{
    if (head.chunked)
        return appendLine(out, "Transfer-Encoding", "chunked");
    bool said = false;
    http::forEachField(
        bytes, [&said](std::string_view name, auto) { said = said || equalIgnoringCase(name, "Content-Length"); });
    if (said)
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
    HopByHop hop;
    http::forEachField(bytes, [&hop](std::string_view name, std::string_view value) {
        if (equalIgnoringCase(name, "connection"))
            hop.addConnection(value);
    });
    std::string out;
    out.reserve(bytes.size() + 512);
    const std::string_view prefix = head.target == "*" ? std::string_view() : std::string_view(forwarding.pathPrefix);
    out.append(head.method).append(" ").append(prefix).append(head.target).append(" HTTP/1.1\r\n");
    appendLine(out, "Host", forwarding.host.empty() ? head.host : std::string_view(forwarding.host));
    http::forEachField(bytes, [&](std::string_view name, std::string_view value) {
        if (hop.ends(name) || isOwn(name))
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
    appendFraming(out, bytes, head);
    appendForwarded(out, bytes, head, peer);
    fmt::format_to(std::back_inserter(out), "Via: 1.{} {}\r\n\r\n", head.minorVersion, kProxyName);
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
        if (!equalIgnoringCase(name, "via"))
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
