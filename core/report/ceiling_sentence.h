#pragma once

#include "experiment/run_result.h"

#include <string>

namespace escala::report {

/// "Generator at 12 % of its ceiling of 190,000 requests/s." in the language of the program; empty where the machine is
/// not calibrated.
[[nodiscard]] std::string ceilingSentence(const experiment::RunResult &result);

}
