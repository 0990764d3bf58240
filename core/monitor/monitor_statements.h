#pragma once

#include "monitor/monitor_store.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <array>
#include <optional>
#include <string_view>

// What MonitorStore's two source files share: its statements, and how values go in and out.

namespace escala::monitor {

inline QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

inline QByteArray blob(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

inline QVariant milliseconds(const std::optional<Instant> &at)
{
    return at ? QVariant(static_cast<qlonglong>(at->time_since_epoch().count())) : QVariant();
}

inline Instant instantAt(const QSqlQuery &query, int column)
{
    return Instant(std::chrono::milliseconds(query.value(column).toLongLong()));
}

inline std::optional<Instant> maybeInstant(const QSqlQuery &query, int column)
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

/// Prepared once.
struct MonitorStore::Statements {
    explicit Statements(const QSqlDatabase &connection)
        : addTrack(connection)
        , findTrack(connection)
        , addSeries(connection)
        , findSeries(connection)
        , see(connection)
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

    QSqlQuery addTrack, findTrack, addSeries, findSeries, see, span, extend, spans;
    std::array<QSqlQuery, 2> put, readOne, readAll, newest; ///< Fine and coarse.
    QSqlQuery alert, incident;
};

}
