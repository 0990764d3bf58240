#include "monitor/alert_json.h"

#include "experiment/words.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace escala::monitor {

namespace {

boost::json::value timeOrNull(const std::optional<Instant> &at)
{
    return at ? boost::json::value(timeText(*at)) : boost::json::value(nullptr);
}

}

std::string timeText(Instant at)
{
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string alertJson(const AlertView &alert, const std::string &monitor)
{
    const std::string text = alert.state == AlertState::Resolved
        ? experiment::sentence("Monitor", QT_TRANSLATE_NOOP("Monitor", "Resolved: %1"), alert.sentence)
        : alert.sentence;
    boost::json::object fields{{"id", alert.id},
                               {"kind", kAlertKindNames.at(static_cast<std::size_t>(alert.kind))},
                               {"state", kAlertStateNames.at(static_cast<std::size_t>(alert.state))},
                               {"page", alert.page},
                               {"target", alert.target},
                               {"slo", alert.slo},
                               {"sentence", alert.sentence},
                               {"since", timeText(alert.since)},
                               {"fired_at", timeOrNull(alert.firedAt)},
                               {"resolved_at", timeOrNull(alert.resolvedAt)}};
    return boost::json::serialize(
        boost::json::object{{"text", text}, {"monitor", monitor}, {"alert", std::move(fields)}});
}

}
