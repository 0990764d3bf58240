#include "window/main_window.h"

#include "charts/chart_board.h"
#include "common/theme.h"
#include "compare/compare_page.h"
#include "compare/run_bar.h"
#include "compare/settings_panel.h"
#include "window/export_control.h"
#include "window/machine_control.h"
#include "window/plan_files.h"
#include "window/run_control.h"
#include "window/side_bar.h"
#include "window/status_strip.h"
#include "window/window_style.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMessageBox>
#include <QScopedValueRollback>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace escala::window {

using compare::Banner;
using experiment::Runner;

namespace {

// What a look at the run shows the user first: figures, not settings.
constexpr QSize kFirstSize{1440, 900};
constexpr QSize kLeastSize{960, 600};

}

MainWindow::MainWindow(const QString &serverProgram, QWidget *parent)
    : QMainWindow(parent)
    , m_runs(new RunControl(m_model, serverProgram, this))
    , m_exports(new ExportControl(
          m_settings, [this] { return m_runs->result(); }, this))
    , m_plans(new PlanFiles(m_model, m_settings, this))
    , m_machine(new MachineControl(serverProgram, this))
{
    setWindowTitle(QStringLiteral("Escala"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/org.escala.Escala.svg")));
    if (auto experiment = m_settings.experiment())
        m_model.setExperiment(*experiment);
    compose();
    connectRuns();
    connectExports();
    connectMachine();
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles); // else a style sheet ends palettes
    if (m_settings.appearance() == Appearance::System)
        applyTheme();
    else
        choose(m_settings.appearance());
    setMinimumSize(kLeastSize);
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    restoreGeometry(m_settings.geometry());
    m_bar->focusPrimary();
}

// The run ends before the widgets that show it.
MainWindow::~MainWindow()
{
    delete m_machine;
    delete m_runs;
}

void MainWindow::compose()
{
    m_page = new compare::ComparePage(m_model, this);
    m_panel = new compare::SettingsPanel(m_model);
    m_status = new StatusStrip(this);
    auto *side = new SideBar(this);
    side->addPage(tr("Compare"), m_panel);
    m_bar = new compare::RunBar(m_model, m_exports->menu(), buildMenu(), this);
    setStatusBar(m_status);

    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(side);
    columns->addWidget(m_page, 1);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bar);
    rows->addLayout(columns, 1);
    setCentralWidget(content);

    auto *view = m_panel->view();
    view->setOptions(m_settings.view());
    m_page->setViewOptions(view->options());
    connect(view, &compare::ViewSettings::optionsChanged, m_page, &compare::ComparePage::setViewOptions);
    connect(&m_model, &compare::ExperimentModel::changed, this,
            [this] { m_status->showHosts(experiment::foreignHosts(m_model.experiment())); });
    m_status->showHosts(experiment::foreignHosts(m_model.experiment()));
    m_status->showFrame(0);
}

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
    add(tr("Stop"), QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { m_runs->stop(); });
    add(tr("Pause or resume"), QKeySequence(Qt::Key_F6), [this] { m_bar->togglePause(); });
    add(tr("Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { m_bar->openExports(); });
    menu->addSeparator();
    const auto unlessRunning = [this](void (PlanFiles::*ask)()) {
        return [this, ask] {
            if (!m_runs->isRunning())
                (m_plans->*ask)();
        };
    };
    add(tr("Open plan…"), QKeySequence::Open, unlessRunning(&PlanFiles::askToOpen));
    add(tr("Save plan…"), QKeySequence::Save, [this] { m_plans->askToSave(); });
    add(tr("Go to the URL"), QKeySequence(Qt::CTRL | Qt::Key_L), [this] { m_bar->focusUrl(); });
    menu->addSeparator();
    add(tr("Measure this machine"), {}, [this] {
        if (!m_runs->isRunning())
            m_machine->start();
    });
    addAppearances(menu->addMenu(tr("Appearance")));
    add(tr("About Escala"), QKeySequence(Qt::Key_F1), [this] { about(); });
    add(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
    return menu;
}

void MainWindow::addAppearances(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const auto add = [this, menu, group](const QString &words, Appearance appearance) {
        auto *action = menu->addAction(words, this, [this, appearance] { choose(appearance); });
        action->setCheckable(true);
        action->setChecked(m_settings.appearance() == appearance);
        group->addAction(action);
    };
    add(tr("As the system"), Appearance::System);
    add(tr("Light"), Appearance::Light);
    add(tr("Dark"), Appearance::Dark);
}

void MainWindow::connectRuns()
{
    connect(m_bar, &compare::RunBar::startRequested, this, &MainWindow::start);
    connect(m_bar, &compare::RunBar::stopRequested, m_runs, &RunControl::stop);
    connect(m_bar, &compare::RunBar::pauseToggled, m_runs, &RunControl::togglePause);
    connect(m_bar, &compare::RunBar::levelRequested, m_runs, &RunControl::setLevel);
    connect(m_runs, &RunControl::pausedChanged, m_bar, &compare::RunBar::setPaused);
    connect(m_bar, &compare::RunBar::openPlanRequested, m_plans, &PlanFiles::askToOpen);
    connect(m_bar, &compare::RunBar::savePlanRequested, m_plans, &PlanFiles::askToSave);
    const auto error = [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Error, sentence); };
    connect(m_bar, &compare::RunBar::urlRefused, this, error);
    connect(m_plans, &PlanFiles::failed, this, error);
    connect(m_plans, &PlanFiles::saved, this, [this](const QString &file) {
        m_page->addBanner(Banner::Kind::Success, tr("The plan is saved in %1.").arg(file));
    });
    connect(m_runs, &RunControl::failed, this, error);
    connect(m_runs, &RunControl::notice, this,
            [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Notice, sentence); });
    connect(m_runs, &RunControl::stateChanged, this, &MainWindow::showState);
    connect(m_runs, &RunControl::viewChanged, this, &MainWindow::takeView);
    m_viewTimer.setSingleShot(true);
    connect(&m_viewTimer, &QTimer::timeout, this, &MainWindow::showView);
    connect(m_runs, &RunControl::finished, this, [this](const compare::ResultPtr &result) {
        m_viewTimer.stop();
        m_page->showResult(result);
        m_bar->setCanExport(true);
    });
}

void MainWindow::connectExports()
{
    connect(m_page, &compare::ComparePage::exportChartRequested, m_exports, &ExportControl::askForChart);
    connect(m_exports, &ExportControl::progressed, m_status, &StatusStrip::showExport);
    connect(m_exports, &ExportControl::written, this, [this](const QString &path) {
        m_page->addBanner(Banner::Kind::Success, tr("Exported to %1").arg(path));
        m_status->showIdle();
    });
    connect(m_exports, &ExportControl::failed, this, [this](const QString &sentence) {
        m_page->addBanner(Banner::Kind::Error, sentence);
        m_status->showIdle();
    });
}

void MainWindow::connectMachine()
{
    const auto banner = [this](Banner::Kind kind) {
        return [this, kind](const QString &sentence) { m_page->addBanner(kind, sentence); };
    };
    connect(m_machine, &MachineControl::begun, this, banner(Banner::Kind::Notice));
    connect(m_machine, &MachineControl::finished, this, banner(Banner::Kind::Success));
    connect(m_machine, &MachineControl::failed, this, banner(Banner::Kind::Error));
}

void MainWindow::open(const experiment::Experiment &experiment)
{
    m_model.setExperiment(experiment);
}

// Two at a time would measure each other.
void MainWindow::start()
{
    if (m_machine->isRunning())
        m_page->addBanner(Banner::Kind::Notice, tr("This machine is being measured; start again in a moment."));
    else
        m_runs->start();
}

void MainWindow::showState(Runner::State state)
{
    const bool underWay = compare::isUnderWay(state);
    if (state == Runner::State::StartingServers) {
        m_page->clearBanners();
        m_bar->setCanExport(false);
        remember();
    }
    m_bar->setState(state);
    m_panel->setEditable(!underWay);
    m_page->setState(state);
    if (!underWay) {
        m_status->showIdle();
        setWindowTitle(QStringLiteral("Escala"));
    }
}

// All of the window keeps the pace of the charts, latest wins: on busy cores words and figures too take from the
// generator.
void MainWindow::takeView(const experiment::RunViewPtr &view)
{
    m_view = view;
    if (m_viewTimer.isActive())
        return;
    const auto pace = m_page->board()->interval();
    const auto waited = m_sinceView.isValid() ? std::chrono::milliseconds(m_sinceView.elapsed()) : pace;
    m_viewTimer.start(std::max(std::chrono::milliseconds(0), pace - waited));
}

void MainWindow::showView()
{
    m_sinceView.start();
    m_page->showView(m_view);
    m_panel->showView(*m_view);
    m_bar->showView(*m_view);
    m_status->showRun(*m_view->snapshot);
    m_status->showFrame(m_page->board()->lastFrameMs());
    setWindowTitle(tr("%1 % – Escala").arg(static_cast<int>(m_view->snapshot->progress * 100)));
}

void MainWindow::remember()
{
    m_settings.setGeometry(saveGeometry());
    m_settings.setExperiment(m_model.experiment());
    m_settings.setView(m_panel->view()->options());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    m_runs->stop();
    QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
    return QMainWindow::event(event);
}

// The application's palette is the system's, or the one that the user wants instead.
void MainWindow::choose(Appearance appearance)
{
    m_settings.setAppearance(appearance);
    switch (appearance) {
    case Appearance::System:
        QApplication::setPalette(QPalette());
        break;
    case Appearance::Light:
        QApplication::setPalette(common::paletteOf(common::lightTokens()));
        break;
    case Appearance::Dark:
        QApplication::setPalette(common::paletteOf(common::darkTokens()));
        break;
    }
    applyTheme();
}

// The system's palette only tells light from dark; the colours are our own.
void MainWindow::applyTheme()
{
    if (m_theming)
        return;
    const QScopedValueRollback guard(m_theming, true);
    const auto &tokens = common::isDark(QApplication::palette()) ? common::darkTokens() : common::lightTokens();
    setPalette(common::paletteOf(tokens));
    setStyleSheet(windowStyle(tokens));
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
