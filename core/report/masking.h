#pragma once

#include "experiment/experiment.h"

#include <string>
#include <string_view>

namespace escala::report
{

/// A URL with its user information replaced by "***"; other text as it is.
[[nodiscard]] std::string maskedUrl(std::string_view url);

/// The experiment without secrets: URLs masked, and the values of Authorization, Proxy-Authorization and Cookie fields.
[[nodiscard]] experiment::Experiment masked(experiment::Experiment experiment);

}
