#include "report/moment.h"

#include "experiment/fault_text.h"
#include "experiment/local_number.h"
#include "experiment/mark_text.h"
#include "report/error_text.h"
#include "report/figure_text.h"
#include "report/words.h"
#include "text/quantity.h"

#include <QtGlobal>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace escala::report {

namespace {

using metrics::Second;
using std::chrono::nanoseconds;
constexpr nanoseconds kSecond = std::chrono::seconds(1);

std::string durationOf(nanoseconds value)
{
    constexpr nanoseconds kNothing = std::chrono::microseconds(10);
    if (value > nanoseconds::zero() && value < kNothing)
        return "<\u00a0" + durationText(kNothing);
    return durationText(std::chrono::duration<double>(value));
}

std::string errorsOf(const Second &second)
{
    std::vector<std::string> kinds;
    for (std::size_t kind = 0; kind < second.errors.size(); ++kind) {
        if (second.errors.at(kind) > 0)
            kinds.push_back(countText(second.errors.at(kind)) + "\u00a0× "
                            + errorText(static_cast<metrics::ErrorKind>(kind)));
    }
    return kinds.empty() ? words(QT_TRANSLATE_NOOP("Report", "none")) : fmt::format("{}", fmt::join(kinds, ", "));
}

std::string statusOf(const Second &second)
{
    std::vector<std::string> codes;
    for (const auto &[code, times] : second.status)
        codes.push_back(fmt::format("{}\u00a0× {}", countText(times), code));
    return codes.empty() ? words(QT_TRANSLATE_NOOP("Report", "no answer")) : fmt::format("{}", fmt::join(codes, ", "));
}

std::string cacheOf(const metrics::SeriesPoint &point)
{
    static constexpr std::array kNames{QT_TRANSLATE_NOOP("Report", "hits"), QT_TRANSLATE_NOOP("Report", "stale"),
                                       QT_TRANSLATE_NOOP("Report", "misses"), QT_TRANSLATE_NOOP("Report", "passed by"),
                                       QT_TRANSLATE_NOOP("Report", "unknown")};
    static_assert(kNames.size() == metrics::kCacheResults);
    std::vector<std::string> results;
    for (std::size_t result = 0; result < kNames.size(); ++result) {
        if (point.cache.at(result) > 0)
            results.push_back(countText(point.cache.at(result)) + "\u00a0" + words(kNames.at(result)));
    }
    return fmt::format("{}", fmt::join(results, ", "));
}

/// Words of what was done within the second.
void addWithin(std::vector<std::string> &marks, const std::vector<experiment::NamedMoment> &moments, nanoseconds at)
{
    for (const experiment::NamedMoment &each : moments) {
        if (each.at >= at && each.at < at + kSecond)
            marks.push_back(each.word);
    }
}

/// Faults that began before the second and last into it.
void addLasting(std::vector<std::string> &marks, const std::vector<experiment::FaultEvent> &faults, nanoseconds at)
{
    for (const experiment::FaultEvent &each : faults) {
        if (each.at < at && (!each.until || *each.until > at) && each.fault.kind != experiment::Fault::Kind::Restart)
            marks.push_back(
                words(QT_TRANSLATE_NOOP("Report", "%1 still %2"), each.server, experiment::faultState(each.fault)));
    }
}

std::vector<std::string> requestsOf(const load::LoadPlan &plan)
{
    std::vector<std::string> names;
    if (plan.moreRequests.empty())
        return names;
    for (const load::RequestSpec &request : plan.mix())
        names.push_back(request.method + " " + (request.path.empty() ? "/" : request.path));
    return names;
}

}

nanoseconds secondOf(nanoseconds at) noexcept
{
    return std::max(nanoseconds::zero(), at - at % kSecond);
}

Moment momentOf(const experiment::Experiment &experiment, const std::vector<metrics::Mark> &marks,
                const std::vector<experiment::FaultEvent> &faults, nanoseconds at,
                const std::vector<metrics::TargetSecond> &seconds)
{
    Moment moment{.at = at, .sides = {}, .marks = {}, .requests = requestsOf(experiment.plan)};
    for (const experiment::Target &target : experiment.targets)
        moment.sides.push_back({.name = target.name, .second = {}});
    for (const metrics::TargetSecond &each : seconds) {
        if (each.second.point.start == at && each.target < moment.sides.size())
            moment.sides[each.target].second = each.second;
    }
    addWithin(moment.marks, experiment::changesOf(experiment, marks), at);
    addWithin(moment.marks, experiment::stageBordersOf(experiment.plan), at);
    addWithin(moment.marks, experiment::momentsOf(faults), at);
    addLasting(moment.marks, faults, at);
    return moment;
}

std::string titleOf(const Moment &moment)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(moment.at).count();
    return words(QT_TRANSLATE_NOOP("Report", "Second %1 to %2"), std::to_string(seconds), std::to_string(seconds + 1));
}

std::vector<MomentRow> rowsOf(const Moment::Side &side)
{
    if (!side.second)
        return {{words(QT_TRANSLATE_NOOP("Report", "Requests")),
                 words(QT_TRANSLATE_NOOP("Report", "not measured at that time"))}};
    const Second &second = *side.second;
    const metrics::SeriesPoint &point = second.point;
    std::vector<MomentRow> rows;
    const auto add = [&rows](const char *label, std::string value) {
        rows.push_back({words(label), std::move(value)});
    };
    add(QT_TRANSLATE_NOOP("Report", "Requests"),
        point.offered == point.requests ? countText(point.requests)
                                        : words(QT_TRANSLATE_NOOP("Report", "%1 (%2 were due)"),
                                                countText(point.requests), countText(point.offered)));
    add(QT_TRANSLATE_NOOP("Report", "Errors"), errorsOf(second));
    add(QT_TRANSLATE_NOOP("Report", "Status"), statusOf(second));
    if (point.response)
        add(QT_TRANSLATE_NOOP("Report", "Response time"),
            words(QT_TRANSLATE_NOOP("Report", "p50 %1, p99 %2, longest %3"), durationOf(point.response->p50),
                  durationOf(point.response->p99), durationOf(point.response->max)));
    if (const std::string cache = cacheOf(point); !cache.empty())
        add(QT_TRANSLATE_NOOP("Report", "Cache"), cache);
    add(QT_TRANSLATE_NOOP("Report", "In flight"), countText(point.inFlight));
    if (second.connectionsOpened > 0)
        add(QT_TRANSLATE_NOOP("Report", "New connections"), countText(second.connectionsOpened));
    if (point.serverCpu)
        add(QT_TRANSLATE_NOOP("Report", "Server CPU"),
            words(QT_TRANSLATE_NOOP("Report", "%1 of a core"), shareText(*point.serverCpu)));
    if (point.serverRssBytes)
        add(QT_TRANSLATE_NOOP("Report", "Server memory"),
            experiment::localNumber(text::readableBytes(static_cast<double>(*point.serverRssBytes))));
    return rows;
}

std::vector<SlowRow> slowestOf(const Moment::Side &side, const std::vector<std::string> &requests)
{
    std::vector<SlowRow> rows;
    if (!side.second)
        return rows;
    for (const metrics::SlowRequest &slow : side.second->slowest) {
        std::string outcome = slow.status > 0 ? std::to_string(slow.status)
            : slow.error                      ? errorText(*slow.error)
                                              : words(QT_TRANSLATE_NOOP("Report", "no answer"));
        if (slow.error == metrics::ErrorKind::CheckFailed)
            outcome += ", " + errorText(*slow.error);
        if (slow.request < requests.size())
            outcome += " " + requests[slow.request];
        rows.push_back({.response = durationOf(slow.response),
                        .waited = durationOf(slow.lag + slow.wait),
                        .firstByte = durationOf(slow.ttfb),
                        .transfer = durationOf(slow.transfer),
                        .outcome = std::move(outcome)});
    }
    return rows;
}

SlowRow slowHeads()
{
    return {.response = words(QT_TRANSLATE_NOOP("Report", "Slowest")),
            .waited = words(QT_TRANSLATE_NOOP("Report", "waited")),
            .firstByte = words(QT_TRANSLATE_NOOP("Report", "first byte")),
            .transfer = words(QT_TRANSLATE_NOOP("Report", "transfer")),
            .outcome = words(QT_TRANSLATE_NOOP("Report", "outcome"))};
}

std::string textOf(const Moment &moment)
{
    std::string all = titleOf(moment) + "\n";
    for (const std::string &mark : moment.marks)
        all += "- " + mark + "\n";
    const auto line = [](const SlowRow &row) {
        return fmt::format("  {} | {} | {} | {} | {}\n", row.response, row.waited, row.firstByte, row.transfer,
                           row.outcome);
    };
    for (const Moment::Side &side : moment.sides) {
        all += "\n" + side.name + "\n";
        for (const MomentRow &row : rowsOf(side))
            all += fmt::format("  {}: {}\n", row.label, row.value);
        const auto slowest = slowestOf(side, moment.requests);
        if (!slowest.empty())
            all += line(slowHeads());
        for (const SlowRow &row : slowest)
            all += line(row);
    }
    return all;
}

}
