#include "http/request_body.h"

namespace escala::http {

namespace {

constexpr std::uint64_t kMaxOverhead = 64 * 1024; // chunk extensions and trailers of one body
constexpr unsigned kMaxSizeDigits = 15;

int hexDigit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::unexpected<RequestProblem> malformed()
{
    return std::unexpected(RequestProblem::Malformed);
}

}

BodySkipper::BodySkipper(const RequestHead &head, std::uint64_t limit) noexcept
    : m_state(head.chunked ? State::Size : State::Length)
    , m_left(head.chunked ? 0 : head.contentLength)
    , m_allowed(limit)
{
}

std::expected<bool, RequestProblem> BodySkipper::consume(std::string_view &bytes)
{
    return consume(bytes, [](std::string_view) { });
}

std::expected<void, RequestProblem> BodySkipper::step(char c)
{
    switch (m_state) {
    case State::Size:
        return sizeDigit(c);
    case State::Extension:
        if (c == '\r')
            m_state = State::SizeFeed;
        else if (c == '\n')
            return malformed();
        return overhead();
    case State::SizeFeed:
        return c == '\n' ? sizeEnds() : malformed();
    case State::Data:
    case State::DataReturn:
        return expect(c, '\r', State::DataFeed);
    case State::DataFeed:
        return expect(c, '\n', State::Size);
    case State::Trailer:
        return trailer(c);
    case State::Length:
    case State::Done:
        break;
    }
    return {};
}

std::expected<void, RequestProblem> BodySkipper::sizeDigit(char c)
{
    if (const int digit = hexDigit(c); digit >= 0) {
        if (++m_digits > kMaxSizeDigits)
            return std::unexpected(RequestProblem::BodyTooLarge);
        m_left = m_left * 16 + static_cast<std::uint64_t>(digit);
        return {};
    }
    if (m_digits == 0)
        return malformed();
    if (c == ';')
        m_state = State::Extension;
    else if (c == '\r')
        m_state = State::SizeFeed;
    else
        return malformed();
    return {};
}

std::expected<void, RequestProblem> BodySkipper::sizeEnds()
{
    if (m_left > m_allowed)
        return std::unexpected(RequestProblem::BodyTooLarge);
    m_allowed -= m_left;
    m_state = m_left > 0 ? State::Data : State::Trailer;
    m_digits = 0;
    return {};
}

// Lines up to an empty one; what they say is of no interest, but they end in CRLF like everything else.
std::expected<void, RequestProblem> BodySkipper::trailer(char c)
{
    if (m_return) {
        if (c != '\n')
            return malformed();
        if (m_lineLength == 0)
            m_state = State::Done;
        m_lineLength = 0;
        m_return = false;
        return {};
    }
    if (c == '\n')
        return malformed();
    m_return = c == '\r';
    m_lineLength += m_return ? 0 : 1;
    return overhead();
}

std::expected<void, RequestProblem> BodySkipper::expect(char c, char wanted, State next)
{
    if (c != wanted)
        return malformed();
    m_state = next;
    return {};
}

std::expected<void, RequestProblem> BodySkipper::overhead()
{
    if (++m_overhead > kMaxOverhead)
        return std::unexpected(RequestProblem::BodyTooLarge);
    return {};
}

}
