#include "monitor/watch.h"

namespace escala::monitor {

TargetView Watch::targetView(const TargetPlan &plan, const Target &target) const
{
    TargetView view;
    view.name = plan.name;
    view.url = target.url;
    view.ownServer = plan.server.has_value();
    view.interval = plan.interval;
    view.health = target.health;
    view.since = target.since;
    view.certificateEnds = target.watch->certificateEnds();
    view.recent.assign(target.watch->recent().begin(), target.watch->recent().end());
    if (!view.recent.empty())
        view.last = view.recent.back();
    for (std::size_t index = 0; index < kWindows.size(); ++index)
        view.windows.at(index) = target.watch->window(kWindows.at(index).count()).figures();
    return view;
}

MonitorView Watch::view(Instant now) const
{
    MonitorView view;
    view.at = now;
    view.startedAt = m_startedAt;
    view.plan = m_plan;
    for (const TargetPlan &plan : m_plan->targets)
        if (const auto found = m_targets.find(plan.name); found != m_targets.end())
            view.targets.push_back(targetView(plan, found->second));
    for (const SloPlan &slo : m_plan->slos)
        for (const TargetPlan &plan : m_plan->targets)
            if (const auto found = m_targets.find(plan.name); found != m_targets.end() && holdsFor(slo, plan.name))
                view.slos.push_back(sloView(slo, plan.name, m_plan->alerts, *found->second.watch));
    view.alerts = m_alerts.views();
    view.incidents = m_incidents.views();
    for (const auto &[name, source] : m_sources)
        view.sources.push_back(source.view());
    view.problem = m_problem;
    return view;
}

std::vector<WindowPoint> Watch::course(const std::string &target, Instant from, Instant to, Instant now,
                                       std::size_t points)
{
    std::vector<WindowPoint> course;
    const auto found = m_targets.find(target);
    if (found == m_targets.end())
        return course;
    if (m_problem.empty()) // what is not yet written is read too; this is for how long it was watched
        write(m_now);
    const CourseGrid grid = courseGrid(secondOf(from), secondOf(to), secondOf(now), points);
    const auto cells = courseOf(*m_store, found->second.watch->track(), found->second.watch->chain(), grid);
    if (!cells) {
        m_problem = cells.error().message;
        return course;
    }
    course.reserve(cells->size());
    for (const auto &point : *cells)
        course.push_back({.start = instantOf(point.start),
                          .length = std::chrono::seconds(point.length),
                          .gap = point.gap,
                          .figures = point.content.figures()});
    return course;
}

std::vector<SeriesPointView> Watch::scraped(const SeriesKey &series, Instant from, Instant to, Instant now,
                                            std::size_t points)
{
    std::vector<SeriesPointView> course;
    const auto found = m_sources.find(series.source);
    if (found == m_sources.end())
        return course;
    const auto id = m_store->findSeries(found->second.track(), series.series);
    if (!id)
        return course;
    if (m_problem.empty())
        write(m_now);
    const CourseGrid grid = courseGrid(secondOf(from), secondOf(to), secondOf(now), points);
    const auto cells = courseOf(*m_store, found->second.track(), found->second.chain(), grid);
    if (!cells) {
        m_problem = cells.error().message;
        return course;
    }
    course.reserve(cells->size());
    for (const auto &point : *cells) {
        const SourceCell::Entry *entry = point.content.find(*id);
        SeriesPointView shown{
            .start = instantOf(point.start), .length = std::chrono::seconds(point.length), .gap = entry == nullptr};
        if (entry) {
            shown.min = entry->min;
            shown.mean = entry->mean();
            shown.max = entry->max;
        }
        course.push_back(shown);
    }
    return course;
}

}
