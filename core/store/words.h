#pragma once

#include "experiment/words.h"

#include <string>

namespace escala::store {

/// A sentence of this room in the language of the program, with %1, %2 … filled in.
template <typename... Arguments>
[[nodiscard]] std::string say(const char *english, const Arguments &...arguments)
{
    return experiment::sentence("History", english, arguments...);
}

}
