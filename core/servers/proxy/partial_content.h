#pragma once

#include "servers/proxy/byte_ranges.h"
#include "servers/proxy/storability.h"
#include "servers/proxy/variant.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace escala::servers::proxy {

/// What a Content-Range field says: "bytes 0-4/10".
struct ContentRange {
    ByteRange range;
    std::uint64_t size = 0; ///< Of the whole; an unknown one is of no use here.
};
[[nodiscard]] std::optional<ContentRange> parseContentRange(std::string_view value);

/// RFC 9111 3.3, 3.4: whether a 206 is a part that can be stored and combined with others: the answer to a GET with
/// Range, one part, of a whole of known size, with a strong entity tag.
[[nodiscard]] bool isStorablePart(const Exchange &exchange);

/// The part that a response with its body is; null where the body is not as long as its Content-Range says.
[[nodiscard]] VariantPtr makePart(const Variant &response, std::shared_ptr<const std::string> body);

/// RFC 9111 3.4: both as one, with the fields of `fresh`; null where they are not of the same response, or a gap is
/// between them, or the whole would be longer than `longest`. Complete where nothing is missing: then it is no part.
[[nodiscard]] VariantPtr combined(const Variant &fresh, const Variant &old, std::uint64_t longest);

/// The answer to a GET from a part; empty where that does not hold what is asked for, or the request has conditions.
[[nodiscard]] std::optional<PartialReply> replyFromPart(std::string_view requestFields, const Variant &part);

}
