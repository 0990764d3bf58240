#pragma once

#include "store/run_row.h"

#include <QString>

namespace escala::history {

// The figures of a stored run in words of the user's locale.

/// How a run stands, for its mark and its word: what it is doing, or how far its figures are to be believed.
enum class RunMark {
    Running,     ///< ▶ It is under way.
    Interrupted, ///< ◐ It was cut off; what was measured until then is there.
    Valid,       ///< ●
    Degraded,    ///< ▲
    Invalid,     ///< ✕
    Unknown,     ///< ○ It is over, and nothing is known of its generator.
};
[[nodiscard]] RunMark markOf(const store::RunRow &row) noexcept;
/// "Running", "Interrupted", "Valid", …
[[nodiscard]] QString markWord(RunMark mark);

/// "12:04:31" today, "Nov 25, 12:04" this year, else with the year: what tells runs apart, and no more.
[[nodiscard]] QString startedText(std::chrono::system_clock::time_point at, std::chrono::system_clock::time_point now);
/// Date and time whole.
[[nodiscard]] QString momentText(std::chrono::system_clock::time_point at);
/// "480/s"; "–" where it is not known.
[[nodiscard]] QString rateText(const std::optional<double> &rate);
/// Of seconds: "0.19 ms", "1.50 s"; "–" where it is not known.
[[nodiscard]] QString latencyText(const std::optional<double> &seconds);
/// "99.98 %"; "–" without a cache.
[[nodiscard]] QString hitText(const std::optional<double> &ratio);
/// "Slow, Cached".
[[nodiscard]] QString listText(const std::vector<std::string> &parts);
/// What a field of comma separated tags means: trimmed, in order, none empty, none twice.
[[nodiscard]] std::vector<std::string> tagsOf(const QString &text);

}
