#include "watch/plan_model.h"

#include "experiment/experiment.h"
#include "experiment/url_text.h"
#include "http/url.h"
#include "monitor/host_load.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace escala::watch {

using namespace std::chrono_literals;
using experiment::ServerSpec;
using monitor::MonitorPlan;
using monitor::SloPlan;

namespace {

template <typename Plans>
auto named(Plans &plans, const std::string &name)
{
    return std::ranges::find(plans, name, [](const auto &plan) { return plan.name; });
}

/// "host:port/path" without what goes without saying.
std::string shortName(const http::Url &url)
{
    return url.target == "/" ? url.hostField() : url.hostField() + url.target.substr(0, url.target.find('?'));
}

SloPlan firstObjective()
{
    return {.name = "availability", .targets = {}};
}

bool isForAll(const SloPlan &slo, SloPlan::Kind kind)
{
    return slo.kind == kind && slo.targets.empty();
}

}

void PlanModel::setPlan(const MonitorPlan &plan)
{
    if (plan == m_plan)
        return;
    m_plan = plan;
    change();
}

void PlanModel::replace(const MonitorPlan &plan)
{
    if (plan == m_plan)
        return;
    const auto before = std::exchange(m_plan, plan);
    change();
    if (before == MonitorPlan{})
        return;
    m_before = before;
    Q_EMIT replaced();
}

bool PlanModel::isEmpty() const noexcept
{
    return m_plan.targets.empty() && m_plan.scrapes.empty() && m_plan.processes.empty();
}

void PlanModel::change()
{
    m_before.reset();
    Q_EMIT changed();
}

std::optional<QString> PlanModel::change(const MonitorPlan &plan)
{
    if (const auto problem = monitor::problemOfLoad(plan); !problem.empty())
        return QString::fromStdString(problem);
    m_plan = plan;
    change();
    return std::nullopt;
}

std::string PlanModel::freeName(const std::string &wanted) const
{
    const auto taken = [this](const std::string &name) {
        return named(m_plan.targets, name) != m_plan.targets.end()
            || named(m_plan.scrapes, name) != m_plan.scrapes.end()
            || named(m_plan.processes, name) != m_plan.processes.end();
    };
    auto name = wanted;
    for (int number = 2; taken(name); ++number)
        name = wanted + ' ' + std::to_string(number);
    return name;
}

PlanModel::Added PlanModel::add(monitor::TargetPlan target, const std::string &wanted)
{
    if (m_plan.targets.size() >= MonitorPlan::kMostTargets)
        return std::unexpected(tr("A monitor watches %1 targets at most.").arg(MonitorPlan::kMostTargets));
    auto plan = m_plan;
    if (plan.targets.empty() && plan.slos.empty())
        plan.slos.push_back(firstObjective());
    target.name = freeName(wanted);
    plan.targets.push_back(target);
    if (const auto refusal = change(plan))
        return std::unexpected(*refusal);
    return QString::fromStdString(target.name);
}

PlanModel::Added PlanModel::addUrl(const QString &url)
{
    monitor::TargetPlan target;
    target.url = url.trimmed().toStdString();
    const auto parsed = http::parseUrl(target.url);
    if (!parsed)
        return std::unexpected(QString::fromStdString(experiment::describe(parsed.error().problem, target.url)));
    return add(std::move(target), shortName(*parsed));
}

PlanModel::Added PlanModel::addServer(ServerSpec::Kind kind)
{
    monitor::TargetPlan target;
    auto &spec = target.server.emplace();
    spec.kind = kind;
    spec.delay = 100ms; // to be watched, not waited for
    spec.ttl = 10s;
    return add(std::move(target), experiment::usualName(kind));
}

PlanModel::Added PlanModel::addScrape(const QString &url)
{
    auto text = url.trimmed().toStdString();
    const auto parsed = http::parseUrl(text);
    if (!parsed)
        return std::unexpected(QString::fromStdString(experiment::describe(parsed.error().problem, text)));
    if (parsed->target == "/") // where exporters have their figures
        text += text.ends_with('/') ? "metrics" : "/metrics";
    const auto name = freeName(parsed->hostField());
    auto plan = m_plan;
    plan.scrapes.push_back({.name = name, .url = text, .metrics = {}});
    if (const auto refusal = change(plan))
        return std::unexpected(*refusal);
    return QString::fromStdString(name);
}

PlanModel::Added PlanModel::addProcess(const QString &process)
{
    const auto text = process.trimmed();
    if (text.isEmpty())
        return std::unexpected(tr("Type the process id or the name of the program first."));
    bool isPid = false;
    const auto pid = text.toLongLong(&isPid);
    if (isPid && (pid <= 0 || pid > std::numeric_limits<std::int32_t>::max()))
        return std::unexpected(tr("%1 is no process id.").arg(text));
    const auto name = freeName(isPid ? tr("process %1").arg(pid).toStdString() : text.toStdString());
    m_plan.processes.push_back(
        {.name = name, .pid = isPid ? pid : 0, .process = isPid ? std::string() : text.toStdString()});
    change();
    return QString::fromStdString(name);
}

std::optional<std::chrono::nanoseconds> PlanModel::intervalOf(const QString &name) const
{
    const auto key = name.toStdString();
    const auto in = [&key](const auto &plans) -> std::optional<std::chrono::nanoseconds> {
        const auto found = named(plans, key);
        return found == plans.end() ? std::nullopt : std::optional(found->interval);
    };
    if (const auto interval = in(m_plan.targets))
        return interval;
    if (const auto interval = in(m_plan.scrapes))
        return interval;
    return in(m_plan.processes);
}

void PlanModel::setInterval(const QString &name, std::chrono::nanoseconds interval)
{
    if (interval < MonitorPlan::kShortestInterval || intervalOf(name) == interval)
        return;
    const auto key = name.toStdString();
    const auto in = [&](auto &plans) {
        if (const auto found = named(plans, key); found != plans.end())
            found->interval = interval;
    };
    auto plan = m_plan;
    in(plan.targets);
    in(plan.scrapes);
    in(plan.processes);
    if (const auto refusal = change(plan))
        Q_EMIT refused(*refusal);
}

bool PlanModel::take(const std::string &key)
{
    const auto from = [&key](auto &plans) {
        return std::erase_if(plans, [&key](const auto &plan) { return plan.name == key; });
    };
    if (from(m_plan.targets) + from(m_plan.scrapes) + from(m_plan.processes) == 0)
        return false;
    for (auto &slo : m_plan.slos) {
        if (slo.targets != std::vector{key})
            std::erase(slo.targets, key);
    }
    // An objective of nothing would be one of all.
    std::erase_if(m_plan.slos, [&key](const SloPlan &slo) { return slo.targets == std::vector{key}; });
    return true;
}

void PlanModel::remove(const QStringList &names)
{
    const auto before = m_plan;
    QStringList taken;
    for (const auto &name : names) {
        if (take(name.toStdString()))
            taken << name;
    }
    if (taken.isEmpty())
        return;
    change();
    m_before = before;
    Q_EMIT removed(taken);
}

void PlanModel::undo()
{
    if (!m_before)
        return;
    m_plan = *m_before;
    Q_EMIT undone();
    change();
}

std::optional<SloPlan> PlanModel::objective(SloPlan::Kind kind) const
{
    const auto found = std::ranges::find_if(m_plan.slos, [kind](const SloPlan &slo) { return isForAll(slo, kind); });
    return found == m_plan.slos.end() ? std::nullopt : std::optional(*found);
}

void PlanModel::setObjective(SloPlan::Kind kind, const std::optional<SloPlan> &objective)
{
    if (this->objective(kind) == objective)
        return;
    const auto found = std::ranges::find_if(m_plan.slos, [kind](const SloPlan &slo) { return isForAll(slo, kind); });
    if (found != m_plan.slos.end() && objective)
        *found = *objective;
    else if (found != m_plan.slos.end())
        m_plan.slos.erase(found);
    else
        m_plan.slos.push_back(*objective);
    change();
}

void PlanModel::setAlerts(const monitor::AlertPlan &alerts)
{
    if (alerts == m_plan.alerts)
        return;
    m_plan.alerts = alerts;
    change();
}

}
