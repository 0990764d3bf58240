#pragma once

#include "load/bell.h"
#include "load/generator_watch.h"
#include "load/load_engine.h"
#include "load/load_plan.h"
#include "load/target_run.h"
#include "load/target_totals.h"
#include "load/worker.h"
#include "metrics/snapshot.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace escala::load {

/// Leads a run from its cold requests to its end, and tells ten times a second how it stands: the aggregator's thread.
///
/// It commands the workers by posting, waits for what they report by the bell, and merges what their recorders have
/// closed. The ends of windows are kept by the lanes themselves, so that nothing that is measured depends on when this
/// thread wakes. `run` is for one thread; `stop` for any.
class Conductor {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Conductor(const LoadPlan &plan, std::deque<TargetRun> &targets, std::deque<Worker> &workers, Bell &bell,
              LoadEngine::SnapshotSink sink, metrics::SecondSink seconds);

    /// Returns after the finished snapshot has been delivered.
    void run();
    void stop();
    /// Another rate (open model) or number of users (closed) than the plan's for every target that is measured; 0
    /// pauses, empty goes on by the plan. Any thread; takes effect within a tenth of a second, at one moment for all.
    void setLevel(std::optional<double> level);

private:
    using Targets = std::span<const std::size_t>;
    /// What the conductor keeps of one target.
    struct Course {
        TargetTotals totals;
        metrics::TargetPhase phase = metrics::TargetPhase::Waiting;
        std::chrono::nanoseconds measured{}; ///< In windows that are over.
        std::optional<TimePoint> windowStart = std::nullopt;
        TimePoint lastEnd = TimePoint::max(); ///< Of the last window, where time ends it.
        std::vector<EndWatch> watches = {};   ///< One a condition of the plan.
        bool wholeDuration = false;           ///< The last window went to its end by time.
    };

    void perform();
    void performTogether(Targets targets);
    void performInTurns();
    void coldAndWarmup(Targets targets);
    void measure(Targets targets);
    bool takeTurn(std::size_t target, bool alone);
    void openWindow(Targets targets, Lane::Window window);
    void closeWindow(std::size_t target);
    void noteEnd(std::size_t target, TimePoint now);
    void conclude(std::size_t target);
    void waitForEnd(Targets targets, TimePoint windowEnd);

    /// Waits, delivering snapshots meanwhile; false when the run was stopped.
    template <typename Predicate>
    bool waitFor(TimePoint until, Predicate happened);
    void tick(TimePoint now);
    void changeLevel(TimePoint now);
    [[nodiscard]] metrics::Mark markOf(std::optional<double> level, std::chrono::nanoseconds at,
                                       std::size_t target) const;
    [[nodiscard]] std::optional<metrics::EndedBy> conditionMet();
    void finishAll();
    void deliver(bool finished);
    void deliverSeconds();

    [[nodiscard]] bool ended(Targets targets) const;
    [[nodiscard]] std::vector<std::chrono::nanoseconds> cpuTimes() const;
    [[nodiscard]] std::chrono::nanoseconds measuredOf(const Course &course, TimePoint now) const;
    [[nodiscard]] metrics::TargetSnapshot snapshotOf(std::size_t target) const;
    [[nodiscard]] std::vector<metrics::CheckOutcome> checksOf(std::size_t target) const;
    [[nodiscard]] metrics::GeneratorHealth health(bool finished) const;
    [[nodiscard]] TargetCondition conditionOf(std::size_t target) const;
    void addProgress(metrics::Snapshot &snapshot, TimePoint now) const;

    const LoadPlan &m_plan;
    std::deque<TargetRun> &m_targets;
    std::deque<Worker> &m_workers;
    Bell &m_bell;
    LoadEngine::SnapshotSink m_sink;
    metrics::SecondSink m_seconds;
    std::atomic<bool> m_stop = false;
    std::mutex m_levelMutex; ///< For the next one.
    std::optional<std::optional<double>> m_wantedLevel;
    std::optional<double> m_level; ///< In effect; empty: the plan's.
    std::vector<metrics::Mark> m_marks;
    std::optional<metrics::EndedBy> m_endedBy;
    std::deque<Course> m_courses;
    GeneratorWatch m_watch;
    TimePoint m_start;
    TimePoint m_nextTick;
    std::chrono::nanoseconds m_warmed{}; ///< Warm-ups that are over.
};

}
