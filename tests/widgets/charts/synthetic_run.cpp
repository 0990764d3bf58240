#include "synthetic_run.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace escala::charts::synthetic {

using metrics::CacheResult;
using metrics::SeriesPoint;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kMebi = 1024 * 1024;

SeriesPoint pointAt(std::size_t index, std::chrono::nanoseconds step)
{
    SeriesPoint point;
    point.start = step * static_cast<std::int64_t>(index);
    point.length = step;
    return point;
}

SeriesPoint::Percentiles percentiles(double p50Ms, double p95Ms, double p99Ms)
{
    const auto micros = [](double ms) { return std::chrono::microseconds(std::llround(ms * 1000)); };
    return {.p50 = micros(p50Ms),
            .p90 = micros(p95Ms * 0.98),
            .p95 = micros(p95Ms),
            .p99 = micros(p99Ms),
            .max = micros(p99Ms * 1.2)};
}

std::uint64_t &count(SeriesPoint &point, CacheResult result)
{
    return point.cache.at(static_cast<std::size_t>(result));
}

void answer(SeriesPoint &point, std::uint64_t answers, CacheResult result)
{
    point.offered += answers;
    point.requests += answers;
    point.good += answers;
    count(point, result) += answers;
}

RunCourse::Side slowSide(double seconds, std::mt19937 &random)
{
    std::uniform_real_distribution<double> noise(0.99, 1.01);
    RunCourse::Side side{.name = QStringLiteral("Slow"), .localServer = true, .points = {}, .step = 100ms};
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * 10); ++i) {
        auto point = pointAt(i, side.step);
        answer(point, i % 2 == 1 ? 10 : 10, CacheResult::Unknown);
        point.inFlight = 20;
        point.response = percentiles(201 * noise(random), 203 * noise(random), 207 * noise(random));
        point.serverCpu = 0.012 * noise(random);
        point.serverRssBytes = 9 * kMebi;
        side.points.push_back(point);
    }
    return side;
}

RunCourse::Side cachedSide(double seconds, std::mt19937 &random)
{
    std::uniform_real_distribution<double> noise(0.9, 1.1);
    RunCourse::Side side{.name = QStringLiteral("Cached"), .localServer = true, .points = {}, .step = 100ms};
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * 10); ++i) {
        auto point = pointAt(i, side.step);
        const bool expired = i % 22 < 2;
        const auto hits = static_cast<std::uint64_t>((expired ? 300 : 5300) * noise(random));
        answer(point, hits, CacheResult::Hit);
        if (expired)
            answer(point, i % 22 == 0 ? 20 : 1200, CacheResult::Miss);
        point.inFlight = 20;
        point.response = expired ? percentiles(0.19, 200 * noise(random), 202 * noise(random))
                                 : percentiles(0.19 * noise(random), 0.34 * noise(random), 0.42 * noise(random));
        point.serverCpu = (expired ? 0.1 : 0.71) * noise(random);
        point.serverRssBytes = (9 + i / 40) * kMebi;
        side.points.push_back(point);
    }
    return side;
}

// A third and a fourth target: a foreign host with errors, and one in between.
RunCourse::Side foreignSide(double seconds, std::mt19937 &random, const QString &name, double ms)
{
    std::uniform_real_distribution<double> noise(0.7, 1.4);
    RunCourse::Side side{.name = name, .localServer = false, .points = {}, .step = 100ms};
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * 10); ++i) {
        auto point = pointAt(i, side.step);
        answer(point, static_cast<std::uint64_t>(2000 / ms * noise(random)),
               i % 3 == 0 ? CacheResult::Miss : CacheResult::Hit);
        point.errors = i % 17 == 0 ? 4 : 0;
        point.inFlight = 18 + i % 3;
        point.response = percentiles(ms * noise(random), 2 * ms * noise(random), 4 * ms * noise(random));
        side.points.push_back(point);
    }
    return side;
}

// Response times of all answers, as the points have them.
void addDistribution(RunCourse::Side &side)
{
    metrics::Histogram all;
    side.heat = metrics::HeatGrid(side.step);
    for (const auto &point : side.points) {
        if (!point.response)
            continue;
        metrics::Histogram response;
        const auto slowest = (point.requests + 99) / 100;
        const auto slower = std::min(point.requests - slowest, point.requests / 25);
        response.record(point.response->p99, slowest);
        response.record(point.response->p95, slower);
        response.record(point.response->p50, point.requests - slowest - slower);
        all.merge(response);
        side.heat.add(point.start, response);
    }
    side.tails = {metrics::tailCurveOf(all), metrics::tailCurveOf(all)};
}

void addDistributions(RunCourse &course)
{
    for (auto &side : course.sides)
        addDistribution(side);
}

}

RunCourse quick(double seconds, std::size_t sides)
{
    std::mt19937 random(7);
    RunCourse course;
    course.plannedLength = 10s;
    course.running = seconds < 10;
    course.sides.push_back(slowSide(seconds, random));
    course.sides.push_back(cachedSide(seconds, random));
    if (sides > 2)
        course.sides.push_back(foreignSide(seconds, random, QStringLiteral("127.0.0.1:8080"), 4));
    if (sides > 3)
        course.sides.push_back(foreignSide(seconds, random, QStringLiteral("Behind a proxy"), 20));
    for (const auto at : {2200ms, 4400ms, 6600ms, 8800ms}) {
        if (std::chrono::duration<double>(at).count() < seconds)
            course.marks.push_back({at, QStringLiteral("TTL")});
    }
    addDistributions(course);
    return course;
}

RunCourse classic()
{
    RunCourse course;
    RunCourse::Side slow{.name = QStringLiteral("Slow"), .localServer = true, .points = {}, .step = 1s};
    for (std::size_t i = 0; i < 101; ++i) {
        auto point = pointAt(i, slow.step);
        if (i % 5 == 0 && i > 0) {
            answer(point, 5, CacheResult::Unknown);
            point.response = percentiles(5003, 5004, 5005);
        }
        point.inFlight = i < 100 ? 5 : 0;
        point.serverCpu = 0.001;
        point.serverRssBytes = 8 * kMebi;
        slow.points.push_back(point);
    }
    RunCourse::Side cached{.name = QStringLiteral("Cached"), .localServer = true, .points = {}, .step = 100us};
    for (std::size_t i = 0; i < 21; ++i) {
        auto point = pointAt(i, cached.step);
        answer(point, i < 20 ? 5 - i % 2 : 10, CacheResult::Hit);
        point.inFlight = i < 20 ? 5 : 0;
        const double wave = std::sin(static_cast<double>(i));
        point.response = percentiles(0.09 + 0.02 * wave, 0.14, 0.16 + 0.03 * wave);
        cached.points.push_back(point);
    }
    course.sides = {slow, cached};
    addDistributions(course);
    return course;
}

RunCourse empty()
{
    RunCourse course;
    course.plannedLength = 10s;
    course.sides = {{.name = QStringLiteral("Slow"), .localServer = true, .points = {}, .step = {}},
                    {.name = QStringLiteral("Cached"), .localServer = true, .points = {}, .step = {}}};
    return course;
}

RunCourse dense(std::size_t sides, std::size_t points)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> noise(0.2, 5);
    RunCourse course;
    course.running = true;
    course.plannedLength = 100ms * static_cast<std::int64_t>(points);
    for (std::size_t s = 0; s < sides; ++s) {
        RunCourse::Side side{
            .name = QStringLiteral("Side %1").arg(s + 1), .localServer = true, .points = {}, .step = 100ms};
        for (std::size_t i = 0; i < points; ++i) {
            auto point = pointAt(i, side.step);
            answer(point, static_cast<std::uint64_t>(1000 * noise(random)), CacheResult::Hit);
            answer(point, static_cast<std::uint64_t>(100 * noise(random)), CacheResult::Miss);
            point.errors = static_cast<std::uint64_t>(noise(random));
            point.inFlight = static_cast<std::uint64_t>(10 * noise(random));
            point.response = percentiles(noise(random), 6 * noise(random), 30 * noise(random));
            point.serverCpu = noise(random) / 5;
            point.serverRssBytes = static_cast<std::uint64_t>(noise(random) * 4) * kMebi;
            side.points.push_back(point);
        }
        course.sides.push_back(std::move(side));
    }
    addDistributions(course);
    return course;
}

experiment::RunResult resultOf(const RunCourse &course)
{
    experiment::RunResult result;
    result.id = "00000000-0000-4000-8000-000000000000";
    result.experiment.name = "Quick";
    result.experiment.plan.users = 20;
    result.experiment.plan.duration = course.plannedLength;
    if (!course.plannedLength)
        result.experiment.plan.requests = 100;
    result.engineThreads = 1;
    result.generator.cpuShare = 0.61;
    result.generator.lagP99 = 40us;
    for (std::size_t i = 0; i < course.sides.size(); ++i) {
        const auto &side = course.sides[i];
        experiment::TargetResult target;
        target.target.name = side.name.toStdString();
        if (side.localServer)
            target.target.server = experiment::ServerSpec{};
        target.url = "http://127.0.0.1:" + std::to_string(5001 - i) + "/";
        target.figures.series = side.points;
        target.figures.seriesStep = side.step;
        target.figures.tail = side.tails.front();
        target.figures.serviceTail = side.tails.back();
        target.figures.heat = side.heat;
        auto &summary = target.figures.summary;
        for (const auto &point : side.points) {
            summary.ledger.scheduled += point.requests;
            summary.ledger.sent += point.requests;
            summary.ledger.ok += point.good;
            for (std::size_t c = 0; c < metrics::kCacheResults; ++c)
                summary.cache.at(c) += point.cache.at(c);
        }
        const auto length = side.points.empty() ? 0ns : side.points.back().start + side.points.back().length;
        summary.duration = length;
        summary.achievedRps = length > 0ns ? static_cast<double>(summary.ledger.ok) / summary.duration.count() : 0;
        target.total = std::make_shared<metrics::Tally>();
        result.experiment.targets.push_back(target.target);
        result.targets.push_back(std::move(target));
    }
    return result;
}

}
