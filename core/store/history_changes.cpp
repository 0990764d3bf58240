#include "store/history.h"

#include "store/query.h"
#include "store/run_rows.h"
#include "store/words.h"

#include <QString>

#include <algorithm>

// What people change in the history, and what is deleted from it.

namespace escala::store {

namespace {

std::int64_t nowMs()
{
    using namespace std::chrono;
    return floor<milliseconds>(system_clock::now()).time_since_epoch().count();
}

std::vector<std::string> tidied(const std::vector<std::string> &tags)
{
    std::vector<std::string> tidy;
    for (const std::string &tag : tags)
        if (std::string text = QString::fromStdString(tag).simplified().toStdString(); !text.empty())
            tidy.push_back(std::move(text));
    std::ranges::sort(tidy);
    tidy.erase(std::ranges::unique(tidy).begin(), tidy.end());
    return tidy;
}

StoreError stillRunning(const std::string &id)
{
    return {.kind = StoreError::Kind::Locked,
            .message = say(QT_TRANSLATE_NOOP("History", "The run %1 is still going on; stop it first."), id)};
}

/// What retention looks at of a run.
struct Candidate {
    std::int64_t key = 0;
    std::int64_t startedMs = 0;
    std::uint64_t bytes = 0;
    bool kept = false;
};

/// The latest first.
std::vector<std::int64_t> beyond(const Retention &retention, const std::vector<Candidate> &runs, std::int64_t now)
{
    std::vector<std::int64_t> keys;
    std::size_t count = 0;
    std::uint64_t bytes = 0;
    for (const Candidate &run : runs) {
        const auto age = std::chrono::milliseconds(now - run.startedMs);
        const bool tooMany = retention.maxRuns && count + 1 > *retention.maxRuns;
        const bool tooMuch = retention.maxBytes && bytes + run.bytes > *retention.maxBytes;
        const bool tooOld = retention.maxAge && age > *retention.maxAge;
        if (!run.kept && (tooMany || tooMuch || tooOld)) {
            keys.push_back(run.key);
            continue;
        }
        ++count;
        bytes += run.bytes;
    }
    return keys;
}

}

std::expected<void, StoreError> History::rename(const std::string &id, const std::string &name)
{
    auto changed = row(id);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    changed->name = name;
    return updateTexts(*m_database, *changed);
}

std::expected<void, StoreError> History::setNote(const std::string &id, const std::string &note)
{
    auto changed = row(id);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    changed->note = note;
    return updateTexts(*m_database, *changed);
}

std::expected<void, StoreError> History::setTags(const std::string &id, const std::vector<std::string> &tags)
{
    auto changed = row(id);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    changed->tags = tidied(tags);
    return updateTexts(*m_database, *changed);
}

std::expected<void, StoreError> History::setBaseline(const std::string &id, bool baseline, Insist insist)
{
    const auto found = find(id);
    if (!found)
        return std::unexpected(found.error());
    if (baseline && insist == Insist::No) {
        const auto run = row(found->id);
        if (!run)
            return std::unexpected(run.error());
        if (run->verdict == metrics::Verdict::Invalid)
            return std::unexpected(
                StoreError{.kind = StoreError::Kind::NotBelievable,
                           .message = say(QT_TRANSLATE_NOOP("History",
                                                            "%1 is invalid: its figures may not be believed, so others "
                                                            "should not be measured by it"),
                                          run->name)});
    }
    Query query(*m_database, "UPDATE runs SET baseline = ? WHERE key = ?");
    return query.run(baseline, found->key);
}

std::expected<void, StoreError> History::hide(const std::vector<std::string> &ids, bool hidden)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    Query query(*m_database, "UPDATE runs SET removed_ms = ? WHERE key = ?");
    const std::optional<std::int64_t> when = hidden ? std::optional(nowMs()) : std::nullopt;
    for (const std::string &id : ids) {
        const auto found = find(id, !hidden);
        if (!found)
            return std::unexpected(found.error());
        if (hidden && found->state == RunState::Running)
            return std::unexpected(stillRunning(found->id));
        if (auto done = query.run(when, found->key); !done)
            return done;
    }
    return transaction->commit();
}

std::expected<void, StoreError> History::remove(const std::vector<std::string> &ids)
{
    return hide(ids, true);
}

std::expected<void, StoreError> History::restore(const std::vector<std::string> &ids)
{
    return hide(ids, false);
}

std::expected<std::size_t, StoreError> History::purge(std::chrono::seconds longerAgoThan)
{
    const std::int64_t before = nowMs() - std::chrono::milliseconds(longerAgoThan).count();
    Query query(*m_database, "SELECT key FROM runs WHERE removed_ms <= ?");
    if (auto run = query.run(before); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<std::int64_t> keys;
    while (query.next())
        keys.push_back(query.integer(0));
    query.finish();
    return deleteRuns(keys);
}

std::expected<std::size_t, StoreError> History::applyRetention(const Retention &retention)
{
    const auto purged = purge();
    if (!purged)
        return purged;
    Query query(*m_database,
                "SELECT key, started_ms, bytes, baseline = 1 OR tags <> '[]' OR state = 0 FROM runs "
                "ORDER BY started_ms DESC, key DESC");
    if (auto run = query.run(); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<Candidate> runs;
    while (query.next())
        runs.push_back({query.integer(0), query.integer(1), query.natural(2), query.integer(3) != 0});
    query.finish();
    auto deleted = deleteRuns(beyond(retention, runs, nowMs()));
    if (deleted)
        *deleted += *purged;
    return deleted;
}

std::expected<std::size_t, StoreError> History::deleteRuns(const std::vector<std::int64_t> &keys)
{
    if (keys.empty())
        return 0;
    // One at a time: an hour's seconds are thousands of rows, and others want to write meanwhile.
    Query query(*m_database, "DELETE FROM runs WHERE key = ?");
    for (const std::int64_t key : keys)
        if (auto done = query.run(key); !done)
            return std::unexpected(std::move(done.error()));
    Query vacuum(*m_database, "PRAGMA incremental_vacuum");
    if (auto done = vacuum.run(); !done)
        return std::unexpected(std::move(done.error()));
    while (vacuum.next()) { // a page each
    }
    return keys.size();
}

}
