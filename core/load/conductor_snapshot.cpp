#include "load/conductor.h"

#include <algorithm>
#include <utility>

// What the conductor tells of a run.

namespace escala::load {

namespace {

using net::Clock;
using std::chrono::nanoseconds;

/// Fewer answers a user than these, and the ends of the run weigh too much for Little's law.
constexpr std::uint64_t kAnswersPerUser = 20;
/// With more failures than this share, what is in flight is not what is answered.
constexpr double kFailuresIgnored = 0.01;

double ratio(std::uint64_t part, std::uint64_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::optional<metrics::Protocol> protocolOf(const LoadPlan &plan, const TargetRun &run)
{
    if (!plan.http2)
        return metrics::Protocol::Http1;
    const bool one = run.http1Chosen.load(std::memory_order_relaxed);
    const bool two = run.http2Chosen.load(std::memory_order_relaxed);
    if (!one && !two)
        return std::nullopt;
    if (one && two)
        return metrics::Protocol::Mixed;
    return one ? metrics::Protocol::Http1 : metrics::Protocol::Http2;
}

}

void Conductor::deliverSeconds()
{
    if (!m_seconds)
        return;
    std::vector<metrics::TargetSecond> seconds;
    for (std::size_t target = 0; target < m_courses.size(); ++target) {
        for (metrics::Second &second : m_courses[target].totals.takeSeconds())
            seconds.push_back({.target = target, .second = std::move(second)});
    }
    if (!seconds.empty())
        m_seconds(std::move(seconds));
}

void Conductor::deliver(bool finished)
{
    deliverSeconds();
    const auto now = Clock::now();
    auto snapshot = std::make_shared<metrics::Snapshot>();
    snapshot->elapsed = now - m_start;
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        snapshot->targets.push_back(snapshotOf(i));
    snapshot->generator = health(finished);
    snapshot->marks = m_marks;
    snapshot->endedBy = m_endedBy;
    snapshot->finished = finished;
    addProgress(*snapshot, now);
    if (m_sink)
        m_sink(std::move(snapshot));
}

metrics::TargetSnapshot Conductor::snapshotOf(std::size_t target) const
{
    const TargetRun &run = m_targets[target];
    metrics::TargetSnapshot snapshot;
    snapshot.phase = m_courses[target].phase;
    snapshot.protocol = protocolOf(m_plan, run);
    m_courses[target].totals.fill(snapshot);
    snapshot.checks = checksOf(target);
    if (const auto cold = run.coldNs.load(std::memory_order_relaxed); cold >= 0)
        snapshot.cold = nanoseconds(cold);
    snapshot.warmupRequests = run.warmupRequests.load(std::memory_order_relaxed);
    snapshot.warmupResponses = run.warmupResponses.load(std::memory_order_relaxed);
    return snapshot;
}

std::vector<metrics::CheckOutcome> Conductor::checksOf(std::size_t target) const
{
    std::vector<metrics::CheckOutcome> outcomes;
    for (const Check &check : m_targets[target].requests->checks())
        outcomes.push_back({.check = check.expression()});
    for (Worker &worker : m_workers) {
        const auto counts = worker.lane(target).checkCounts();
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            outcomes[i].passed += counts[i].passed.load(std::memory_order_relaxed);
            outcomes[i].failed += counts[i].failed.load(std::memory_order_relaxed);
        }
    }
    return outcomes;
}

TargetCondition Conductor::conditionOf(std::size_t target) const
{
    const TargetRun &run = m_targets[target];
    const TargetTotals &totals = m_courses[target].totals;
    const metrics::Tally &tally = totals.tally();
    TargetCondition condition;
    condition.answers = tally.responses();
    condition.scheduled = tally.ledger.scheduled - tally.ledger.waiting;
    condition.dropped = tally.ledger.dropped;
    condition.unsent = m_plan.model == Model::Open ? tally.ledger.unsent : 0;
    condition.lags = tally.lag.count();
    condition.lagP99 = tally.lag.quantile(0.99);
    condition.serviceP50 = tally.service.quantile(0.5);
    condition.usersStarted = run.usersStarted.load(std::memory_order_relaxed);
    condition.usersConnected = run.usersConnected.load(std::memory_order_relaxed);
    const auto lost = tally.ledger.sent - tally.ledger.inFlight - tally.responses();
    // Looks are taken where requests end, so a pause is in the rate and not in them.
    if (m_marks.empty() && tally.responses() >= kAnswersPerUser * condition.usersStarted
        && ratio(lost, tally.ledger.scheduled) <= kFailuresIgnored) {
        condition.inFlightSeen = totals.inFlightSeen();
        condition.inFlightExpected = totals.inFlightExpected();
    }
    return condition;
}

metrics::GeneratorHealth Conductor::health(bool finished) const
{
    GeneratorCondition condition;
    condition.finished = finished;
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        condition.targets.push_back(conditionOf(i));
    m_watch.fill(condition);
    for (const TargetRun &target : m_targets) {
        if (target.outOfDescriptors.load(std::memory_order_relaxed))
            condition.descriptorShare = 1;
        if (target.outOfPorts.load(std::memory_order_relaxed))
            condition.portShare = 1;
    }
    return judge(condition);
}

void Conductor::addProgress(metrics::Snapshot &snapshot, TimePoint now) const
{
    const auto whole = m_plan.length();
    double byCount = 0;
    nanoseconds measured{};
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        const Course &course = m_courses[i];
        nanoseconds length = measuredOf(course, now);
        if (whole)
            length = course.phase == metrics::TargetPhase::Done ? *whole : std::min(length, *whole);
        measured = m_plan.order == Order::Parallel ? std::max(measured, length) : measured + length;
        const auto &ledger = course.totals.tally().ledger;
        if (m_plan.requests)
            byCount += ratio(ledger.scheduled - ledger.waiting - ledger.inFlight, *m_plan.requests);
    }
    snapshot.progress = m_targets.empty() ? 0 : byCount / static_cast<double>(m_targets.size());
    if (whole) {
        const auto groups = m_plan.order == Order::Parallel ? 1L : static_cast<std::int64_t>(m_targets.size());
        const nanoseconds planned = (*whole + m_plan.warmup) * groups;
        const nanoseconds done = std::min(planned, measured + m_warmed);
        snapshot.remaining = planned - done;
        const auto share = std::chrono::duration<double>(done) / std::chrono::duration<double>(planned);
        snapshot.progress = std::max(snapshot.progress, share);
    }
    snapshot.progress = snapshot.finished ? 1 : std::min(snapshot.progress, 1.0);
    if (snapshot.finished && snapshot.remaining)
        snapshot.remaining = nanoseconds::zero();
}

}
