#pragma once

#include "http/request.h"

#include <algorithm>
#include <cstdint>
#include <expected>
#include <string_view>

namespace escala::http {

/// Reads the body of one message and throws it away, framing checked and length limited.
class BodySkipper {
public:
    /// At most `limit` bytes of content; chunk lines and trailers are limited on their own.
    BodySkipper(const RequestHead &head, std::uint64_t limit) noexcept;

    /// Takes its part off the front of `bytes`. True when the body is complete; false when more bytes are needed.
    [[nodiscard]] std::expected<bool, RequestProblem> consume(std::string_view &bytes);
    /// The same, and `take` gets the content piece by piece, as a std::string_view.
    template <typename Take>
    [[nodiscard]] std::expected<bool, RequestProblem> consume(std::string_view &bytes, Take take);

private:
    enum class State { Length, Size, Extension, SizeFeed, Data, DataReturn, DataFeed, Trailer, Done };

    std::expected<void, RequestProblem> step(char c);
    std::expected<void, RequestProblem> sizeDigit(char c);
    std::expected<void, RequestProblem> sizeEnds();
    std::expected<void, RequestProblem> trailer(char c);
    std::expected<void, RequestProblem> expect(char c, char wanted, State next);
    std::expected<void, RequestProblem> overhead();

    State m_state;
    std::uint64_t m_left; ///< Of the body, or of the chunk.
    std::uint64_t m_allowed;
    std::uint64_t m_overhead = 0;
    unsigned m_digits = 0;
    std::uint64_t m_lineLength = 0;
    bool m_return = false;
};

template <typename Take>
std::expected<bool, RequestProblem> BodySkipper::consume(std::string_view &bytes, Take take)
{
    if (m_state == State::Length && m_left > m_allowed)
        return std::unexpected(RequestProblem::BodyTooLarge);
    while (m_state != State::Done) {
        if ((m_state == State::Length || m_state == State::Data) && m_left > 0) {
            const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
            take(bytes.substr(0, taken));
            bytes.remove_prefix(taken);
            m_left -= taken;
            if (m_left > 0)
                return false;
        }
        if (m_state == State::Length) {
            m_state = State::Done;
            break;
        }
        if (bytes.empty())
            return false;
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (const auto stepped = step(c); !stepped)
            return std::unexpected(stepped.error());
    }
    return true;
}

}
