#include "monitor/monitor_store.h"

#include "monitor/monitor_schema.h"

#include <QSqlQuery>
#include <QVariant>

#include <array>

namespace escala::monitor {

namespace {

constexpr LevelIndex kFirstCoarse = 2;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QByteArray blob(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

QVariant milliseconds(const std::optional<Instant> &at)
{
    return at ? QVariant(static_cast<qlonglong>(at->time_since_epoch().count())) : QVariant();
}

Instant instantAt(const QSqlQuery &query, int column)
{
    return Instant(std::chrono::milliseconds(query.value(column).toLongLong()));
}

std::optional<Instant> maybeInstant(const QSqlQuery &query, int column)
{
    return query.isNull(column) ? std::nullopt : std::optional(instantAt(query, column));
}

/// A number out of the file as an enum, whatever stands there.
template <typename Enum>
Enum enumAt(const QSqlQuery &query, int column, Enum last)
{
    const int value = query.value(column).toInt();
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : last;
}

template <typename... Values>
bool run(QSqlQuery &query, const Values &...values)
{
    int column = 0;
    (query.bindValue(column++, values), ...);
    return query.exec();
}

}

/// Prepared once.
struct MonitorStore::Statements {
    explicit Statements(const QSqlDatabase &connection)
        : addTrack(connection)
        , findTrack(connection)
        , addSeries(connection)
        , findSeries(connection)
        , span(connection)
        , extend(connection)
        , spans(connection)
        , put{QSqlQuery(connection), QSqlQuery(connection)}
        , readOne{QSqlQuery(connection), QSqlQuery(connection)}
        , readAll{QSqlQuery(connection), QSqlQuery(connection)}
        , newest{QSqlQuery(connection), QSqlQuery(connection)}
        , alert(connection)
        , incident(connection)
    {
    }

    QSqlQuery addTrack, findTrack, addSeries, findSeries, span, extend, spans;
    std::array<QSqlQuery, 2> put, readOne, readAll, newest; ///< Fine and coarse.
    QSqlQuery alert, incident;
};

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
    const std::array<std::pair<QSqlQuery *, const char *>, 17> texts{{
        {&all.addTrack, "INSERT OR IGNORE INTO monitor_track (kind, name) VALUES (?, ?)"},
        {&all.findTrack, "SELECT id FROM monitor_track WHERE kind = ? AND name = ?"},
        {&all.addSeries, "INSERT OR IGNORE INTO monitor_series (track, name) VALUES (?, ?)"},
        {&all.findSeries, "SELECT id FROM monitor_series WHERE track = ? AND name = ?"},
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
    if (!run(m_statements->addTrack, kindNumber, text(name)))
        return std::unexpected(m_database->errorOf(m_statements->addTrack.lastError()));
    if (!run(find, kindNumber, text(name)) || !find.next())
        return std::unexpected(m_database->errorOf(find.lastError()));
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
    if (m_pending.size() >= kMostPending) // the disk has been full for long: the oldest go
        m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(kMostPending / 10));
    m_pending.push_back({.level = level, .track = track, .start = start, .body = std::move(body)});
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
    if (const auto failure = std::exchange(m_failure, std::nullopt))
        return std::unexpected(*failure);
    return {};
}

std::expected<void, StoreError> MonitorStore::writePending(Second now)
{
    for (const Pending &cell : m_pending) {
        QSqlQuery &put = m_statements->put.at(cell.level < kFirstCoarse ? 0 : 1);
        if (!run(put, static_cast<int>(cell.level), static_cast<qlonglong>(cell.track),
                 static_cast<qlonglong>(cell.start), blob(cell.body)))
            return std::unexpected(m_database->errorOf(put.lastError()));
    }
    if (m_watching && !run(m_statements->extend, static_cast<qlonglong>(now), static_cast<qlonglong>(m_session)))
        return std::unexpected(m_database->errorOf(m_statements->extend.lastError()));
    return {};
}

std::expected<void, StoreError> MonitorStore::watch(const std::vector<Track> &tracks, Second now)
{
    ++m_session;
    m_watching = true;
    auto transaction = store::Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(std::move(transaction.error()));
    for (const Track track : tracks)
        if (!run(m_statements->span, static_cast<qlonglong>(m_session), static_cast<qlonglong>(track),
                 static_cast<qlonglong>(now), static_cast<qlonglong>(now)))
            return std::unexpected(m_database->errorOf(m_statements->span.lastError()));
    return transaction->commit();
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
    return {};
}

namespace {

template <typename Wanted>
void visitRows(QSqlQuery &query, const MonitorStore::Visit &visit, Wanted wanted)
{
    while (query.next()) {
        const Track track = query.value(0).toLongLong();
        if (!wanted(track))
            continue;
        const QByteArray body = query.value(2).toByteArray();
        visit(track, query.value(1).toLongLong(),
              std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
    }
    query.finish();
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
        visitRows(query, visit, [this, kind](Track track) { return isOf(track, kind); });
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
    visitRows(query, visit, [](Track) { return true; });
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

void MonitorStore::save(const AlertView &alert)
{
    if (!run(m_statements->alert, text(alert.id), static_cast<int>(alert.kind), static_cast<int>(alert.state),
             alert.page ? 1 : 0, text(alert.target), text(alert.slo), text(alert.sentence), milliseconds(alert.since),
             milliseconds(alert.firedAt), milliseconds(alert.resolvedAt), milliseconds(alert.silencedUntil)))
        m_failure = m_database->errorOf(m_statements->alert.lastError());
}

std::expected<std::vector<AlertView>, StoreError> MonitorStore::alerts(std::size_t most)
{
    QSqlQuery query(m_database->connection());
    query.prepare(QStringLiteral("SELECT id, kind, state, page, target, slo, sentence, since, fired, resolved, silenced"
                                 " FROM monitor_alert ORDER BY since DESC LIMIT ?"));
    if (!run(query, static_cast<qlonglong>(most)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    std::vector<AlertView> alerts;
    while (query.next())
        alerts.push_back({.id = query.value(0).toString().toStdString(),
                          .kind = enumAt(query, 1, AlertKind::Source),
                          .state = enumAt(query, 2, AlertState::Resolved),
                          .page = query.value(3).toBool(),
                          .target = query.value(4).toString().toStdString(),
                          .slo = query.value(5).toString().toStdString(),
                          .sentence = query.value(6).toString().toStdString(),
                          .since = instantAt(query, 7),
                          .firedAt = maybeInstant(query, 8),
                          .resolvedAt = maybeInstant(query, 9),
                          .silencedUntil = maybeInstant(query, 10)});
    return alerts;
}

void MonitorStore::save(const std::string &silenced, Instant until)
{
    QSqlQuery query(m_database->connection());
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO monitor_silence (key, until) VALUES (?, ?)"));
    if (!run(query, text(silenced), milliseconds(until)))
        m_failure = m_database->errorOf(query.lastError());
}

std::expected<std::map<std::string, Instant>, StoreError> MonitorStore::silences()
{
    QSqlQuery query(m_database->connection());
    if (!query.exec(QStringLiteral("SELECT key, until FROM monitor_silence")))
        return std::unexpected(m_database->errorOf(query.lastError()));
    std::map<std::string, Instant> silences;
    while (query.next())
        silences.emplace(query.value(0).toString().toStdString(), instantAt(query, 1));
    return silences;
}

void MonitorStore::save(IncidentView &incident)
{
    QSqlQuery &query = m_statements->incident;
    const QVariant id = incident.id > 0 ? QVariant(static_cast<qlonglong>(incident.id)) : QVariant();
    if (!run(query, id, text(incident.target), milliseconds(incident.start), milliseconds(incident.end),
             text(incident.cause), static_cast<qlonglong>(incident.probesFailed)))
        m_failure = m_database->errorOf(query.lastError());
    else if (incident.id == 0)
        incident.id = query.lastInsertId().toLongLong();
}

std::expected<std::vector<IncidentView>, StoreError> MonitorStore::incidents(std::size_t most)
{
    QSqlQuery query(m_database->connection());
    query.prepare(QStringLiteral(
        "SELECT id, target, start, end, cause, failed FROM monitor_incident ORDER BY start DESC, id DESC LIMIT ?"));
    if (!run(query, static_cast<qlonglong>(most)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    std::vector<IncidentView> incidents;
    while (query.next())
        incidents.push_back({.id = query.value(0).toLongLong(),
                             .target = query.value(1).toString().toStdString(),
                             .start = instantAt(query, 2),
                             .end = maybeInstant(query, 3),
                             .cause = query.value(4).toString().toStdString(),
                             .probesFailed = query.value(5).toULongLong()});
    return incidents;
}

}
