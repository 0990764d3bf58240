#include "monitor/monitor_schema.h"

#include "experiment/words.h"

#include <QSqlQuery>
#include <QVariant>

#include <array>
#include <span>

namespace escala::monitor {

namespace {

using store::StoreError;

// Seconds and more come and go all the time and are read for all tracks at once: by time, so that a batch touches few
// pages. Minutes and hours are many more and read for one track.
constexpr std::array kFirst{
    "CREATE TABLE monitor_track (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL,"
    " UNIQUE (kind, name))",
    "CREATE TABLE monitor_fine (level INTEGER NOT NULL, start INTEGER NOT NULL, track INTEGER NOT NULL,"
    " body BLOB NOT NULL, PRIMARY KEY (level, start, track)) WITHOUT ROWID",
    "CREATE TABLE monitor_coarse (level INTEGER NOT NULL, track INTEGER NOT NULL, start INTEGER NOT NULL,"
    " body BLOB NOT NULL, PRIMARY KEY (level, track, start)) WITHOUT ROWID",
    "CREATE TABLE monitor_span (session INTEGER NOT NULL, track INTEGER NOT NULL, start INTEGER NOT NULL,"
    " end INTEGER NOT NULL, PRIMARY KEY (session, track)) WITHOUT ROWID",
    "CREATE INDEX monitor_span_by_track ON monitor_span (track, start)",
    "CREATE TABLE monitor_series (id INTEGER PRIMARY KEY, track INTEGER NOT NULL, name TEXT NOT NULL,"
    " UNIQUE (track, name))",
    "CREATE TABLE monitor_alert (id TEXT PRIMARY KEY, kind INTEGER NOT NULL, state INTEGER NOT NULL,"
    " page INTEGER NOT NULL, target TEXT NOT NULL, slo TEXT NOT NULL, sentence TEXT NOT NULL, since INTEGER NOT NULL,"
    " fired INTEGER, resolved INTEGER, silenced INTEGER) WITHOUT ROWID",
    "CREATE INDEX monitor_alert_by_time ON monitor_alert (since)",
    "CREATE TABLE monitor_silence (key TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE monitor_incident (id INTEGER PRIMARY KEY, target TEXT NOT NULL, start INTEGER NOT NULL,"
    " end INTEGER, cause TEXT NOT NULL, failed INTEGER NOT NULL)",
};
constexpr std::array kSecond{
    "ALTER TABLE monitor_series ADD COLUMN seen INTEGER NOT NULL DEFAULT 0",
    "UPDATE monitor_series SET seen = CAST(strftime('%s', 'now') AS INTEGER)",
};
constexpr std::array<std::span<const char *const>, 2> kSteps{kFirst, kSecond};

std::expected<std::size_t, StoreError> versionOf(store::Database &database)
{
    QSqlQuery query(database.connection());
    if (!query.exec(QStringLiteral("SELECT max(version) FROM monitor_version")) || !query.next())
        return std::unexpected(database.errorOf(query.lastError()));
    return static_cast<std::size_t>(query.value(0).toLongLong());
}

}

std::expected<void, StoreError> migrateMonitor(store::Database &database)
{
    auto transaction = store::Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (auto made = database.execute("CREATE TABLE IF NOT EXISTS monitor_version (version INTEGER NOT NULL)"); !made)
        return made;
    const auto version = versionOf(database);
    if (!version)
        return std::unexpected(version.error());
    if (*version > kSteps.size())
        return std::unexpected(
            StoreError{.kind = StoreError::Kind::Newer,
                       .message = experiment::sentence(
                           "Monitor",
                           QT_TRANSLATE_NOOP("Monitor",
                                             "What is stored of the monitor in %1 was written by a later version of "
                                             "Escala and is left as it is. Update Escala, or use another file."),
                           database.file().string())});
    for (const auto step : std::span(kSteps).subspan(*version))
        for (const char *statement : step)
            if (auto done = database.execute(statement); !done)
                return done;
    if (*version < kSteps.size())
        if (auto done = database.execute(
                ("INSERT INTO monitor_version VALUES (" + std::to_string(kSteps.size()) + ")").c_str());
            !done)
            return done;
    return transaction->commit();
}

}
