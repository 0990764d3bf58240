#include "monitor/monitor_store.h"

#include "monitor/monitor_schema.h"
#include "monitor/monitor_statements.h"

#include <algorithm>
#include <utility>

namespace escala::monitor {

namespace {

constexpr LevelIndex kFirstCoarse = 2;

}

MonitorStore::MonitorStore(std::unique_ptr<store::Database> database)
    : m_database(std::move(database))
{
}

// Statements go before their connection does.
MonitorStore::~MonitorStore() = default;

std::expected<std::unique_ptr<MonitorStore>, StoreError> MonitorStore::open(const std::filesystem::path &file)
{
    auto database = store::Database::open(file);
    if (!database)
        return std::unexpected(std::move(database.error()));
    if (auto migrated = migrateMonitor(**database); !migrated)
        return std::unexpected(std::move(migrated.error()));
    std::unique_ptr<MonitorStore> store(new MonitorStore(std::move(*database)));
    if (auto prepared = store->prepare(); !prepared)
        return std::unexpected(std::move(prepared.error()));
    return store;
}

std::expected<void, StoreError> MonitorStore::prepare()
{
    m_statements = std::make_unique<Statements>(m_database->connection());
    Statements &all = *m_statements;
    const std::array<std::pair<QSqlQuery *, const char *>, 18> texts{{
        {&all.addTrack, "INSERT OR IGNORE INTO monitor_track (kind, name) VALUES (?, ?)"},
        {&all.findTrack, "SELECT id FROM monitor_track WHERE kind = ? AND name = ?"},
        {&all.addSeries, "INSERT OR IGNORE INTO monitor_series (track, name) VALUES (?, ?)"},
        {&all.findSeries, "SELECT id FROM monitor_series WHERE track = ? AND name = ?"},
        {&all.see, "UPDATE monitor_series SET seen = ? WHERE id = ?"},
        {&all.span, "INSERT OR REPLACE INTO monitor_span (session, track, start, end) VALUES (?, ?, ?, ?)"},
        {&all.extend, "UPDATE monitor_span SET end = ? WHERE session = ?"},
        {&all.spans, "SELECT start, end FROM monitor_span WHERE track = ? AND start < ? AND end > ? ORDER BY start"},
        {&all.put[0], "INSERT OR REPLACE INTO monitor_fine (level, track, start, body) VALUES (?, ?, ?, ?)"},
        {&all.put[1], "INSERT OR REPLACE INTO monitor_coarse (level, track, start, body) VALUES (?, ?, ?, ?)"},
        {&all.readOne[0],
         "SELECT track, start, body FROM monitor_fine WHERE level = ? AND start >= ? AND start < ?"
         " AND track = ? ORDER BY start"},
        {&all.readOne[1],
         "SELECT track, start, body FROM monitor_coarse WHERE level = ? AND start >= ? AND start < ?"
         " AND track = ? ORDER BY start"},
        {&all.readAll[0], "SELECT track, start, body FROM monitor_fine WHERE level = ? AND start >= ? AND start < ?"},
        {&all.readAll[1], "SELECT track, start, body FROM monitor_coarse WHERE level = ? AND start >= ? AND start < ?"},
        {&all.newest[0], "SELECT track, max(start) FROM monitor_fine WHERE level = ? AND start < ? GROUP BY track"},
        {&all.newest[1], "SELECT max(start) FROM monitor_coarse WHERE level = ? AND start < ? AND track = ?"},
        {&all.alert,
         "INSERT OR REPLACE INTO monitor_alert (id, kind, state, page, target, slo, sentence, since, fired,"
         " resolved, silenced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&all.incident,
         "INSERT OR REPLACE INTO monitor_incident (id, target, start, end, cause, failed)"
         " VALUES (?, ?, ?, ?, ?, ?)"},
    }};
    for (const auto &[query, sql] : texts) {
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromLatin1(sql)))
            return std::unexpected(m_database->errorOf(query->lastError()));
    }
    QSqlQuery query(m_database->connection());
    if (!query.exec(QStringLiteral("SELECT id, kind FROM monitor_track")))
        return std::unexpected(m_database->errorOf(query.lastError()));
    while (query.next())
        m_kinds[query.value(0).toLongLong()] = enumAt(query, 1, TrackKind::Source);
    if (!query.exec(QStringLiteral("SELECT max(session) FROM monitor_span")) || !query.next())
        return std::unexpected(m_database->errorOf(query.lastError()));
    m_session = query.value(0).toLongLong();
    return {};
}

std::expected<Track, StoreError> MonitorStore::track(TrackKind kind, const std::string &name)
{
    const int kindNumber = static_cast<int>(kind);
    QSqlQuery &find = m_statements->findTrack;
    if (!run(find, kindNumber, text(name)))
        return std::unexpected(m_database->errorOf(find.lastError()));
    if (!find.next()) { // only then: one that is known needs no room on the disk
        if (!run(m_statements->addTrack, kindNumber, text(name)))
            return std::unexpected(m_database->errorOf(m_statements->addTrack.lastError()));
        if (!run(find, kindNumber, text(name)) || !find.next())
            return std::unexpected(m_database->errorOf(find.lastError()));
    }
    const Track track = find.value(0).toLongLong();
    find.finish();
    m_kinds[track] = kind;
    return track;
}

std::expected<std::uint32_t, StoreError> MonitorStore::series(Track source, const std::string &name)
{
    if (const auto known = findSeries(source, name))
        return *known;
    if (!run(m_statements->addSeries, static_cast<qlonglong>(source), text(name)))
        return std::unexpected(m_database->errorOf(m_statements->addSeries.lastError()));
    return findSeries(source, name).value_or(0);
}

std::optional<std::uint32_t> MonitorStore::findSeries(Track source, const std::string &name)
{
    QSqlQuery &find = m_statements->findSeries;
    std::optional<std::uint32_t> found;
    if (run(find, static_cast<qlonglong>(source), text(name)) && find.next())
        found = find.value(0).toUInt();
    find.finish();
    return found;
}

void MonitorStore::put(LevelIndex level, Track track, Second start, std::string body)
{
    m_pending.add(level, track, start, std::move(body));
}

std::expected<void, StoreError> MonitorStore::flush(Second now)
{
    auto transaction = store::Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    if (auto written = writePending(now); !written)
        return written;
    auto committed = transaction->commit();
    if (!committed)
        return committed;
    m_pending.clear();
    m_unsavedAlerts.clear();
    m_unsavedSilences.clear();
    m_seen.clear();
    m_sessionBegun = m_watching;
    return {};
}

std::expected<void, StoreError> MonitorStore::writePending(Second now)
{
    for (LevelIndex level = 0; level < kLevels.size(); ++level) {
        for (const PendingCells::Pending &cell : m_pending.of(level)) {
            QSqlQuery &put = m_statements->put.at(level < kFirstCoarse ? 0 : 1);
            if (!run(put, static_cast<int>(level), static_cast<qlonglong>(cell.track),
                     static_cast<qlonglong>(cell.start), blob(cell.body)))
                return std::unexpected(m_database->errorOf(put.lastError()));
        }
    }
    for (const auto &[id, alert] : m_unsavedAlerts)
        if (auto written = write(alert); !written)
            return written;
    for (const auto &[key, until] : m_unsavedSilences)
        if (auto written = write(key, until); !written)
            return written;
    for (const auto &[series, at] : m_seen)
        if (!run(m_statements->see, static_cast<qlonglong>(at), series))
            return std::unexpected(m_database->errorOf(m_statements->see.lastError()));
    return m_watching ? writeSession(now) : std::expected<void, StoreError>();
}

std::expected<void, StoreError> MonitorStore::writeSession(Second now)
{
    if (m_sessionBegun) {
        if (!run(m_statements->extend, static_cast<qlonglong>(now), static_cast<qlonglong>(m_session)))
            return std::unexpected(m_database->errorOf(m_statements->extend.lastError()));
        return {};
    }
    for (const Track track : m_watched)
        if (!run(m_statements->span, static_cast<qlonglong>(m_session), static_cast<qlonglong>(track),
                 static_cast<qlonglong>(m_watchedFrom), static_cast<qlonglong>(now)))
            return std::unexpected(m_database->errorOf(m_statements->span.lastError()));
    return {};
}

void MonitorStore::watch(std::vector<Track> tracks, Second now)
{
    ++m_session;
    m_watched = std::move(tracks);
    m_watchedFrom = now;
    m_watching = true;
    m_sessionBegun = false;
}

std::expected<void, StoreError> MonitorStore::trim(Second now, LevelIndex level)
{
    const auto keptFrom = static_cast<qlonglong>(now - kLevels.at(level).kept);
    QSqlQuery query(m_database->connection());
    if (level < kFirstCoarse) {
        query.prepare(QStringLiteral("DELETE FROM monitor_fine WHERE level = ? AND start < ?"));
        if (!run(query, static_cast<int>(level), keptFrom))
            return std::unexpected(m_database->errorOf(query.lastError()));
        return {};
    }
    query.prepare(QStringLiteral("DELETE FROM monitor_coarse WHERE level = ? AND track = ? AND start < ?"));
    for (const auto &[track, kind] : m_kinds)
        if (!run(query, static_cast<int>(level), static_cast<qlonglong>(track), keptFrom))
            return std::unexpected(m_database->errorOf(query.lastError()));
    if (level + 1 < kLevels.size())
        return {};
    for (const char *sql :
         {"DELETE FROM monitor_span WHERE end < ?", "DELETE FROM monitor_alert WHERE since < ? * 1000 AND state = 4",
          "DELETE FROM monitor_incident WHERE end < ? * 1000", "DELETE FROM monitor_silence WHERE until < ? * 1000"}) {
        query.prepare(QString::fromLatin1(sql));
        if (!run(query, keptFrom))
            return std::unexpected(m_database->errorOf(query.lastError()));
    }
    if (auto trimmed = trimSeries(keptFrom); !trimmed)
        return trimmed;
    return trimEvents();
}

std::expected<void, StoreError> MonitorStore::trimSeries(Second keptFrom)
{
    QSqlQuery query(m_database->connection());
    query.prepare(QStringLiteral("DELETE FROM monitor_series WHERE seen < ?"));
    if (!run(query, static_cast<qlonglong>(keptFrom)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    query.prepare(QStringLiteral("DELETE FROM monitor_series WHERE id IN (SELECT id FROM monitor_series WHERE track = ?"
                                 " ORDER BY seen DESC, id DESC LIMIT -1 OFFSET ?)"));
    for (const auto &[track, kind] : m_kinds)
        if (kind == TrackKind::Source
            && !run(query, static_cast<qlonglong>(track), static_cast<qlonglong>(kMostSeriesKept)))
            return std::unexpected(m_database->errorOf(query.lastError()));
    return {};
}

namespace {

/// What is pending stands for the row of the same key.
template <typename Wanted>
void visitRows(QSqlQuery &query, const PendingCells::Found &pending, const MonitorStore::Visit &visit, Wanted wanted)
{
    while (query.next()) {
        const Track track = query.value(0).toLongLong();
        const Second start = query.value(1).toLongLong();
        if (!wanted(track) || pending.contains({track, start}))
            continue;
        const QByteArray body = query.value(2).toByteArray();
        visit(track, start, std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
    }
    query.finish();
    for (const auto &[key, body] : pending)
        visit(key.first, key.second, body);
}

}

bool MonitorStore::isOf(Track track, TrackKind kind) const
{
    const auto found = m_kinds.find(track);
    return found != m_kinds.end() && found->second == kind;
}

std::expected<void, StoreError> MonitorStore::readAll(TrackKind kind, LevelIndex level, Second from, Second to,
                                                      const Visit &visit)
{
    QSqlQuery &query = m_statements->readAll.at(level < kFirstCoarse ? 0 : 1);
    if (level < kFirstCoarse) {
        if (!run(query, static_cast<int>(level), static_cast<qlonglong>(from), static_cast<qlonglong>(to)))
            return std::unexpected(m_database->errorOf(query.lastError()));
        const auto wanted = [this, kind](Track track) { return isOf(track, kind); };
        visitRows(query, m_pending.find(level, from, to, wanted), visit, wanted);
        return {};
    }
    for (const auto &[track, each] : m_kinds)
        if (each == kind)
            if (auto read = this->read(track, level, from, to, visit); !read)
                return read;
    return {};
}

std::expected<void, StoreError> MonitorStore::read(Track track, LevelIndex level, Second from, Second to,
                                                   const Visit &visit)
{
    QSqlQuery &query = m_statements->readOne.at(level < kFirstCoarse ? 0 : 1);
    if (!run(query, static_cast<int>(level), static_cast<qlonglong>(from), static_cast<qlonglong>(to),
             static_cast<qlonglong>(track)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    const auto wanted = [track](Track each) { return each == track; };
    visitRows(query, m_pending.find(level, from, to, wanted), visit, wanted);
    return {};
}

std::expected<std::map<Track, Second>, StoreError> MonitorStore::newest(TrackKind kind, LevelIndex level, Second before)
{
    const bool fine = level < kFirstCoarse;
    QSqlQuery &query = m_statements->newest.at(fine ? 0 : 1);
    std::map<Track, Second> newest;
    if (fine && !run(query, static_cast<int>(level), static_cast<qlonglong>(before)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    while (fine && query.next())
        if (const Track track = query.value(0).toLongLong(); isOf(track, kind))
            newest[track] = query.value(1).toLongLong();
    for (const auto &[track, each] : m_kinds) {
        if (fine || each != kind)
            continue;
        if (!run(query, static_cast<int>(level), static_cast<qlonglong>(before), static_cast<qlonglong>(track))
            || !query.next())
            return std::unexpected(m_database->errorOf(query.lastError()));
        if (!query.isNull(0))
            newest[track] = query.value(0).toLongLong();
    }
    query.finish();
    for (const PendingCells::Pending &cell : m_pending.of(level)) {
        if (cell.start >= before || !isOf(cell.track, kind))
            continue;
        Second &known = newest.try_emplace(cell.track, cell.start).first->second;
        known = std::max(known, cell.start);
    }
    return newest;
}

std::expected<std::vector<Span>, StoreError> MonitorStore::spans(Track track, Second from, Second to)
{
    QSqlQuery &query = m_statements->spans;
    if (!run(query, static_cast<qlonglong>(track), static_cast<qlonglong>(to), static_cast<qlonglong>(from)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    std::vector<Span> spans;
    while (query.next())
        spans.push_back({.start = query.value(0).toLongLong(), .end = query.value(1).toLongLong()});
    query.finish();
    return spans;
}

}
