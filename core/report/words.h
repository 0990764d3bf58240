#pragma once

#include "experiment/words.h"

#include <string>

namespace escala::report {

/// A text of the report in the language of the program, with %1, %2 … filled in.
template <typename... Arguments>
[[nodiscard]] std::string words(const char *english, const Arguments &...arguments)
{
    return experiment::sentence("Report", english, arguments...);
}

}
