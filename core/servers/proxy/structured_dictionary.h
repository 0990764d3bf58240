#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// The value of a member of a structured dictionary, as far as cache directives need it.
struct StructuredItem {
    enum class Kind { Boolean, Integer, Decimal, String, Token, Bytes, InnerList };
    Kind kind = Kind::Boolean;
    std::int64_t number = 1; ///< Of an integer; 0 or 1 of a boolean.
    std::string text;        ///< Of a string (unescaped) or token.
};

struct StructuredMember {
    std::string key;
    StructuredItem value;
};

/// Reads a Dictionary of RFC 8941; parameters are checked and dropped. Of members with the same key the last one
/// counts. Empty where there is any error, as the RFC wants it.
[[nodiscard]] std::optional<std::vector<StructuredMember>> parseStructuredDictionary(std::string_view text);

}
