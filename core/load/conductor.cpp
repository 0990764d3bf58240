#include "load/conductor.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace escala::load {

namespace {

using metrics::TargetPhase;
using net::Clock;
using std::chrono::nanoseconds;

constexpr std::chrono::seconds kTurn{1};

bool anyLocal(const std::deque<TargetRun> &targets)
{
    return std::ranges::any_of(targets,
                               [](const TargetRun &target) { return target.local.load(std::memory_order_relaxed); });
}

}

Conductor::Conductor(const LoadPlan &plan, std::deque<TargetRun> &targets, std::deque<Worker> &workers, Bell &bell,
                     LoadEngine::SnapshotSink sink, metrics::SecondSink seconds)
    : m_plan(plan)
    , m_targets(targets)
    , m_workers(workers)
    , m_bell(bell)
    , m_sink(std::move(sink))
    , m_seconds(std::move(seconds))
{
    for (std::size_t i = 0; i < targets.size(); ++i) {
        std::vector<Lane *> lanes;
        for (Worker &worker : workers)
            lanes.push_back(&worker.lane(i));
        m_courses.emplace_back(Course{.totals = TargetTotals(LoadEngine::kInterval, std::move(lanes))});
        for (const EndCondition &condition : plan.endWhen)
            m_courses.back().watches.emplace_back(condition);
        if (m_seconds)
            m_courses.back().totals.keepSeconds();
        if (targets[i].dnsTime)
            m_courses.back().totals.addLookUp(*targets[i].dnsTime);
    }
}

void Conductor::stop()
{
    m_stop.store(true, std::memory_order_release);
    m_bell.ring();
}

void Conductor::setLevel(std::optional<double> level)
{
    const std::scoped_lock lock(m_levelMutex);
    m_wantedLevel = level;
}

void Conductor::run()
{
    m_start = Clock::now();
    m_nextTick = m_start + LoadEngine::kInterval;
    perform();
    finishAll();
    deliver(true);
}

void Conductor::perform()
{
    std::vector<std::size_t> all(m_targets.size());
    std::iota(all.begin(), all.end(), 0UL);
    switch (m_plan.order) {
    case Order::Parallel:
        return performTogether(all);
    case Order::Sequential:
        for (const std::size_t &target : all)
            performTogether({&target, 1});
        return;
    case Order::Interleaved:
        for (const std::size_t &target : all)
            coldAndWarmup({&target, 1});
        return performInTurns();
    }
}

void Conductor::performTogether(Targets targets)
{
    coldAndWarmup(targets);
    if (!m_stop.load(std::memory_order_acquire))
        measure(targets);
}

// All targets of a group wait for each other's cold request, so that they are measured over the same stretch of time.
void Conductor::coldAndWarmup(Targets targets)
{
    if (m_stop.load(std::memory_order_acquire))
        return;
    if (m_plan.coldRequest) {
        for (const std::size_t target : targets) {
            m_courses[target].phase = TargetPhase::Cold;
            m_workers.front().sendCold(target);
        }
        waitFor(TimePoint::max(), [&] {
            return std::ranges::all_of(
                targets, [&](std::size_t i) { return m_targets[i].coldEnded.load(std::memory_order_acquire); });
        });
    }
    if (m_plan.warmup > nanoseconds::zero() && !m_stop.load(std::memory_order_acquire)) {
        for (const std::size_t target : targets)
            m_courses[target].phase = TargetPhase::WarmingUp;
        const auto start = Clock::now();
        // In turns the next target is to find the machine at rest; else users go on into the measured window.
        const bool apart = m_plan.order == Order::Interleaved;
        openWindow(targets,
                   {.part = RequestPart::Warmup,
                    .start = start,
                    .end = apart ? start + m_plan.warmup : TimePoint::max(),
                    .last = false});
        waitFor(start + m_plan.warmup, [] { return false; });
        m_warmed += Clock::now() - start;
        for (const std::size_t target : targets)
            m_courses[target].phase = TargetPhase::Waiting;
    }
}

void Conductor::openWindow(Targets targets, Lane::Window window)
{
    for (const std::size_t target : targets) {
        if (window.part == RequestPart::Measured) {
            m_courses[target].phase = TargetPhase::Measuring;
            m_courses[target].windowStart = window.start;
            if (window.last)
                m_courses[target].lastEnd = window.end;
        }
        for (Worker &worker : m_workers)
            worker.open(target, window);
    }
}

void Conductor::closeWindow(std::size_t target)
{
    Course &course = m_courses[target];
    course.measured = measuredOf(course, Clock::now());
    course.windowStart.reset();
}

// The last window went to its end by time, if its requests were not all dealt before.
void Conductor::noteEnd(std::size_t target, TimePoint now)
{
    const auto &dealt = m_targets[target].tickets;
    const bool allDealt = m_plan.requests && dealt.load(std::memory_order_relaxed) >= *m_plan.requests;
    m_courses[target].wholeDuration = now >= m_courses[target].lastEnd && !allDealt;
}

// Its figures are what they will be at the end of the run, however long others go on.
void Conductor::conclude(std::size_t target)
{
    Course &course = m_courses[target];
    course.totals.finish(course.wholeDuration ? m_plan.length() : std::nullopt);
    course.phase = TargetPhase::Done;
}

void Conductor::measure(Targets targets)
{
    const auto start = Clock::now();
    const auto length = m_plan.length();
    const auto end = length ? start + *length : TimePoint::max();
    m_watch.begin(start, cpuTimes());
    openWindow(targets, {.part = RequestPart::Measured, .start = start, .end = end, .last = true});
    if (m_level) { // set while the target before was measured
        for (Worker &worker : m_workers)
            worker.setLevel(m_level, start);
        m_marks.push_back(markOf(m_level, {}, targets.front()));
    }
    waitForEnd(targets, end);
    m_watch.end(Clock::now(), cpuTimes());
}

// Ended by count, or by time and then drained.
void Conductor::waitForEnd(Targets targets, TimePoint windowEnd)
{
    if (!waitFor(windowEnd, [&] { return ended(targets); }))
        return;
    for (const std::size_t target : targets) {
        if (m_courses[target].phase == TargetPhase::Done)
            continue;
        noteEnd(target, Clock::now());
        if (!m_targets[target].ended())
            m_courses[target].phase = TargetPhase::Draining;
    }
    waitFor(TimePoint::max(), [&] { return ended(targets); });
}

// Each turn is a second of one target; a target that has ended takes no more turns, and the last one goes on alone.
void Conductor::performInTurns()
{
    std::vector<std::size_t> left(m_targets.size());
    std::iota(left.begin(), left.end(), 0UL);
    m_watch.begin(Clock::now(), cpuTimes());
    for (std::size_t next = 0; !left.empty() && !m_stop.load(std::memory_order_acquire);) {
        if (takeTurn(left[next], left.size() == 1))
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(next));
        else
            ++next;
        if (next >= left.size())
            next = 0;
    }
    m_watch.end(Clock::now(), cpuTimes());
}

// True when the target has ended, or is draining its last requests while others go on.
bool Conductor::takeTurn(std::size_t target, bool alone)
{
    Course &course = m_courses[target];
    const auto start = Clock::now();
    const auto whole = m_plan.length();
    const auto rest = whole ? *whole - course.measured : nanoseconds::max();
    const bool last = alone || rest <= kTurn;
    const nanoseconds length = alone ? rest : std::min<nanoseconds>(rest, kTurn);
    const auto end = length == nanoseconds::max() ? TimePoint::max() : start + length;
    openWindow({&target, 1}, {.part = RequestPart::Measured, .start = start, .end = end, .last = last});
    if (last)
        waitForEnd({&target, 1}, end);
    else
        waitFor(end, [&] { return m_targets[target].ended(); });
    if (m_targets[target].ended())
        return true;
    course.measured += length;
    course.windowStart.reset();
    course.phase = TargetPhase::Waiting;
    return false;
}

template <typename Predicate>
bool Conductor::waitFor(TimePoint until, Predicate happened)
{
    const auto isOver = [&] { return m_stop.load(std::memory_order_acquire) || happened(); };
    for (;;) {
        if (m_bell.wait(std::min(until, m_nextTick), isOver))
            return !m_stop.load(std::memory_order_acquire);
        const auto now = Clock::now();
        if (now >= m_nextTick)
            tick(now);
        if (now >= until)
            return true;
    }
}

void Conductor::tick(TimePoint now)
{
    while (m_nextTick <= now)
        m_nextTick += LoadEngine::kInterval;
    std::uint64_t all = 0;
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        Course &course = m_courses[i];
        course.totals.collect(measuredOf(course, now));
        const std::uint64_t open = m_targets[i].connectionsOpen.load(std::memory_order_relaxed);
        all += open;
        most = std::max(most, open);
        if (m_targets[i].ended() && course.phase != TargetPhase::Done) {
            closeWindow(i);
            noteEnd(i, Clock::now()); // it may have ended since `now`
            conclude(i);
        }
    }
    m_watch.setSharesCores(anyLocal(m_targets));
    m_watch.look(now, cpuTimes(), all, most);
    changeLevel(now);
    if (!m_endedBy)
        m_endedBy = conditionMet();
    if (m_endedBy)
        m_stop.store(true, std::memory_order_release);
    deliver(false);
}

// The moment lies a little ahead, so that every worker has heard of it when it comes.
void Conductor::changeLevel(TimePoint now)
{
    constexpr std::chrono::milliseconds ahead{5};
    const auto measured = std::ranges::find(m_courses, TargetPhase::Measuring, &Course::phase);
    if (measured == m_courses.end())
        return; // later: between two targets in sequence there is none to tell
    std::optional<std::optional<double>> wanted;
    {
        const std::scoped_lock lock(m_levelMutex);
        wanted = std::exchange(m_wantedLevel, std::nullopt);
    }
    if (!wanted)
        return;
    m_level = *wanted;
    for (Worker &worker : m_workers)
        worker.setLevel(m_level, now + ahead);
    m_marks.push_back(
        markOf(m_level, measuredOf(*measured, now + ahead), static_cast<std::size_t>(measured - m_courses.begin())));
}

metrics::Mark Conductor::markOf(std::optional<double> level, std::chrono::nanoseconds at, std::size_t target) const
{
    using Kind = metrics::Mark::Kind;
    const auto kind = !level ? Kind::Planned : *level > 0 ? Kind::Level : Kind::Paused;
    const bool hasOwnTime = m_plan.order == Order::Sequential && m_courses.size() > 1;
    return {.kind = kind,
            .at = at,
            .level = level.value_or(0),
            .target = hasOwnTime ? std::optional(target) : std::nullopt};
}

std::optional<metrics::EndedBy> Conductor::conditionMet()
{
    for (std::size_t target = 0; target < m_courses.size(); ++target) {
        Course &course = m_courses[target];
        const metrics::SeriesPoint *latest = course.totals.latest();
        if (latest == nullptr || course.phase != TargetPhase::Measuring)
            continue;
        for (std::size_t i = 0; i < course.watches.size(); ++i) {
            if (course.watches[i].look(*latest))
                return metrics::EndedBy{.condition = formatEndCondition(m_plan.endWhen[i]), .target = target};
        }
    }
    return std::nullopt;
}

// Stopped or not: every lane ends, so that what it holds is in the result.
void Conductor::finishAll()
{
    const auto allEnded = [this] { return std::ranges::all_of(m_targets, &TargetRun::ended); };
    if (!allEnded()) {
        for (Worker &worker : m_workers)
            worker.stop();
        while (!m_bell.wait(TimePoint::max(), allEnded)) { }
    }
    m_watch.end(Clock::now(), cpuTimes());
    for (std::size_t target = 0; target < m_courses.size(); ++target)
        conclude(target);
}

bool Conductor::ended(Targets targets) const
{
    return std::ranges::all_of(targets, [this](std::size_t i) { return m_targets[i].ended(); });
}

std::vector<nanoseconds> Conductor::cpuTimes() const
{
    std::vector<nanoseconds> times;
    for (const Worker &worker : m_workers)
        times.push_back(worker.cpuTime());
    return times;
}

nanoseconds Conductor::measuredOf(const Course &course, TimePoint now) const
{
    return course.measured + (course.windowStart ? now - *course.windowStart : nanoseconds::zero());
}

}
