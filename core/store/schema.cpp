#include "store/schema.h"

#include "store/query.h"
#include "store/words.h"

#include <fmt/format.h>

#include <array>

namespace escala::store {

namespace {

// 1: runs, their seconds and results. The list needs nothing but the table `runs`, whose rows are small: what is large
// stands in tables of its own.
constexpr std::array kRuns{
    "CREATE TABLE runs ("
    " key INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL,"
    " started_ms INTEGER NOT NULL," // since 1970, UTC
    " duration_ms INTEGER NOT NULL,"
    " state INTEGER NOT NULL,"    // 0 running, 1 finished, 2 interrupted
    " verdict INTEGER,"           // 0 valid, 1 degraded, 2 invalid
    " targets TEXT NOT NULL,"     // names, a JSON array
    " urls TEXT NOT NULL,"        // likewise
    " requests INTEGER NOT NULL," // sent
    " errors INTEGER NOT NULL,"
    " achieved_rps REAL,"
    " p99_s REAL,"
    " hit_ratio REAL,"
    " note TEXT NOT NULL DEFAULT '',"
    " tags TEXT NOT NULL DEFAULT '[]'," // a JSON array
    " baseline INTEGER NOT NULL DEFAULT 0,"
    " repetition TEXT NOT NULL DEFAULT '',"
    " round INTEGER NOT NULL DEFAULT 0,"
    " bytes INTEGER NOT NULL DEFAULT 0,"
    " search TEXT NOT NULL,"            // all that a search looks at, its case folded
    " writer TEXT NOT NULL DEFAULT ''," // the process that writes it
    " removed_ms INTEGER)",             // hidden since; empty: it is there
    "CREATE INDEX runs_by_start ON runs (started_ms)",
    "CREATE INDEX runs_by_name ON runs (name COLLATE NOCASE)",
    "CREATE INDEX runs_by_duration ON runs (duration_ms)",
    "CREATE INDEX runs_by_verdict ON runs (verdict)",
    "CREATE INDEX runs_by_requests ON runs (requests)",
    "CREATE INDEX runs_by_errors ON runs (errors)",
    "CREATE INDEX runs_by_rate ON runs (achieved_rps)",
    "CREATE INDEX runs_by_p99 ON runs (p99_s)",
    "CREATE INDEX runs_by_hit_ratio ON runs (hit_ratio)",
    "CREATE INDEX runs_by_state ON runs (state)",
    // What is known of a run beside its seconds: all of it once it is finished.
    "CREATE TABLE results ("
    " run INTEGER PRIMARY KEY REFERENCES runs (key) ON DELETE CASCADE,"
    " data BLOB NOT NULL)",
    "CREATE TABLE seconds ("
    " run INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,"
    " target INTEGER NOT NULL,"
    " second INTEGER NOT NULL,"
    " data BLOB NOT NULL,"
    " UNIQUE (run, target, second))",
};

// 2: the courses of servers of a run that is on, a part a second, until the result has them.
constexpr std::array kCourses{
    "CREATE TABLE courses ("
    " run INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,"
    " part INTEGER NOT NULL,"
    " data BLOB NOT NULL,"
    " UNIQUE (run, part))",
};

constexpr std::array<SchemaStep, 2> kSteps{kRuns, kCourses};

std::expected<void, StoreError> take(Database &database, std::uint32_t from)
{
    for (const SchemaStep &step : schemaSteps().subspan(from))
        for (const char *statement : step)
            if (auto done = database.execute(statement); !done)
                return done;
    if (auto done = database.execute(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str()); !done)
        return done;
    return database.execute(fmt::format("PRAGMA user_version = {}", schemaVersion()).c_str());
}

}

std::span<const SchemaStep> schemaSteps()
{
    return kSteps;
}

std::uint32_t schemaVersion()
{
    return static_cast<std::uint32_t>(schemaSteps().size());
}

std::expected<std::uint32_t, StoreError> versionOf(const Database &database)
{
    Query query(database, "PRAGMA user_version");
    if (auto run = query.run(); !run)
        return std::unexpected(std::move(run.error()));
    const bool there = query.next();
    if (auto read = query.failure(); !read)
        return std::unexpected(std::move(read.error()));
    return there ? static_cast<std::uint32_t>(query.integer(0)) : 0;
}

std::expected<void, StoreError> migrate(Database &database)
{
    auto version = versionOf(database);
    if (version && *version == schemaVersion())
        return {};
    if (!version)
        return std::unexpected(std::move(version.error()));
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    version = versionOf(database); // another program may have been quicker
    if (!version)
        return std::unexpected(std::move(version.error()));
    if (auto done = take(database, *version); !done)
        return done;
    return transaction->commit();
}

StoreError newerError(const std::filesystem::path &file, std::uint32_t version)
{
    return {.kind = StoreError::Kind::Newer,
            .message = say(QT_TRANSLATE_NOOP("History",
                                             "%1 was written by a later version of Escala (format %2, this one knows "
                                             "%3) and is left as it is. Update Escala, or use another history file."),
                           file.string(), std::to_string(version), std::to_string(schemaVersion()))};
}

}
