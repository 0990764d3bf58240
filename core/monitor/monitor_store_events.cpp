#include "monitor/monitor_statements.h"

namespace escala::monitor {

namespace {

constexpr std::size_t kMostUnsaved = 10'000; ///< Alerts, while the disk is full.

}

void MonitorStore::save(const AlertView &alert)
{
    if (write(alert))
        m_unsavedAlerts.erase(alert.id);
    else if (m_unsavedAlerts.size() < kMostUnsaved)
        m_unsavedAlerts.insert_or_assign(alert.id, alert);
}

std::expected<void, StoreError> MonitorStore::write(const AlertView &alert)
{
    if (!run(m_statements->alert, text(alert.id), static_cast<int>(alert.kind), static_cast<int>(alert.state),
             alert.page ? 1 : 0, text(alert.target), text(alert.slo), text(alert.sentence), milliseconds(alert.since),
             milliseconds(alert.firedAt), milliseconds(alert.resolvedAt), milliseconds(alert.silencedUntil)))
        return std::unexpected(m_database->errorOf(m_statements->alert.lastError()));
    return {};
}

std::expected<std::vector<AlertView>, StoreError> MonitorStore::alerts(std::size_t most)
{
    QSqlQuery query(m_database->connection());
    query.prepare(QStringLiteral("SELECT id, kind, state, page, target, slo, sentence, since, fired, resolved, silenced"
                                 " FROM monitor_alert ORDER BY state = 4, since DESC LIMIT ?"));
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
    if (write(silenced, until))
        m_unsavedSilences.erase(silenced);
    else
        m_unsavedSilences.insert_or_assign(silenced, until);
}

std::expected<void, StoreError> MonitorStore::write(const std::string &silenced, Instant until)
{
    QSqlQuery query(m_database->connection());
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO monitor_silence (key, until) VALUES (?, ?)"));
    if (!run(query, text(silenced), milliseconds(until)))
        return std::unexpected(m_database->errorOf(query.lastError()));
    return {};
}

// A target that goes up and down all the time has an alert and an incident every few seconds.
std::expected<void, StoreError> MonitorStore::trimEvents()
{
    QSqlQuery query(m_database->connection());
    for (const char *sql : {"DELETE FROM monitor_alert WHERE state = 4 AND since <"
                            " (SELECT since FROM monitor_alert ORDER BY since DESC LIMIT 1 OFFSET ?)",
                            "DELETE FROM monitor_incident WHERE end IS NOT NULL AND id <="
                            " (SELECT id FROM monitor_incident ORDER BY id DESC LIMIT 1 OFFSET ?)"}) {
        query.prepare(QString::fromLatin1(sql));
        if (!run(query, static_cast<qlonglong>(kMostEvents)))
            return std::unexpected(m_database->errorOf(query.lastError()));
    }
    return {};
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

bool MonitorStore::save(IncidentView &incident)
{
    QSqlQuery &query = m_statements->incident;
    const QVariant id = incident.id > 0 ? QVariant(static_cast<qlonglong>(incident.id)) : QVariant();
    if (!run(query, id, text(incident.target), milliseconds(incident.start), milliseconds(incident.end),
             text(incident.cause), static_cast<qlonglong>(incident.probesFailed)))
        return false;
    if (incident.id == 0)
        incident.id = query.lastInsertId().toLongLong();
    return true;
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
