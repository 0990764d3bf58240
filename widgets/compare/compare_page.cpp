#include "compare/compare_page.h"

#include "charts/chart_board.h"
#include "compare/answer_panel.h"
#include "compare/course.h"
#include "compare/live_answer.h"
#include "compare/phrases.h"
#include "compare/run_bar.h"
#include "compare/target_columns.h"
#include "experiment/verdict_text.h"
#include "report/report.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace escala::compare {

using experiment::Runner;

namespace {

constexpr int kMargin = 12;
constexpr int kGap = 8;
constexpr int kSidesThatFit = 2;       // in the smallest window …
constexpr int kSidesBesideDetails = 1; // … and what details at the side leave of it
constexpr int kNarrowestColumn = 470;  // six cards and the axes stay readable …
constexpr int kNarrowestBeside = 420;  // … and are just so beside details

QScrollArea *scrollOf(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the charts have their own
    return scroll;
}

}

ComparePage::ComparePage(ExperimentModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_banners(new BannerStack(this))
    , m_answer(new AnswerPanel(this))
    , m_columns(new TargetColumns)
    , m_board(new charts::ChartBoard)
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    auto *above = new QVBoxLayout;
    above->setContentsMargins(0, 0, charts::ChartBoard::kGutter, 0);
    above->setSpacing(kGap);
    above->addWidget(m_banners);
    above->addWidget(m_answer);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(kGap);
    lines->addLayout(above);
    lines->addWidget(buildColumns());
    lines->addWidget(buildCharts(), 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(kMargin, kMargin, 0, 0); // the charts keep a gutter on the right
    columns->setSpacing(0);
    columns->addLayout(lines, 1);

    connect(m_columns, &TargetColumns::renameRequested, &m_model, [this](std::size_t index, const QString &name) {
        if (!m_model.renameTarget(index, name))
            addBanner(Banner::Kind::Error,
                      tr("The name “%1” is taken or empty. Choose another one.").arg(name.trimmed()));
    });
    connect(m_columns, &TargetColumns::removeRequested, &m_model, &ExperimentModel::removeTarget);
    connect(m_columns, &TargetColumns::frontRequested, &m_model, &ExperimentModel::putInFront);
    connect(m_columns, &TargetColumns::labRequested, this, &ComparePage::labRequested);
    connect(m_board, &charts::ChartBoard::exportChartRequested, this, &ComparePage::exportChartRequested);
    connect(&m_model, &ExperimentModel::targetsChanged, this, &ComparePage::refreshTargets);
    connect(&m_model, &ExperimentModel::changed, this, &ComparePage::refreshSettings);
    refreshTargets();
    refreshSettings();
}

// The columns follow the charts beneath them sideways, where there are more targets than room.
QWidget *ComparePage::buildColumns()
{
    m_columns->setContentsMargins(0, 0, charts::ChartBoard::kGutter, 0);
    m_columns->installEventFilter(this);
    m_columnScroll = scrollOf(m_columns, this);
    m_columnScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_columnScroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return m_columnScroll;
}

QWidget *ComparePage::buildCharts()
{
    m_chartScroll = scrollOf(m_board, this);
    connect(m_chartScroll->horizontalScrollBar(), &QScrollBar::valueChanged, m_columnScroll->horizontalScrollBar(),
            &QScrollBar::setValue);
    return m_chartScroll;
}

void ComparePage::setAside(QWidget *details)
{
    m_aside = details;
    details->installEventFilter(this);
    auto *columns = qobject_cast<QHBoxLayout *>(layout());
    auto *frame = new QVBoxLayout;
    frame->setContentsMargins(0, 0, kMargin, kMargin);
    frame->addWidget(details);
    columns->addLayout(frame);
}

bool ComparePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_aside && (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        fitColumns();
    if (watched == m_columns && event->type() == QEvent::LayoutRequest)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void ComparePage::fitColumns()
{
    const auto sides = static_cast<int>(m_model.experiment().targets.size());
    const bool beside = m_aside && m_aside->isVisibleTo(this);
    const int needed = sides * (beside ? kNarrowestBeside : kNarrowestColumn) + (sides - 1) * TargetColumns::kGap
        + charts::ChartBoard::kGutter;
    const int room = beside ? kSidesBesideDetails : kSidesThatFit;
    m_columns->setMinimumWidth(sides > room ? needed : 0);
    m_board->setMinimumWidth(sides > room && !m_overlay ? needed : 0);
    m_columnScroll->setFixedHeight(m_columns->sizeHint().height());
}

void ComparePage::addBanner(Banner::Kind kind, const QString &sentence)
{
    m_banners->add(kind, sentence);
}

void ComparePage::addBanner(Banner::Kind kind, const QString &sentence, const QString &action,
                            const std::function<void()> &does)
{
    m_banners->add(kind, sentence, action, does);
}

void ComparePage::clearBanners()
{
    m_banners->clear();
}

QStringList ComparePage::banners() const
{
    return m_banners->sentences();
}

void ComparePage::setViewOptions(const ViewOptions &options)
{
    m_overlay = options.overlay;
    m_board->setOverlay(options.overlay);
    m_board->setLogLatency(options.logLatency);
    m_board->setFollow(options.follow);
    fitColumns();
}

bool ComparePage::showsResult() const
{
    return m_result && sameColumns(m_started, m_model.experiment());
}

// Other targets need a run of their own; with the ones of the last result its figures are back.
void ComparePage::refreshTargets()
{
    m_columns->setTargets(m_model.experiment());
    if (showsResult()) {
        showFigures(*m_result);
    } else {
        m_columns->clearFigures();
        m_board->setCourse(emptyCourse(m_model.experiment()));
        m_answer->setAnswer(tr("Press Start to compare %1.").arg(targetNames(m_model.experiment())));
        m_answer->setGenerator(m_result ? tr("The last result can still be exported, until the next run.")
                                        : tr("Figures appear as soon as answers arrive."),
                               true);
    }
    fitColumns();
}

// Settings that differ from those of the figures on the page are for the next run, and said to be.
void ComparePage::refreshSettings()
{
    const auto lineOf = [](const experiment::Experiment &of) {
        return QString::fromStdString(experiment::settingsLine(of));
    };
    const auto &next = m_model.experiment();
    if (!showsResult() || m_started == next)
        m_answer->setSettings(lineOf(next));
    else if (lineOf(m_started) != lineOf(next))
        m_answer->setSettings(tr("Measured with: %1\nNext run: %2").arg(lineOf(m_started), lineOf(next)));
    else
        m_answer->setSettings(tr("Measured with: %1\nNext run: other settings of the servers").arg(lineOf(next)));
}

void ComparePage::setState(Runner::State state)
{
    m_columns->setEditable(!isUnderWay(state));
    if (state != Runner::State::StartingServers)
        return;
    m_started = m_model.experiment();
    m_result.reset();
    m_round.clear();
    refreshTargets();
    refreshSettings();
    m_sinceAnswer.invalidate();
    m_answer->setAnswer(tr("Comparing %1 …").arg(targetNames(m_started)));
}

void ComparePage::showView(const experiment::RunViewPtr &view)
{
    if (!view || !view->snapshot)
        return;
    m_columns->showView(*view);
    m_board->setCourse(courseOf(m_started, *view));
    showLiveAnswer(*view->snapshot);
}

// Once a second: sentences are to be read, and laying them out costs more than a chart.
void ComparePage::showLiveAnswer(const metrics::Snapshot &snapshot)
{
    constexpr std::chrono::seconds kRest{1};
    if (m_sinceAnswer.isValid() && !m_sinceAnswer.hasExpired(std::chrono::milliseconds(kRest).count()))
        return;
    if (const auto answer = m_round.isEmpty() ? liveAnswer(m_started, snapshot) : m_round; !answer.isEmpty())
        m_answer->setAnswer(answer);
    const auto generator = QString::fromStdString(experiment::describe(snapshot.generator, m_started));
    m_answer->setGenerator(tr("Figures so far · generator: %1").arg(generator),
                           snapshot.generator.verdict == metrics::Verdict::Valid);
    if (!snapshot.targets.empty() && !snapshot.targets.front().series.empty())
        m_sinceAnswer.start();
}

void ComparePage::showResult(const ResultPtr &result)
{
    m_result = result;
    showFigures(*result);
    refreshSettings();
    for (const auto &target : result->targets) {
        if (const auto why = whyNoAnswer(target); !why.isEmpty())
            addBanner(Banner::Kind::Error, why);
    }
}

void ComparePage::showRound(const QString &sentence)
{
    m_round = sentence;
    m_answer->setAnswer(sentence);
}

void ComparePage::showRounds(const ResultPtr &latest, const QString &answer)
{
    m_round = answer;
    if (latest)
        showResult(latest);
    else
        m_answer->setAnswer(answer);
}

void ComparePage::showFigures(const experiment::RunResult &result)
{
    m_columns->showResult(result);
    m_board->setCourse(courseOf(result));
    m_answer->setAnswer(m_round.isEmpty() ? QString::fromStdString(report::answerSentence(result)) : m_round);
    auto generator =
        tr("Generator: %1").arg(QString::fromStdString(experiment::describe(result.generator, result.experiment)));
    if (result.stopped)
        generator = tr("Stopped early") + QStringLiteral(" · ") + generator;
    m_answer->setGenerator(generator, result.generator.verdict == metrics::Verdict::Valid);
}

}
