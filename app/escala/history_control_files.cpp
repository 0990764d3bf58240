#include "history/history_bar.h"
#include "history/history_page.h"
#include "history/open_runs.h"
#include "window/export_control.h"
#include "window/history_control.h"

#include <QFileDialog>
#include <QFileInfo>

// Runs that go out as files, and come in.

namespace escala::window {

using compare::Banner;
using store::History;
using store::RunRow;

namespace {

QString fileNameOf(const RunRow &run)
{
    QString stem;
    for (const auto each : QString::fromStdString(run.name).simplified())
        stem += each.isLetterOrNumber() || each == u'-' || each == u'.' ? each : QChar(u'-');
    while (stem.startsWith(u'.'))
        stem.remove(0, 1);
    return (stem.isEmpty() ? QStringLiteral("run") : stem.left(80)) + QStringLiteral(".escala-run");
}

}

void HistoryControl::openExports()
{
    if (m_page->isOpen()) {
        m_exports->menu()->popup(m_bar->exportPlace());
        return;
    }
    const auto run = chosen();
    if (!run || run->state == store::RunState::Running)
        return;
    ask([id = run->id](History &history) { return history.load(id); },
        [this](const compare::ResultPtr &result) {
            m_selected = result;
            m_exports->menu()->popup(m_bar->exportPlace());
        });
}

void HistoryControl::askToExport()
{
    const auto &open = m_page->openRuns()->runs();
    if (!m_page->isOpen()) {
        if (const auto run = chosen())
            exportRun(*run);
        return;
    }
    for (const auto &run : open) {
        RunRow row;
        row.id = run.id;
        row.name = run.name.toStdString();
        exportRun(row);
    }
}

void HistoryControl::exportRun(const RunRow &run)
{
    auto *dialog = new QFileDialog(m_window, tr("Export run"), m_settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Stored run (*.escala-run)")});
    dialog->setDefaultSuffix(QStringLiteral("escala-run"));
    dialog->selectFile(fileNameOf(run));
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = run.id](const QString &file) {
        m_settings.setFolder(QFileInfo(file).absolutePath());
        ask([id, path = std::filesystem::path(file.toStdString())](
                History &history) { return history.exportRun(id, path); },
            [this, file] { m_page->addBanner(Banner::Kind::Success, tr("Exported to %1").arg(file)); });
    });
    dialog->open();
}

void HistoryControl::askToImport()
{
    auto *dialog = new QFileDialog(m_window, tr("Import run"), m_settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Stored run (*.escala-run)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_settings.setFolder(QFileInfo(file).absolutePath());
        importRun(file);
    });
    dialog->open();
}

void HistoryControl::importRun(const QString &file)
{
    ask([path = std::filesystem::path(file.toStdString())](History &history) { return history.importRun(path); },
        [this, file](const std::string &) {
            m_page->addBanner(Banner::Kind::Success,
                              tr("The run in %1 is in the history now.").arg(QFileInfo(file).fileName()));
            refresh();
        });
}

}
