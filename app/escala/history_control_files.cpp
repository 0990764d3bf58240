#include "history/history_bar.h"
#include "history/history_page.h"
#include "history/open_runs.h"
#include "history/run_table.h"
#include "window/export_control.h"
#include "window/history_control.h"
#include "window/save_question.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

// Runs that go out as files, and come in.

namespace escala::window {

using compare::Banner;
using store::History;
using store::RunRow;

namespace {

const auto kSuffix = QStringLiteral(".escala-run");

QString stemOf(const RunRow &run)
{
    QString stem;
    for (const auto each : QString::fromStdString(run.name).simplified())
        stem += each.isLetterOrNumber() || each == u'-' || each == u'.' ? each : QChar(u'-');
    while (stem.startsWith(u'.'))
        stem.remove(0, 1);
    return stem.isEmpty() ? QStringLiteral("run") : stem.left(80);
}

// Nothing that is there is written over, nor one run over another of its name.
QString freeFile(const QDir &folder, const QString &stem)
{
    auto file = folder.filePath(stem + kSuffix);
    for (int number = 2; QFileInfo::exists(file); ++number)
        file = folder.filePath(stem % u'-' % QString::number(number) % kSuffix);
    return file;
}

std::expected<void, store::StoreError> exportInto(const QDir &folder, const std::vector<RunRow> &runs,
                                                  const History &history)
{
    for (const auto &run : runs) {
        const auto file = freeFile(folder, stemOf(run)).toStdString();
        if (auto exported = history.exportRun(run.id, file); !exported)
            return exported;
    }
    return {};
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
    auto runs = m_page->table()->selectedRuns();
    if (m_page->isOpen()) {
        runs.clear();
        for (const auto &run : m_page->openRuns()->runs()) {
            RunRow row;
            row.id = run.id;
            row.name = run.name.toStdString();
            runs.push_back(std::move(row));
        }
    }
    if (runs.size() == 1)
        exportRun(runs.front());
    else if (!runs.empty())
        exportRuns(runs);
}

void HistoryControl::exportRuns(const std::vector<RunRow> &runs)
{
    askForFolder(
        m_settings, m_window, tr("Export each run as a file into a folder"), [this, runs](const QString &folder) {
            ask([runs, folder](History &history) { return exportInto(QDir(folder), runs, history); },
                [this, folder] { m_page->addBanner(Banner::Kind::Success, tr("Exported to %1").arg(folder)); });
        });
}

void HistoryControl::exportRun(const RunRow &run)
{
    auto *dialog = new QFileDialog(m_window, tr("Export run"), m_settings.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Stored run (*.escala-run)")});
    dialog->setDefaultSuffix(QStringLiteral("escala-run"));
    dialog->selectFile(stemOf(run) + kSuffix);
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
