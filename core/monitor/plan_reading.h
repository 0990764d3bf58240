#pragma once

#include "experiment/object_reader.h"
#include "monitor/monitor_plan.h"

#include <array>
#include <string_view>
#include <utility>

namespace escala::monitor {

/// Of its sentences in a translation.
inline constexpr const char *kMonitorPlanContext = "MonitorPlan";

inline constexpr std::array<std::pair<SloPlan::Kind, std::string_view>, 2> kSloKinds{
    {{SloPlan::Kind::Availability, "availability"}, {SloPlan::Kind::Latency, "latency"}}};

/// Reads the object of a whole plan; what is wrong is in `reading`.
[[nodiscard]] MonitorPlan readPlan(const boost::json::value &json, experiment::PlanReading &reading);

}
