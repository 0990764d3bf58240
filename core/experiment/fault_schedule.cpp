#include "experiment/fault_schedule.h"

#include "experiment/fault_text.h"
#include "experiment/topology.h"

#include <QTimer>

#include <algorithm>
#include <limits>

namespace escala::experiment {

namespace {

/// A timer holds 24 days at most.
std::chrono::milliseconds untilThen(std::chrono::nanoseconds then)
{
    using std::chrono::milliseconds;
    return std::clamp(std::chrono::ceil<milliseconds>(then), milliseconds(0),
                      milliseconds(std::numeric_limits<int>::max()));
}

}

FaultSchedule::FaultSchedule(const Experiment &experiment, ServerGroup &servers, Now sinceMeasuring)
    : m_experiment(experiment)
    , m_servers(servers)
    , m_now(std::move(sinceMeasuring))
{
    connect(&m_servers, &ServerGroup::learned, this, &FaultSchedule::lookForDetections);
}

void FaultSchedule::begin(std::size_t target)
{
    m_begun.resize(m_experiment.targets.size());
    const auto now = m_now(target);
    if (m_begun[target] || !now)
        return;
    m_begun[target] = true;
    for (const PlannedFault &planned : m_experiment.faults)
        if (planned.target == m_experiment.targets[target].name)
            QTimer::singleShot(untilThen(planned.at - *now), Qt::PreciseTimer, this,
                               [this, planned] { strikePlanned(planned); });
}

void FaultSchedule::end()
{
    m_ended = true;
    m_servers.watchClosely(false);
}

void FaultSchedule::strikePlanned(const PlannedFault &planned)
{
    const auto &targets = m_experiment.targets;
    const auto target = std::ranges::find(targets, planned.target, &Target::name);
    if (target == targets.end())
        return;
    const auto server = planned.server.empty() ? std::optional<std::size_t>(0) : findServer(*target, planned.server);
    if (server)
        strike(static_cast<std::size_t>(target - targets.begin()), *server, planned.fault, planned.lasts);
}

void FaultSchedule::strike(std::size_t target, std::size_t server, const Fault &fault,
                           std::optional<std::chrono::nanoseconds> lasts)
{
    ServerMember *member = target < m_experiment.targets.size() ? m_servers.member(target, server) : nullptr;
    const auto now = member ? m_now(target) : std::nullopt;
    if (m_ended || !now || !member)
        return;
    if (!member->strike(fault)) {
        Q_EMIT notice(tr("%1 is not up, so this fault was left out: %2")
                          .arg(member->name(), QString::fromStdString(faultName(fault.kind))));
        return;
    }
    for (FaultEvent &earlier : m_events) // replaced by this one
        if (earlier.server == member->name().toStdString() && earlier.target == target
            && earlier.fault.kind == fault.kind && !earlier.until)
            earlier.until = *now;
    m_events.push_back({.fault = fault, .target = target, .server = member->name().toStdString(), .at = *now});
    if (fault.kind == Fault::Kind::Restart)
        m_events.back().until = *now;
    if (lasts)
        QTimer::singleShot(untilThen(*lasts), Qt::PreciseTimer, this,
                           [this, event = m_events.size() - 1] { undo(event); });
    watch();
}

std::size_t FaultSchedule::serverOf(const FaultEvent &event) const
{
    std::size_t server = 0;
    while (const ServerMember *member = m_servers.member(event.target, server)) {
        if (member->name().toStdString() == event.server)
            break;
        ++server;
    }
    return server;
}

void FaultSchedule::undo(std::size_t event)
{
    FaultEvent &over = m_events[event];
    const auto now = m_now(over.target);
    if (m_ended || over.until || !now)
        return;
    over.until = *now;
    if (ServerMember *member = m_servers.member(over.target, serverOf(over)))
        member->undo(over.fault.kind);
    watch();
}

void FaultSchedule::watch()
{
    const bool quiet =
        std::ranges::all_of(m_events, [](const FaultEvent &each) { return each.until || each.detected; });
    m_servers.watchClosely(!quiet);
}

void FaultSchedule::mend(std::size_t target, std::size_t server)
{
    const ServerMember *member = target < m_experiment.targets.size() ? m_servers.member(target, server) : nullptr;
    for (std::size_t event = 0; member && event < m_events.size(); ++event)
        if (m_events[event].target == target && m_events[event].server == member->name().toStdString())
            undo(event);
}

void FaultSchedule::lookForDetections()
{
    for (FaultEvent &event : m_events) {
        const auto now = m_now(event.target);
        if (m_ended || event.detected || event.until || !now)
            continue;
        if (m_servers.isGivenUp(event.target, serverOf(event)))
            event.detected = *now;
        if (event.detected)
            watch();
    }
}

}
