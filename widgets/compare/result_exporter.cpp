#include "compare/result_exporter.h"

#include "report/file_writer.h"
#include "report/report.h"
#include "report/target_stem.h"

#include <QTimer>

#include <array>
#include <utility>

namespace escala::compare {

namespace {

std::filesystem::path pathOf(const QString &text)
{
    return text.toStdString();
}

std::string textOf(const experiment::RunResult &result, TextFormat format)
{
    switch (format) {
    case TextFormat::Json:
        return report::resultJson(result);
    case TextFormat::SummaryCsv:
        return report::summaryCsv(result);
    case TextFormat::SeriesCsv:
        return report::seriesCsv(result);
    case TextFormat::Hlog:
    case TextFormat::Html:
        break; // a file a target; with charts
    }
    return {};
}

}

ResultExporter::ResultExporter(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ResultExporter::~ResultExporter()
{
    m_steps.clear();
    m_pool.waitForDone();
}

void ResultExporter::exportAll(const ResultPtr &result, const QString &folder)
{
    const auto dir = pathOf(folder);
    addTexts(result, dir);
    constexpr std::array kFormats{std::pair{charts::PictureFormat::Png, ".png"},
                                  std::pair{charts::PictureFormat::Svg, ".svg"},
                                  std::pair{charts::PictureFormat::Pdf, ".pdf"}};
    for (const auto &chart : charts::chartNames()) {
        for (const auto &[format, suffix] : kFormats) {
            const auto file = dir / "charts" / (chart.toStdString() + suffix);
            m_steps.push_back(
                {true, [result, chart, format, file] { return charts::exportChart(*result, chart, format, file); }});
        }
    }
    begin(folder);
}

void ResultExporter::exportText(const ResultPtr &result, TextFormat format, const QString &file)
{
    addText(result, format, pathOf(file));
    begin(file);
}

void ResultExporter::exportChart(const ResultPtr &result, const QString &chart, charts::PictureFormat format,
                                 const QString &file)
{
    m_steps.push_back({true, [result, chart, format, path = pathOf(file)] {
                           return charts::exportChart(*result, chart, format, path);
                       }});
    begin(file);
}

void ResultExporter::addTexts(const ResultPtr &result, const std::filesystem::path &folder)
{
    addText(result, TextFormat::Json, folder / "result.json");
    addText(result, TextFormat::SummaryCsv, folder / "summary.csv");
    addText(result, TextFormat::SeriesCsv, folder / "series.csv");
    addText(result, TextFormat::Hlog, folder);
    addText(result, TextFormat::Html, folder / "report.html");
}

void ResultExporter::addText(const ResultPtr &result, TextFormat format, const std::filesystem::path &file)
{
    if (format == TextFormat::Html) {
        addReport(result, file);
        return;
    }
    if (format != TextFormat::Hlog) {
        m_steps.push_back({false, [result, format, file] { return report::writeFile(file, textOf(*result, format)); }});
        return;
    }
    for (std::size_t i = 0; i < result->targets.size(); ++i) {
        const auto name = report::targetStem(*result, i) + ".hlog";
        m_steps.push_back({false, [result, i, log = file / name] {
                               return report::writeFile(log, report::histogramLog(*result, i));
                           }});
    }
}

// The pictures are drawn here, the page around them is written there.
void ResultExporter::addReport(const ResultPtr &result, const std::filesystem::path &file)
{
    const auto pictures = std::make_shared<std::vector<report::ReportChart>>();
    m_steps.push_back({true, [result, pictures]() -> Outcome {
                           *pictures = charts::reportCharts(*result);
                           return {};
                       }});
    m_steps.push_back(
        {false, [result, pictures, file] { return report::writeFile(file, report::reportHtml(*result, *pictures)); }});
}

void ResultExporter::begin(const QString &path)
{
    m_path = path;
    m_all = m_done + static_cast<int>(m_steps.size());
    if (std::exchange(m_busy, true))
        return; // steps of an earlier request are under way; these follow
    next();
}

void ResultExporter::next()
{
    if (m_steps.empty()) {
        m_busy = false;
        m_done = 0;
        Q_EMIT written(m_path);
        return;
    }
    auto step = std::move(m_steps.front());
    m_steps.pop_front();
    if (step.onGuiThread) {
        QTimer::singleShot(0, this, [this, run = std::move(step.run)] { done(run()); });
        return;
    }
    m_pool.start([this, run = std::move(step.run)] {
        auto outcome = run();
        QMetaObject::invokeMethod(this, [this, outcome = std::move(outcome)] { done(outcome); }, Qt::QueuedConnection);
    });
}

void ResultExporter::done(const Outcome &outcome)
{
    ++m_done;
    Q_EMIT progressed(m_done, m_all);
    if (outcome) {
        next();
        return;
    }
    m_steps.clear();
    m_busy = false;
    m_done = 0;
    Q_EMIT failed(QString::fromStdString(outcome.error()));
}

}
