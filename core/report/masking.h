#pragma once

#include "experiment/experiment.h"

#include <string>
#include <string_view>

namespace escala::report {

/// A URL, with or without its scheme, with its user information replaced by "***".
[[nodiscard]] std::string maskedUrl(std::string_view url);

/// Likewise every URL that stands in a sentence.
[[nodiscard]] std::string maskedUrls(std::string_view text);

/// The experiment without secrets: URLs masked, and the values of Authorization, Proxy-Authorization, Cookie and API
/// key fields. Texts that are not UTF-8 are made so.
[[nodiscard]] experiment::Experiment masked(experiment::Experiment experiment);

}
