#include "history/open_runs.h"

#include "charts/chart_board.h"
#include "compare/answer_panel.h"
#include "compare/course.h"
#include "compare/target_columns.h"
#include "experiment/verdict_text.h"
#include "history/run_text.h"
#include "report/report.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

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
    , m_overlay(new QPushButton(tr("Overlay"), this))
    , m_started(new QLabel(this))
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0); // the charts keep a gutter on the right
    lines->setSpacing(kGap);
    lines->addWidget(buildAbove());
    lines->addWidget(buildColumns());
    lines->addWidget(buildCharts(), 1);
    connect(m_overlay, &QPushButton::toggled, this, &OpenRuns::setOverlay);
    connect(m_board, &charts::ChartBoard::exportChartRequested, this, &OpenRuns::exportChartRequested);
}

QWidget *OpenRuns::buildAbove()
{
    m_overlay->setObjectName(QStringLiteral("overlay"));
    m_overlay->setCheckable(true);
    m_overlay->setToolTip(tr("All targets in each chart from the same start, instead of side by side"));
    m_started->setObjectName(QStringLiteral("dim"));
    auto *box = new QWidget(this);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    tools->addWidget(m_started, 1);
    tools->addWidget(m_overlay);
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

QWidget *OpenRuns::buildCharts()
{
    m_chartScroll = scrollOf(m_board, this);
    connect(m_chartScroll->horizontalScrollBar(), &QScrollBar::valueChanged, m_columnScroll->horizontalScrollBar(),
            &QScrollBar::setValue);
    return m_chartScroll;
}

bool OpenRuns::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_columns && event->type() == QEvent::LayoutRequest)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void OpenRuns::fitColumns()
{
    const auto sides = m_result ? static_cast<int>(m_result->targets.size()) : 0;
    const int needed =
        sides * kNarrowestColumn + (sides - 1) * compare::TargetColumns::kGap + charts::ChartBoard::kGutter;
    m_columns->setMinimumWidth(sides > kSidesThatFit ? needed : 0);
    m_board->setMinimumWidth(sides > kSidesThatFit && !m_overlay->isChecked() ? needed : 0);
    m_columnScroll->setFixedHeight(m_columns->sizeHint().height());
}

void OpenRuns::show(const std::vector<OpenRun> &runs, bool overlay)
{
    m_runs = runs;
    m_result = sideBySide(runs);
    if (!m_result)
        return;
    const bool several = m_result->targets.size() > 1;
    m_overlay->setVisible(several);
    m_overlay->setChecked(overlay && several);
    m_columns->setTargets(m_result->experiment);
    m_columns->showResult(*m_result);
    m_board->setOverlay(m_overlay->isChecked());
    m_board->setCourse(compare::courseOf(*m_result));
    showAnswer();
    fitColumns();
}

void OpenRuns::clear()
{
    m_runs.clear();
    m_result.reset();
    m_board->setCourse(std::make_shared<const charts::RunCourse>());
}

QString OpenRuns::title() const
{
    QStringList names;
    for (const auto &run : m_runs)
        names << run.name;
    return names.join(QStringLiteral(" · "));
}

void OpenRuns::showAnswer()
{
    m_answer->setAnswer(QString::fromStdString(report::answerSentence(*m_result)));
    QStringList plans;
    QStringList moments;
    for (const auto &run : m_runs) {
        const auto line = QString::fromStdString(experiment::settingsLine(run.result->experiment));
        if (!plans.contains(line))
            plans << line;
        moments << momentText(run.result->startedAt);
    }
    m_answer->setSettings(plans.join(u'\n'));
    m_started->setText(moments.join(QStringLiteral(" · ")));
    auto generator = tr("Generator: %1")
                         .arg(QString::fromStdString(experiment::describe(m_result->generator, m_result->experiment)));
    if (m_runs.size() == 1 && m_result->stopped)
        generator = tr("Stopped early") + QStringLiteral(" · ") + generator;
    m_answer->setGenerator(generator, m_result->generator.verdict == metrics::Verdict::Valid);
}

void OpenRuns::setOverlay(bool overlay)
{
    m_board->setOverlay(overlay);
    fitColumns();
}

}
