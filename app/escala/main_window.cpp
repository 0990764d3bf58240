#include "window/main_window.h"

#include "charts/chart_board.h"
#include "compare/compare_page.h"
#include "compare/repeat_settings.h"
#include "compare/run_bar.h"
#include "compare/settings_panel.h"
#include "history/history_bar.h"
#include "history/history_page.h"
#include "history/open_runs.h"
#include "lab/lab_bar.h"
#include "lab/lab_page.h"
#include "lab/lab_panel.h"
#include "moment/moment_panel.h"
#include "store/run_writer.h"
#include "watch/monitor_bar.h"
#include "watch/monitor_page.h"
#include "watch/monitor_panel.h"
#include "window/appearance_control.h"
#include "window/export_control.h"
#include "window/history_control.h"
#include "window/lab_control.h"
#include "window/latest_view.h"
#include "window/machine_control.h"
#include "window/moment_control.h"
#include "window/monitor_control.h"
#include "window/plan_files.h"
#include "window/repeat_control.h"
#include "window/run_control.h"
#include "window/side_bar.h"
#include "window/status_strip.h"

#include <QCloseEvent>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace escala::window {

using compare::Banner;
using experiment::Runner;

namespace {

// What a look at the run shows the user first: figures, not settings.
constexpr QSize kFirstSize{1440, 900};
constexpr QSize kLeastSize{960, 600};
constexpr int kComparePage = 0;
constexpr int kLabPage = 1;
constexpr int kMonitorPage = 2;
constexpr int kHistoryPage = 3;

}

MainWindow::MainWindow(const QString &serverProgram, QWidget *parent)
    : QMainWindow(parent)
    , m_serverProgram(serverProgram)
    , m_seconds(store::History::defaultFile())
    , m_runs(new RunControl(m_model, serverProgram, this))
    , m_exports(new ExportControl(
          m_settings, [this] { return m_runs->result() || !m_repeat ? m_runs->result() : m_repeat->latest(); }, this))
    , m_plans(new PlanFiles(m_model, m_settings, this))
    , m_machine(new MachineControl(serverProgram, this))
    , m_appearance(new AppearanceControl(m_settings, this))
{
    setWindowTitle(QStringLiteral("Escala"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/org.escala.Escala.svg")));
    if (auto experiment = m_settings.experiment())
        m_model.setExperiment(*experiment);
    compose();
    connectRuns();
    connectRounds();
    connectExports();
    connectMachine();
    connectLab();
    connectMoments();
    connectMonitor();
    connectHistory();
    m_appearance->begin();
    setMinimumSize(kLeastSize);
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    restoreGeometry(m_settings.geometry());
    m_bar->focusPrimary();
}

// The run ends before the widgets that show it.
MainWindow::~MainWindow()
{
    delete m_repeat; // asks the history
    delete m_machine;
    delete m_runs;
    delete m_lab;
    delete m_monitor;
    delete m_history; // what the runs said at their end is stored
}

void MainWindow::compose()
{
    m_page = new compare::ComparePage(m_model, this);
    m_panel = new compare::SettingsPanel(m_model);
    m_status = new StatusStrip(this);
    m_lab = new LabControl(m_settings, m_serverProgram, *m_status, this);
    m_monitor = new MonitorControl(m_settings, m_serverProgram, this);
    m_history = new HistoryControl(m_settings, *m_status, store::History::defaultFile(), this);
    m_side = new SideBar(this);
    m_side->addPage(tr("Compare"), m_panel);
    m_side->addPage(tr("Lab"), m_lab->panel());
    m_side->addPage(tr("Monitor"), m_monitor->panel());
    m_side->addPage(tr("History"), m_history->panel());
    auto *menu = buildMenu();
    m_bar = new compare::RunBar(m_model, m_exports->menu(), menu, this);
    m_bars = new QStackedWidget(this);
    m_bars->addWidget(m_bar);
    m_bars->addWidget(m_lab->makeBar(menu, this));
    m_bars->addWidget(m_monitor->makeBar(menu, this));
    m_bars->addWidget(m_history->makeBar(menu, this));
    m_bars->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_page);
    m_pages->addWidget(m_lab->page());
    m_pages->addWidget(m_monitor->page());
    m_pages->addWidget(m_history->page());
    setStatusBar(m_status);

    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(m_side);
    columns->addWidget(m_pages, 1);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bars);
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
    connect(m_plans, &PlanFiles::opened, this, &MainWindow::open);
    connect(m_plans, &PlanFiles::saved, this, [this](const QString &file) {
        m_page->addBanner(Banner::Kind::Success, tr("The plan is saved in %1.").arg(file));
    });
    connect(m_runs, &RunControl::failed, this, error);
    connect(m_runs, &RunControl::notice, this,
            [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Notice, sentence); });
    connect(m_runs, &RunControl::stateChanged, this, &MainWindow::showState);
    m_views = new LatestView([this] { return m_page->board()->interval(); }, this);
    connect(m_runs, &RunControl::viewChanged, m_views, &LatestView::take);
    connect(m_views, &LatestView::due, this, &MainWindow::showView);
    connect(m_runs, &RunControl::finished, this, [this](const compare::ResultPtr &result) {
        m_views->stop();
        m_page->showResult(result);
        m_bar->setCanExport(true);
    });
}

void MainWindow::connectRounds()
{
    m_panel->repeat()->setRounds(m_settings.rounds());
    connect(m_runs, &RunControl::roundBegins, this, [this](const experiment::RepetitionPlace &place) {
        m_views->stop();
        m_history->setRepetition({.group = place.group, .round = place.round});
    });
    connect(m_runs, &RunControl::repeated, this, [this] {
        m_views->stop();
        m_history->setRepetition({});
    });
    m_repeat = new RepeatControl({.runs = *m_runs,
                                  .model = m_model,
                                  .settings = *m_panel->repeat(),
                                  .page = *m_page,
                                  .status = *m_status,
                                  .history = m_history->thread()},
                                 this);
    connect(m_repeat, &RepeatControl::canExportChanged, this, [this] {
        m_bar->setCanExport(m_repeat->canExport());
        m_exports->menu()->setRounds(m_repeat->canExport(), !m_repeat->canExport() || m_repeat->latest());
    });
    connect(m_exports, &ExportControl::roundsRequested, m_repeat, &RepeatControl::exportRounds);
    connect(m_repeat, &RepeatControl::historyRequested, this, [this] { m_side->openPage(kHistoryPage); });
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

void MainWindow::connectLab()
{
    connect(m_side, &SideBar::pageChosen, this, [this](int page) {
        m_bars->setCurrentIndex(page);
        m_pages->setCurrentIndex(page);
        if (page == kHistoryPage)
            m_status->showHistoryNotice({}); // it is told there
    });
    connect(m_lab, &LabControl::startRequested, this, &MainWindow::start);
    connect(m_page, &compare::ComparePage::labRequested, this, [this](std::size_t target) {
        if (m_lab->runs().isRunning())
            return;
        auto experiment = m_model.experiment();
        std::swap(experiment.targets.front(), experiment.targets.at(target));
        m_lab->take(experiment);
        m_side->openPage(kLabPage);
    });
    connect(m_lab, &LabControl::compareRequested, this, [this](const experiment::Experiment &both) {
        if (m_runs->isRunning())
            return;
        open(both);
        m_side->openPage(kComparePage);
    });
}

void MainWindow::connectMoments()
{
    auto *compared = new moment::MomentPanel;
    m_page->setAside(compared);
    auto *control = new MomentControl(m_seconds, *compared, this);
    control->watch(m_page->board());
    control->follow(*m_runs);
    auto *inLab = new moment::MomentPanel;
    m_lab->page()->setAside(inLab);
    control = new MomentControl(m_seconds, *inLab, this);
    for (auto *board : m_lab->page()->boards())
        control->watch(board);
    control->follow(m_lab->runs());
    auto *stored = m_history->page()->openRuns();
    control = new MomentControl(m_seconds, *stored->moment(), this);
    control->watch(stored->board());
    connect(m_history->page(), &history::HistoryPage::openChanged, control, [control, stored] {
        std::vector<MomentControl::StoredTarget> targets;
        for (const auto &run : stored->runs()) {
            for (std::size_t target = 0; target < run.result->targets.size(); ++target)
                targets.push_back({.run = run.id, .target = target});
        }
        control->show(stored->result(), std::move(targets));
    });
}

void MainWindow::connectMonitor()
{
    connect(m_monitor, &MonitorControl::showRequested, this, &MainWindow::comeBack);
    connect(m_monitor, &MonitorControl::quitRequested, this, &MainWindow::quit);
}

void MainWindow::comeBack()
{
    show();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    raise();
    activateWindow();
    m_side->openPage(kMonitorPage);
}

void MainWindow::quit()
{
    m_quitting = true;
    show(); // a window in the tray would not be closed
    close();
}

void MainWindow::connectHistory()
{
    m_history->follow(m_runs->runner());
    m_history->follow(m_lab->runs().runner());
    connect(&m_seconds, &store::HistoryThread::notice, m_history, &HistoryControl::note);
    connect(m_history, &HistoryControl::noted, this, [this](const QString &sentence) {
        if (!inHistory())
            m_status->showHistoryNotice(sentence);
    });
    connect(m_status, &StatusStrip::historyRequested, this, [this] { m_side->openPage(kHistoryPage); });
    connect(m_history, &HistoryControl::problem, this, [this](const QString &sentence) {
        if (m_lab->runs().isRunning())
            m_lab->page()->addBanner(Banner::Kind::Error, sentence);
        else
            m_page->addBanner(Banner::Kind::Error, sentence);
    });
    connect(m_history, &HistoryControl::runAgainRequested, this, [this](const experiment::Experiment &experiment) {
        if (m_runs->isRunning() || m_lab->runs().isRunning()) {
            m_history->page()->addBanner(Banner::Kind::Notice,
                                         tr("A run is under way; stop it first, or wait for its end."));
            return;
        }
        open(experiment);
        m_side->openPage(kComparePage);
        start();
    });
}

void MainWindow::open(const experiment::Experiment &experiment)
{
    m_model.setExperiment(experiment);
}

bool MainWindow::inLab() const
{
    return m_side->page() == kLabPage;
}

bool MainWindow::inMonitor() const
{
    return m_side->page() == kMonitorPage;
}

bool MainWindow::inHistory() const
{
    return m_side->page() == kHistoryPage;
}

void MainWindow::openPage(const std::string &name)
{
    m_side->openPage(name == "history"       ? kHistoryPage
                         : name == "monitor" ? kMonitorPage
                         : name == "lab"     ? kLabPage
                                             : kComparePage);
}

// Two at a time would measure each other.
void MainWindow::start()
{
    const auto tell = [this](const QString &sentence) {
        if (inLab())
            m_lab->page()->addBanner(Banner::Kind::Notice, sentence);
        else
            m_page->addBanner(Banner::Kind::Notice, sentence);
    };
    if (inHistory())
        m_history->runAgain();
    else if (inMonitor())
        m_monitor->start();
    else if (m_machine->isRunning())
        tell(tr("This machine is being measured; start again in a moment."));
    else if (inLab() ? m_runs->isRunning() : m_lab->runs().isRunning())
        tell(tr("The other page is running; stop it first, or wait for its end."));
    else if (inLab())
        m_lab->start();
    else
        m_runs->start(m_panel->repeat()->rounds());
}

void MainWindow::stop()
{
    m_runs->stop();
    m_lab->stop();
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

void MainWindow::showView(const experiment::RunViewPtr &view)
{
    m_page->showView(m_repeat->shown(view));
    m_panel->showView(*view);
    m_bar->showView(*view);
    m_status->showRun(*view->snapshot);
    m_status->showFrame(m_page->board()->lastFrameMs());
    setWindowTitle(tr("%1 % – Escala").arg(static_cast<int>(view->snapshot->progress * 100)));
}

void MainWindow::remember()
{
    m_settings.setGeometry(saveGeometry());
    m_settings.setExperiment(m_model.experiment());
    m_settings.setRounds(m_panel->repeat()->rounds());
    m_settings.setView(m_panel->view()->options());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    stop();
    if (!m_quitting && m_monitor->staysInTray()) {
        event->ignore();
        hide();
        return;
    }
    m_monitor->suspend();
    QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        m_appearance->apply();
    return QMainWindow::event(event);
}

}
