#include "stored_runs.h"

#include <QPromise>
#include <QString>

#include <algorithm>
#include <tuple>

namespace escala::tests {

using namespace std::chrono_literals;
using store::RunQuery;
using store::RunRow;

namespace {

bool matches(const RunRow &run, const RunQuery &query)
{
    const auto name = QString::fromStdString(run.name);
    if (!name.contains(QString::fromStdString(query.text), Qt::CaseInsensitive))
        return false;
    if (query.state && run.state != *query.state)
        return false;
    if (query.verdict && run.verdict != query.verdict)
        return false;
    if (query.baselines && !run.baseline)
        return false;
    return query.tag.empty() || std::ranges::find(run.tags, query.tag) != run.tags.end();
}

bool isBefore(const RunRow &one, const RunRow &other, RunQuery::Sort sort)
{
    switch (sort) {
    case RunQuery::Sort::Name:
        return one.name < other.name;
    case RunQuery::Sort::Requests:
        return std::tie(one.requests, one.startedAt) < std::tie(other.requests, other.startedAt);
    default:
        return one.startedAt < other.startedAt;
    }
}

}

RunRow storedRun(int number)
{
    RunRow run;
    run.id = QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0')).toStdString();
    run.name = QStringLiteral("nightly-%1").arg(number, 4, 10, QLatin1Char('0')).toStdString();
    run.startedAt = std::chrono::system_clock::time_point(1'700'000'000s) + number * 1min;
    run.duration = 10s;
    run.state = store::RunState::Finished;
    run.verdict = metrics::Verdict::Valid;
    run.targets = {"Slow", "Cached"};
    run.urls = {"http://127.0.0.1:5001/", "http://127.0.0.1:5000/"};
    run.requests = static_cast<std::uint64_t>(1000 + number * 7919 % 1000);
    run.achievedRps = 480;
    run.p99 = 0.2;
    run.hitRatio = 0.9998;
    return run;
}

StoredRuns::StoredRuns(int count)
{
    for (int number = 0; number < count; ++number)
        runs.push_back(storedRun(number));
}

history::RunWindowOr StoredRuns::find(const RunQuery &query) const
{
    if (error)
        return std::unexpected(*error);
    std::vector<RunRow> found;
    std::ranges::copy_if(runs, std::back_inserter(found), [&query](const RunRow &run) { return matches(run, query); });
    std::ranges::sort(found, [&query](const RunRow &one, const RunRow &other) {
        return query.ascending ? isBefore(one, other, query.sort) : isBefore(other, one, query.sort);
    });
    history::RunWindow window{.rows = {}, .total = found.size()};
    const auto first = std::min(query.offset, found.size());
    const auto last = std::min(first + query.limit, found.size());
    window.rows.assign(found.begin() + static_cast<std::ptrdiff_t>(first),
                       found.begin() + static_cast<std::ptrdiff_t>(last));
    return window;
}

history::RunListModel::Fetch StoredRuns::fetch()
{
    return [this](const RunQuery &query) {
        asked.push_back(query);
        auto promise = std::make_shared<QPromise<history::RunWindowOr>>();
        promise->start();
        m_waiting.emplace_back([this, promise, query] {
            promise->addResult(find(query));
            promise->finish();
        });
        auto future = promise->future();
        if (!m_held)
            answer();
        return future;
    };
}

void StoredRuns::answer()
{
    for (const auto &each : std::exchange(m_waiting, {}))
        each();
}

}
