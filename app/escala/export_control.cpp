#include "window/export_control.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>

namespace escala::window {

using compare::ResultPtr;
using compare::TextFormat;

namespace {

QString suffixOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

charts::PictureFormat formatOf(const QString &path)
{
    const auto suffix = suffixOf(path);
    return suffix == u"svg" ? charts::PictureFormat::Svg
        : suffix == u"pdf"  ? charts::PictureFormat::Pdf
                            : charts::PictureFormat::Png;
}

// The type chosen in the dialog decides where the name has no ending of its own.
QString withSuffix(const QString &path, const QString &filter)
{
    if (!suffixOf(path).isEmpty())
        return path;
    const auto start = filter.indexOf(QStringLiteral("*.")) + 1;
    return path + filter.mid(start, filter.indexOf(u')') - start);
}

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
        askForFolder(tr("Export all to folder"),
                     [this](const ResultPtr &whole, const QString &folder) { m_exporter.exportAll(whole, folder); });
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
    const QStringList filters{tr("Picture (*.png)"), tr("Vector picture (*.svg)"), tr("Document (*.pdf)")};
    askForFile(tr("Export chart"), chart + QStringLiteral(".png"), filters,
               [this, chart](const ResultPtr &whole, const QString &file) {
                   m_exporter.exportChart(whole, chart, formatOf(file), file);
               });
}

void ExportControl::askForText(TextFormat format)
{
    const auto write = [this, format](const ResultPtr &whole, const QString &file) {
        m_exporter.exportText(whole, format, file);
    };
    switch (format) {
    case TextFormat::Json:
        askForFile(tr("Export result"), QStringLiteral("result.json"), {tr("JSON (*.json)")}, write);
        break;
    case TextFormat::SummaryCsv:
        askForFile(tr("Export summary"), QStringLiteral("summary.csv"), {tr("Table (*.csv)")}, write);
        break;
    case TextFormat::SeriesCsv:
        askForFile(tr("Export second by second"), QStringLiteral("series.csv"), {tr("Table (*.csv)")}, write);
        break;
    case TextFormat::Html:
        askForFile(tr("Export report"), QStringLiteral("report.html"), {tr("Report (*.html)")}, write);
        break;
    case TextFormat::Hlog:
        askForFolder(tr("Folder for the histogram logs"), write);
        break;
    }
}

void ExportControl::askForFolder(const QString &title, const Chosen &chosen)
{
    auto *dialog = new QFileDialog(m_window, title, m_settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, chosen](const QString &folder) {
        m_settings.setFolder(folder);
        if (const auto whole = m_result())
            chosen(whole, folder);
    });
    dialog->open();
}

void ExportControl::askForFile(const QString &title, const QString &name, const QStringList &filters,
                               const Chosen &chosen)
{
    auto *dialog = new QFileDialog(m_window, title, m_settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const auto chosenFiles = dialog->selectedFiles();
        if (chosenFiles.isEmpty() || QFileInfo(chosenFiles.first()).isDir())
            return;
        dialog->selectFile(withSuffix(QFileInfo(chosenFiles.first()).completeBaseName(), filter));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, chosen](const QString &file) {
        m_settings.setFolder(QFileInfo(file).absolutePath());
        if (const auto whole = m_result())
            chosen(whole, withSuffix(file, dialog->selectedNameFilter()));
    });
    dialog->open();
}

}
