#pragma once

#include <cstddef>
#include <string>

namespace escala::load {

enum class Escaping {
    Url,  ///< Everything but RFC 3986's unreserved characters as %XX.
    Json, ///< For the inside of a JSON string: quotes, backslashes and control characters.
};

/// Escapes what stands in `text` from `start` on, in place; nothing is allocated once `text` has grown to its size.
void escapeTail(std::string &text, std::size_t start, Escaping escaping);

}
