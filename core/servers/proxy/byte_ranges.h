#pragma once

#include "servers/proxy/variant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// A part of a body: its first and last byte, from 0.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    [[nodiscard]] std::uint64_t length() const noexcept { return last - first + 1; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// What a Range field asks of a body (RFC 9110 14).
struct RangeRequest {
    enum class Kind {
        Whole,         ///< None, not of bytes, malformed, or so many that it looks like an attack: passed over.
        Parts,         ///< 206
        Unsatisfiable, ///< 416
    };
    Kind kind = Kind::Whole;
    std::vector<ByteRange> parts; ///< As asked, but for those beyond the end; at least one.
};
[[nodiscard]] RangeRequest parseRange(std::string_view value, std::uint64_t size);

/// RFC 9110 13.1.5: whether the Range of a request counts for this response: no If-Range, or one that names the stored
/// response by a strong entity tag, or by a Last-Modified that was a minute old at least when it was sent.
[[nodiscard]] bool ifRangeHolds(std::string_view requestFields, const Variant &stored);

/// A 206 or 416 made from a stored response.
struct PartialReply {
    unsigned status = 206;
    std::string fields; ///< Without Content-Length.
    std::string body;
};
/// The answer to the ranges of a GET; empty where the whole response answers it.
[[nodiscard]] std::optional<PartialReply> partialReply(std::string_view requestFields, const Variant &stored);

}
