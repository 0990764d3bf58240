#include "window/open_runs_control.h"

#include "history/history_page.h"
#include "history/open_runs.h"
#include "store/run_sample.h"

#include <QThreadPool>

#include <algorithm>
#include <tuple>

namespace escala::window {

using history::OpenPair;
using history::OpenRun;
using store::History;
using store::StoreError;

namespace {

constexpr std::size_t kMost = 8; // columns or lines beyond that tell nobody anything

using RunsOr = std::expected<std::vector<OpenRun>, StoreError>;
using Samples = std::vector<std::vector<analysis::RunSample>>; // a run, a target
using SamplesOr = std::expected<Samples, StoreError>;
using ComparedOr = std::expected<std::vector<report::ComparedRuns>, StoreError>;

RunsOr read(const History &history, const std::vector<std::string> &ids)
{
    std::vector<OpenRun> runs;
    for (const auto &id : ids) {
        const auto row = history.row(id);
        if (!row)
            return std::unexpected(row.error());
        auto result = history.load(id);
        if (!result)
            return std::unexpected(result.error());
        runs.push_back({.id = id,
                        .name = QString::fromStdString(row->name),
                        .result = std::move(*result),
                        .state = row->state,
                        .baseline = row->baseline});
    }
    // The baseline first, then as time went by: its colour is that of baselines everywhere.
    std::ranges::sort(runs, [](const OpenRun &one, const OpenRun &other) {
        return std::tuple(!one.baseline, one.result->startedAt, one.id)
            < std::tuple(!other.baseline, other.result->startedAt, other.id);
    });
    return runs;
}

std::vector<std::string> idsOf(const std::vector<OpenRun> &runs)
{
    std::vector<std::string> ids;
    for (const auto &run : runs)
        ids.push_back(run.id);
    return ids;
}

SamplesOr samplesOf(const History &history, const std::vector<std::string> &ids, const QStringList &names)
{
    Samples samples;
    for (std::size_t run = 0; run < ids.size(); ++run) {
        auto ofRun = store::samplesOf(history, ids[run]);
        if (!ofRun)
            return std::unexpected(ofRun.error());
        for (auto &sample : *ofRun)
            sample.run = names.at(static_cast<qsizetype>(run)).toStdString();
        samples.push_back(std::move(*ofRun));
    }
    return samples;
}

// Targets of one run are variants: their servers differ, that is what they are compared for.
std::vector<report::ComparedRuns> compared(const Samples &samples, const std::vector<std::string> &ids,
                                           const std::vector<OpenPair> &pairs)
{
    std::vector<report::ComparedRuns> all;
    for (const auto &[baseline, candidate] : pairs) {
        const analysis::CompareOptions options{.samePlan = baseline.run != candidate.run};
        all.push_back(report::compared(samples.at(baseline.run).at(baseline.target), ids.at(baseline.run),
                                       samples.at(candidate.run).at(candidate.target), ids.at(candidate.run), {},
                                       options));
    }
    return all;
}

}

OpenRunsControl::OpenRunsControl(store::HistoryThread &thread, history::HistoryPage &page, QObject *parent)
    : QObject(parent)
    , m_thread(thread)
    , m_page(page)
{
    connect(page.openRuns(), &history::OpenRuns::comparisonRequested, this, &OpenRunsControl::compare);
    connect(page.openRuns(), &history::OpenRuns::renewRequested, this, &OpenRunsControl::renew);
}

void OpenRunsControl::open(const std::vector<std::string> &ids, bool overlay)
{
    if (ids.size() > kMost) {
        Q_EMIT failed(tr("At most %1 runs can be open beside each other; select fewer.").arg(kMost));
        return;
    }
    load(ids, [this, overlay](const std::vector<OpenRun> &runs) { m_page.open(runs, overlay); });
}

// Of runs that are under way, what came since.
void OpenRunsControl::renew()
{
    load(idsOf(m_page.openRuns()->runs()), [this](const std::vector<OpenRun> &runs) {
        if (m_page.isOpen())
            m_page.renew(runs);
    });
}

void OpenRunsControl::load(const std::vector<std::string> &ids,
                           const std::function<void(const std::vector<OpenRun> &runs)> &does)
{
    m_thread.ask([ids](const History &history) { return read(history, ids); })
        .then(this, [this, does, question = ++m_question](const RunsOr &runs) {
            if (question != m_question)
                return;
            if (runs)
                does(*runs);
            else
                Q_EMIT failed(QString::fromStdString(runs.error().message));
        });
}

void OpenRunsControl::compare()
{
    const auto &runs = m_page.openRuns()->runs();
    const auto ids = idsOf(runs);
    const auto pairs = history::pairsOf(runs);
    m_thread.ask([ids, names = history::namesOf(runs)](History &history) { return samplesOf(history, ids, names); })
        .then(QThreadPool::globalInstance(),
              [ids, pairs](const SamplesOr &samples) -> ComparedOr {
                  if (!samples)
                      return std::unexpected(samples.error());
                  return compared(*samples, ids, pairs);
              })
        .then(this, [this, question = m_question](const ComparedOr &comparisons) {
            if (question != m_question || !m_page.isOpen())
                return;
            if (comparisons)
                m_page.openRuns()->showComparison(*comparisons);
            else
                m_page.openRuns()->showNoComparison(QString::fromStdString(comparisons.error().message));
        });
}

}
