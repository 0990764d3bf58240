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
using SecondsOr = std::expected<std::vector<metrics::TargetSecond>, StoreError>;

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
                        .baseline = row->baseline});
    }
    // The baseline first, then as time went by: its colour is that of baselines everywhere.
    std::ranges::sort(runs, [](const OpenRun &one, const OpenRun &other) {
        return std::tuple(!one.baseline, one.result->startedAt, one.id)
            < std::tuple(!other.baseline, other.result->startedAt, other.id);
    });
    return runs;
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

// Of all that are open, numbered as they stand beside each other.
SecondsOr secondsAt(const History &history, const std::vector<std::pair<std::string, std::size_t>> &targets,
                    std::chrono::nanoseconds at)
{
    using namespace std::chrono_literals;
    std::vector<metrics::TargetSecond> all;
    for (std::size_t side = 0; side < targets.size(); ++side) {
        const auto seconds = history.seconds(targets[side].first, targets[side].second, at, at + 1s);
        if (!seconds)
            return std::unexpected(seconds.error());
        for (const auto &second : *seconds)
            all.push_back({.target = side, .second = second});
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
    connect(page.openRuns(), &history::OpenRuns::momentRequested, this, &OpenRunsControl::showMoment);
}

void OpenRunsControl::open(const std::vector<std::string> &ids, bool overlay)
{
    if (ids.size() > kMost) {
        Q_EMIT failed(tr("At most %1 runs can be open beside each other; select fewer.").arg(kMost));
        return;
    }
    m_thread.ask([ids](History &history) { return read(history, ids); })
        .then(this, [this, overlay, question = ++m_question](const RunsOr &runs) {
            if (question != m_question)
                return;
            if (runs)
                m_page.open(*runs, overlay);
            else
                Q_EMIT failed(QString::fromStdString(runs.error().message));
        });
}

void OpenRunsControl::compare()
{
    const auto &runs = m_page.openRuns()->runs();
    std::vector<std::string> ids;
    for (const auto &run : runs)
        ids.push_back(run.id);
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

void OpenRunsControl::showMoment(std::chrono::nanoseconds at)
{
    if (at < std::chrono::nanoseconds::zero() || !m_page.openRuns()->result())
        return;
    std::vector<std::pair<std::string, std::size_t>> targets;
    for (const auto &run : m_page.openRuns()->runs()) {
        for (std::size_t target = 0; target < run.result->targets.size(); ++target)
            targets.emplace_back(run.id, target);
    }
    m_thread.ask([targets, at](History &history) { return secondsAt(history, targets, at); })
        .then(this, [this, at, question = m_question](const SecondsOr &seconds) {
            if (question != m_question || !m_page.isOpen())
                return;
            auto *open = m_page.openRuns();
            const auto &result = *open->result();
            const auto moment = report::momentOf(result.experiment, result.marks, result.faults, at,
                                                 seconds.value_or(std::vector<metrics::TargetSecond>()));
            if (!seconds)
                open->showNoMoment(moment, QString::fromStdString(seconds.error().message));
            else if (seconds->empty())
                open->showNoMoment(moment, tr("Nothing was measured in this second."));
            else
                open->showMoment(moment);
        });
}

}
