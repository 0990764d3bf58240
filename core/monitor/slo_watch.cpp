#include "monitor/slo_watch.h"

#include "text/quantity.h"

#include <fmt/format.h>

#include <algorithm>

namespace escala::monitor {

Second wholeSeconds(std::chrono::nanoseconds length) noexcept
{
    return std::max<Second>(1, std::chrono::ceil<std::chrono::seconds>(length).count());
}

std::set<Second> windowsOf(const MonitorPlan &plan)
{
    std::set<Second> windows;
    for (const std::chrono::seconds window : kWindows)
        windows.insert(window.count());
    for (const SloPlan &slo : plan.slos)
        windows.insert(wholeSeconds(slo.window));
    if (!plan.slos.empty()) {
        for (const BurnRule &rule : plan.alerts.burn) {
            windows.insert(wholeSeconds(rule.longWindow));
            windows.insert(wholeSeconds(rule.shortWindow));
        }
    }
    return windows;
}

bool holdsFor(const SloPlan &slo, const std::string &target)
{
    return slo.targets.empty() || std::ranges::find(slo.targets, target) != slo.targets.end();
}

std::optional<double> burnRate(const EventCount &events, const SloPlan &slo)
{
    const auto share = events.badShare();
    return share ? std::optional(*share / (1 - slo.objective)) : std::nullopt;
}

SloView sloView(const SloPlan &slo, const std::string &target, const AlertPlan &alerts, const TargetWatch &watch)
{
    SloView view{.name = slo.name, .target = target, .plan = slo, .actual = {}, .budgetLeft = {}, .burn = {}};
    const EventCount all = watch.events(wholeSeconds(slo.window), slo);
    view.events = all.events;
    view.bad = all.bad;
    if (const auto bad = all.badShare()) {
        view.actual = 1 - *bad;
        view.budgetLeft = 1 - (*bad / (1 - slo.objective));
    }
    for (const BurnRule &rule : alerts.burn)
        view.burn.push_back({.rule = rule,
                             .longRate = burnRate(watch.events(wholeSeconds(rule.longWindow), slo), slo),
                             .shortRate = burnRate(watch.events(wholeSeconds(rule.shortWindow), slo), slo)});
    return view;
}

AlertSubject burnSubject(const SloPlan &slo, const std::string &target, const BurnRule &rule)
{
    return {.kind = AlertKind::Burn,
            .page = rule.page,
            .target = target,
            .slo = slo.name,
            .rule = fmt::format("{} over {} and {}", rule.factor, text::formatDuration(rule.longWindow),
                                text::formatDuration(rule.shortWindow))};
}

bool burnsTooFast(const SloPlan &slo, const AlertPlan &alerts, const BurnRule &rule, const TargetWatch &watch,
                  bool fires)
{
    const double factor = fires ? rule.factor / 2 : rule.factor;
    const EventCount shortly = watch.events(wholeSeconds(rule.shortWindow), slo);
    if (shortly.bad < alerts.failures || burnRate(shortly, slo).value_or(0) < factor)
        return false;
    return burnRate(watch.events(wholeSeconds(rule.longWindow), slo), slo).value_or(0) >= factor;
}

}
