#pragma once

#include "monitor/monitor_plan.h"

#include <string>

namespace escala::monitor {

/// Many targets may be of one host: what is gentle for each is none for it. A sentence where a host that is not this
/// machine would be asked more than MonitorPlan::kMostOfOneHost times a second, by targets and scrapes together; empty
/// where all is well.
[[nodiscard]] std::string problemOfLoad(const MonitorPlan &plan);

}
