#pragma once

#include "http/url.h"

#include <string>
#include <string_view>

namespace escala::experiment {

/// Why a text is no URL that can be loaded, in the language of the program: names the text and what is wrong with it.
[[nodiscard]] std::string describe(http::UrlProblem problem, std::string_view text);

}
