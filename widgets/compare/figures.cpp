#include "compare/figures.h"

#include "compare/phrases.h"
#include "report/error_text.h"
#include "text/quantity.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace escala::compare {

namespace {

struct FigureText {
    Q_DECLARE_TR_FUNCTIONS(FigureText)
};

Figure throughput(const metrics::Summary &summary)
{
    Figure figure{.label = FigureText::tr("requests/s"),
                  .hint = FigureText::tr("Answers without error a second, over the whole run so far")};
    if (summary.ledger.sent > 0)
        figure.value = localNumber(text::readableNumber(summary.achievedRps));
    return figure;
}

using Percentile = metrics::Statistics::Seconds metrics::Statistics::*;

// The parts of each request add up to its response time; their percentiles tell which of them makes it.
QString parts(const metrics::Summary &summary, Percentile which)
{
    const auto text = [which](const metrics::Statistics &part) {
        return localNumber(text::readableDuration(part.*which));
    };
    return FigureText::tr("service %1 · wait %2 · generator lag %3")
        .arg(text(summary.service), text(summary.wait), text(summary.lag));
}

Figure percentile(const QString &label, const metrics::Summary &summary, Percentile which, double quantile)
{
    const auto &response = summary.response;
    Figure figure{.label = label, .hint = FigureText::tr("Response time: from the intended start to the last byte")};
    if (response.count == 0)
        return figure;
    figure.hint += u'\n' + parts(summary, which);
    const auto text = localNumber(text::readableDuration(response.*which)).split(u' ');
    figure.value = text.first();
    figure.unit = text.size() > 1 ? text.last() : QString();
    const auto needed = metrics::samplesNeeded(quantile);
    if (response.count < needed) {
        figure.faint = true;
        figure.hint = FigureText::tr("Only %n answer(s); this percentile needs %1 to be believed", nullptr,
                                     static_cast<int>(std::min<std::uint64_t>(response.count, needed)))
                          .arg(needed);
    }
    return figure;
}

Figure errors(const metrics::Summary &summary)
{
    Figure figure{.label = FigureText::tr("errors"),
                  .hint = FigureText::tr("Failed in transport, timed out, or status 400 and above")};
    if (summary.ledger.sent == 0 && summary.failed() == 0)
        return figure;
    figure.value = localNumber(text::readableNumber(static_cast<double>(summary.failed())));
    figure.bad = summary.failed() > 0;
    QStringList kinds;
    for (std::size_t i = 0; i < metrics::kErrorKinds; ++i) {
        if (summary.errors.at(i) > 0)
            kinds << QStringLiteral("%1: %2").arg(
                QString::fromStdString(report::errorText(static_cast<metrics::ErrorKind>(i))),
                localNumber(text::readableNumber(static_cast<double>(summary.errors.at(i)))));
    }
    if (!kinds.isEmpty())
        figure.hint = kinds.join(u'\n');
    return figure;
}

Figure hits(const metrics::Summary &summary)
{
    Figure figure{.label = FigureText::tr("hit ratio"),
                  .hint = FigureText::tr("Share of answers from the cache's memory, by their own header")};
    const auto ratio = metrics::hitRatio(summary.cache);
    if (ratio < 0) {
        if (summary.responses() > 0)
            figure.hint = FigureText::tr("This server sends no cache header");
        return figure;
    }
    figure.value = shareText(ratio);
    figure.unit = QStringLiteral("%");
    return figure;
}

}

Figures figuresOf(const metrics::Summary &summary)
{
    return {throughput(summary),
            percentile(QStringLiteral("p50"), summary, &metrics::Statistics::p50, 0.5),
            percentile(QStringLiteral("p95"), summary, &metrics::Statistics::p95, 0.95),
            percentile(QStringLiteral("p99"), summary, &metrics::Statistics::p99, 0.99),
            errors(summary),
            hits(summary)};
}

}
