#include "watch/watch_course.h"

#include "charts/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace escala::watch {

using metrics::CacheResult;
using metrics::ErrorKind;
using monitor::Figures;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MonitorCharts)
};

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

constexpr std::size_t kBlue = 1; // of the palette: vermillion, blue, green, purple
constexpr std::size_t kGreen = 2;
constexpr std::size_t kPurple = 3;

using Read = std::function<double(const Figures &)>;

double milliseconds(const std::optional<monitor::Microseconds> &duration)
{
    return duration ? std::chrono::duration<double, std::milli>(*duration).count() : kUnknown;
}

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? kUnknown : double(part) / double(whole);
}

Read errorsOf(std::initializer_list<ErrorKind> kinds)
{
    return [kinds = std::vector(kinds)](const Figures &figures) {
        std::uint64_t sum = 0;
        for (const auto kind : kinds)
            sum += figures.errors.at(static_cast<std::size_t>(kind));
        return share(sum, figures.probes);
    };
}

Read cached(CacheResult result)
{
    return [result](const Figures &figures) {
        const auto of = [&figures](CacheResult each) { return figures.cache.at(static_cast<std::size_t>(each)); };
        return share(of(result), of(CacheResult::Hit) + of(CacheResult::Stale) + of(CacheResult::Miss));
    };
}

// A second between two probes says nothing: the line goes on over it.
std::vector<charts::Sample> samplesOf(const TargetCourse &course, const Read &read)
{
    std::vector<charts::Sample> samples;
    samples.reserve(course.points.size());
    for (const auto &point : course.points) {
        if (point.gap || point.figures.probes > 0)
            samples.push_back({secondsOf(point.start) + double(point.length.count()) / 2,
                               point.gap ? kUnknown : read(point.figures)});
    }
    return samples;
}

/// A figure of a chart of targets. `alone`: only where one target is shown.
struct Reading {
    QString name;
    Read read;
    std::size_t side = 0; ///< Of a single target; several have their own colours.
    int rank = 0;
    bool filled = false;
    bool alone = false;
};

void addLines(ChartContent &chart, const Courses &courses, const std::vector<Reading> &readings)
{
    const bool together = courses.targets.size() > 1;
    const auto shared = std::ranges::count(readings, false, &Reading::alone);
    for (std::size_t side = 0; side < courses.targets.size(); ++side) {
        const auto name = QString::fromStdString(courses.targets[side].name);
        for (const auto &reading : readings) {
            if (together && reading.alone)
                continue;
            // Where there is one line a target, the line above the plot says what it is.
            const auto both = shared == 1 ? name : QString(name + u' ' + reading.name);
            chart.lines.push_back({.name = together ? both : reading.name,
                                   .side = together ? side : reading.side,
                                   .rank = reading.rank,
                                   .filled = reading.filled && !together,
                                   .samples = samplesOf(courses.targets[side], reading.read)});
            if (together && shared == 1 && side == 0)
                chart.unit = reading.name + QStringLiteral(", ") + chart.unit;
        }
    }
}

ChartContent latency(const Courses &courses)
{
    ChartContent chart{.name = QStringLiteral("response-time"),
                       .title = Words::tr("Response time"),
                       .unit = Words::tr("ms, log"),
                       .left = ChartContent::Left::Latency,
                       .lines = {},
                       .empty = Words::tr("No answer in this window.")};
    addLines(
        chart, courses,
        {{.name = QStringLiteral("p50"), .read = [](const Figures &f) { return milliseconds(f.p50); }, .side = kBlue},
         {.name = QStringLiteral("p95"),
          .read = [](const Figures &f) { return milliseconds(f.p95); },
          .side = kBlue,
          .rank = 1,
          .alone = true},
         {.name = QStringLiteral("p99"),
          .read = [](const Figures &f) { return milliseconds(f.p99); },
          .side = kBlue,
          .rank = 2}});
    return chart;
}

ChartContent availability(const Courses &courses)
{
    ChartContent chart{.name = QStringLiteral("availability"),
                       .title = Words::tr("Availability and errors"),
                       .unit = Words::tr("share of probes"),
                       .left = ChartContent::Left::Share,
                       .lines = {},
                       .empty = Words::tr("Nothing was asked in this window.")};
    addLines(
        chart, courses,
        {{.name = Words::tr("available"),
          .read = [](const Figures &f) { return share(f.good, f.probes); },
          .side = kBlue,
          .filled = true},
         {.name = Words::tr("no answer"),
          .read = errorsOf({ErrorKind::Dns, ErrorKind::Refused, ErrorKind::Reset, ErrorKind::Tls, ErrorKind::Protocol}),
          .side = 0,
          .alone = true},
         {.name = Words::tr("timeout"), .read = errorsOf({ErrorKind::Timeout}), .side = kPurple, .alone = true},
         {.name = Words::tr("status, check"),
          .read = errorsOf({ErrorKind::Status4xx, ErrorKind::Status5xx, ErrorKind::CheckFailed}),
          .side = kGreen,
          .alone = true}});
    return chart;
}

ChartContent phases(const Courses &courses)
{
    ChartContent chart{.name = QStringLiteral("phases"),
                       .title = Words::tr("Phases, median"),
                       .unit = Words::tr("ms, log"),
                       .left = ChartContent::Left::Latency,
                       .lines = {},
                       .empty = Words::tr("No connection in this window.")};
    addLines(chart, courses,
             {{.name = Words::tr("DNS"),
               .read = [](const Figures &f) { return milliseconds(f.dns.p50); },
               .side = kGreen,
               .rank = 1,
               .alone = true},
              {.name = Words::tr("connect"),
               .read = [](const Figures &f) { return milliseconds(f.connect.p50); },
               .side = kPurple,
               .alone = true},
              {.name = Words::tr("TLS"),
               .read = [](const Figures &f) { return milliseconds(f.tls.p50); },
               .side = 0,
               .rank = 2,
               .alone = true},
              {.name = Words::tr("first byte"),
               .read = [](const Figures &f) { return milliseconds(f.ttfb.p50); },
               .side = kBlue}});
    return chart;
}

ChartContent hits(const Courses &courses)
{
    ChartContent chart{.name = QStringLiteral("cache-hits"),
                       .title = Words::tr("Cache hits"),
                       .unit = Words::tr("share of answers"),
                       .left = ChartContent::Left::Share,
                       .lines = {},
                       .empty = Words::tr("This server sends no cache header. Put a cache in front to see its hits.")};
    addLines(chart, courses,
             {{.name = Words::tr("hits"), .read = cached(CacheResult::Hit), .side = kBlue, .filled = true},
              {.name = Words::tr("stale"), .read = cached(CacheResult::Stale), .side = kPurple, .alone = true},
              {.name = Words::tr("misses"), .read = cached(CacheResult::Miss), .side = 0, .alone = true}});
    return chart;
}

template <typename Points>
std::vector<Stretch> gapsOf(const Points &points)
{
    std::vector<Stretch> gaps;
    for (const auto &point : points) {
        if (!point.gap)
            continue;
        const double from = secondsOf(point.start);
        const double to = from + double(point.length.count());
        if (!gaps.empty() && from - gaps.back().to < 1e-3)
            gaps.back().to = to;
        else
            gaps.push_back({from, to});
    }
    return gaps;
}

// What lies between two readings is none.
std::vector<Stretch> gapsOf(const SeriesCourse &course)
{
    constexpr double kMissed = 3; // readings in a row
    auto gaps = gapsOf(course.points);
    const double least = kMissed * std::chrono::duration<double>(course.interval).count();
    std::erase_if(gaps, [least](const Stretch &gap) { return gap.to - gap.from < least; });
    return gaps;
}

constexpr double kMebi = 1024.0 * 1024.0;

ChartContent seriesChart(const SeriesCourse &course)
{
    const auto series = QString::fromStdString(course.key.series);
    const bool bytes = series.contains(QStringLiteral("bytes"));
    const bool rate = course.kind == monitor::SeriesKind::Rate;
    const auto unit = bytes ? QStringLiteral("MiB") : QString();
    ChartContent chart{
        .name = QString::fromStdString(course.key.source) + u'/' + series,
        .title = series,
        .unit = (unit.isEmpty() && rate ? Words::tr("per second")
                     : rate             ? Words::tr("%1 per second").arg(unit)
                                        : unit),
        .left = ChartContent::Left::Zero,
        .lines = {},
        .empty = Words::tr("%1 gave no such figure in this window.").arg(QString::fromStdString(course.key.source))};
    const auto add = [&](const QString &name, int rank, double monitor::SeriesPointView::*value) {
        ChartLine line{.name = name, .side = kBlue, .rank = rank, .filled = false, .samples = {}};
        const auto gaps = gapsOf(course);
        for (const auto &point : course.points) {
            const double at = secondsOf(point.start) + double(point.length.count()) / 2;
            if (!point.gap)
                line.samples.push_back({at, point.*value / (bytes ? kMebi : 1)});
            else if (std::ranges::any_of(gaps, [at](const Stretch &gap) { return at > gap.from && at < gap.to; }))
                line.samples.push_back({at, kUnknown});
        }
        chart.lines.push_back(std::move(line));
    };
    add(QString::fromStdString(course.key.source), 0, &monitor::SeriesPointView::mean);
    add(Words::tr("highest"), 2, &monitor::SeriesPointView::max);
    return chart;
}

}

monitor::SeriesKind kindOf(const monitor::MonitorView &view, const monitor::SeriesKey &key)
{
    for (const auto &source : view.sources) {
        const auto found = std::ranges::find(source.series, key, &monitor::SeriesView::key);
        if (found != source.series.end())
            return found->kind;
    }
    return monitor::SeriesKind::Gauge;
}

std::chrono::nanoseconds readEvery(const monitor::MonitorPlan &plan, const std::string &source)
{
    for (const auto &scrape : plan.scrapes) {
        if (scrape.name == source)
            return scrape.interval;
    }
    for (const auto &process : plan.processes) {
        if (process.name == source)
            return process.interval;
    }
    return std::chrono::seconds(1);
}

bool ChartContent::hasValues() const
{
    return std::ranges::any_of(lines, [](const ChartLine &line) {
        return std::ranges::any_of(line.samples, [](const auto &sample) { return std::isfinite(sample.value); });
    });
}

QString ChartContent::valueText(double value) const
{
    if (left != Left::Share)
        return charts::figureText(value);
    return std::isfinite(value) ? Words::tr("%1 %").arg(charts::percentText(value)) : charts::figureText(value);
}

std::vector<ChartContent> chartsOf(const Courses &courses)
{
    std::vector<ChartContent> all;
    if (!courses.targets.empty())
        all = {latency(courses), availability(courses), phases(courses), hits(courses)};
    for (const auto &series : courses.series)
        all.push_back(seriesChart(series));
    return all;
}

std::vector<Stretch> unwatched(const Courses &courses)
{
    if (!courses.targets.empty())
        return gapsOf(courses.targets.front().points);
    return courses.series.empty() ? std::vector<Stretch>() : gapsOf(courses.series.front());
}

double secondsOf(monitor::Instant at)
{
    return double(at.time_since_epoch().count()) / 1e3;
}

monitor::Instant instantOf(double seconds)
{
    return monitor::Instant(std::chrono::milliseconds(std::llround(seconds * 1e3)));
}

double valueAt(const std::vector<charts::Sample> &samples, std::optional<double> seconds)
{
    if (samples.empty())
        return kUnknown;
    if (!seconds) {
        const auto latest = std::find_if(samples.rbegin(), samples.rend(),
                                         [](const auto &sample) { return std::isfinite(sample.value); });
        return latest == samples.rend() ? kUnknown : latest->value;
    }
    const auto next = std::ranges::lower_bound(samples, *seconds, {}, &charts::Sample::seconds);
    if (next == samples.begin())
        return next->value;
    const auto before = std::prev(next);
    if (next == samples.end())
        return before->value;
    return *seconds - before->seconds < next->seconds - *seconds ? before->value : next->value;
}

}
