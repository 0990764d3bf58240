#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace escala::http {

/// How much of a request head a server reads before it refuses the request.
struct RequestLimits {
    std::size_t target = 8000;    ///< Bytes of the request target; beyond it 414.
    std::size_t head = 16 * 1024; ///< Bytes of the whole head; beyond it 431.
    std::size_t fields = 100;     ///< Number of fields; beyond it 431.
};

/// Why a request is refused before anybody looks at what it asks for.
enum class RequestProblem {
    Malformed,           ///< Not RFC 9112, or open to two readings (request smuggling).
    TargetTooLong,       ///< Longer than RequestLimits::target.
    FieldsTooLarge,      ///< Head longer than RequestLimits::head, or too many fields.
    BodyTooLarge,        ///< Longer than the server reads.
    ExpectationUnknown,  ///< An Expect other than 100-continue.
    UnknownCoding,       ///< A transfer coding other than chunked.
    VersionNotSupported, ///< Neither HTTP/1.0 nor HTTP/1.1 (or a later 1.x, which is read as 1.1).
};

/// The status code that answers the problem.
[[nodiscard]] unsigned statusOf(RequestProblem problem) noexcept;

/// The head of one request, checked. The views point into the bytes it was parsed from.
struct RequestHead {
    std::string_view method; ///< As sent; methods are case-sensitive.
    std::string_view target; ///< Path and query as sent, "*", or the authority of a CONNECT.
    std::string_view host;   ///< Host field or authority of an absolute target; empty only with HTTP/1.0.
    int minorVersion = 1;
    bool keepAlive = true; ///< By version and Connection field.
    bool expectsContinue = false;
    bool chunked = false;
    std::uint64_t contentLength = 0; ///< 0 where chunked.
    std::size_t size = 0;            ///< Bytes of the head, its closing empty line included.

    [[nodiscard]] bool hasBody() const noexcept { return chunked || contentLength > 0; }
    [[nodiscard]] std::string_view path() const noexcept { return target.substr(0, target.find('?')); }
    /// Without the question mark; empty where there is none.
    [[nodiscard]] std::string_view query() const noexcept
    {
        return target.substr(std::min(path().size() + 1, target.size()));
    }
    /// The same head with its views moved to a copy of the bytes, which were at `from` and are now at `to`.
    [[nodiscard]] RequestHead movedTo(const char *from, const char *to) const noexcept;
};

/// Reads one head from the start of `bytes`: empty where more bytes are needed. Strict after RFC 9112: CRLF only, no
/// obs-fold, no blank before a colon, exactly one valid Host (HTTP/1.1), one Content-Length or one chunked coding and
/// never both. A head that can't become valid is refused as early as its bytes tell. Any thread.
[[nodiscard]] std::expected<std::optional<RequestHead>, RequestProblem> parseRequestHead(std::string_view bytes,
                                                                                         const RequestLimits &limits);

}
