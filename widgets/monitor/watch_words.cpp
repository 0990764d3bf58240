#include "watch/watch_words.h"

#include "compare/phrases.h"
#include "text/quantity.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace escala::watch {

using namespace std::chrono_literals;
using monitor::AlertState;
using monitor::Health;
using monitor::Instant;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Monitor)
};

const auto kNothing = QStringLiteral("–");

QDateTime dateOf(Instant at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), zone);
}

}

QString healthWord(Health health)
{
    switch (health) {
    case Health::Up:
        return Words::tr("up");
    case Health::Failing:
        return Words::tr("failing");
    case Health::Down:
        return Words::tr("down");
    case Health::Unknown:
        break;
    }
    return Words::tr("waiting");
}

QString alertWord(AlertState state)
{
    switch (state) {
    case AlertState::Pending:
        return Words::tr("pending");
    case AlertState::Firing:
        return Words::tr("firing");
    case AlertState::Acknowledged:
        return Words::tr("acknowledged");
    case AlertState::Silenced:
        return Words::tr("silenced");
    case AlertState::Resolved:
        break;
    }
    return Words::tr("resolved");
}

QString windowName(std::size_t window)
{
    const auto length = monitor::kWindows.at(window);
    if (length < 1h)
        return Words::tr("%1 min").arg(length / 1min);
    if (length < 24h)
        return Words::tr("%1 h").arg(length / 1h);
    return Words::tr("%1 d", "days").arg(length / 24h);
}

QString durationText(std::optional<monitor::Microseconds> duration)
{
    return duration ? compare::localNumber(text::readableDuration(*duration)) : kNothing;
}

QString shareText(std::optional<double> share)
{
    return share ? Words::tr("%1 %").arg(compare::shareText(*share)) : kNothing;
}

QString instantText(Instant at, Instant now, const QTimeZone &zone)
{
    const auto moment = dateOf(at, zone);
    const bool today = moment.date() == dateOf(now, zone).date();
    return QLocale().toString(moment, today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm"));
}

QString lengthText(std::chrono::milliseconds length)
{
    constexpr auto kDay = 24h;
    if (length >= kDay)
        return Words::tr("%1 d %2 h").arg(length / kDay).arg(length % kDay / 1h);
    return compare::clockText(length);
}

QString certificateText(std::optional<Instant> ends, Instant now)
{
    if (!ends)
        return kNothing;
    const auto left = *ends - now;
    if (left <= 0ms)
        return Words::tr("ended", "certificate");
    return left < 24h ? Words::tr("%1 h").arg(left / 1h) : Words::tr("%1 d", "days").arg(left / 24h);
}

QString lastText(const monitor::TargetView &target)
{
    if (target.health == Health::Unknown)
        return target.url.empty() ? Words::tr("The server starts …") : Words::tr("Not yet asked");
    if (!target.last.good())
        return QString::fromStdString(target.last.sentence);
    return Words::tr("%1 in %2", "HTTP status, time").arg(target.last.status).arg(durationText(target.last.response));
}

QString phasesText(const monitor::Figures &figures)
{
    QStringList parts;
    if (figures.dns.p50)
        parts << Words::tr("DNS %1").arg(durationText(figures.dns.p50));
    if (figures.tls.p50)
        parts << Words::tr("TLS %1").arg(durationText(figures.tls.p50));
    return parts.isEmpty() ? kNothing : parts.join(QStringLiteral(", "));
}

QString answerSentence(const monitor::MonitorView &view)
{
    if (view.targets.empty())
        return view.sources.empty() ? Words::tr("Nothing is watched yet.")
                                    : Words::tr("Sources read: %1.").arg(view.sources.size());
    const auto count = [&view](Health health) {
        return std::ranges::count(view.targets, health, &monitor::TargetView::health);
    };
    const auto up = count(Health::Up);
    const auto all = std::ssize(view.targets);
    // The banner says what is wrong, until someone knows.
    const auto worst = std::ranges::find_if(view.alerts, isOn);
    if (worst != view.alerts.end() && std::ranges::none_of(view.alerts, isLoud)) {
        const auto sentence = QString::fromStdString(worst->sentence);
        return Words::tr("%1 of %2 up. %3").arg(up).arg(all).arg(sentence);
    }
    if (const auto down = count(Health::Down); down > 0)
        return Words::tr("%1 of %2 up, %3 down.").arg(up).arg(all).arg(down);
    if (const auto failing = count(Health::Failing); failing > 0)
        return Words::tr("%1 of %2 up, %3 failing.").arg(up).arg(all).arg(failing);
    if (const auto waiting = count(Health::Unknown); waiting > 0)
        return Words::tr("%1 of %2 up, %3 not yet asked.").arg(up).arg(all).arg(waiting);
    return all == 1 ? Words::tr("%1 is up.").arg(QString::fromStdString(view.targets.front().name))
                    : Words::tr("All %1 are up.").arg(all);
}

QString incidentLine(const monitor::IncidentView &incident, Instant now)
{
    const auto start = instantText(incident.start, now);
    const auto length = lengthText(incident.end.value_or(now) - incident.start);
    const auto when = incident.end ? Words::tr("%1 to %2 (%3)").arg(start, instantText(*incident.end, now), length)
                                   : Words::tr("since %1 (%2)").arg(start, length);
    QStringList parts{when, QString::fromStdString(incident.target)};
    if (!incident.cause.empty())
        parts << QString::fromStdString(incident.cause);
    return parts.join(QStringLiteral(" · "));
}

bool isOn(const monitor::AlertView &alert) noexcept
{
    return alert.state == AlertState::Firing || alert.state == AlertState::Acknowledged
        || alert.state == AlertState::Silenced;
}

bool isLoud(const monitor::AlertView &alert) noexcept
{
    return alert.state == AlertState::Firing;
}

const monitor::AlertView *loudest(const monitor::MonitorView &view) noexcept
{
    const monitor::AlertView *first = nullptr;
    for (const auto &alert : view.alerts) {
        if (!isLoud(alert))
            continue;
        if (alert.kind == monitor::AlertKind::Down)
            return &alert;
        if (!first)
            first = &alert;
    }
    return first;
}

}
