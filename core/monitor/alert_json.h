#pragma once

#include "monitor/monitor_types.h"

#include <string>

namespace escala::monitor {

/// What a webhook gets: {"text": sentence, "monitor": name of the plan, "alert": {"id", "kind", "state", "page",
/// "target", "slo", "sentence", "since", "fired_at", "resolved_at"}}; times in RFC 3339. Chat programs show "text".
[[nodiscard]] std::string alertJson(const AlertView &alert, const std::string &monitor);

/// "2026-11-23T20:41:00.123Z".
[[nodiscard]] std::string timeText(Instant at);

}
