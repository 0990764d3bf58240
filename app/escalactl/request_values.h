#pragma once

#include "load/request/request_spec.h"
#include "load/request/variable_spec.h"

#include <string>

namespace escala::ctl {

// Values of options that say what is sent. All throw CLI::ValidationError, which CLI11 turns into a sentence and exit
// status 2.

/// '[METHOD] PATH [WEIGHT]'.
[[nodiscard]] load::RequestSpec requestOf(const std::string &text);
/// NAME=FILE, NAME=FILE:sequential, :random, :zipf or :zipf:EXPONENT.
[[nodiscard]] load::FeedSpec feedOf(const std::string &text);
/// NAME=1..100, NAME=counter[:START[:STEP]], NAME=hex[:DIGITS], NAME=choice:A,B,C or
/// NAME=timestamp[:iso8601|unix|unix_ms].
[[nodiscard]] load::VariableSpec variableOf(const std::string &text);
/// The expression itself, when it is one.
[[nodiscard]] std::string checkOf(const std::string &text);

}
