#include "window/history_control.h"

#include "compare/phrases.h"
#include "history/history_bar.h"
#include "history/history_page.h"
#include "history/open_runs.h"
#include "history/run_details.h"
#include "history/run_table.h"
#include "history/run_text.h"
#include "store/run_recorder.h"
#include "text/quantity.h"
#include "window/export_control.h"
#include "window/open_runs_control.h"
#include "window/status_strip.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace escala::window {

using compare::Banner;
using history::HistoryBar;
using history::HistoryPage;
using history::RunDetails;
using history::RunListModel;
using history::RunWindow;
using history::RunWindowOr;
using store::History;
using store::RunQuery;
using store::RunRow;
using store::StoreError;

namespace {

using namespace std::chrono_literals;

constexpr auto kRefresh = 2s;         // what others store is seen so soon
constexpr auto kSelectionRest = 60ms; // keys held down pass by many runs
constexpr auto kUndo = 1h;            // what was removed longer ago is deleted at the next start, or by the rule

/// What stands at the side of the list.
struct Overview {
    std::vector<std::string> tags;
    std::size_t runs = 0;
    qint64 bytes = 0;
};

RunWindowOr read(const History &history, const RunQuery &query)
{
    auto rows = history.list(query);
    if (!rows)
        return std::unexpected(std::move(rows.error()));
    const auto total = history.count(query);
    if (!total)
        return std::unexpected(total.error());
    return RunWindow{.rows = std::move(*rows), .total = *total};
}

std::expected<Overview, StoreError> overviewOf(const History &history)
{
    auto tags = history.tags();
    if (!tags)
        return std::unexpected(std::move(tags.error()));
    const auto runs = history.count();
    if (!runs)
        return std::unexpected(runs.error());
    qint64 bytes = 0;
    for (const auto *part : {"", "-wal"})
        bytes += QFileInfo(QString::fromStdString(history.file().string() + part)).size();
    return Overview{.tags = std::move(*tags), .runs = *runs, .bytes = bytes};
}

using IdsOr = std::expected<std::vector<std::string>, StoreError>;

/// Which runs can still be brought back afterwards, in order.
IdsOr keepTo(const store::Retention &retention, History &history)
{
    if (const auto deleted = history.applyRetention(retention, kUndo); !deleted)
        return std::unexpected(deleted.error());
    const auto removed = history.removed();
    if (!removed)
        return std::unexpected(removed.error());
    std::vector<std::string> ids;
    for (const auto &run : *removed)
        ids.push_back(run.id);
    std::ranges::sort(ids);
    return ids;
}

store::Retention retentionOf(const history::KeepRule &rule)
{
    store::Retention retention;
    if (rule.runs)
        retention.maxRuns = static_cast<std::size_t>(*rule.runs);
    if (rule.days)
        retention.maxAge = std::chrono::days(*rule.days);
    if (rule.mebibytes)
        retention.maxBytes = static_cast<std::uint64_t>(*rule.mebibytes) << 20U;
    return retention;
}

}

HistoryControl::HistoryControl(WindowSettings &settings, StatusStrip &status, const std::filesystem::path &file,
                               QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_status(status)
    , m_window(window)
    , m_file(file)
    , m_thread(file)
    , m_page(new HistoryPage(
          [this](const RunQuery &query) {
              return m_thread.ask([query](History &history) { return read(history, query); });
          },
          window))
    , m_panel(new history::HistoryPanel)
    , m_open(new OpenRunsControl(m_thread, *m_page, this))
    , m_exports(new ExportControl(
          settings, [this] { return m_page->isOpen() ? m_page->openRuns()->result() : m_selected; }, window))
{
    m_panel->setRule(settings.keepRule());
    m_selectionRest.setSingleShot(true);
    m_selectionRest.setInterval(kSelectionRest);
    connect(&m_selectionRest, &QTimer::timeout, this, &HistoryControl::loadSelected);
    m_refresh.setInterval(kRefresh);
    connect(&m_refresh, &QTimer::timeout, this, &HistoryControl::refresh);
    m_refresh.start();
    connect(&m_thread, &store::HistoryThread::notice, this, &HistoryControl::note);
    connectPage();
    connectFiles();
    connectExports();
    ask([](History &history) { return history.purge(kUndo); }, [] {});
    ask([](const History &history) { return history.removed(); },
        [this](const std::vector<RunRow> &runs) { takeRemoved(runs); });
}

HistoryControl::~HistoryControl() = default;

HistoryBar *HistoryControl::makeBar(QMenu *more, QWidget *parent)
{
    m_bar = new HistoryBar(more, parent);
    connect(m_bar, &HistoryBar::textChanged, this, &HistoryControl::setFilter);
    connect(m_bar, &HistoryBar::listRequested, m_page, &HistoryPage::focusList);
    connect(m_bar, &HistoryBar::importRequested, this, &HistoryControl::askToImport);
    connect(m_bar, &HistoryBar::exportRequested, this, &HistoryControl::openExports);
    connect(m_bar, &HistoryBar::openRequested, m_page, [this] { Q_EMIT m_page->table()->openRequested(); });
    connect(m_bar, &HistoryBar::runAgainRequested, this, &HistoryControl::runAgain);
    connect(m_bar, &HistoryBar::backRequested, m_page, &HistoryPage::closeRuns);
    showBar();
    return m_bar;
}

void HistoryControl::connectPage()
{
    const auto refreshed = [this] { refresh(); };
    connect(m_panel, &history::HistoryPanel::filterChanged, this, &HistoryControl::setFilter);
    connect(m_panel, &history::HistoryPanel::ruleEdited, this,
            [this](const history::KeepRule &rule) { m_settings.setKeepRule(rule); });
    connect(m_page, &HistoryPage::clearFilterRequested, this, [this] {
        m_panel->clearFilter();
        m_bar->clearText();
    });
    connect(m_page, &HistoryPage::selectionChanged, this, &HistoryControl::showSelection);
    connect(m_page, &HistoryPage::openChanged, this, &HistoryControl::showBar);
    connect(m_page, &HistoryPage::openRequested, m_open, &OpenRunsControl::open);
    connect(m_open, &OpenRunsControl::failed, this,
            [this](const QString &sentence) { m_page->addBanner(Banner::Kind::Error, sentence); });
    connect(m_page, &HistoryPage::runAgainRequested, this, [this](const std::string &id) {
        ask([id](History &history) { return history.load(id); },
            [this](const compare::ResultPtr &result) { Q_EMIT runAgainRequested(result->experiment); });
    });
    connect(m_page, &HistoryPage::removeRequested, this, &HistoryControl::remove);
    connect(m_page, &HistoryPage::baselineRequested, this,
            [this](const RunRow &run, bool baseline) { setBaseline(run, baseline); });
    connect(&m_page->model(), &RunListModel::renameRequested, this,
            [this, refreshed](const std::string &id, const QString &name) {
                ask([id, text = name.toStdString()](History &history) { return history.rename(id, text); }, refreshed);
            });
    connect(m_page->details(), &RunDetails::noteEdited, this,
            [this, refreshed](const std::string &id, const QString &note) {
                ask([id, text = note.toStdString()](History &history) { return history.setNote(id, text); }, refreshed);
            });
    connect(m_page->details(), &RunDetails::tagsEdited, this,
            [this, refreshed](const std::string &id, const QString &tags) {
                ask([id, all = history::tagsOf(tags)](History &history) { return history.setTags(id, all); },
                    refreshed);
            });
    connect(&m_page->model(), &RunListModel::rowsCame, this, [this] {
        if (m_bar)
            m_bar->setCount(tr("%n run(s)", nullptr, m_page->model().rowCount()));
    });
}

void HistoryControl::connectFiles()
{
    connect(m_page, &HistoryPage::exportFileRequested, this, &HistoryControl::exportRun);
    auto *first = m_exports->menu()->actions().constFirst();
    auto *asFile = new QAction(tr("Run as one file…"), m_exports->menu());
    asFile->setToolTip(tr("To be imported elsewhere"));
    asFile->setObjectName(QStringLiteral("exportFile"));
    connect(asFile, &QAction::triggered, this, &HistoryControl::askToExport);
    m_exports->menu()->insertAction(first, asFile);
    m_exports->menu()->insertSeparator(first);
}

void HistoryControl::connectExports()
{
    connect(m_page, &HistoryPage::exportChartRequested, m_exports, &ExportControl::askForChart);
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

void HistoryControl::follow(experiment::Runner &runner)
{
    auto &recorder = *m_recorders.emplace_back(std::make_unique<store::RunRecorder>(m_file));
    recorder.follow(runner);
    connect(&recorder, &store::RunRecorder::changed, this, &HistoryControl::refresh);
    connect(&recorder, &store::RunRecorder::problem, this, &HistoryControl::problem);
    connect(&recorder, &store::RunRecorder::notice, this, &HistoryControl::note);
    connect(&runner, &experiment::Runner::finished, this, &HistoryControl::keepToRule);
}

void HistoryControl::note(const QString &sentence)
{
    m_page->addBanner(Banner::Kind::Notice, sentence);
    Q_EMIT noted(sentence);
}

void HistoryControl::setRepetition(const store::Repetition &repetition)
{
    for (const auto &recorder : m_recorders)
        recorder->setRepetition(repetition);
}

void HistoryControl::setFilter()
{
    auto query = m_panel->filter();
    query.text = m_bar->text().simplified().toStdString();
    m_page->model().setFilter(query);
}

// Only what somebody looks at is read again.
void HistoryControl::refresh()
{
    if (!m_page->isVisible() || m_page->isOpen())
        return;
    m_page->refresh();
    refreshOverview();
}

void HistoryControl::refreshOverview()
{
    ask([](History &history) { return overviewOf(history); },
        [this](const Overview &overview) {
            QStringList tags;
            for (const auto &tag : overview.tags)
                tags << QString::fromStdString(tag);
            m_panel->setTags(tags);
            m_panel->setSize(tr("%1, %2", "runs, size")
                                 .arg(tr("%n run(s) stored", nullptr, static_cast<int>(overview.runs)),
                                      compare::localNumber(text::readableBytes(static_cast<double>(overview.bytes)))));
        });
}

void HistoryControl::showSelection()
{
    const auto run = chosen();
    if (!run || run->id != m_asked.id || run->state != m_asked.state) {
        m_selected.reset();
        m_asked = {};
        m_selectionRest.start();
    }
    showBar();
}

void HistoryControl::loadSelected()
{
    const auto run = chosen();
    if (!run)
        return;
    m_asked = *run;
    m_thread.ask([id = run->id](History &history) { return history.load(id); })
        .then(this, [this, asked = *run](const std::expected<compare::ResultPtr, StoreError> &result) {
            const auto now = chosen();
            if (now && now->id == asked.id && asked.state != store::RunState::Running) // else there is more to come
                m_selected = result.value_or(nullptr);
            m_page->details()->showResult(asked.id, result.value_or(nullptr));
        });
}

std::optional<RunRow> HistoryControl::chosen() const
{
    const auto &runs = m_page->table()->selectedRuns();
    return runs.size() == 1 ? std::optional(runs.front()) : std::nullopt;
}

void HistoryControl::showBar()
{
    if (!m_bar)
        return;
    const auto &runs = m_page->table()->selectedRuns();
    const auto isOver = [](const auto &run) { return run.state != store::RunState::Running; };
    const auto &open = m_page->openRuns()->runs();
    if (m_page->isOpen())
        m_bar->showOpen(m_page->openRuns()->title(), open.size() == 1 && isOver(open.front()));
    else
        m_bar->showList(runs.size(), std::ranges::all_of(runs, isOver));
}

void HistoryControl::tell(const StoreError &error)
{
    m_page->addBanner(Banner::Kind::Error, QString::fromStdString(error.message));
}

void HistoryControl::runAgain()
{
    const auto &open = m_page->openRuns()->runs();
    if (m_page->isOpen() && open.size() == 1 && open.front().state != store::RunState::Running)
        Q_EMIT runAgainRequested(open.front().result->experiment);
    else if (const auto run = chosen(); run && !m_page->isOpen() && run->state != store::RunState::Running)
        Q_EMIT m_page->runAgainRequested(run->id);
    else
        m_page->addBanner(Banner::Kind::Notice, tr("Select one run that is over: then it can be run again."));
}

void HistoryControl::remove(const std::vector<RunRow> &runs)
{
    Removed removed;
    for (const auto &run : runs)
        removed.ids.push_back(run.id);
    removed.sentence = runs.size() == 1 ? removedSentence(runs.front())
                                        : tr("%n run(s) are deleted.", nullptr, static_cast<int>(runs.size()));
    ask([ids = removed.ids](History &history) { return history.remove(ids); },
        [this, removed] {
            m_removed.push_back(removed);
            m_page->table()->forget(removed.ids);
            m_page->addBanner(Banner::Kind::Notice, removed.sentence, tr("Undo"),
                              [this, ids = removed.ids] { restore(ids); });
            refresh();
        });
}

QString HistoryControl::removedSentence(const RunRow &run)
{
    return tr("“%1” is deleted.").arg(QString::fromStdString(run.name));
}

// By the window before this one, a little while ago: can be brought back yet.
void HistoryControl::takeRemoved(const std::vector<RunRow> &runs)
{
    for (const auto &run : runs) // the latest first
        m_removed.insert(m_removed.begin(), {.ids = {run.id}, .sentence = removedSentence(run)});
}

void HistoryControl::undo()
{
    if (!m_removed.empty())
        restore(m_removed.back().ids);
}

void HistoryControl::restore(std::vector<std::string> ids)
{
    const auto same = [&ids](const Removed &each) { return each.ids == ids; };
    const auto found = std::ranges::find_if(m_removed, same);
    if (found == m_removed.end())
        return;
    m_page->removeBanner(found->sentence);
    m_removed.erase(found);
    ask([all = std::move(ids)](History &history) { return history.restore(all); }, [this] { refresh(); });
}

// What may not be believed is no measure for others, unless somebody insists.
void HistoryControl::setBaseline(const RunRow &run, bool baseline, bool insist)
{
    if (baseline && !insist && run.verdict == metrics::Verdict::Invalid) {
        m_page->addBanner(Banner::Kind::Notice,
                          tr("The figures of “%1” are invalid: what is compared with them means little.")
                              .arg(QString::fromStdString(run.name)),
                          tr("Set as baseline all the same"), [this, run] { setBaseline(run, true, true); });
        return;
    }
    ask(
        [id = run.id, baseline, insist](History &history) {
            return history.setBaseline(id, baseline, insist ? store::Insist::Yes : store::Insist::No);
        },
        [this] { refresh(); });
}

// What is gone for good can't be brought back.
void HistoryControl::keepToRule()
{
    const auto retention = retentionOf(m_settings.keepRule());
    if (retention == store::Retention())
        return;
    ask([retention](History &history) { return keepTo(retention, history); },
        [this](const std::vector<std::string> &left) {
            std::erase_if(m_removed, [&](const Removed &each) {
                const bool isLeft = std::ranges::all_of(
                    each.ids, [&left](const std::string &id) { return std::ranges::binary_search(left, id); });
                if (!isLeft)
                    m_page->removeBanner(each.sentence);
                return !isLeft;
            });
            refresh();
        });
}

void HistoryControl::focusSearch()
{
    if (!m_page->isOpen())
        m_bar->focusSearch();
}

}
