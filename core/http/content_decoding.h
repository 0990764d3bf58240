#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace escala::http {

/// Why the content of an answer can't be decoded.
enum class DecodingProblem {
    UnknownCoding, ///< Neither gzip, deflate nor identity, or more than one.
    Damaged,       ///< Not what its Content-Encoding says, or cut off.
};

/// Decodes `content` after its Content-Encoding (empty: it is as it is) into `text`, which is replaced. At most `limit`
/// bytes are made; what would follow is left out, and that is no error. deflate is taken with and without zlib's frame,
/// as servers send both.
[[nodiscard]] std::expected<void, DecodingProblem> decodeContent(std::string_view coding, std::string_view content,
                                                                 std::size_t limit, std::string &text);

}
