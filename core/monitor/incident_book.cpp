#include "monitor/incident_book.h"

#include "experiment/words.h"

#include <algorithm>
#include <ranges>

namespace escala::monitor {

std::expected<void, StoreError> IncidentBook::restore()
{
    auto incidents = m_store.incidents(MonitorView::kIncidents);
    if (!incidents)
        return std::unexpected(incidents.error());
    for (IncidentView &incident : *incidents) {
        if (incident.end || m_open.contains(incident.target))
            m_ended.push_back({.view = std::move(incident), .errors = {}, .changed = false});
        else
            m_open[incident.target] = {.view = incident, .errors = {}, .changed = false};
    }
    return {};
}

void IncidentBook::begin(const AlertView &alert, const std::deque<ProbeResult> &recent)
{
    Known open{.view = {.id = 0,
                        .target = alert.target,
                        .start = alert.since,
                        .end = {},
                        .cause = alert.sentence,
                        .probesFailed = 0},
               .errors = {}};
    for (const ProbeResult &probe : recent)
        if (probe.at >= alert.since)
            count(open, probe);
    save(open);
    m_open.insert_or_assign(alert.target, std::move(open));
}

void IncidentBook::count(Known &open, const ProbeResult &probe)
{
    if (!probe.error)
        return;
    open.changed = true;
    ++open.view.probesFailed;
    auto &errors = open.errors;
    ++errors.at(static_cast<std::size_t>(*probe.error));
    const auto most = std::ranges::max_element(errors) - errors.begin();
    if (most == static_cast<std::ptrdiff_t>(*probe.error))
        open.view.cause =
            experiment::sentence("Monitor", QT_TRANSLATE_NOOP("Monitor", "%1 (%2 probes): %3"),
                                 metrics::kErrorKindNames.at(static_cast<std::size_t>(most)),
                                 std::to_string(errors.at(static_cast<std::size_t>(most))), probe.sentence);
}

void IncidentBook::end(const std::string &target, Instant at)
{
    const auto found = m_open.find(target);
    if (found == m_open.end())
        return;
    Known incident = std::move(found->second);
    m_open.erase(found);
    incident.view.end = std::max(at, incident.view.start);
    incident.changed = true;
    save(incident);
    m_ended.insert(m_ended.begin(), std::move(incident));
    if (m_ended.size() > MonitorView::kIncidents)
        m_ended.pop_back();
}

void IncidentBook::probed(const std::string &target, const ProbeResult &probe)
{
    if (const auto found = m_open.find(target); found != m_open.end())
        count(found->second, probe);
}

void IncidentBook::save()
{
    for (Known &open : m_open | std::views::values)
        save(open);
    for (Known &ended : m_ended)
        save(ended);
}

void IncidentBook::save(Known &incident)
{
    if (incident.changed)
        incident.changed = !m_store.save(incident.view);
}

std::vector<std::string> IncidentBook::open() const
{
    std::vector<std::string> targets;
    for (const std::string &target : m_open | std::views::keys)
        targets.push_back(target);
    return targets;
}

std::vector<IncidentView> IncidentBook::views() const
{
    std::vector<IncidentView> views;
    for (const Known &open : m_open | std::views::values)
        views.push_back(open.view);
    for (const Known &ended : m_ended)
        views.push_back(ended.view);
    std::ranges::sort(views, std::ranges::greater(),
                      [](const IncidentView &incident) { return std::pair(incident.start, incident.id); });
    if (views.size() > MonitorView::kIncidents)
        views.resize(MonitorView::kIncidents);
    return views;
}

}
