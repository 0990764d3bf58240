#pragma once

#include "load/load_plan.h"

#include <string>

namespace escala::load {

/// What is wrong with what the plan sends and looks for in answers; empty when nothing is. Opens no file.
[[nodiscard]] std::string problemOfRequests(const LoadPlan &plan);

}
