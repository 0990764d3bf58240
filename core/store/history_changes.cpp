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

std::expected<void, StoreError> History::change(const std::string &id, const std::function<void(RunRow &)> &how)
{
    auto transaction = Transaction::begin(*m_database); // nobody else writes between reading and writing
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    auto changed = row(id);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    how(*changed);
    if (auto updated = updateTexts(*m_database, *changed); !updated)
        return updated;
    return transaction->commit();
}

std::expected<void, StoreError> History::rename(const std::string &id, const std::string &name)
{
    return change(id, [&name](RunRow &row) { row.name = name; });
}

std::expected<void, StoreError> History::setNote(const std::string &id, const std::string &note)
{
    return change(id, [&note](RunRow &row) { row.note = note; });
}

std::expected<void, StoreError> History::setTags(const std::string &id, const std::vector<std::string> &tags)
{
    return change(id, [&tags](RunRow &row) { row.tags = tidied(tags); });
}

std::expected<void, StoreError> History::addTags(const std::string &id, const std::vector<std::string> &tags)
{
    return change(id, [&tags](RunRow &row) {
        row.tags.insert(row.tags.end(), tags.begin(), tags.end());
        row.tags = tidied(row.tags);
    });
}

std::expected<void, StoreError> History::removeTags(const std::string &id, const std::vector<std::string> &tags)
{
    return change(id, [unwanted = tidied(tags)](RunRow &row) {
        std::erase_if(row.tags,
                      [&unwanted](const std::string &tag) { return std::ranges::binary_search(unwanted, tag); });
    });
}

std::expected<void, StoreError> History::setBaseline(const std::string &id, bool baseline, Insist insist)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    const auto run = row(id);
    if (!run)
        return std::unexpected(run.error());
    if (baseline && insist == Insist::No && run->verdict == metrics::Verdict::Invalid)
        return std::unexpected(
            StoreError{.kind = StoreError::Kind::NotBelievable,
                       .message = say(QT_TRANSLATE_NOOP("History",
                                                        "%1 is invalid: its figures may not be believed, so others "
                                                        "should not be measured by it"),
                                      run->name)});
    Query query(*m_database, "UPDATE runs SET baseline = ? WHERE id = ?");
    if (auto updated = query.run(baseline, run->id); !updated)
        return updated;
    return transaction->commit();
}

std::expected<void, StoreError> History::hide(const std::vector<std::string> &ids, bool hidden)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    Query query(*m_database, "UPDATE runs SET removed_ms = ? WHERE key = ?");
    const QVariant when = hidden ? Query::valueOf(nowMs()) : QVariant();
    std::vector<std::int64_t> keys; // first, so that a run may be named twice
    for (const std::string &id : ids) {
        const auto found = find(id, !hidden);
        if (!found)
            return std::unexpected(found.error());
        if (hidden && found->state == RunState::Running)
            return std::unexpected(stillRunning(found->id));
        keys.push_back(found->key);
    }
    for (const std::int64_t key : keys)
        if (auto done = query.run(when, key); !done)
            return done;
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
    return deleteRuns(keys, "removed_ms IS NOT NULL");
}

std::expected<std::size_t, StoreError> History::applyRetention(const Retention &retention,
                                                               std::chrono::seconds removedLongerAgoThan)
{
    const auto purged = purge(removedLongerAgoThan);
    if (!purged)
        return purged;
    Query query(*m_database,
                "SELECT key, started_ms, bytes, baseline = 1 OR tags <> '[]' OR state = 0 FROM runs "
                "WHERE removed_ms IS NULL ORDER BY started_ms DESC, key DESC");
    if (auto run = query.run(); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<Candidate> runs;
    while (query.next())
        runs.push_back({query.integer(0), query.integer(1), query.natural(2), query.integer(3) != 0});
    query.finish();
    auto deleted = deleteRuns(beyond(retention, runs, nowMs()),
                              "baseline = 0 AND tags = '[]' AND state <> 0 AND removed_ms IS NULL");
    if (deleted)
        *deleted += *purged;
    return deleted;
}

std::expected<std::size_t, StoreError> History::deleteRuns(const std::vector<std::int64_t> &keys, const char *condition)
{
    if (keys.empty())
        return 0;
    // One at a time: an hour's seconds are thousands of rows, and others want to write meanwhile. They may also have
    // restored, removed, tagged or made a baseline of what was to be deleted.
    std::size_t deleted = 0;
    Query query(*m_database, std::string("DELETE FROM runs WHERE key = ? AND ") + condition);
    for (const std::int64_t key : keys) {
        auto transaction = Transaction::begin(*m_database);
        if (!transaction)
            return std::unexpected(std::move(transaction.error()));
        if (auto done = query.run(key); !done)
            return std::unexpected(std::move(done.error()));
        deleted += static_cast<std::size_t>(std::max(0, query.rowsChanged()));
        if (auto done = transaction->commit(); !done)
            return std::unexpected(std::move(done.error()));
    }
    Query vacuum(*m_database, "PRAGMA incremental_vacuum");
    if (auto done = vacuum.run(); !done)
        return std::unexpected(std::move(done.error()));
    while (vacuum.next()) { // a page each
    }
    return deleted;
}

}
