#pragma once

#include "http/cache_header.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace escala::http {

/// How the end of a response's body is known (RFC 9112 6.3).
enum class Framing : unsigned char { None, Length, Chunked, UntilClose };

/// What a client needs of one response head.
struct ResponseHead {
    std::uint64_t contentLength = 0; ///< With Framing::Length.
    std::size_t size = 0;            ///< Bytes of the head, its closing empty line included.
    int status = 0;
    Framing framing = Framing::None;
    CacheAnswer cache = CacheAnswer::Unknown;
    bool keepAlive = false; ///< By version, Connection field and framing.

    [[nodiscard]] bool interim() const noexcept { return status < 200; }
    friend bool operator==(const ResponseHead &, const ResponseHead &) = default;
};

/// The longest response head that is read.
inline constexpr std::size_t kMaxResponseHead = 64 * 1024;

/// Whether bytes without an end of head may still become one: they start like HTTP/1 and end lines with CRLF.
[[nodiscard]] bool mayBecomeHead(std::string_view bytes) noexcept;

/// Parses a whole head (up to and including its empty line), strictly, with Boost.Beast. Empty where it is not
/// HTTP/1.x or contradicts itself. `toHead` says that a HEAD request was asked, whose answer has no body. Any thread.
[[nodiscard]] std::optional<ResponseHead> parseResponseHead(std::string_view bytes, bool toHead);

}
