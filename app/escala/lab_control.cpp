#include "window/lab_control.h"

#include "charts/chart_board.h"
#include "compare/run_bar.h"
#include "experiment/lab_templates.h"
#include "experiment/topology.h"
#include "lab/lab_bar.h"
#include "lab/lab_page.h"
#include "lab/lab_panel.h"
#include "window/export_control.h"
#include "window/latest_view.h"
#include "window/plan_files.h"
#include "window/run_control.h"
#include "window/status_strip.h"

namespace escala::window {

using compare::Banner;
using experiment::Runner;

namespace {

/// The lab shows one target.
experiment::Experiment firstOf(const experiment::Experiment &experiment)
{
    auto one = experiment;
    one.targets.resize(1);
    std::erase_if(one.faults,
                  [&one](const experiment::PlannedFault &fault) { return fault.target != one.targets.front().name; });
    return one;
}

}

LabControl::LabControl(WindowSettings &settings, const QString &serverProgram, StatusStrip &status, QWidget *window)
    : QObject(window)
    , m_status(status)
    , m_runs(new RunControl(m_model, serverProgram, window))
    , m_exports(new ExportControl(
          settings, [this] { return m_runs->result(); }, window))
    , m_plans(new PlanFiles(m_model, settings, window))
{
    const auto remembered = settings.topology();
    if (!remembered || !take(*remembered))
        m_model.setExperiment(experiment::labExperiment(experiment::LabTemplate::Single));
    m_page = new lab::LabPage(m_model, window);
    m_panel = new lab::LabPanel(m_model);
    m_views = new LatestView([this] { return m_page->board()->interval(); }, this);
    connect(&m_model, &compare::ExperimentModel::changed, this,
            [this, &settings] { settings.setTopology(m_model.experiment()); });
    connectRuns();
    connectExports();
}

// The run ends before the widgets that show it.
LabControl::~LabControl()
{
    delete m_runs;
}

lab::LabBar *LabControl::makeBar(QMenu *more, QWidget *parent)
{
    m_bar = new lab::LabBar(m_model, m_exports->menu(), more, parent);
    connect(m_bar, &lab::LabBar::startRequested, this, &LabControl::startRequested);
    connect(m_bar, &lab::LabBar::stopRequested, this, &LabControl::stop);
    connect(m_bar, &lab::LabBar::openRequested, this, &LabControl::askToOpen);
    connect(m_bar, &lab::LabBar::saveRequested, this, &LabControl::askToSave);
    connect(m_bar, &lab::LabBar::compareRequested, this, &LabControl::compareRequested);
    return m_bar;
}

void LabControl::connectRuns()
{
    const auto error = [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Error, sentence); };
    connect(m_page, &lab::LabPage::strikeRequested, m_runs,
            [this](std::size_t server, const experiment::Fault &fault) { m_runs->strike(0, server, fault); });
    connect(m_page, &lab::LabPage::mendRequested, m_runs, [this](std::size_t server) { m_runs->mend(0, server); });
    connect(m_plans, &PlanFiles::failed, this, error);
    connect(m_plans, &PlanFiles::opened, this, [this](const experiment::Experiment &experiment) {
        if (!take(experiment))
            m_page->addBanner(Banner::Kind::Error, tr("This plan has no targets; open one that has."));
    });
    connect(m_plans, &PlanFiles::saved, this, [this](const QString &file) {
        m_page->addBanner(Banner::Kind::Success, tr("The topology is saved in %1.").arg(file));
    });
    connect(m_runs, &RunControl::failed, this, error);
    connect(m_runs, &RunControl::notice, this,
            [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Notice, sentence); });
    connect(m_runs, &RunControl::stateChanged, this, &LabControl::showState);
    connect(m_runs, &RunControl::viewChanged, m_views, &LatestView::take);
    connect(m_views, &LatestView::due, this, &LabControl::showView);
    connect(m_runs, &RunControl::finished, this, [this](const compare::ResultPtr &result) {
        m_views->stop();
        m_page->showResult(result);
        m_bar->setCanExport(true);
    });
}

void LabControl::connectExports()
{
    connect(m_page, &lab::LabPage::exportChartRequested, m_exports, &ExportControl::askForChart);
    connect(m_exports, &ExportControl::progressed, &m_status, &StatusStrip::showExport);
    connect(m_exports, &ExportControl::written, this, [this](const QString &path) {
        m_page->addBanner(Banner::Kind::Success, tr("Exported to %1").arg(path));
        m_status.showIdle();
    });
    connect(m_exports, &ExportControl::failed, this, [this](const QString &sentence) {
        m_page->addBanner(Banner::Kind::Error, sentence);
        m_status.showIdle();
    });
}

bool LabControl::take(const experiment::Experiment &experiment)
{
    if (experiment.targets.empty())
        return false;
    m_model.setExperiment(firstOf(experiment));
    return true;
}

void LabControl::start()
{
    m_runs->start();
}

void LabControl::stop()
{
    m_runs->stop();
}

void LabControl::openExports()
{
    m_bar->openExports();
}

void LabControl::askToOpen()
{
    if (!m_runs->isRunning())
        m_plans->askToOpen();
}

void LabControl::askToSave()
{
    m_plans->askToSave();
}

void LabControl::strikeSelected(experiment::Fault::Kind kind)
{
    if (!m_page->strikeSelected(kind))
        m_page->addBanner(Banner::Kind::Notice, tr("Start, and select a server: then it can be broken."));
}

void LabControl::showState(Runner::State state)
{
    const bool underWay = compare::isUnderWay(state);
    if (state == Runner::State::StartingServers) {
        m_page->clearBanners();
        m_bar->setCanExport(false);
        m_bar->remember(m_model.experiment());
    }
    m_bar->setState(state);
    m_panel->setEditable(!underWay);
    m_page->setState(state);
    if (!underWay) {
        m_views->stop();
        m_status.showIdle();
    }
    Q_EMIT stateChanged(state);
}

void LabControl::showView(const experiment::RunViewPtr &view)
{
    m_page->showView(view);
    m_panel->showView(*view);
    m_status.showRun(*view->snapshot);
    m_status.showFrame(m_page->board()->lastFrameMs());
}

}
