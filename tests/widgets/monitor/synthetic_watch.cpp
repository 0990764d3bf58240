#include "synthetic_watch.h"

#include <cmath>

namespace escala::tests {

using namespace std::chrono_literals;
using monitor::AlertState;
using monitor::Figures;
using monitor::Health;
using monitor::Microseconds;

namespace {

Figures figuresOf(std::uint64_t probes, std::int64_t micros, bool cache)
{
    Figures figures;
    figures.probes = probes;
    figures.good = probes;
    figures.cache[cache ? 0 : 4] = probes;
    figures.p50 = Microseconds(micros);
    figures.p95 = Microseconds(2 * micros);
    figures.p99 = Microseconds(3 * micros);
    figures.max = Microseconds(4 * micros);
    figures.dns.p50 = Microseconds(150);
    figures.connect.p50 = Microseconds(90);
    figures.ttfb.p50 = Microseconds(micros / 2);
    return figures;
}

monitor::ProbeResult probe(std::size_t beat)
{
    monitor::ProbeResult result;
    result.at = kNow - std::chrono::seconds(60 - beat);
    result.status = 200;
    result.response = Microseconds(10'000 + 4'000 * std::int64_t(beat % 7));
    return result;
}

}

monitor::MonitorView syntheticView(std::size_t targets)
{
    monitor::MonitorView view;
    view.at = kNow;
    view.startedAt = kNow - 2h;
    auto plan = std::make_shared<monitor::MonitorPlan>();
    for (std::size_t i = 0; i < targets; ++i) {
        monitor::TargetView target;
        target.name = "target " + std::to_string(i + 1);
        target.url = "https://host" + std::to_string(i + 1) + ".example/";
        target.health = Health::Up;
        target.since = kNow - 1h;
        target.certificateEnds = kNow + std::chrono::days(64 + i);
        for (std::size_t beat = 0; beat < monitor::TargetView::kRecent; ++beat)
            target.recent.push_back(probe(beat));
        target.last = target.recent.back();
        for (std::size_t window = 0; window < monitor::kWindows.size(); ++window)
            target.windows[window] = figuresOf(300 * (window + 1), 10'000 * std::int64_t(i + 1), i % 3 == 0);
        monitor::SloView slo;
        slo.name = "availability";
        slo.target = target.name;
        slo.events = 1000;
        slo.actual = 1;
        slo.budgetLeft = 1;
        slo.burn = {{.rule = {}, .longRate = 0.0, .shortRate = 0.0}};
        view.slos.push_back(slo);
        monitor::TargetPlan planned;
        planned.name = target.name;
        planned.url = target.url;
        plan->targets.push_back(planned);
        view.targets.push_back(std::move(target));
    }
    view.plan = std::move(plan);
    return view;
}

void breakTarget(monitor::MonitorView &view, std::size_t target)
{
    auto &broken = view.targets.at(target);
    broken.health = Health::Down;
    broken.since = kNow - 90s;
    broken.last.error = metrics::ErrorKind::Refused;
    broken.last.sentence = "the connection was refused";
    broken.last.status = 0;
    broken.recent.back() = broken.last;
    auto &hour = broken.windows.at(1);
    hour.good -= 60;
    hour.errors[static_cast<std::size_t>(metrics::ErrorKind::Refused)] = 60;
    monitor::AlertView alert;
    alert.id = "down/" + broken.name;
    alert.state = AlertState::Firing;
    alert.target = broken.name;
    alert.sentence = broken.name + " is down: the connection was refused.";
    alert.since = kNow - 90s;
    alert.firedAt = kNow - 87s;
    view.alerts.insert(view.alerts.begin(), alert);
    monitor::IncidentView incident;
    incident.id = std::int64_t(view.incidents.size()) + 1;
    incident.target = broken.name;
    incident.start = kNow - 90s;
    incident.cause = "refused (90 probes)";
    incident.probesFailed = 90;
    view.incidents.insert(view.incidents.begin(), incident);
    for (auto &slo : view.slos) {
        if (slo.target == broken.name) {
            slo.budgetLeft = -0.4;
            slo.burn.front().longRate = 20.0;
            slo.burn.front().shortRate = 40.0;
        }
    }
}

watch::Courses syntheticCourses(const std::vector<std::string> &targets, std::size_t points, monitor::Instant to)
{
    watch::Courses courses;
    const auto step = std::chrono::seconds(3600 / std::int64_t(points));
    for (std::size_t target = 0; target < targets.size(); ++target) {
        watch::TargetCourse course{.name = targets[target], .points = {}};
        for (std::size_t i = 0; i < points; ++i) {
            const double wave = 1 + 0.4 * std::sin(double(i) / 9 + double(target));
            monitor::WindowPoint point{.start = to - step * std::int64_t(points - i),
                                       .length = step,
                                       .gap = false,
                                       .figures = figuresOf(12, std::llround(wave * 12'000), true)};
            if (i == points / 2)
                point.figures.p99 = Microseconds(900'000);
            if (i >= points / 4 && i < points / 4 + points / 20) {
                point.gap = true;
                point.figures = {};
            }
            course.points.push_back(point);
        }
        courses.targets.push_back(std::move(course));
    }
    return courses;
}

watch::ViewPtr shared(monitor::MonitorView view)
{
    return std::make_shared<const monitor::MonitorView>(std::move(view));
}

}
