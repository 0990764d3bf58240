#pragma once

#include "experiment/experiment_file.h"

#include <boost/json/value.hpp>

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace escala::experiment {

/// The text of a plan file of at most 1 MiB; Unreadable names the file.
[[nodiscard]] std::expected<std::string, PlanError> readPlanText(const std::filesystem::path &path);

/// Its JSON, in UTF-8; NotJson says in which line it isn't.
[[nodiscard]] std::expected<boost::json::value, PlanError> parsePlanJson(std::string_view json);

}
