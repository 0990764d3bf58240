#pragma once

#include "load/load_plan.h"

#include <expected>
#include <string>
#include <utility>

namespace escala::ctl {

// Values of options that have a form of their own. The first two throw CLI::ValidationError, which CLI11 turns into a
// sentence and exit status 2.

/// 'Name: value'.
[[nodiscard]] std::pair<std::string, std::string> headerOf(const std::string &field);
/// HOST:PORT:ADDRESS; an IPv6 address with or without brackets.
[[nodiscard]] load::ResolveOverride resolveOf(const std::string &entry);

/// A file of at most 64 MiB; the error names it and the cause.
[[nodiscard]] std::expected<std::string, std::string> readWhole(const std::string &file);

}
