#include "store/history.h"

#include "store/blob.h"
#include "store/history_file.h"
#include "store/query.h"
#include "store/run_rows.h"
#include "store/seconds_total.h"
#include "store/words.h"
#include "store/writer_process.h"

#include <QStringList>

#include <algorithm>
#include <sstream>

namespace escala::store {

namespace {

using experiment::RunResult;

/// What a query asks for, as SQL with its values.
class Conditions {
public:
    explicit Conditions(const RunQuery &query)
    {
        if (query.state)
            add("state = ?", static_cast<int>(*query.state));
        if (query.verdict)
            add("verdict = ?", static_cast<int>(*query.verdict));
        if (query.baselines)
            m_sql += " AND baseline = 1";
        if (!query.tag.empty()) { // as it stands in the array, within its quotes
            const std::string array = jsonArray({query.tag});
            add("instr(tags, ?) > 0", Query::valueOf(array.substr(1, array.size() - 2)));
        }
        std::istringstream words(folded(query.text));
        for (std::string word; words >> word;)
            add("instr(search, ?) > 0", Query::valueOf(word));
    }

    [[nodiscard]] const std::string &sql() const { return m_sql; }
    void bindTo(Query &query) const
    {
        for (const QVariant &value : m_values)
            query.bind(value);
    }

private:
    void add(const char *condition, const QVariant &value)
    {
        m_sql += std::string(" AND ") + condition;
        m_values.push_back(value);
    }

    std::string m_sql = " WHERE removed_ms IS NULL";
    std::vector<QVariant> m_values;
};

std::string_view columnOf(RunQuery::Sort sort)
{
    switch (sort) {
    case RunQuery::Sort::Started:
        return "started_ms";
    case RunQuery::Sort::Name:
        return "name COLLATE NOCASE";
    case RunQuery::Sort::Duration:
        return "duration_ms";
    case RunQuery::Sort::Requests:
        return "requests";
    case RunQuery::Sort::Rate:
        return "achieved_rps";
    case RunQuery::Sort::P99:
        return "p99_s";
    case RunQuery::Sort::Errors:
        return "errors";
    case RunQuery::Sort::HitRatio:
        return "hit_ratio";
    case RunQuery::Sort::Verdict:
        return "verdict";
    }
    return "started_ms";
}

std::expected<std::vector<RunRow>, StoreError> rowsOf(Query &query)
{
    if (auto run = query.execute(); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<RunRow> rows;
    while (query.next())
        rows.push_back(rowAt(query));
    if (auto read = query.failure(); !read)
        return std::unexpected(std::move(read.error()));
    return rows;
}

StoreError unreadableRun(const std::string &id)
{
    return {.kind = StoreError::Kind::Corrupt,
            .message = say(QT_TRANSLATE_NOOP("History",
                                             "The run %1 can't be read: its part of the file is damaged, or was "
                                             "written by a later version of Escala."),
                           id)};
}

/// Runs whose program is gone will never be finished.
std::expected<void, StoreError> markInterrupted(Database &database)
{
    struct Running {
        std::int64_t key = 0;
        std::string writer;
    };
    std::vector<Running> left;
    Query running(database, "SELECT key, writer FROM runs WHERE state = 0");
    if (auto run = running.run(); !run)
        return run;
    while (running.next())
        if (std::string writer = running.text(1); !isAlive(writer))
            left.push_back({running.integer(0), std::move(writer)});
    running.finish();
    if (left.empty())
        return {};
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    for (const auto &[key, writer] : left) {
        Query update(database, "UPDATE runs SET state = 2, writer = '' WHERE key = ? AND state = 0 AND writer = ?");
        if (auto updated = update.run(key, writer); !updated)
            return updated;
    }
    return transaction->commit();
}

/// The highest key that begins with a text: all ids are of letters, figures and hyphens.
std::string after(const std::string &start)
{
    return start + '~';
}

}

History::History(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

History::~History() = default;

std::filesystem::path History::defaultFile()
{
    return defaultHistoryFile();
}

std::expected<std::unique_ptr<History>, StoreError> History::open(const std::filesystem::path &file)
{
    auto database = Database::open(file);
    if (!database)
        return std::unexpected(std::move(database.error()));
    if (auto marked = markInterrupted(**database); !marked)
        return std::unexpected(std::move(marked.error()));
    return std::unique_ptr<History>(new History(std::move(*database)));
}

std::expected<std::vector<RunRow>, StoreError> History::list(const RunQuery &query) const
{
    (void)markInterrupted(*m_database); // also those that were killed since it was opened; another time where it fails
    const Conditions conditions(query);
    const std::string_view direction = query.ascending ? " ASC" : " DESC";
    std::string sql = "SELECT " + std::string(kRowColumns) + " FROM runs" + conditions.sql() + " ORDER BY ";
    sql.append(columnOf(query.sort)).append(direction).append(", key").append(direction).append(" LIMIT ? OFFSET ?");
    Query statement(*m_database, sql);
    conditions.bindTo(statement);
    statement.bind(Query::valueOf(static_cast<std::uint64_t>(query.limit)));
    statement.bind(Query::valueOf(static_cast<std::uint64_t>(query.offset)));
    return rowsOf(statement);
}

std::expected<std::size_t, StoreError> History::count(const RunQuery &query) const
{
    const Conditions conditions(query);
    Query statement(*m_database, "SELECT count(*) FROM runs" + conditions.sql());
    conditions.bindTo(statement);
    if (auto run = statement.execute(); !run)
        return std::unexpected(std::move(run.error()));
    return statement.next() ? static_cast<std::size_t>(statement.natural(0)) : 0;
}

std::expected<RunRow, StoreError> History::row(const std::string &id) const
{
    const auto found = find(id);
    if (!found)
        return std::unexpected(found.error());
    Query statement(*m_database, "SELECT " + std::string(kRowColumns) + " FROM runs WHERE key = ?");
    statement.bind(Query::valueOf(found->key));
    auto rows = rowsOf(statement);
    if (!rows)
        return std::unexpected(std::move(rows.error()));
    if (rows->empty())
        return std::unexpected(unreadableRun(id));
    return std::move(rows->front());
}

std::expected<std::vector<RunRow>, StoreError> History::removed() const
{
    Query statement(*m_database,
                    "SELECT " + std::string(kRowColumns)
                        + " FROM runs WHERE removed_ms IS NOT NULL ORDER BY removed_ms DESC, key DESC");
    return rowsOf(statement);
}

std::expected<std::vector<std::string>, StoreError> History::tags() const
{
    Query statement(*m_database, "SELECT DISTINCT tags FROM runs WHERE removed_ms IS NULL AND tags <> '[]'");
    if (auto run = statement.run(); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<std::string> all;
    while (statement.next())
        for (std::string &tag : textsOf(statement.text(0)))
            all.push_back(std::move(tag));
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

std::expected<History::Found, StoreError> History::find(const std::string &id, bool removedToo) const
{
    const auto none = [&id] {
        return std::unexpected(StoreError{
            .kind = StoreError::Kind::NotFound,
            .message =
                say(QT_TRANSLATE_NOOP("History", "No run of the history has the id %1. The list shows them."), id)});
    };
    if (id.empty())
        return none();
    std::string sql = "SELECT key, id, state FROM runs WHERE id >= ? AND id < ?";
    sql += removedToo ? "" : " AND removed_ms IS NULL";
    Query statement(*m_database, sql + " ORDER BY id LIMIT 2");
    if (auto run = statement.run(id, after(id)); !run)
        return std::unexpected(std::move(run.error()));
    if (!statement.next())
        return statement.failure() ? std::expected<Found, StoreError>(none())
                                   : std::unexpected(statement.failure().error());
    Found found{.key = statement.integer(0),
                .id = statement.text(1),
                .state = static_cast<RunState>(std::clamp<std::int64_t>(statement.integer(2), 0, 2))};
    if (found.id != id && statement.next())
        return std::unexpected(StoreError{
            .kind = StoreError::Kind::Ambiguous,
            .message =
                say(QT_TRANSLATE_NOOP("History", "Several runs have ids that begin with %1; give more of it."), id)});
    return found;
}

std::expected<RunResult, StoreError> History::stored(const Found &run) const
{
    Query statement(*m_database, "SELECT data FROM results WHERE run = ?");
    if (auto done = statement.run(run.key); !done)
        return std::unexpected(std::move(done.error()));
    if (!statement.next())
        return std::unexpected(unreadableRun(run.id));
    auto result = resultOf(statement.bytes(0));
    if (!result)
        return std::unexpected(unreadableRun(run.id));
    result->id = run.id;
    if (run.state != RunState::Finished)
        if (auto added = addCourses(run, *result); !added)
            return std::unexpected(std::move(added.error()));
    return std::move(*result);
}

std::expected<void, StoreError> History::addCourses(const Found &run, RunResult &result) const
{
    Query statement(*m_database, "SELECT data FROM courses WHERE run = ? ORDER BY part");
    if (auto done = statement.run(run.key); !done)
        return done;
    while (statement.next()) {
        const auto part = coursesOf(statement.bytes(0));
        if (!part || part->size() > result.targets.size())
            return std::unexpected(unreadableRun(run.id));
        for (std::size_t target = 0; target < part->size(); ++target) {
            auto &courses = result.targets[target].courses;
            courses.resize(std::max(courses.size(), (*part)[target].size()));
            for (std::size_t server = 0; server < (*part)[target].size(); ++server)
                courses[server].insert(courses[server].end(), (*part)[target][server].begin(),
                                       (*part)[target][server].end());
        }
    }
    return statement.failure();
}

std::expected<std::shared_ptr<const RunResult>, StoreError> History::load(const std::string &id) const
{
    const auto found = find(id);
    if (!found)
        return std::unexpected(found.error());
    auto result = stored(*found);
    if (!result)
        return std::unexpected(std::move(result.error()));
    if (found->state == RunState::Finished)
        return std::make_shared<const RunResult>(std::move(*result));
    std::vector<SecondsCourse> courses(result->targets.size());
    Query statement(*m_database, "SELECT target, data FROM seconds WHERE run = ? ORDER BY target, second");
    if (auto run = statement.run(found->key); !run)
        return std::unexpected(std::move(run.error()));
    while (statement.next()) {
        const auto second = secondOf(statement.bytes(1));
        const std::uint64_t target = statement.natural(0);
        if (!second || target >= courses.size())
            return std::unexpected(unreadableRun(found->id));
        courses[target].add(*second);
    }
    if (auto read = statement.failure(); !read)
        return std::unexpected(std::move(read.error()));
    for (std::size_t target = 0; target < courses.size(); ++target)
        courses[target].fill(result->targets[target]);
    result->stopped = true;
    result->notes.push_back(
        found->state == RunState::Running
            ? say(QT_TRANSLATE_NOOP("History", "The run is still going on: this is what was measured so far."))
            : say(QT_TRANSLATE_NOOP("History",
                                    "The run was interrupted: its program ended before it did. This is what was "
                                    "measured until then; the parts of requests are as they were last told.")));
    return std::make_shared<const RunResult>(std::move(*result));
}

std::expected<std::vector<metrics::Second>, StoreError> History::seconds(const std::string &id, std::size_t target,
                                                                         std::chrono::nanoseconds from,
                                                                         std::chrono::nanoseconds to) const
{
    const auto found = find(id);
    if (!found)
        return std::unexpected(found.error());
    Query statement(*m_database,
                    "SELECT data FROM seconds WHERE run = ? AND target = ? AND second >= ? AND second <= ? "
                    "ORDER BY second");
    const std::int64_t first = std::chrono::floor<std::chrono::seconds>(from).count();
    const std::int64_t last = std::chrono::floor<std::chrono::seconds>(to).count();
    if (auto run = statement.run(found->key, static_cast<std::uint64_t>(target), first, last); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<metrics::Second> seconds;
    while (statement.next()) {
        auto second = secondOf(statement.bytes(0));
        if (!second)
            return std::unexpected(unreadableRun(found->id));
        if (second->point.start >= from && second->point.start < to)
            seconds.push_back(std::move(*second));
    }
    if (auto read = statement.failure(); !read)
        return std::unexpected(std::move(read.error()));
    return seconds;
}

}
