#include "store/run_writer.h"

#include "store/blob.h"
#include "store/query.h"
#include "store/run_rows.h"
#include "store/writer_process.h"

#include <algorithm>

namespace escala::store {

namespace {

using experiment::RunResult;
using metrics::TargetSecond;
using Clock = std::chrono::steady_clock;

std::int64_t secondIndex(const metrics::Second &second)
{
    return std::chrono::floor<std::chrono::seconds>(second.point.start).count();
}

std::optional<int> verdictNumber(const RunRow &row)
{
    return row.verdict ? std::optional(static_cast<int>(*row.verdict)) : std::nullopt;
}

std::int64_t startedMs(const RunRow &row)
{
    return std::chrono::floor<std::chrono::milliseconds>(row.startedAt).time_since_epoch().count();
}

/// The key of the new row.
std::expected<std::int64_t, StoreError> insertRow(const Database &database, const RunRow &row,
                                                  const std::string &writer)
{
    Query query(database,
                "INSERT INTO runs (id, name, started_ms, duration_ms, state, verdict, targets, urls, requests, errors,"
                " achieved_rps, p99_s, hit_ratio, note, tags, baseline, repetition, round, bytes, search, writer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const std::int64_t duration = row.duration.count();
    auto done = query.run(row.id, row.name, startedMs(row), duration, static_cast<int>(row.state), verdictNumber(row),
                          jsonArray(row.targets), jsonArray(row.urls), row.requests, row.errors, row.achievedRps,
                          row.p99, row.hitRatio, row.note, jsonArray(row.tags), row.baseline, row.group, row.round,
                          row.bytes, searchText(row), writer);
    if (!done)
        return std::unexpected(std::move(done.error()));
    return query.lastKey();
}

std::expected<void, StoreError> insertSeconds(const Database &database, std::int64_t key,
                                              std::span<const TargetSecond> seconds, std::uint64_t &bytes)
{
    Query query(database, "INSERT OR REPLACE INTO seconds (run, target, second, data) VALUES (?, ?, ?, ?)");
    for (const TargetSecond &each : seconds) {
        const QByteArray blob = blobOf(each.second);
        bytes += static_cast<std::uint64_t>(blob.size());
        const std::uint64_t target = each.target;
        if (auto done = query.run(key, target, secondIndex(each.second), blob); !done)
            return done;
    }
    return {};
}

std::expected<void, StoreError> putResult(const Database &database, std::int64_t key, const RunResult &result,
                                          std::uint64_t &bytes)
{
    const QByteArray blob = blobOf(result);
    bytes += static_cast<std::uint64_t>(blob.size());
    Query query(database, "INSERT OR REPLACE INTO results (run, data) VALUES (?, ?)");
    return query.run(key, blob);
}

/// What comes after the moments that are in the file already; `ends` becomes the new ends.
ServerCourses newOf(const ServerCourses &courses, std::vector<std::vector<Clock::time_point>> &ends)
{
    ServerCourses parts(courses.size());
    ends.resize(std::max(ends.size(), courses.size()));
    for (std::size_t target = 0; target < courses.size(); ++target) {
        ends[target].resize(std::max(ends[target].size(), courses[target].size()));
        for (std::size_t server = 0; server < courses[target].size(); ++server) {
            const auto &course = courses[target][server];
            Clock::time_point &end = ends[target][server];
            const auto first = std::ranges::upper_bound(course, end, {}, &experiment::ServerMoment::at);
            parts[target].emplace_back(first, course.end());
            if (!course.empty())
                end = std::max(end, course.back().at);
        }
    }
    return parts;
}

}

std::expected<void, StoreError> insertRun(const Database &database, RunRow row, const RunResult &result,
                                          std::span<const TargetSecond> seconds)
{
    const auto key = insertRow(database, row, {});
    if (!key)
        return std::unexpected(key.error());
    row.bytes = 0;
    if (auto inserted = insertSeconds(database, *key, seconds, row.bytes); !inserted)
        return inserted;
    if (auto put = putResult(database, *key, result, row.bytes); !put)
        return put;
    Query query(database, "UPDATE runs SET bytes = ? WHERE key = ?");
    return query.run(row.bytes, *key);
}

RunWriter::RunWriter(Database &database)
    : m_database(database)
{
}

std::expected<void, StoreError> RunWriter::begin(const RunResult &head, const Repetition &repetition)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    RunRow row = rowOf(head);
    row.state = RunState::Running;
    row.verdict.reset();
    row.group = repetition.group;
    row.round = repetition.round;
    auto key = insertRow(m_database, row, thisProcess());
    if (!key)
        return std::unexpected(std::move(key.error()));
    m_key = *key;
    m_totals.assign(head.targets.size(), {});
    m_ends.clear();
    m_parts = 0;
    m_partBytes = 0;
    std::uint64_t bytes = 0;
    if (auto put = putResult(m_database, m_key, head, bytes); !put)
        return put;
    return transaction->commit();
}

std::expected<void, StoreError> RunWriter::add(std::span<const TargetSecond> seconds, const RunResult &soFar,
                                               const ServerCourses &courses)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    std::uint64_t bytes = m_partBytes;
    if (auto inserted = insertSeconds(m_database, m_key, seconds, bytes); !inserted)
        return inserted;
    Ends ends = m_ends;
    if (auto added = addCourses(courses, ends, bytes); !added)
        return added;
    // One that is tried again is counted once.
    for (const TargetSecond &each : seconds)
        if (each.target < m_totals.size() && each.second.point.start >= m_totals[each.target].length())
            m_totals[each.target].add(each.second);
    RunRow row = rowOfSeconds(soFar);
    row.bytes = bytes;
    if (auto put = putResult(m_database, m_key, soFar, row.bytes); !put)
        return put;
    if (auto updated = updateFigures(row); !updated)
        return updated;
    if (auto committed = transaction->commit(); !committed)
        return committed;
    m_partBytes = bytes;
    m_ends = std::move(ends);
    ++m_parts;
    return {};
}

std::expected<void, StoreError> RunWriter::addCourses(const ServerCourses &courses, Ends &ends, std::uint64_t &bytes)
{
    const ServerCourses parts = newOf(courses, ends);
    const auto isNew = [](const auto &servers) {
        return std::ranges::any_of(servers, [](const auto &course) { return !course.empty(); });
    };
    if (std::ranges::none_of(parts, isNew))
        return {};
    const QByteArray blob = blobOf(parts);
    bytes += static_cast<std::uint64_t>(blob.size());
    Query query(m_database, "INSERT INTO courses (run, part, data) VALUES (?, ?, ?)");
    return query.run(m_key, m_parts, blob);
}

std::expected<void, StoreError> RunWriter::finish(const RunResult &result)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    RunRow row = rowOf(result);
    row.bytes = m_partBytes;
    if (auto put = putResult(m_database, m_key, result, row.bytes); !put)
        return put;
    Query parts(m_database, "DELETE FROM courses WHERE run = ?"); // the result has them
    if (auto deleted = parts.run(m_key); !deleted)
        return deleted;
    if (auto updated = updateFigures(row); !updated)
        return updated;
    return transaction->commit();
}

std::expected<void, StoreError> RunWriter::abandon()
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    const bool measured = std::ranges::any_of(
        m_totals, [](const SecondsTotal &total) { return total.length() > std::chrono::nanoseconds::zero(); });
    Query query(m_database,
                measured ? "UPDATE runs SET state = 2, writer = '' WHERE key = ?" : "DELETE FROM runs WHERE key = ?");
    if (auto done = query.run(m_key); !done)
        return done;
    return transaction->commit();
}

std::expected<void, StoreError> RunWriter::updateFigures(const RunRow &row)
{
    Query query(m_database,
                "UPDATE runs SET duration_ms = ?, state = ?, verdict = ?, requests = ?, errors = ?, achieved_rps = ?,"
                " p99_s = ?, hit_ratio = ?, bytes = ?, writer = CASE WHEN ? = 0 THEN writer ELSE '' END WHERE key = ?");
    const std::int64_t duration = row.duration.count();
    const int state = static_cast<int>(row.state);
    return query.run(duration, state, verdictNumber(row), row.requests, row.errors, row.achievedRps, row.p99,
                     row.hitRatio, row.bytes, state, m_key);
}

RunRow RunWriter::rowOfSeconds(const RunResult &soFar)
{
    RunResult figures = soFar;
    for (std::size_t target = 0; target < std::min(figures.targets.size(), m_totals.size()); ++target) {
        metrics::Summary &summary = figures.targets[target].figures.summary;
        summary = summaryOf(m_totals[target], summary);
    }
    RunRow row = rowOf(figures);
    row.state = RunState::Running;
    row.verdict.reset();
    return row;
}

}
