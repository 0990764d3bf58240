#include "http/strict_response.h"

#include "http/field_syntax.h"

#include <algorithm>

namespace escala::http {

namespace {

using Checked = std::expected<void, ResponseProblem>;
constexpr auto npos = std::string_view::npos;
constexpr std::string_view kVersion = "HTTP/1.";
constexpr std::size_t kUsualFields = 16;
constexpr std::size_t kStatusLine = 12; // "HTTP/1.1 200", the least there is

std::unexpected<ResponseProblem> malformed()
{
    return std::unexpected(ResponseProblem::Malformed);
}

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// What the fields say about the end of the message.
class ResponseParser {
public:
    Checked statusLine(std::string_view line);
    Checked field(std::string_view line);
    Checked wholeHead(bool toHead);

    StrictResponse head;

private:
    Checked contentLength(std::string_view value);
    void transferEncoding(std::string_view value);
    void connection(std::string_view value);

    bool m_hasCoding = false;
    bool m_chunked = false;
    bool m_unknownCoding = false;
    bool m_close = false;
    bool m_keepAlive = false;
};

Checked ResponseParser::statusLine(std::string_view line)
{
    if (line.size() < kStatusLine || !line.starts_with(kVersion) || !isDigit(line[7]) || line[8] != ' '
        || (line.size() > kStatusLine && line[kStatusLine] != ' '))
        return malformed();
    const auto status = line.substr(9, 3);
    if (!std::ranges::all_of(status, isDigit) || status.front() == '0')
        return malformed();
    head.status = static_cast<int>(*parseDigits(status));
    head.minorVersion = line[7] == '0' ? 0 : 1;
    head.reason = line.size() > kStatusLine ? line.substr(kStatusLine + 1) : std::string_view();
    return head.status < 600 && head.status != 101 && isFieldValue(head.reason) ? Checked() : malformed();
}

Checked ResponseParser::field(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == npos || line.front() == ' ' || line.front() == '\t') // obs-fold
        return malformed();
    const auto name = trimmed(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (!isToken(name) || !isFieldValue(value))
        return malformed();
    head.fields.emplace_back(name, value);
    if (equalIgnoringCase(name, "content-length"))
        return contentLength(value);
    if (equalIgnoringCase(name, "transfer-encoding"))
        transferEncoding(value);
    else if (equalIgnoringCase(name, "connection"))
        connection(value);
    return {};
}

Checked ResponseParser::contentLength(std::string_view value)
{
    const bool digits = !value.empty() && std::ranges::all_of(value, isDigit);
    const auto length = digits ? parseDigits(value) : std::nullopt;
    if (head.contentLength || !length)
        return malformed();
    head.contentLength = length;
    return {};
}

void ResponseParser::transferEncoding(std::string_view value)
{
    m_hasCoding = true;
    forEachListMember(value, [this](std::string_view coding) {
        m_unknownCoding = m_unknownCoding || m_chunked || !equalIgnoringCase(coding, "chunked");
        m_chunked = true;
    });
}

void ResponseParser::connection(std::string_view value)
{
    forEachListMember(value, [this](std::string_view option) {
        m_close = m_close || equalIgnoringCase(option, "close");
        m_keepAlive = m_keepAlive || equalIgnoringCase(option, "keep-alive");
    });
}

Checked ResponseParser::wholeHead(bool toHead)
{
    if (m_hasCoding && (head.contentLength || head.minorVersion == 0 || m_unknownCoding || !m_chunked))
        return malformed();
    if (toHead || head.status < 200 || head.status == 204 || head.status == 304)
        head.framing = Framing::None;
    else if (m_chunked)
        head.framing = Framing::Chunked;
    else
        head.framing = head.contentLength ? Framing::Length : Framing::UntilClose;
    head.keepAlive = head.framing != Framing::UntilClose && !m_close && (head.minorVersion > 0 || m_keepAlive);
    return {};
}

}

std::expected<std::optional<StrictResponse>, ResponseProblem> parseStrictResponse(std::string_view bytes, bool toHead,
                                                                                  const ResponseLimits &limits)
{
    if (!mayBecomeHead(bytes))
        return malformed();
    ResponseParser parser;
    parser.head.fields.reserve(kUsualFields);
    for (std::size_t next = 0;;) {
        const auto feed = bytes.find('\n', next);
        if (feed == npos ? bytes.size() > limits.head : feed >= limits.head)
            return std::unexpected(ResponseProblem::TooLarge);
        if (feed == npos)
            return std::nullopt;
        const auto carriage = bytes.find('\r', next);
        if (feed == next || carriage != feed - 1)
            return malformed();
        const auto line = bytes.substr(next, carriage - next);
        const bool first = next == 0;
        next = feed + 1;
        parser.head.size = next;
        if (line.empty() && !first)
            break;
        if (const auto checked = first ? parser.statusLine(line) : parser.field(line); !checked)
            return std::unexpected(checked.error());
        if (parser.head.fields.size() > limits.fields)
            return std::unexpected(ResponseProblem::TooLarge);
    }
    if (const auto checked = parser.wholeHead(toHead); !checked)
        return std::unexpected(checked.error());
    return std::move(parser.head);
}

}
