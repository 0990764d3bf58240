#include "store/run_limits.h"

#include "load/longest_time.h"
#include "store/blob.h"
#include "store/words.h"

#include <QtGlobal>

#include <algorithm>

namespace escala::store {

namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::hours kLongestRun = 2 * load::kLongestTime;
constexpr std::uint64_t kLargestResult = std::uint64_t{1} << 30U;
constexpr std::uint64_t kLargestSecond = std::uint64_t{16} << 20U;

bool isOfARun(nanoseconds at)
{
    return at >= nanoseconds::zero() && at <= kLongestRun;
}

bool isOfARun(const metrics::SeriesPoint &point)
{
    return isOfARun(point.start) && isOfARun(point.length) && isOfARun(point.start + point.length);
}

bool isOfARun(const std::vector<metrics::SeriesPoint> &points)
{
    return std::ranges::all_of(points, [](const metrics::SeriesPoint &point) { return isOfARun(point); });
}

bool isOfARun(const metrics::HeatGrid &heat)
{
    return heat.columns().empty() || isOfARun(heat.width());
}

bool isOfARun(const metrics::TargetSnapshot &figures)
{
    const std::chrono::duration<double> length = figures.summary.duration;
    return length.count() >= 0 && length <= kLongestRun && isOfARun(figures.seriesStep) && isOfARun(figures.series)
        && isOfARun(figures.seconds) && isOfARun(figures.heat);
}

/// A warm-up comes before the start of measuring.
bool isAround(nanoseconds at)
{
    return at >= -kLongestRun && at <= kLongestRun;
}

bool isAround(const experiment::FaultEvent &fault)
{
    const auto undone = fault.until.value_or(fault.at);
    return isAround(fault.at) && isAround(undone) && isAround(fault.detected.value_or(fault.at));
}

std::string problemOfSize(QByteArrayView blob, std::uint64_t most)
{
    return claimedSize(blob) > most ? say(QT_TRANSLATE_NOOP("History", "it is larger than any run")) : std::string();
}

}

std::string problemOfTimes(const RunFile &run)
{
    const experiment::RunResult &result = run.result;
    const bool good = std::ranges::all_of(result.targets, [](const auto &target) { return isOfARun(target.figures); })
        && std::ranges::all_of(run.seconds, [](const auto &each) { return isOfARun(each.second.point); })
        && std::ranges::all_of(result.marks, [](const auto &mark) { return isAround(mark.at); })
        && std::ranges::all_of(result.faults, [](const auto &fault) { return isAround(fault); });
    if (good)
        return {};
    return say(QT_TRANSLATE_NOOP("History", "it tells of times that no run has: %1 h at most"),
               std::to_string(kLongestRun.count()));
}

std::string problemOfResultSize(QByteArrayView blob)
{
    return problemOfSize(blob, kLargestResult);
}

std::string problemOfSecondSize(QByteArrayView blob)
{
    return problemOfSize(blob, kLargestSecond);
}

}
