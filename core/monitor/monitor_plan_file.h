#pragma once

#include "experiment/experiment_file.h"
#include "monitor/monitor_plan.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace escala::monitor {

/// {"targets": [{"name", "url", "interval": "1s"}…], "scrape": [{"name", "url"}…], "slos": […], …}: docs/monitoring.md
/// describes every field, docs/monitor.schema.json has them for editors. What is empty in MonitorPlan and has a meaning
/// there (names) is filled in; nothing that could not be watched is let through. Files of certificates are looked for
/// beside the plan.
[[nodiscard]] std::expected<MonitorPlan, experiment::PlanError> readMonitorPlan(const std::filesystem::path &file);
[[nodiscard]] std::expected<MonitorPlan, experiment::PlanError> parseMonitorPlan(std::string_view json);
/// Pretty-printed; `parseMonitorPlan` gives the same plan back.
[[nodiscard]] std::string writeMonitorPlan(const MonitorPlan &plan);

}
