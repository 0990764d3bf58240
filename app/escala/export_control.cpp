#include "window/export_control.h"

#include "window/save_question.h"

#include <QDateTime>
#include <QDir>

namespace escala::window {

using compare::ResultPtr;
using compare::TextFormat;

namespace {

QString folderName(const experiment::RunResult &result)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(result.startedAt.time_since_epoch()).count());
    return QStringLiteral("escala-") + at.toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
}

}

ExportControl::ExportControl(WindowSettings &settings, std::function<ResultPtr()> result, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_result(std::move(result))
    , m_window(window)
    , m_menu(new compare::ExportMenu(window))
{
    connect(m_menu, &compare::ExportMenu::allRequested, this, &ExportControl::exportAll);
    connect(m_menu, &compare::ExportMenu::allToRequested, this, [this] {
        askFolder(tr("Export all to folder"),
                  [this](const ResultPtr &whole, const QString &folder) { m_exporter.exportAll(whole, folder); });
    });
    connect(m_menu, &compare::ExportMenu::roundsRequested, this, [this] {
        askForFolder(m_settings, m_window, tr("Export all rounds to folder"),
                     [this](const QString &folder) { Q_EMIT roundsRequested(folder); });
    });
    connect(m_menu, &compare::ExportMenu::textRequested, this, &ExportControl::askForText);
    connect(m_menu, &compare::ExportMenu::chartRequested, this, &ExportControl::askForChart);
    connect(&m_exporter, &compare::ResultExporter::progressed, this, &ExportControl::progressed);
    connect(&m_exporter, &compare::ResultExporter::written, this, &ExportControl::written);
    connect(&m_exporter, &compare::ResultExporter::failed, this, &ExportControl::failed);
}

// Into a folder of its own where the user last saved something: nothing to ask, nothing to overwrite.
void ExportControl::exportAll()
{
    if (const auto whole = m_result())
        m_exporter.exportAll(whole, QDir(m_settings.folder()).filePath(folderName(*whole)));
}

void ExportControl::askForChart(const QString &chart)
{
    ask(pictureQuestion(chart), [this, chart](const ResultPtr &whole, const QString &file) {
        m_exporter.exportChart(whole, chart, pictureFormatOf(file), file);
    });
}

void ExportControl::askForText(TextFormat format)
{
    const auto write = [this, format](const ResultPtr &whole, const QString &file) {
        m_exporter.exportText(whole, format, file);
    };
    switch (format) {
    case TextFormat::Json:
        ask({tr("Export result"), QStringLiteral("result.json"), {tr("JSON (*.json)")}}, write);
        break;
    case TextFormat::SummaryCsv:
        ask({tr("Export summary"), QStringLiteral("summary.csv"), {tr("Table (*.csv)")}}, write);
        break;
    case TextFormat::SeriesCsv:
        ask({tr("Export second by second"), QStringLiteral("series.csv"), {tr("Table (*.csv)")}}, write);
        break;
    case TextFormat::Html:
        ask({tr("Export report"), QStringLiteral("report.html"), {tr("Report (*.html)")}}, write);
        break;
    case TextFormat::Hlog:
        askFolder(tr("Folder for the histogram logs"), write);
        break;
    }
}

void ExportControl::askFolder(const QString &title, const Chosen &chosen)
{
    askForFolder(m_settings, m_window, title, withResult(chosen));
}

void ExportControl::ask(const SaveQuestion &question, const Chosen &chosen)
{
    askForFile(m_settings, m_window, question, withResult(chosen));
}

std::function<void(const QString &)> ExportControl::withResult(const Chosen &chosen)
{
    return [this, chosen](const QString &path) {
        if (const auto whole = m_result())
            chosen(whole, path);
    };
}

}
