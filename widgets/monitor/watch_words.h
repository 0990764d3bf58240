#pragma once

#include "monitor/monitor_types.h"

#include <QString>
#include <QTimeZone>

namespace escala::watch {

// What the Monitor page says, in the user's language.

/// "up", "failing", "down", "waiting".
[[nodiscard]] QString healthWord(monitor::Health health);
/// "pending", "firing", "acknowledged", "silenced", "resolved".
[[nodiscard]] QString alertWord(monitor::AlertState state);
/// Of monitor::kWindows: "5 min", "30 d".
[[nodiscard]] QString windowName(std::size_t window);
/// "12.1 ms"; "–" without one.
[[nodiscard]] QString durationText(std::optional<monitor::Microseconds> duration);
/// "99.98 %", never rounded up to 100; "–" without one.
[[nodiscard]] QString shareText(std::optional<double> share);
/// "14:02:41", with the day before it where that is another than `now`'s.
[[nodiscard]] QString instantText(monitor::Instant at, monitor::Instant now,
                                  const QTimeZone &zone = QTimeZone::systemTimeZone());
/// "2 min 21 s", "3 h 5 min", "4 d 2 h".
[[nodiscard]] QString lengthText(std::chrono::milliseconds length);
/// "64 d", "5 h", "ended", "–" without a certificate.
[[nodiscard]] QString certificateText(std::optional<monitor::Instant> ends, monitor::Instant now);
/// The status and time of the last answer, or why there was none.
[[nodiscard]] QString lastText(const monitor::TargetView &target);
/// "DNS 0.2 ms, TLS 4 ms"; what there was none of is left out.
[[nodiscard]] QString phasesText(const monitor::Figures &figures);

/// The answer of the page: how many are up, and what is wrong where no banner says it.
[[nodiscard]] QString answerSentence(const monitor::MonitorView &view);
/// One line: "14:02:10 to 14:04:31 (2 min 21 s) · Shop · refused (12 probes): …".
[[nodiscard]] QString incidentLine(const monitor::IncidentView &incident, monitor::Instant now);

/// Fires, whether or not someone knows already.
[[nodiscard]] bool isOn(const monitor::AlertView &alert) noexcept;
/// Fires, and nobody has said that they know.
[[nodiscard]] bool isLoud(const monitor::AlertView &alert) noexcept;
/// Of those that are loud: that a target is down before what follows from it. Null without one.
[[nodiscard]] const monitor::AlertView *loudest(const monitor::MonitorView &view) noexcept;

}
