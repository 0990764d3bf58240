#include "history/run_text.h"

#include "charts/number_text.h"
#include "compare/phrases.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace escala::history {

namespace {

struct History {
    Q_DECLARE_TR_FUNCTIONS(History)
};

const auto kNothing = QStringLiteral("–");

QDateTime timeOf(std::chrono::system_clock::time_point at)
{
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count());
}

}

RunMark markOf(const store::RunRow &row) noexcept
{
    if (row.state == store::RunState::Running)
        return RunMark::Running;
    if (row.state == store::RunState::Interrupted)
        return RunMark::Interrupted;
    if (!row.verdict)
        return RunMark::Unknown;
    switch (*row.verdict) {
    case metrics::Verdict::Valid:
        return RunMark::Valid;
    case metrics::Verdict::Degraded:
        return RunMark::Degraded;
    case metrics::Verdict::Invalid:
        break;
    }
    return RunMark::Invalid;
}

QString markWord(RunMark mark)
{
    switch (mark) {
    case RunMark::Running:
        return History::tr("Running");
    case RunMark::Interrupted:
        return History::tr("Interrupted");
    case RunMark::Valid:
        return History::tr("Valid");
    case RunMark::Degraded:
        return History::tr("Degraded");
    case RunMark::Invalid:
        return History::tr("Invalid");
    case RunMark::Unknown:
        break;
    }
    return History::tr("Finished");
}

QString startedText(std::chrono::system_clock::time_point at, std::chrono::system_clock::time_point now)
{
    const auto time = timeOf(at);
    const auto today = timeOf(now).date();
    const QLocale locale;
    const auto clock = locale.toString(time.time(), QStringLiteral("HH:mm"));
    if (time.date() == today)
        return locale.toString(time.time(), QStringLiteral("HH:mm:ss"));
    if (time.date().year() == today.year())
        return History::tr("%1, %2", "date, time").arg(locale.toString(time.date(), QStringLiteral("d MMM")), clock);
    return History::tr("%1, %2", "date, time").arg(locale.toString(time.date(), QLocale::ShortFormat), clock);
}

QString momentText(std::chrono::system_clock::time_point at)
{
    const auto time = timeOf(at);
    const QLocale locale;
    return History::tr("%1, %2", "date, time")
        .arg(locale.toString(time.date(), QLocale::LongFormat),
             locale.toString(time.time(), QStringLiteral("HH:mm:ss")));
}

QString rateText(const std::optional<double> &rate)
{
    return rate ? History::tr("%1/s", "requests").arg(charts::figureText(*rate)) : kNothing;
}

QString latencyText(const std::optional<double> &seconds)
{
    constexpr double kMilli = 1e3;
    if (!seconds)
        return kNothing;
    if (*seconds >= 1)
        return History::tr("%1 s").arg(charts::figureText(*seconds));
    return History::tr("%1 ms").arg(charts::figureText(*seconds * kMilli));
}

QString hitText(const std::optional<double> &ratio)
{
    return ratio ? History::tr("%1 %").arg(compare::shareText(*ratio)) : kNothing;
}

QString listText(const std::vector<std::string> &parts)
{
    QStringList words;
    for (const auto &part : parts)
        words << QString::fromStdString(part);
    return words.join(QStringLiteral(", "));
}

std::vector<std::string> tagsOf(const QString &text)
{
    std::vector<std::string> tags;
    for (const auto &part : text.split(u',', Qt::SkipEmptyParts)) {
        auto tag = part.simplified().toStdString();
        if (!tag.empty() && std::ranges::find(tags, tag) == tags.end())
            tags.push_back(std::move(tag));
    }
    std::ranges::sort(tags);
    return tags;
}

}
