#pragma once

#include "charts/run_course.h"
#include "experiment/run_result.h"

namespace escala::charts::synthetic {

// Made-up runs of the shapes that charts must cope with. The same at every call.

/// Quick preset at `seconds` of its 10 s: steady slow side, cached side with the saw-tooth of expiry.
[[nodiscard]] RunCourse quick(double seconds = 10, std::size_t sides = 2);
/// Classic preset: five answers every five seconds up to 100 s beside 100 answers within 2 ms.
[[nodiscard]] RunCourse classic();
/// Two targets that have not been loaded yet.
[[nodiscard]] RunCourse empty();
/// `sides` sides with `points` points each, every figure known and noisy.
[[nodiscard]] RunCourse dense(std::size_t sides, std::size_t points);

/// The course as the result of a finished run.
[[nodiscard]] experiment::RunResult resultOf(const RunCourse &course);

}
