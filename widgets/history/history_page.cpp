#include "history/history_page.h"

#include "charts/chart_board.h"
#include "history/open_runs.h"
#include "history/run_details.h"
#include "history/run_table.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace escala::history {

namespace {

constexpr int kMargin = 12;
constexpr int kGap = 8;

bool isRunning(const store::RunRow &run)
{
    return run.state == store::RunState::Running;
}

bool isFiltered(const store::RunQuery &query)
{
    return !query.text.empty() || query.state || query.verdict || !query.tag.empty() || query.baselines;
}

}

HistoryPage::HistoryPage(RunListModel::Fetch fetch, QWidget *parent)
    : QWidget(parent)
    , m_model(std::move(fetch))
    , m_banners(new compare::BannerStack(this))
    , m_stack(new QStackedWidget(this))
    , m_list(new QStackedWidget(this))
    , m_table(new RunTable(m_model, this))
    , m_details(new RunDetails(this))
    , m_open(new OpenRuns(this))
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_stack->addWidget(buildList());
    m_stack->addWidget(m_open);
    auto *banners = new QHBoxLayout;
    banners->setContentsMargins(0, 0, charts::ChartBoard::kGutter, 0);
    banners->addWidget(m_banners);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(kMargin, kMargin, 0, 0);
    lines->setSpacing(kGap);
    lines->addLayout(banners);
    lines->addWidget(m_stack, 1);
    connectList();
    showEmpty();
}

QWidget *HistoryPage::buildList()
{
    auto *frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_list);
    m_list->addWidget(m_table);
    m_list->addWidget(buildEmpty());
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, kMargin, kMargin);
    row->setSpacing(kGap);
    row->addWidget(frame, 1);
    row->addWidget(m_details);
    return box;
}

QWidget *HistoryPage::buildEmpty()
{
    auto *box = new QWidget(this);
    m_emptyTitle = new QLabel(box);
    m_emptyTitle->setObjectName(QStringLiteral("answer"));
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyText = new QLabel(box);
    m_emptyText->setObjectName(QStringLiteral("dim"));
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = new QPushButton(tr("Show all runs"), box);
    m_emptyButton->setObjectName(QStringLiteral("showAll"));
    connect(m_emptyButton, &QPushButton::clicked, this, &HistoryPage::clearFilterRequested);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(24, 24, 24, 24);
    lines->addStretch(1);
    lines->addWidget(m_emptyTitle);
    lines->addWidget(m_emptyText);
    lines->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    lines->addStretch(2);
    return box;
}

void HistoryPage::connectList()
{
    connect(&m_model, &RunListModel::rowsCame, this, &HistoryPage::showEmpty);
    connect(&m_model, &RunListModel::failed, this,
            [this](const QString &sentence) { addBanner(compare::Banner::Kind::Error, sentence); });
    connect(m_table, &RunTable::runsSelected, this, &HistoryPage::showSelection);
    connect(m_table, &RunTable::openRequested, this, [this] { requestOpen(false); });
    connect(m_table, &RunTable::removeRequested, this, &HistoryPage::requestRemove);
    connect(m_table, &RunTable::menuRequested, this, &HistoryPage::showMenu);
    connect(m_details, &RunDetails::openRequested, this, [this] { requestOpen(false); });
    connect(m_details, &RunDetails::compareRequested, this, [this] { requestOpen(true); });
    connect(m_details, &RunDetails::removeRequested, this, &HistoryPage::requestRemove);
    connect(m_details, &RunDetails::runAgainRequested, this, [this] {
        if (const auto *run = onlyRun())
            Q_EMIT runAgainRequested(run->id);
    });
    connect(m_details, &RunDetails::baselineRequested, this, [this](bool baseline) {
        if (const auto *run = onlyRun())
            Q_EMIT baselineRequested(*run, baseline);
    });
    connect(m_open, &OpenRuns::exportChartRequested, this, &HistoryPage::exportChartRequested);
}

void HistoryPage::addBanner(compare::Banner::Kind kind, const QString &sentence)
{
    m_banners->add(kind, sentence);
}

void HistoryPage::addBanner(compare::Banner::Kind kind, const QString &sentence, const QString &action,
                            const std::function<void()> &does)
{
    m_banners->add(kind, sentence, action, does);
}

void HistoryPage::removeBanner(const QString &sentence)
{
    m_banners->remove(sentence);
}

void HistoryPage::clearBanners()
{
    m_banners->clear();
}

QStringList HistoryPage::banners() const
{
    return m_banners->sentences();
}

void HistoryPage::refresh()
{
    if (!m_table->isEditing())
        m_model.refresh();
}

void HistoryPage::focusList()
{
    if (isOpen()) {
        m_open->board()->setFocus();
        return;
    }
    m_table->setFocus();
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, 0));
}

const store::RunRow *HistoryPage::onlyRun() const
{
    const auto &runs = m_table->selectedRuns();
    return runs.size() == 1 ? &runs.front() : nullptr;
}

void HistoryPage::showSelection()
{
    m_details->showRuns(m_table->selectedRuns());
    Q_EMIT selectionChanged();
}

// An empty list says why, and what to do.
void HistoryPage::showEmpty()
{
    const bool empty = m_model.isLoaded() && m_model.rowCount() == 0;
    const bool filtered = isFiltered(m_model.query());
    m_emptyTitle->setText(filtered ? tr("No run is like that") : tr("Nothing has been run yet"));
    m_emptyText->setText(filtered ? tr("Look for something else, or show all there are.")
                                  : tr("Start a comparison on the Compare page (F5): its run is stored as it goes, and "
                                       "stays here. Runs of escalactl come here too."));
    m_emptyButton->setVisible(filtered);
    m_list->setCurrentIndex(empty ? 1 : 0);
    m_details->setVisible(!empty || filtered);
}

void HistoryPage::requestOpen(bool overlay)
{
    const auto &runs = m_table->selectedRuns();
    std::vector<std::string> ids;
    for (const auto &run : runs)
        ids.push_back(run.id);
    if (!ids.empty())
        Q_EMIT openRequested(ids, overlay);
}

void HistoryPage::requestRemove()
{
    auto runs = m_table->selectedRuns();
    if (std::erase_if(runs, isRunning) > 0)
        addBanner(compare::Banner::Kind::Notice,
                  tr("A run that is under way can't be deleted; stop it first, or wait for its end."));
    if (!runs.empty())
        Q_EMIT removeRequested(runs);
}

void HistoryPage::showMenu(const QPoint &where)
{
    const auto &runs = m_table->selectedRuns();
    if (runs.empty())
        return;
    const bool over = std::ranges::none_of(runs, isRunning);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const QString &words, const char *name, bool enabled, auto &&does) {
        auto *action = menu->addAction(words);
        action->setObjectName(QLatin1StringView(name));
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, menu, does);
    };
    if (runs.size() == 1) {
        const auto run = runs.front();
        add(tr("Open"), "open", true, [this] { requestOpen(false); });
        add(tr("Run again"), "again", over, [this, run] { Q_EMIT runAgainRequested(run.id); });
        menu->addSeparator();
        add(tr("Rename"), "rename", true, [this] { m_table->beginRename(); });
        add(run.baseline ? tr("No baseline") : tr("Set as baseline"), "baseline", over,
            [this, run] { Q_EMIT baselineRequested(run, !run.baseline); });
        add(tr("Export as one file…"), "exportFile", over, [this, run] { Q_EMIT exportFileRequested(run); });
    } else {
        add(tr("Compare"), "compare", true, [this] { requestOpen(true); });
        add(tr("Open beside"), "open", true, [this] { requestOpen(false); });
    }
    menu->addSeparator();
    add(tr("Delete"), "remove", !std::ranges::all_of(runs, isRunning), [this] { requestRemove(); });
    menu->popup(where);
}

void HistoryPage::open(const std::vector<OpenRun> &runs, bool overlay)
{
    if (runs.empty())
        return;
    m_open->show(runs, overlay);
    m_stack->setCurrentWidget(m_open);
    m_open->board()->setFocus();
    Q_EMIT openChanged();
}

void HistoryPage::renew(const std::vector<OpenRun> &runs)
{
    m_open->renew(runs);
    Q_EMIT openChanged();
}

void HistoryPage::closeRuns()
{
    if (!isOpen())
        return;
    m_stack->setCurrentIndex(0);
    m_open->clear();
    Q_EMIT openChanged();
    focusList();
}

bool HistoryPage::isOpen() const
{
    return m_stack->currentWidget() == m_open;
}

// What was stored while nobody looked.
void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void HistoryPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isOpen()) {
        closeRuns();
        return;
    }
    QWidget::keyPressEvent(event);
}

}
