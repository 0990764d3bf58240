#pragma once

#include "http/response_head.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace escala::http {

/// Why a response is not passed on.
enum class ResponseProblem {
    Malformed, ///< Not RFC 9112, or open to two readings (response smuggling).
    TooLarge,  ///< The head is longer than ResponseLimits::head, or has too many fields.
};

/// How much of a response head a proxy reads.
struct ResponseLimits {
    std::size_t head = kMaxResponseHead;
    std::size_t fields = 200;
};

/// The head of one response, checked, with all of its fields. The views point into the bytes it was parsed from.
struct StrictResponse {
    int status = 0;
    int minorVersion = 1;
    std::string_view reason;
    std::vector<std::pair<std::string_view, std::string_view>> fields; ///< As sent, values trimmed.
    Framing framing = Framing::None;
    std::optional<std::uint64_t> contentLength; ///< As said, also where there is no body.
    bool keepAlive = true;                      ///< By version, Connection field and framing.
    std::size_t size = 0;                       ///< Bytes of the head, its closing empty line included.

    [[nodiscard]] bool interim() const noexcept { return status < 200; }
};

/// Reads one head from the start of `bytes`: empty where more bytes are needed. Strict after RFC 9112, as a proxy has
/// to be: CRLF only, no obs-fold, one Content-Length or one chunked coding and never both. A blank before a colon,
/// which a proxy has to remove (5.1), is no part of the name. 101 is malformed: nobody asked. `toHead`: the request was
/// HEAD. Any thread.
[[nodiscard]] std::expected<std::optional<StrictResponse>, ResponseProblem>
parseStrictResponse(std::string_view bytes, bool toHead, const ResponseLimits &limits = {});

}
