#include "lab/lab_page.h"

#include "charts/chart_board.h"
#include "charts/chart_spec.h"
#include "charts/course_reading.h"
#include "compare/answer_panel.h"
#include "compare/course.h"
#include "compare/live_answer.h"
#include "compare/phrases.h"
#include "compare/run_bar.h"
#include "experiment/lab_templates.h"
#include "experiment/topology.h"
#include "experiment/verdict_text.h"
#include "lab/fault_menu.h"
#include "lab/server_course.h"
#include "lab/server_details.h"
#include "lab/topology_view.h"
#include "report/fault_report.h"
#include "report/report.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace escala::lab {

using compare::Banner;
using experiment::Fault;
using experiment::Runner;

namespace {

constexpr int kMargin = 12;
constexpr int kGap = 8;
constexpr int kChartHeight = 206;
constexpr int kPlotHeight = 150;

std::vector<charts::ChartSpec> only(const char *name)
{
    auto specs = charts::chartSpecs();
    std::erase_if(specs, [name](const charts::ChartSpec &spec) { return spec.name != QLatin1StringView(name); });
    for (auto &spec : specs)
        spec.minimumHeight = kPlotHeight; // the row is as high as they are
    return specs;
}

}

LabPage::LabPage(compare::ExperimentModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_banners(new compare::BannerStack(this))
    , m_answer(new compare::AnswerPanel(this))
    , m_topology(new TopologyView(this))
    , m_details(new ServerDetails(this))
    , m_throughput(new charts::ChartBoard(only("throughput"), this))
    , m_latency(new charts::ChartBoard(only("response-time"), this))
    , m_servers(new charts::ChartBoard({serverRequests()}, this))
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_servers->setOverlay(true);
    compose();
    connect(m_topology, &TopologyView::selectionChanged, this, [this] {
        if (m_aside)
            m_aside->hide();
        showSelected();
    });
    connect(m_topology, &TopologyView::menuRequested, this, &LabPage::showMenu);
    connect(m_details, &ServerDetails::menuRequested, this, &LabPage::showMenu);
    connect(m_details, &ServerDetails::strikeRequested, this, &LabPage::strikeRequested);
    connect(m_details, &ServerDetails::mendRequested, this, &LabPage::mendRequested);
    connect(m_details, &ServerDetails::specEdited, this, &LabPage::changeSpec);
    connect(m_details, &ServerDetails::replicasEdited, this, &LabPage::changeReplicas);
    for (auto *board : {m_throughput, m_latency})
        connect(board, &charts::ChartBoard::exportChartRequested, this, &LabPage::exportChartRequested);
    connect(&m_model, &compare::ExperimentModel::changed, this, &LabPage::refresh);
    refresh();
}

void LabPage::compose()
{
    m_middle = new QHBoxLayout;
    m_middle->setSpacing(kGap);
    m_middle->addWidget(m_topology, 1);
    m_middle->addWidget(m_details);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(0); // each board keeps a gutter on its right
    for (auto *board : {m_throughput, m_latency, m_servers}) {
        board->setFixedHeight(kChartHeight);
        charts->addWidget(board, 1);
    }
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 0, charts::ChartBoard::kGutter, 0);
    left->setSpacing(kGap);
    left->addWidget(m_banners);
    left->addWidget(m_answer);
    left->addLayout(m_middle, 1);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(kMargin, kMargin, 0, kGap);
    lines->setSpacing(kGap);
    lines->addLayout(left, 1);
    lines->addLayout(charts);
}

void LabPage::setAside(QWidget *details)
{
    m_aside = details;
    details->installEventFilter(this);
    m_middle->addWidget(details);
}

bool LabPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_aside && (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        m_details->setHidden(event->type() == QEvent::ShowToParent);
    return QWidget::eventFilter(watched, event);
}

void LabPage::addBanner(Banner::Kind kind, const QString &sentence)
{
    m_banners->add(kind, sentence);
}

void LabPage::clearBanners()
{
    m_banners->clear();
}

QStringList LabPage::banners() const
{
    return m_banners->sentences();
}

bool LabPage::strikeSelected(Fault::Kind kind)
{
    const auto server = m_topology->selected();
    if (!server || !m_view)
        return false;
    Fault fault = m_details->measures();
    fault.kind = kind;
    Q_EMIT strikeRequested(*server, fault);
    return true;
}

// Another topology needs a run of its own; with the one of the last result its figures are back.
void LabPage::refresh()
{
    const auto &experiment = m_model.experiment();
    if (experiment.targets.empty())
        return;
    m_topology->setTarget(target(), experiment.plan);
    showSelected();
    refreshSettings();
    if (m_view || (m_result && m_started.targets == experiment.targets))
        return;
    m_result.reset();
    m_throughput->setCourse(compare::emptyCourse(experiment));
    m_latency->setCourse(compare::emptyCourse(experiment));
    showCourses(target(), {}, {}, false, {});
    QString lesson = tr("Press Start to load %1.").arg(QString::fromStdString(target().name));
    for (const auto each : experiment::kLabTemplates)
        if (experiment.targets == experiment::labExperiment(each).targets)
            lesson = QString::fromStdString(experiment::lessonOf(each));
    m_answer->setAnswer(lesson);
    m_answer->setGenerator(tr("Figures appear as soon as answers arrive."), true);
}

void LabPage::refreshSettings()
{
    m_answer->setSettings(QString::fromStdString(experiment::settingsLine(m_model.experiment())));
}

void LabPage::showSelected()
{
    const auto server = m_topology->selected();
    m_details->setServer(target(), server);
    if (m_view && server && !m_view->topologies.empty() && *server < m_view->topologies.front().size())
        m_details->setStatus(m_view->topologies.front()[*server]);
}

void LabPage::showMenu(std::size_t server, const QPoint &where)
{
    m_topology->select(server);
    const auto &spec = experiment::serverAt(target(), server);
    const bool running = m_view && !m_view->topologies.empty() && server < m_view->topologies.front().size();
    const auto inForce = running ? m_view->topologies.front()[server].faults : std::vector<Fault>();
    auto *menu = new FaultMenu(spec.kind, inForce, m_details->measures(), running, this);
    connect(menu, &FaultMenu::strikeChosen, this,
            [this, server](const Fault &fault) { Q_EMIT strikeRequested(server, fault); });
    connect(menu, &FaultMenu::mendChosen, this, [this, server] { Q_EMIT mendRequested(server); });
    menu->popup(where);
}

void LabPage::changeSpec(std::size_t server, const experiment::ServerSpec &spec)
{
    auto experiment = m_model.experiment();
    experiment::serverAt(experiment.targets.front(), server) = spec;
    m_model.setExperiment(experiment);
}

void LabPage::changeReplicas(std::size_t server, int replicas)
{
    auto experiment = m_model.experiment();
    experiment::setReplicas(experiment.targets.front(), server, static_cast<std::size_t>(replicas));
    std::erase_if(experiment.faults, [&experiment](const experiment::PlannedFault &fault) {
        return !fault.server.empty() && !experiment::findServer(experiment.targets.front(), fault.server);
    });
    m_model.setExperiment(experiment);
}

void LabPage::setState(Runner::State state)
{
    if (state == Runner::State::StartingServers) {
        m_started = m_model.experiment();
        m_result.reset();
        refresh();
        m_sinceAnswer.invalidate();
        m_answer->setAnswer(tr("Starting the servers …"));
    }
    if (compare::isUnderWay(state))
        return;
    m_view.reset();
    m_topology->showPlanned();
    showSelected();
}

void LabPage::showView(const experiment::RunViewPtr &view)
{
    if (!view || !view->snapshot || view->snapshot->targets.empty() || view->topologies.empty())
        return;
    m_view = view;
    m_topology->showLive(view->topologies.front(), view->snapshot->targets.front());
    const auto server = m_topology->selected();
    if (server && *server < view->topologies.front().size())
        m_details->setStatus(view->topologies.front()[*server]);
    const auto course = compare::courseOf(m_started, *view);
    m_throughput->setCourse(course);
    m_latency->setCourse(course);
    showCourses(m_started.targets.front(), view->courses.front(), view->measuringSince.front(), true, view->faults);
    showAnswer(*view);
}

void LabPage::showCourses(const experiment::Target &target,
                          const std::vector<std::vector<experiment::ServerMoment>> &courses,
                          std::optional<std::chrono::steady_clock::time_point> since, bool running,
                          const std::vector<experiment::FaultEvent> &faults)
{
    charts::RunCourse course;
    course.plannedLength = m_model.experiment().plan.length();
    course.running = running;
    for (std::size_t server = 0; server < experiment::serverCount(target); ++server) {
        charts::RunCourse::Side side{
            .name = QString::fromStdString(experiment::nameOf(experiment::serverAt(target, server))), .points = {}};
        if (server < courses.size() && since)
            side.points = seriesOf(courses[server], *since);
        if (!side.points.empty())
            side.step = side.points.back().length;
        course.sides.push_back(std::move(side));
    }
    charts::markChanges(course, m_started, {}, faults);
    for (auto &mark : course.marks)
        mark.side.reset(); // each is a mark of the whole topology
    m_servers->setCourse(std::make_shared<const charts::RunCourse>(std::move(course)));
}

// Once a second: sentences are to be read.
void LabPage::showAnswer(const experiment::RunView &view)
{
    constexpr std::chrono::milliseconds kRest{1000};
    if (m_sinceAnswer.isValid() && !m_sinceAnswer.hasExpired(kRest.count()))
        return;
    m_sinceAnswer.start();
    const auto &snapshot = *view.snapshot;
    if (!view.faults.empty()) {
        const auto &event = view.faults.back();
        const auto effect = report::effectOf(snapshot.targets.front().series, view.faults, event);
        m_answer->setAnswer(QString::fromStdString(report::faultSentence(event, effect)));
    } else if (const auto answer = compare::liveAnswer(m_started, snapshot); !answer.isEmpty()) {
        m_answer->setAnswer(answer);
    }
    const auto generator = QString::fromStdString(experiment::describe(snapshot.generator, m_started));
    m_answer->setGenerator(tr("Figures so far · generator: %1").arg(generator),
                           snapshot.generator.verdict == metrics::Verdict::Valid);
}

void LabPage::showResult(const compare::ResultPtr &result)
{
    m_result = result;
    const auto course = compare::courseOf(*result);
    m_throughput->setCourse(course);
    m_latency->setCourse(course);
    const auto &target = result->targets.front();
    showCourses(target.target, target.courses, target.measuringSince, false, result->faults);
    QStringList sentences{QString::fromStdString(report::answerSentence(*result))};
    for (const auto &event : result->faults)
        sentences << QString::fromStdString(report::faultSentence(event, report::effectOf(*result, event)));
    if (sentences.size() > 1)
        sentences = sentences.mid(std::max<qsizetype>(1, sentences.size() - 2)); // the last two faults are the answer
    m_answer->setAnswer(sentences.join(QLatin1Char('\n')));
    m_answer->setGenerator(
        tr("Generator: %1").arg(QString::fromStdString(experiment::describe(result->generator, result->experiment))),
        result->generator.verdict == metrics::Verdict::Valid);
    if (const auto why = compare::whyNoAnswer(target); !why.isEmpty())
        addBanner(Banner::Kind::Error, why);
}

}
