#pragma once

#include "experiment/experiment.h"

#include <expected>
#include <filesystem>
#include <string>

namespace escala::experiment {

/// Why a plan file was refused.
enum class PlanProblem {
    Unreadable,   ///< The file can't be opened or read, or is larger than a plan can be.
    NotJson,      ///< Syntax error; `line` says where.
    UnknownField, ///< A field that no version of Escala knows: most often a typing error, so it is not ignored.
    WrongType,    ///< A field of another type than expected.
    OutOfRange,   ///< A value that makes no sense, such as zero users.
};

struct PlanError {
    PlanProblem problem = PlanProblem::Unreadable;
    std::string message; ///< For people, with file, line where known, and what was expected.
    int line = 0;        ///< 1-based; 0 where no line applies.
};

/// {"name", "targets": [{"name", "url"} | {"name", "server": {"kind", "port", "delay", …}}], "load": {"users", …}};
/// durations as text with a unit ("200ms"). "targets" may be missing: then `problemOf` says so. docs/plan-files.md
/// describes every field. Files of feeds and credentials are looked for beside the plan file.
[[nodiscard]] std::expected<Experiment, PlanError> readExperiment(const std::filesystem::path &file);
[[nodiscard]] std::expected<Experiment, PlanError> parseExperiment(std::string_view json);
/// Pretty-printed; `parseExperiment` gives the same experiment back.
[[nodiscard]] std::string writeExperiment(const Experiment &experiment);

}
