#pragma once

#include "monitor/alert_book.h"
#include "monitor/target_watch.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace escala::monitor {

// SLOs of single targets: pure arithmetic on windows.

/// A length in whole seconds, at least one.
[[nodiscard]] Second wholeSeconds(std::chrono::nanoseconds length) noexcept;

/// Lengths of all windows that a plan's SLOs, burn rules and views ask for.
[[nodiscard]] std::set<Second> windowsOf(const MonitorPlan &plan);

/// Is the SLO one of this target?
[[nodiscard]] bool holdsFor(const SloPlan &slo, const std::string &target);

/// Share of bad events over the share that may be bad; empty where there are no events.
[[nodiscard]] std::optional<double> burnRate(const EventCount &events, const SloPlan &slo);

[[nodiscard]] SloView sloView(const SloPlan &slo, const std::string &target, const AlertPlan &alerts,
                              const TargetWatch &watch);

/// What the alert of one rule is about.
[[nodiscard]] AlertSubject burnSubject(const SloPlan &slo, const std::string &target, const BurnRule &rule);
/// Both windows burn faster than the rule lets, and enough has gone wrong in the short one to be no single mishap. An
/// alert that `fires` goes on to half the factor: chance alone moves a rate near the factor across it every few
/// minutes.
[[nodiscard]] bool burnsTooFast(const SloPlan &slo, const AlertPlan &alerts, const BurnRule &rule,
                                const TargetWatch &watch, bool fires);

}
