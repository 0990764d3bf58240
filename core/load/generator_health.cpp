#include "load/generator_health.h"

#include "metrics/summary.h"

#include <algorithm>
#include <cmath>

namespace escala::load {

namespace {

using metrics::GeneratorHealth;
using metrics::Verdict;
using metrics::VerdictReason;
using Kind = VerdictReason::Kind;

constexpr double kMostLag = 0.001;    // seconds …
constexpr double kMostLagShare = 0.1; // … or of the service time's median
constexpr double kMostCpu = 0.85;
constexpr double kMostDropped = 0.001;
constexpr double kLeastSent = 0.99;
constexpr double kMostResources = 0.9;
constexpr double kMostSuspended = 0.05; // seconds
constexpr double kMostClockStep = 0.5;  // seconds; slewing by NTP stays far below
constexpr double kMostLittleDifference = 0.05;
constexpr double kMostMachineBusy = 0.95;
constexpr double kHighestGreyed = 0.95; // the quantile of the cards that needs most samples

class Judge {
public:
    void over(Kind kind, double value, double limit, std::size_t target = 0, Verdict verdict = Verdict::Degraded)
    {
        if (value > limit)
            add(kind, value, limit, target, verdict);
    }
    void add(Kind kind, double value, double limit, std::size_t target, Verdict verdict = Verdict::Degraded)
    {
        m_health.reasons.push_back(
            {.kind = kind, .verdict = verdict, .value = value, .limit = limit, .target = target});
        m_health.verdict = std::max(m_health.verdict, verdict);
    }
    GeneratorHealth m_health;
};

void judgeTarget(Judge &judge, const TargetCondition &target, std::size_t index, bool finished)
{
    if (target.lags > 0)
        judge.over(Kind::Lag, target.lagP99.count(), std::max(kMostLag, kMostLagShare * target.serviceP50.count()),
                   index);
    if (target.scheduled > 0) {
        const auto scheduled = static_cast<double>(target.scheduled);
        judge.over(Kind::Drops, static_cast<double>(target.dropped) / scheduled, kMostDropped, index);
        const double sent = 1 - static_cast<double>(target.unsent) / scheduled;
        if (sent < kLeastSent)
            judge.add(Kind::SentRate, sent, kLeastSent, index);
    }
    if (!finished)
        return;
    if (target.usersConnected < target.usersStarted)
        judge.add(Kind::Connections, target.usersConnected, target.usersStarted, index);
    if (target.inFlightSeen && *target.inFlightSeen > 0) {
        const double apart = std::abs(*target.inFlightSeen - target.inFlightExpected);
        // A request more or less is within the count itself.
        if (apart > 1)
            judge.over(Kind::LittlesLaw, apart / *target.inFlightSeen, kMostLittleDifference, index);
    }
    const auto needed = metrics::samplesNeeded(kHighestGreyed);
    if (target.answers == 0)
        judge.add(Kind::NothingMeasured, 0, static_cast<double>(needed), index, Verdict::Invalid);
    else if (target.answers < needed)
        judge.add(Kind::FewSamples, static_cast<double>(target.answers), static_cast<double>(needed), index);
}

}

GeneratorHealth judge(const GeneratorCondition &condition)
{
    Judge judge;
    for (std::size_t i = 0; i < condition.targets.size(); ++i) {
        const TargetCondition &target = condition.targets[i];
        const auto lag = std::chrono::duration_cast<std::chrono::nanoseconds>(target.lagP99);
        judge.m_health.lagP99 = std::max(judge.m_health.lagP99, lag);
        judgeTarget(judge, target, i, condition.finished);
    }
    judge.m_health.cpuShare = condition.cpuShare;
    judge.over(Kind::EngineCpu, condition.cpuPeak, kMostCpu);
    judge.over(Kind::FileDescriptors, condition.descriptorShare, kMostResources);
    judge.over(Kind::Ports, condition.portShare, kMostResources);
    judge.over(Kind::ClockJump, condition.suspended.count(), kMostSuspended, 0, Verdict::Invalid);
    judge.over(Kind::ClockJump, condition.clockStep.count(), kMostClockStep);
    if (condition.machineBusy)
        judge.over(Kind::SharedCores, *condition.machineBusy, kMostMachineBusy);
    return judge.m_health;
}

}
