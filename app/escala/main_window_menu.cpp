#include "compare/run_bar.h"
#include "experiment/fault_text.h"
#include "window/appearance_control.h"
#include "window/history_control.h"
#include "window/lab_control.h"
#include "window/machine_control.h"
#include "window/main_window.h"
#include "window/monitor_control.h"
#include "window/plan_files.h"
#include "window/run_control.h"

#include <QMenu>
#include <QMessageBox>

// The menu of the window, whose keys act on the page that is open.

namespace escala::window {

QMenu *MainWindow::buildMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &words, const QKeySequence &keys, auto &&does) {
        auto *action = menu->addAction(words, this, does);
        action->setShortcut(keys);
        addAction(action); // the shortcut works with the menu closed
        return action;
    };
    add(tr("Start"), QKeySequence(Qt::Key_F5), [this] { start(); });
    add(tr("Stop"), QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { inMonitor() ? m_monitor->stop() : stop(); });
    add(tr("Pause or resume"), QKeySequence(Qt::Key_F6), [this] { m_bar->togglePause(); });
    add(tr("Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] {
        inHistory() ? m_history->openExports() : inLab() ? m_lab->openExports() : m_bar->openExports();
    });
    menu->addSeparator();
    add(tr("Open plan…"), QKeySequence::Open, [this] {
        if (inHistory())
            m_history->askToImport();
        else if (inMonitor())
            m_monitor->askToOpen();
        else if (inLab())
            m_lab->askToOpen();
        else if (!m_runs->isRunning())
            m_plans->askToOpen();
    });
    add(tr("Save plan…"), QKeySequence::Save, [this] {
        if (inHistory())
            m_history->askToExport();
        else if (inMonitor())
            m_monitor->askToSave();
        else
            inLab() ? m_lab->askToSave() : m_plans->askToSave();
    });
    add(tr("Go to the URL"), QKeySequence(Qt::CTRL | Qt::Key_L), &MainWindow::searchOrGoToUrl);
    add(tr("Bring back what was removed"), QKeySequence::Undo, [this] {
        if (inHistory())
            m_history->undo();
        else if (inMonitor())
            m_monitor->undo();
    });
    add(tr("Acknowledge the worst alert"), QKeySequence(Qt::Key_F8), [this] { m_monitor->acknowledgeWorst(); });
    menu->addSeparator();
    addFaults(menu->addMenu(tr("Break the selected server")));
    menu->addSeparator();
    add(tr("Measure this machine"), {}, [this] {
        if (!m_runs->isRunning() && !m_lab->runs().isRunning())
            m_machine->start();
    });
    m_appearance->addTo(menu->addMenu(tr("Appearance")));
    add(tr("About Escala"), QKeySequence(Qt::Key_F1), [this] { about(); });
    add(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { quit(); });
    return menu;
}

void MainWindow::searchOrGoToUrl()
{
    if (inHistory())
        m_history->focusSearch();
    else
        inMonitor() ? m_monitor->focusUrl() : m_bar->focusUrl();
}

void MainWindow::addFaults(QMenu *menu)
{
    using Kind = experiment::Fault::Kind;
    const auto add = [this, menu](Kind kind, const QKeySequence &keys) {
        auto *action = menu->addAction(QString::fromStdString(experiment::faultName(kind)), this, [this, kind] {
            if (inLab())
                m_lab->strikeSelected(kind);
            else if (inHistory() && kind == Kind::Freeze) // Ctrl+F, as everywhere
                m_history->focusSearch();
        });
        action->setShortcut(keys);
        addAction(action);
    };
    add(Kind::Kill, QKeySequence(Qt::CTRL | Qt::Key_K));
    add(Kind::Freeze, QKeySequence(Qt::CTRL | Qt::Key_F));
    add(Kind::Latency, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
}

void MainWindow::about()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Escala"), QStringLiteral("Escala " ESCALA_VERSION),
                                QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("Puts load on web servers and compares how they answer, side by side.\n\n"
           "F5 starts, Shift+F5 stops, F6 pauses and resumes, Ctrl+E exports, Ctrl+L goes to the URL.\n\n"
           "Free software: GNU General Public License, version 3 or later."));
    box->setModal(false);
    box->show();
}

}
