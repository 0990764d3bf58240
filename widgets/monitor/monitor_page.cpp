#include "watch/monitor_page.h"

#include "compare/answer_panel.h"
#include "watch/alert_row.h"
#include "watch/incident_timeline.h"
#include "watch/series_picker.h"
#include "watch/target_details.h"
#include "watch/watch_board.h"
#include "watch/watch_list.h"
#include "watch/watch_words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace escala::watch {

using compare::Banner;
using experiment::ServerSpec;

namespace {

constexpr int kHintWidth = 480;
constexpr int kMargin = 12;
constexpr int kGap = 8;
constexpr int kSide = 276;

QLabel *headingOf(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(QStringLiteral("heading"));
    label->setIndent(0);
    return label;
}

}

MonitorPage::MonitorPage(PlanModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_banners(new compare::BannerStack(this))
    , m_alertBanner(new AlertRow(AlertRow::Place::Banner, this))
    , m_answer(new compare::AnswerPanel(this))
    , m_list(new WatchList(this))
    , m_timeline(new IncidentTimeline(this))
    , m_board(new WatchBoard(this))
    , m_details(new TargetDetails(model, this))
    , m_alerts(new AlertList(this))
    , m_series(new SeriesPicker(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_alertBanner->hide();
    compose();
    connectParts();
    refreshPlan();
    showAnswer();
}

void MonitorPage::compose()
{
    auto *left = new QVBoxLayout;
    left->setSpacing(kGap);
    auto *timeline = new QHBoxLayout;
    timeline->setContentsMargins(0, 0, WatchBoard::kGutter, 0); // as wide as the charts
    timeline->addWidget(m_timeline);
    left->addLayout(timeline);
    left->addWidget(m_board, 1);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(0); // the board keeps a gutter at its right
    lower->addLayout(left, 1);
    lower->addWidget(buildSide());
    auto *content = new QWidget(this);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kGap);
    rows->addWidget(m_answer);
    rows->addWidget(m_list);
    rows->addLayout(lower, 1);
    m_pages->addWidget(content);
    m_pages->addWidget(buildEmpty());
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(kMargin, kMargin, kMargin, kGap);
    lines->setSpacing(kGap);
    lines->addWidget(m_banners);
    lines->addWidget(buildUndo());
    lines->addWidget(m_alertBanner);
    lines->addWidget(m_pages, 1);
}

QWidget *MonitorPage::buildSide()
{
    auto *inner = new QWidget;
    inner->setObjectName(QStringLiteral("sideContent"));
    inner->setAttribute(Qt::WA_StyledBackground);
    auto *rows = new QVBoxLayout(inner);
    rows->setContentsMargins(14, 10, 12, 10);
    rows->setSpacing(8);
    rows->addWidget(m_details);
    rows->addWidget(headingOf(tr("Alerts"), inner));
    rows->addWidget(m_alerts);
    rows->addWidget(headingOf(tr("Figures of servers"), inner));
    rows->addWidget(m_series);
    rows->addStretch(1);
    auto *area = new QScrollArea;
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *panel = new QFrame(this);
    panel->setObjectName(QStringLiteral("panel"));
    panel->setAccessibleName(tr("Details"));
    panel->setFixedWidth(kSide);
    auto *frame = new QVBoxLayout(panel);
    frame->setContentsMargins(1, 2, 1, 2);
    frame->addWidget(area);
    return panel;
}

QWidget *MonitorPage::buildEmpty()
{
    auto *page = new QFrame(this);
    page->setObjectName(QStringLiteral("panel"));
    auto *title = new QLabel(tr("Watch a URL, or one of Escala's own servers"), page);
    title->setObjectName(QStringLiteral("answer"));
    m_emptyHint = new QLabel(
        tr("Type a URL above and press Enter. It is asked once a second, gently, from then on: whether it answers, how "
           "fast, until when its certificate holds, and what its cache does. Its history stays when Escala is closed."),
        page);
    m_emptyHint->setObjectName(QStringLiteral("dim"));
    m_emptyHint->setWordWrap(true);
    m_emptyHint->setAlignment(Qt::AlignHCenter);
    m_emptyHint->setFixedWidth(kHintWidth);
    m_emptyHint->setMinimumHeight(m_emptyHint->heightForWidth(kHintWidth)); // which a centred layout does not ask for
    auto *servers = new QPushButton(tr("Watch a slow and a cached server"), page);
    servers->setObjectName(QStringLiteral("watchServers"));
    connect(servers, &QPushButton::clicked, this, [this] {
        for (const auto kind : {ServerSpec::Kind::Slow, ServerSpec::Kind::Cached}) {
            if (const auto added = m_model.addServer(kind); !added)
                addBanner(Banner::Kind::Error, added.error());
        }
        Q_EMIT startRequested();
    });
    auto *rows = new QVBoxLayout(page);
    rows->setSpacing(12);
    rows->addStretch(2);
    rows->addWidget(title, 0, Qt::AlignHCenter);
    rows->addWidget(m_emptyHint, 0, Qt::AlignHCenter);
    rows->addWidget(servers, 0, Qt::AlignHCenter);
    rows->addStretch(3);
    return page;
}

QWidget *MonitorPage::buildUndo()
{
    auto *strip = new QFrame(this);
    strip->setObjectName(QStringLiteral("banner"));
    strip->setProperty("kind", QStringLiteral("notice"));
    m_undo = strip;
    m_undoWords = new QLabel(strip);
    m_undoWords->setTextFormat(Qt::PlainText);
    m_undoWords->setWordWrap(true);
    auto *undo = new QPushButton(tr("Undo"), strip);
    undo->setObjectName(QStringLiteral("undo"));
    undo->setToolTip(tr("Watches it again (Ctrl+Z)"));
    auto *dismiss = new QToolButton(strip);
    dismiss->setObjectName(QStringLiteral("dismiss"));
    dismiss->setText(QStringLiteral("×"));
    dismiss->setAccessibleName(tr("Dismiss"));
    dismiss->setToolTip(tr("Dismiss"));
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(12, 6, 6, 6);
    row->addWidget(m_undoWords, 1);
    row->addWidget(undo);
    row->addWidget(dismiss);
    connect(undo, &QPushButton::clicked, &m_model, &PlanModel::undo);
    connect(dismiss, &QToolButton::clicked, strip, &QWidget::hide);
    strip->hide();
    return strip;
}

void MonitorPage::connectParts()
{
    connect(m_list, &WatchList::selectionMoved, this, [this] {
        showSelected();
        Q_EMIT wishChanged();
    });
    connect(m_list, &WatchList::removeRequested, &m_model, &PlanModel::remove);
    connect(m_list, &WatchList::editRequested, m_details, &TargetDetails::focusInterval);
    connect(m_board, &WatchBoard::windowChanged, this, [this] {
        showTimeline();
        Q_EMIT wishChanged();
    });
    connect(m_board, &WatchBoard::exportChartRequested, this, &MonitorPage::exportChartRequested);
    connect(m_timeline, &IncidentTimeline::zoomRequested, this,
            [this](double from, double to) { m_board->zoomTo({from, to}); });
    connect(m_series, &SeriesPicker::chosenChanged, this, &MonitorPage::wishChanged);
    connect(m_alerts, &AlertList::acknowledgeRequested, this, &MonitorPage::acknowledgeRequested);
    connect(m_alerts, &AlertList::silenceRequested, this, &MonitorPage::silenceRequested);
    connect(m_alertBanner, &AlertRow::acknowledgeRequested, this, &MonitorPage::acknowledgeRequested);
    connect(m_alertBanner, &AlertRow::silenceRequested, this, &MonitorPage::silenceRequested);
    connect(&m_model, &PlanModel::changed, this, &MonitorPage::refreshPlan);
    connect(&m_model, &PlanModel::refused, this,
            [this](const QString &sentence) { addBanner(Banner::Kind::Error, sentence); });
    connect(&m_model, &PlanModel::removed, this, [this](const QStringList &names) {
        m_undoWords->setText(
            names.size() == 1
                ? tr("%1 is no longer watched; what was seen of it is kept.").arg(names.constFirst())
                : tr("No longer watched: %1. What was seen of them is kept.").arg(names.join(QStringLiteral(", "))));
        m_undo->show();
    });
    connect(&m_model, &PlanModel::replaced, this, [this] {
        m_undoWords->setText(tr("Another plan is watched; what was seen of the one before is kept."));
        m_undo->show();
    });
}

void MonitorPage::refreshPlan()
{
    m_pages->setCurrentIndex(m_model.isEmpty() ? 1 : 0);
    if (!m_model.canUndo())
        m_undo->hide();
    showAnswer();
}

bool MonitorPage::isEmptyShown() const
{
    return m_pages->currentIndex() == 1;
}

charts::WallAxis::Window MonitorPage::whole() const
{
    const double now = m_view ? secondsOf(m_view->at) : double(QDateTime::currentMSecsSinceEpoch()) / 1e3;
    return {now - double(monitor::kWindows.at(m_window).count()), now};
}

void MonitorPage::setWindow(std::size_t window)
{
    if (window == m_window || window >= monitor::kWindows.size())
        return;
    m_window = window;
    m_timeline->clearCurrent();
    m_board->setWhole(whole());
    m_board->resetZoom();
    if (m_view)
        showView(m_view);
    Q_EMIT wishChanged();
}

void MonitorPage::setWatching(bool watching)
{
    m_watching = watching;
    if (!watching)
        m_alertBanner->hide();
    showAnswer();
}

void MonitorPage::showView(const ViewPtr &view)
{
    if (!view)
        return;
    m_view = view;
    m_board->setWhole(whole());
    m_list->setView(view, m_window);
    m_series->setSources(view->sources);
    showSelected();
    showAlerts();
    showTimeline();
    showAnswer();
}

void MonitorPage::showSelected()
{
    if (!m_view)
        return;
    const auto names = m_list->selectedNames();
    const int row = names.isEmpty() ? -1 : m_list->rows().rowOf(names.constFirst());
    m_details->show(m_list->rows().targetAt(row), m_list->rows().sourceAt(row), *m_view, m_window,
                    std::max<qsizetype>(0, names.size() - 1));
    std::vector<monitor::IncidentView> incidents;
    std::ranges::copy_if(m_view->incidents, std::back_inserter(incidents), [&names](const auto &incident) {
        return names.contains(QString::fromStdString(incident.target));
    });
    m_board->setIncidents(incidents);
}

void MonitorPage::showAlerts()
{
    m_alerts->show(m_view->alerts, m_view->at);
    const auto loud = std::ranges::count_if(m_view->alerts, isLoud);
    if (const auto *worst = loudest(*m_view); !worst)
        m_alertBanner->hide();
    else
        m_alertBanner->show(*worst, m_view->at, std::size_t(loud - 1));
}

void MonitorPage::showTimeline()
{
    if (m_view)
        m_timeline->show(m_view->incidents, unwatched(m_courses), m_board->axis(), m_view->at);
}

void MonitorPage::showAnswer()
{
    if (!m_watching || !m_view)
        m_sentence = m_watching ? tr("The watch begins …")
            : m_view            ? tr("Not watching. Press Start to go on; the time between is shown as not watched.")
                                : tr("Press Start to watch.");
    else
        m_sentence = answerSentence(*m_view);
    m_answer->setAnswer(m_sentence);
    const auto &plan = m_model.plan();
    const auto problem = m_view ? QString::fromStdString(m_view->problem) : QString();
    m_answer->setSettings(tr("Targets: %1 · figures over %2 · everything is kept on this machine")
                              .arg(plan.targets.size())
                              .arg(windowName(m_window)));
    m_answer->setGenerator(problem, problem.isEmpty());
}

void MonitorPage::showCourses(const Courses &courses)
{
    m_courses = courses;
    m_board->setCourses(courses);
    showTimeline();
}

CourseWish MonitorPage::wish() const
{
    CourseWish wish;
    const auto window = m_board->axis().window();
    wish.from = instantOf(window.from);
    wish.to = instantOf(window.to);
    if (!m_view)
        return wish;
    for (const auto &name : m_list->selectedNames()) {
        if (m_list->rows().targetAt(m_list->rows().rowOf(name)))
            wish.targets.push_back(name.toStdString());
    }
    for (const auto &key : m_series->chosen()) {
        if (std::ranges::any_of(m_view->sources, [&key](const auto &source) { return source.name == key.source; }))
            wish.series.push_back(key);
    }
    return wish;
}

void MonitorPage::addBanner(Banner::Kind kind, const QString &sentence)
{
    m_banners->add(kind, sentence);
}

QStringList MonitorPage::banners() const
{
    return m_banners->sentences();
}

void MonitorPage::acknowledgeWorst()
{
    if (!m_view)
        return;
    if (const auto *worst = loudest(*m_view))
        Q_EMIT acknowledgeRequested(QString::fromStdString(worst->id));
}

QString MonitorPage::answer() const
{
    return m_sentence;
}

}
