#pragma once

#include "watch/watch_course.h"
#include "watch/watch_list_model.h"

namespace escala::tests {

/// 26 November 2026, 13:00 UTC.
inline constexpr monitor::Instant kNow{std::chrono::milliseconds(1'795'698'000'000)};

/// A monitor that has watched this many targets for a while: all are up, of which every third is a cache.
[[nodiscard]] monitor::MonitorView syntheticView(std::size_t targets);

/// This target is down: its alert fires and its incident goes on.
void breakTarget(monitor::MonitorView &view, std::size_t target);

/// What a window of an hour shows of these targets: `points` each, with waves, a spike and a gap.
[[nodiscard]] watch::Courses syntheticCourses(const std::vector<std::string> &targets, std::size_t points,
                                              monitor::Instant to = kNow);

[[nodiscard]] watch::ViewPtr shared(monitor::MonitorView view);

}
