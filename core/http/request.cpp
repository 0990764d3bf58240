#include "http/request.h"

#include "http/field_syntax.h"

#include <utility>

namespace escala::http {

namespace {

using enum RequestProblem;
using Checked = std::expected<void, RequestProblem>;

constexpr std::size_t kMaxMethod = 32;
constexpr std::size_t kVersionLength = 8; // "HTTP/1.1"
constexpr auto npos = std::string_view::npos;

/// Reads one head line by line. A class only to share what the fields have told so far.
class HeadParser {
public:
    HeadParser(std::string_view bytes, const RequestLimits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
    {
    }

    std::expected<std::optional<RequestHead>, RequestProblem> parse();

private:
    enum class Line { Taken, Missing, Broken };

    Line takeLine(std::string_view &line);
    [[nodiscard]] std::optional<RequestProblem> problemOfStart() const;
    [[nodiscard]] RequestProblem problemOfLength() const;
    Checked requestLine(std::string_view line);
    Checked version(std::string_view text);
    Checked target(std::string_view text);
    Checked absoluteTarget(std::string_view text);
    Checked field(std::string_view line);
    Checked knownField(std::string_view name, std::string_view value);
    Checked hostField(std::string_view value);
    Checked contentLength(std::string_view value);
    void transferEncoding(std::string_view value);
    void connection(std::string_view value);
    Checked wholeHead();

    std::string_view m_bytes;
    const RequestLimits &m_limits;
    std::size_t m_next = 0;
    RequestHead m_head;
    std::string_view m_authority;
    std::size_t m_fields = 0;
    std::size_t m_hosts = 0;
    bool m_hasLength = false;
    bool m_hasCoding = false;
    bool m_unknownCoding = false;
    bool m_chunkedNotLast = false;
    bool m_close = false;
    bool m_keepAlive = false;
};

std::expected<std::optional<RequestHead>, RequestProblem> HeadParser::parse()
{
    if (m_bytes.starts_with("\r\n"))
        m_next = 2; // RFC 9112 2.2: one empty line before the request line is forgiven
    bool first = true;
    std::string_view line;
    while (true) {
        const Line taken = takeLine(line);
        if (taken == Line::Broken)
            return std::unexpected(Malformed);
        if (taken == Line::Missing) {
            if (const auto problem = first ? problemOfStart() : std::nullopt)
                return std::unexpected(*problem);
            if (m_bytes.size() >= m_limits.head)
                return std::unexpected(problemOfLength());
            return std::nullopt;
        }
        if (m_next > m_limits.head)
            return std::unexpected(first ? TargetTooLong : FieldsTooLarge);
        if (line.empty() && !first)
            break;
        if (const auto checked = first ? requestLine(line) : field(line); !checked)
            return std::unexpected(checked.error());
        first = false;
    }
    if (const auto checked = wholeHead(); !checked)
        return std::unexpected(checked.error());
    return m_head;
}

HeadParser::Line HeadParser::takeLine(std::string_view &line)
{
    const auto rest = m_bytes.substr(m_next);
    const auto feed = rest.find('\n');
    const auto upToFeed = rest.substr(0, feed);
    const auto carriage = upToFeed.find('\r');
    if (feed == npos) // a CR that is not the last byte so far can't be followed by LF any more
        return carriage == npos || carriage + 1 == rest.size() ? Line::Missing : Line::Broken;
    if (feed == 0 || carriage != feed - 1)
        return Line::Broken;
    line = rest.substr(0, carriage);
    m_next += feed + 1;
    return Line::Taken;
}

// A TLS hello or plain noise on the port is refused at its first bytes, not after a timeout.
std::optional<RequestProblem> HeadParser::problemOfStart() const
{
    const auto rest = m_bytes.substr(m_next);
    const auto method = rest.substr(0, rest.find(' '));
    if (!method.empty() && method != "\r" && (method.size() > kMaxMethod || !isToken(method)))
        return Malformed;
    if (rest.size() > method.size() + m_limits.target + kVersionLength + 3)
        return TargetTooLong;
    return std::nullopt;
}

RequestProblem HeadParser::problemOfLength() const
{
    return m_next <= 2 ? TargetTooLong : FieldsTooLarge;
}

Checked HeadParser::requestLine(std::string_view line)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == npos || first == last)
        return std::unexpected(Malformed);
    m_head.method = line.substr(0, first);
    if (m_head.method.size() > kMaxMethod || !isToken(m_head.method))
        return std::unexpected(Malformed);
    if (last - first - 1 > m_limits.target)
        return std::unexpected(TargetTooLong);
    if (const auto checked = version(line.substr(last + 1)); !checked)
        return checked;
    return target(line.substr(first + 1, last - first - 1));
}

Checked HeadParser::version(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != kVersionLength || !text.starts_with("HTTP/") || !isDigit(text[5]) || text[6] != '.'
        || !isDigit(text[7]))
        return std::unexpected(Malformed);
    if (text[5] != '1')
        return std::unexpected(VersionNotSupported);
    m_head.minorVersion = text[7] == '0' ? 0 : 1;
    return {};
}

Checked HeadParser::target(std::string_view text)
{
    if (!isTarget(text))
        return std::unexpected(Malformed);
    m_head.target = text;
    if (text.front() == '/')
        return {};
    if (m_head.method == "CONNECT")
        return isHostAndPort(text) ? Checked() : std::unexpected(Malformed);
    if (text == "*")
        return m_head.method == "OPTIONS" ? Checked() : std::unexpected(Malformed);
    return absoluteTarget(text);
}

Checked HeadParser::absoluteTarget(std::string_view text)
{
    constexpr std::string_view scheme = "http://";
    if (!equalIgnoringCase(text.substr(0, scheme.size()), scheme))
        return std::unexpected(Malformed);
    text.remove_prefix(scheme.size());
    const auto slash = text.find_first_of("/?");
    m_authority = text.substr(0, slash);
    if (!isHostAndPort(m_authority) || (slash != npos && text[slash] == '?'))
        return std::unexpected(Malformed);
    m_head.target = slash == npos ? m_head.target.substr(5, 1) : text.substr(slash); // "/" of "http://"
    return {};
}

Checked HeadParser::field(std::string_view line)
{
    if (++m_fields > m_limits.fields)
        return std::unexpected(FieldsTooLarge);
    const auto colon = line.find(':');
    if (colon == npos || !isToken(line.substr(0, colon))) // also refuses obs-fold and a blank before the colon
        return std::unexpected(Malformed);
    const auto value = trimmed(line.substr(colon + 1));
    if (!isFieldValue(value))
        return std::unexpected(Malformed);
    return knownField(line.substr(0, colon), value);
}

Checked HeadParser::knownField(std::string_view name, std::string_view value)
{
    const auto is = [name](std::string_view known) { return equalIgnoringCase(name, known); };
    if (is("host"))
        return hostField(value);
    if (is("content-length"))
        return contentLength(value);
    if (is("transfer-encoding"))
        transferEncoding(value);
    else if (is("connection"))
        connection(value);
    else if (is("expect") && !equalIgnoringCase(value, "100-continue"))
        return std::unexpected(ExpectationUnknown);
    else if (is("expect"))
        m_head.expectsContinue = true;
    return {};
}

Checked HeadParser::hostField(std::string_view value)
{
    if (++m_hosts > 1 || !isHostAndPort(value))
        return std::unexpected(Malformed);
    m_head.host = value;
    return {};
}

// Even two lengths that agree are refused: whoever sends them hopes that someone on the way reads them differently.
Checked HeadParser::contentLength(std::string_view value)
{
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == npos;
    if (std::exchange(m_hasLength, true) || !digits)
        return std::unexpected(Malformed);
    const auto length = parseDigits(value);
    if (!length)
        return std::unexpected(BodyTooLarge);
    m_head.contentLength = *length;
    return {};
}

void HeadParser::transferEncoding(std::string_view value)
{
    m_hasCoding = true;
    forEachListMember(value, [this](std::string_view coding) {
        m_chunkedNotLast = m_chunkedNotLast || m_head.chunked;
        if (equalIgnoringCase(coding, "chunked"))
            m_head.chunked = true;
        else
            m_unknownCoding = true;
    });
}

void HeadParser::connection(std::string_view value)
{
    forEachListMember(value, [this](std::string_view option) {
        m_close = m_close || equalIgnoringCase(option, "close");
        m_keepAlive = m_keepAlive || equalIgnoringCase(option, "keep-alive");
    });
}

Checked HeadParser::wholeHead()
{
    if (m_hosts == 0 && m_head.minorVersion > 0)
        return std::unexpected(Malformed);
    if (!m_authority.empty())
        m_head.host = m_authority; // RFC 9112 3.2.2: it overrules the Host field
    if (m_hasCoding && (m_hasLength || m_head.minorVersion == 0 || m_chunkedNotLast))
        return std::unexpected(Malformed);
    if (m_unknownCoding)
        return std::unexpected(UnknownCoding);
    if (m_hasCoding && !m_head.chunked)
        return std::unexpected(Malformed);
    m_head.keepAlive = !m_close && (m_head.minorVersion > 0 || m_keepAlive);
    m_head.expectsContinue = m_head.expectsContinue && m_head.minorVersion > 0;
    m_head.size = m_next;
    return {};
}

}

std::expected<std::optional<RequestHead>, RequestProblem> parseRequestHead(std::string_view bytes,
                                                                           const RequestLimits &limits)
{
    return HeadParser(bytes, limits).parse();
}

RequestHead RequestHead::movedTo(const char *from, const char *to) const noexcept
{
    const auto moved = [from, to](std::string_view view) {
        return view.empty() ? std::string_view() : std::string_view(to + (view.data() - from), view.size());
    };
    RequestHead head = *this;
    head.method = moved(method);
    head.target = moved(target);
    head.host = moved(host);
    return head;
}

unsigned statusOf(RequestProblem problem) noexcept
{
    switch (problem) {
    case Malformed:
        return 400;
    case TargetTooLong:
        return 414;
    case FieldsTooLarge:
        return 431;
    case BodyTooLarge:
        return 413;
    case ExpectationUnknown:
        return 417;
    case UnknownCoding:
        return 501;
    case VersionNotSupported:
        return 505;
    }
    return 400;
}

}
