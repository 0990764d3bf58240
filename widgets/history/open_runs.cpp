#include "history/open_runs.h"

#include "charts/chart_board.h"
#include "compare/answer_panel.h"
#include "compare/course.h"
#include "compare/target_columns.h"
#include "experiment/verdict_text.h"
#include "history/comparison_panel.h"
#include "history/comparison_sentence.h"
#include "history/run_text.h"
#include "moment/moment_panel.h"
#include "report/report.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace escala::history {

namespace {

constexpr int kGap = 8;
constexpr int kSidesThatFit = 2;      // in the smallest window
constexpr int kNarrowestColumn = 470; // six cards and the axes stay readable

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

OpenRuns::OpenRuns(QWidget *parent)
    : QWidget(parent)
    , m_answer(new compare::AnswerPanel(this))
    , m_columns(new compare::TargetColumns)
    , m_board(new charts::ChartBoard)
    , m_comparison(new ComparisonPanel(this))
    , m_moment(new moment::MomentPanel(this))
    , m_overlay(new QPushButton(tr("Overlay"), this))
    , m_compare(new QPushButton(tr("What differs"), this))
    , m_renew(new QPushButton(tr("Renew"), this))
    , m_started(new QLabel(this))
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0); // the charts keep a gutter on the right
    lines->setSpacing(kGap);
    lines->addWidget(buildAbove());
    lines->addWidget(buildColumns());
    lines->addLayout(buildCharts(), 1);
    connect(m_overlay, &QPushButton::toggled, this, &OpenRuns::setOverlay);
    connect(m_compare, &QPushButton::toggled, this, &OpenRuns::setCompared);
    connect(m_board, &charts::ChartBoard::exportChartRequested, this, &OpenRuns::exportChartRequested);
    connect(m_renew, &QPushButton::clicked, this, &OpenRuns::renewRequested);
}

QWidget *OpenRuns::buildAbove()
{
    m_overlay->setObjectName(QStringLiteral("overlay"));
    m_overlay->setCheckable(true);
    m_overlay->setToolTip(tr("All targets in each chart from the same start, instead of side by side"));
    m_compare->setObjectName(QStringLiteral("whatDiffers"));
    m_compare->setCheckable(true);
    m_compare->setToolTip(tr("A table of each figure with its ratio, where that surely lies, and a word for it"));
    m_renew->setObjectName(QStringLiteral("renew"));
    m_renew->setToolTip(tr("Shows what was measured since"));
    m_started->setObjectName(QStringLiteral("dim"));
    auto *box = new QWidget(this);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    tools->addWidget(m_started, 1);
    tools->addWidget(m_renew);
    tools->addWidget(m_overlay);
    tools->addWidget(m_compare);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, charts::ChartBoard::kGutter, 0);
    lines->setSpacing(kGap);
    lines->addWidget(m_answer);
    lines->addLayout(tools);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return box;
}

// The columns follow the charts beneath them sideways, where there are more targets than room.
QWidget *OpenRuns::buildColumns()
{
    m_columns->setContentsMargins(0, 0, charts::ChartBoard::kGutter, 0);
    m_columns->setEditable(false);
    m_columns->installEventFilter(this);
    m_columnScroll = scrollOf(m_columns, this);
    m_columnScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_columnScroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return m_columnScroll;
}

QLayout *OpenRuns::buildCharts()
{
    m_chartScroll = scrollOf(m_board, this);
    m_comparison->hide();
    m_moment->hide();
    m_moment->installEventFilter(this);
    auto *side = new QHBoxLayout; // panels keep off the edges, charts have a gutter of their own
    side->setContentsMargins(0, 0, charts::ChartBoard::kGutter, kGap);
    side->addWidget(m_comparison);
    side->addWidget(m_moment);
    connect(m_chartScroll->horizontalScrollBar(), &QScrollBar::valueChanged, m_columnScroll->horizontalScrollBar(),
            &QScrollBar::setValue);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_chartScroll, 1);
    row->addLayout(side);
    return row;
}

bool OpenRuns::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_columns && event->type() == QEvent::LayoutRequest)
        fitColumns();
    if (watched == m_moment && event->type() == QEvent::ShowToParent)
        m_compare->setChecked(false); // there is room for one
    return QWidget::eventFilter(watched, event);
}

void OpenRuns::fitColumns()
{
    const auto sides = m_result ? static_cast<int>(m_result->targets.size()) : 0;
    const int needed =
        sides * kNarrowestColumn + (sides - 1) * compare::TargetColumns::kGap + charts::ChartBoard::kGutter;
    const bool together = m_overlay->isChecked();
    m_columns->setMinimumWidth(sides > kSidesThatFit ? needed : 0);
    m_board->setMinimumWidth(sides > kSidesThatFit && !together ? needed : 0);
    m_columnScroll->setVisible(sides <= kSidesThatFit || !together); // else nothing would move them sideways
    m_columnScroll->setFixedHeight(m_columns->sizeHint().height());
}

void OpenRuns::show(const std::vector<OpenRun> &runs, bool overlay)
{
    m_runs = runs;
    m_result = sideBySide(runs);
    if (!m_result)
        return;
    const bool several = m_result->targets.size() > 1;
    m_hasComparison = false;
    m_moment->hide();
    m_renew->setVisible(
        std::ranges::any_of(runs, [](const OpenRun &run) { return run.state == store::RunState::Running; }));
    m_overlay->setVisible(several);
    m_compare->setVisible(several);
    m_compare->setChecked(overlay && several);
    m_overlay->setChecked(overlay && several);
    m_columns->setTargets(m_result->experiment);
    m_columns->showResult(*m_result);
    m_board->setOverlay(m_overlay->isChecked());
    m_board->setCourse(compare::courseOf(*m_result));
    showAnswer();
    fitColumns();
    if (m_runs.size() > 1)
        requestComparison();
}

void OpenRuns::renew(const std::vector<OpenRun> &runs)
{
    const bool overlay = m_overlay->isChecked();
    const bool compared = m_compare->isChecked();
    show(runs, false);
    m_overlay->setChecked(overlay);
    m_compare->setChecked(compared);
}

void OpenRuns::clear()
{
    m_runs.clear();
    m_result.reset();
    m_compare->setChecked(false);
    m_moment->hide();
    m_board->setCourse(std::make_shared<const charts::RunCourse>());
}

QString OpenRuns::title() const
{
    return namesOf(m_runs).join(QStringLiteral(" · "));
}

// Of those whose generator is in doubt, or of one run; and of those that have not come to their end.
QStringList OpenRuns::generators() const
{
    QStringList lines;
    const auto names = namesOf(m_runs);
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const auto &run = *m_runs[i].result;
        const auto state = m_runs[i].state;
        const bool over = state == store::RunState::Finished;
        if (m_runs.size() > 1 && over && run.generator.verdict == metrics::Verdict::Valid)
            continue;
        QString how;
        if (state == store::RunState::Running)
            how = tr("Still under way, these are its figures so far") + QStringLiteral(" · ");
        else if (state == store::RunState::Interrupted)
            how = tr("Interrupted") + QStringLiteral(" · ");
        else if (run.stopped && m_runs.size() == 1)
            how = tr("Stopped early") + QStringLiteral(" · ");
        lines << how
                + tr("Generator of %1: %2")
                      .arg(names.at(static_cast<qsizetype>(i)),
                           QString::fromStdString(experiment::describe(run.generator, run.experiment)));
    }
    return lines;
}

// Of one run, as when it ended; of several, what differs between them, as soon as that is known.
void OpenRuns::showAnswer()
{
    const bool one = m_runs.size() == 1;
    m_answer->setAnswer(one ? QString::fromStdString(report::answerSentence(*m_result))
                            : tr("Comparing %1 …").arg(title()));
    QStringList plans;
    for (const auto &run : m_runs) {
        const auto line = QString::fromStdString(experiment::settingsLine(run.result->experiment));
        if (!plans.contains(line))
            plans << line;
    }
    m_answer->setSettings(plans.join(u'\n'));
    m_started->setText(one ? momentText(m_result->startedAt) : QString());
    const auto lines = generators();
    m_answer->setGenerator(lines.isEmpty() ? tr("Generators: valid") : lines.join(u'\n'),
                           m_result->generator.verdict == metrics::Verdict::Valid);
}

void OpenRuns::setOverlay(bool overlay)
{
    m_board->setOverlay(overlay);
    fitColumns();
}

void OpenRuns::setCompared(bool compared)
{
    m_comparison->setVisible(compared);
    if (!compared)
        return;
    m_moment->hide(); // there is room for one
    requestComparison();
}

void OpenRuns::requestComparison()
{
    if (std::exchange(m_hasComparison, true))
        return;
    m_comparison->setMissing(tr("Comparing, second by second …"));
    Q_EMIT comparisonRequested();
}

void OpenRuns::showComparison(const std::vector<report::ComparedRuns> &comparisons)
{
    m_comparison->setComparisons(comparisons);
    if (m_runs.size() > 1)
        m_answer->setAnswer(comparisonSentence(comparisons));
}

void OpenRuns::showNoComparison(const QString &why)
{
    m_comparison->setMissing(why);
    if (m_runs.size() > 1)
        m_answer->setAnswer(title());
}

}
