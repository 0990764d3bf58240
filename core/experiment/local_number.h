#pragma once

#include <string>

namespace escala::experiment {

/// Who reads a text with figures in it.
enum class Reader {
    Person, ///< Figures as in the program's locale.
    File,   ///< A dot as decimal sign and commas between thousands, whatever the locale.
};

/// A figure as core/text writes it ("48,310", "0.04 ms") for its reader.
[[nodiscard]] std::string localNumber(const std::string &figure, Reader reader = Reader::Person);

}
