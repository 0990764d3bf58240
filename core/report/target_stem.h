#pragma once

#include "experiment/run_result.h"

#include <cstddef>
#include <string>

namespace escala::report {

/// A target's part of the names of its files: the stem of its name (file_writer.h), unlike that of every other target
/// of the result. Of names with one stem, such as "a b" and "a/b", the first keeps it and the next are numbered: "a-b",
/// "a-b-2".
[[nodiscard]] std::string targetStem(const experiment::RunResult &result, std::size_t target);

}
