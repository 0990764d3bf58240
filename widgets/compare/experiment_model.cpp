#include "compare/experiment_model.h"

#include "compare/phrases.h"
#include "experiment/topology.h"
#include "experiment/url_text.h"
#include "http/url.h"

#include <algorithm>

namespace escala::compare {

using experiment::Experiment;
using experiment::ServerSpec;
using experiment::Target;

namespace {

bool isTaken(const std::vector<Target> &targets, const std::string &name)
{
    return std::ranges::any_of(targets, [&name](const Target &target) { return target.name == name; });
}

std::string freeName(const std::vector<Target> &targets, const std::string &wish)
{
    auto name = wish;
    for (int n = 2; isTaken(targets, name); ++n)
        name = wish + ' ' + std::to_string(n);
    return name;
}

const ServerSpec *serverOf(const Experiment &experiment, ServerSpec::Kind kind)
{
    for (const auto &target : experiment.targets) {
        if (target.server && target.server->kind == kind)
            return &*target.server;
    }
    return nullptr;
}

bool sameButPort(ServerSpec left, const ServerSpec &right)
{
    left.port = right.port;
    return left == right;
}

// Added URLs and removed servers do not make a preset another one; other settings do.
bool follows(const Experiment &experiment, const Experiment &preset)
{
    return experiment.plan == preset.plan && std::ranges::all_of(experiment.targets, [&preset](const Target &target) {
               const auto *model = target.server ? serverOf(preset, target.server->kind) : nullptr;
               return !target.server || (model != nullptr && sameButPort(*target.server, *model));
           });
}

}

bool sameColumns(const Experiment &one, const Experiment &other)
{
    return std::ranges::equal(one.targets, other.targets, [](const Target &left, const Target &right) {
        const bool sameKind = left.server && right.server ? left.server->kind == right.server->kind
                                                          : left.server.has_value() == right.server.has_value();
        return left.name == right.name && left.url == right.url && sameKind;
    });
}

ExperimentModel::ExperimentModel(QObject *parent)
    : QObject(parent)
    , m_experiment(experiment::quickPreset())
{
}

QString ExperimentModel::problem() const
{
    return whyNotToStart(m_experiment);
}

QString ExperimentModel::title() const
{
    if (follows(m_experiment, experiment::quickPreset()))
        return tr("Quick · 10 s, 20 users");
    if (follows(m_experiment, experiment::classicPreset()))
        return tr("Classic · 100 requests, 5 users");
    const bool ownName = m_experiment.name != experiment::quickPreset().name
        && m_experiment.name != experiment::classicPreset().name && !m_experiment.name.empty();
    return ownName ? QString::fromStdString(m_experiment.name) : tr("Own settings");
}

void ExperimentModel::setExperiment(const Experiment &experiment)
{
    m_experiment = experiment;
    Q_EMIT targetsChanged();
    Q_EMIT changed();
}

void ExperimentModel::applyPreset(const Experiment &preset)
{
    auto next = preset;
    for (const auto &target : m_experiment.targets) {
        if (target.server && experiment::upstreamUrls(target).empty())
            continue;
        next.targets.push_back(target);
        next.targets.back().name = freeName(preset.targets, target.name);
    }
    setExperiment(next);
}

void ExperimentModel::setPlan(const load::LoadPlan &plan)
{
    if (plan == m_experiment.plan)
        return;
    m_experiment.plan = plan;
    Q_EMIT changed();
}

void ExperimentModel::changeServers(const ServerChange &change)
{
    for (auto &target : m_experiment.targets) {
        for (std::size_t server = 0; server < experiment::serverCount(target); ++server)
            change(experiment::serverAt(target, server));
    }
    Q_EMIT changed();
}

std::optional<QString> ExperimentModel::addUrl(const QString &text)
{
    const auto url = http::parseUrl(text.trimmed().toStdString());
    if (!url)
        return QString::fromStdString(experiment::describe(url.error().problem, text.trimmed().toStdString()));
    const auto shown = url->text();
    const auto start = shown.find("://") + 3;
    auto name = shown.substr(start);
    if (name.ends_with('/'))
        name.pop_back();
    append({name, text.trimmed().toStdString(), std::nullopt});
    return std::nullopt;
}

void ExperimentModel::addServer(ServerSpec::Kind kind)
{
    const auto preset = experiment::quickPreset();
    const auto *like = serverOf(m_experiment, kind) != nullptr ? serverOf(m_experiment, kind) : serverOf(preset, kind);
    ServerSpec spec;
    if (like != nullptr)
        spec = *like;
    spec.kind = kind;
    spec.port = 0;
    append({experiment::usualName(kind), {}, spec});
}

void ExperimentModel::append(Target target)
{
    target.name = freeName(m_experiment.targets, target.name);
    m_experiment.targets.push_back(std::move(target));
    Q_EMIT targetsChanged();
    Q_EMIT changed();
}

void ExperimentModel::putInFront(std::size_t index, Front front)
{
    constexpr std::size_t kReplicas = 2;
    if (index >= m_experiment.targets.size())
        return;
    const Target &target = m_experiment.targets[index];
    const auto name = QString::fromStdString(target.name);
    Target fronted = front == Front::Cache ? experiment::withCacheInFront(target)
                                           : experiment::withBalancerInFront(target, kReplicas);
    fronted.name =
        (front == Front::Cache ? tr("%1 with a cache").arg(name) : tr("%1 with a balancer").arg(name)).toStdString();
    append(std::move(fronted));
}

void ExperimentModel::removeTarget(std::size_t index)
{
    if (index >= m_experiment.targets.size() || m_experiment.targets.size() == 1)
        return;
    std::erase_if(m_experiment.faults,
                  [name = m_experiment.targets[index].name](const auto &fault) { return fault.target == name; });
    m_experiment.targets.erase(m_experiment.targets.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT targetsChanged();
    Q_EMIT changed();
}

bool ExperimentModel::renameTarget(std::size_t index, const QString &name)
{
    const auto wish = name.trimmed().toStdString();
    if (index >= m_experiment.targets.size() || wish.empty())
        return false;
    if (wish == m_experiment.targets[index].name)
        return true;
    if (isTaken(m_experiment.targets, wish))
        return false;
    for (auto &fault : m_experiment.faults)
        if (fault.target == m_experiment.targets[index].name)
            fault.target = wish;
    m_experiment.targets[index].name = wish;
    Q_EMIT targetsChanged();
    Q_EMIT changed();
    return true;
}

}
