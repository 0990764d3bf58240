#pragma once

#include "http/request.h"

#include <cstdint>
#include <expected>
#include <string_view>

namespace escala::http {

/// Reads the body of one request and throws it away, framing checked and length limited.
class BodySkipper {
public:
    /// At most `limit` bytes of content; chunk lines and trailers are limited on their own.
    BodySkipper(const RequestHead &head, std::uint64_t limit) noexcept;

    /// Takes its part off the front of `bytes`. True when the body is complete; false when more bytes are needed.
    [[nodiscard]] std::expected<bool, RequestProblem> consume(std::string_view &bytes);

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

}
