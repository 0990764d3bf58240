#include "compare/export_menu.h"

namespace escala::compare {

ExportMenu::ExportMenu(QWidget *parent)
    : QMenu(parent)
    , m_rounds(addAction(tr("All rounds to folder…"), this, &ExportMenu::roundsRequested))
{
    m_rounds->setObjectName(QStringLiteral("exportRounds"));
    m_rounds->setVisible(false);
    auto *all = addAction(tr("Export all"), this, &ExportMenu::allRequested);
    all->setObjectName(QStringLiteral("exportAll"));
    addAction(tr("Export all to folder…"), this, &ExportMenu::allToRequested);
    addSeparator();
    const auto addText = [this](const QString &words, TextFormat format) {
        addAction(words, this, [this, format] { Q_EMIT textRequested(format); });
    };
    addText(tr("Report (HTML)…"), TextFormat::Html);
    addText(tr("Result (JSON)…"), TextFormat::Json);
    addText(tr("Summary (CSV)…"), TextFormat::SummaryCsv);
    addText(tr("Second by second (CSV)…"), TextFormat::SeriesCsv);
    addText(tr("Histograms (HdrHistogram logs)…"), TextFormat::Hlog);
    addSeparator();
    auto *charts = addMenu(tr("Chart (PNG, SVG, PDF)"));
    for (const auto &chart : charts::chartNames())
        charts->addAction(chartTitle(chart) + u'…', this, [this, chart] { Q_EMIT chartRequested(chart); });
}

void ExportMenu::setRounds(bool rounds, bool result)
{
    for (auto *action : actions())
        action->setEnabled(result);
    m_rounds->setEnabled(rounds);
    m_rounds->setVisible(rounds);
}

QString chartTitle(const QString &chart)
{
    if (chart == u"response-time")
        return ExportMenu::tr("Response time");
    if (chart == u"throughput")
        return ExportMenu::tr("Throughput");
    if (chart == u"cache-hits")
        return ExportMenu::tr("Cache hits");
    if (chart == u"errors")
        return ExportMenu::tr("In flight and errors");
    if (chart == u"server")
        return ExportMenu::tr("Server CPU and memory");
    if (chart == u"percentiles")
        return ExportMenu::tr("Percentiles");
    if (chart == u"heat-map")
        return ExportMenu::tr("Heat map");
    return ExportMenu::tr("All charts on one sheet");
}

}
