#pragma once

#include "experiment/experiment.h"

#include <expected>
#include <optional>
#include <string>

namespace escala::window {

/// What the command line of `escala` asks for.
struct CommandLine {
    std::optional<experiment::Experiment> experiment; ///< Of a preset or a plan file; empty: the one of last time.
    bool start = false;
    std::string page = "compare";
};

/// The program ends without a window: help and version with status 0, what can't be understood with 2.
struct EarlyEnd {
    int status = 0;
    std::string text;
};

/// Needs no display. Reads the plan file, so a bad one ends the program like a bad option.
[[nodiscard]] std::expected<CommandLine, EarlyEnd> parseCommandLine(int argc, const char *const *argv);

}
