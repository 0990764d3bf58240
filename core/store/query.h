#pragma once

#include "store/database.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QVariant>

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace escala::store {

/// A prepared statement: bound, run and read by position. Belongs to its database's thread and must not outlive it.
class Query {
public:
    Query(const Database &database, std::string_view sql);

    /// Runs it with values for its question marks, in order. Prepared once, it can be run again.
    template <typename... Values>
    [[nodiscard]] std::expected<void, StoreError> run(const Values &...values)
    {
        m_bound = 0;
        (bind(valueOf(values)), ...);
        return execute();
    }
    /// For a number of values that is known late only.
    void bind(const QVariant &value) { m_query.bindValue(m_bound++, value); }
    [[nodiscard]] std::expected<void, StoreError> execute();

    /// The next row; false after the last one, and where reading failed (then `failure` says why).
    [[nodiscard]] bool next();
    [[nodiscard]] std::expected<void, StoreError> failure() const;
    /// Gives up the rest of the rows, and with them the hold on the file.
    void finish() { m_query.finish(); }

    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] std::int64_t integer(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] std::uint64_t natural(int column) const;
    [[nodiscard]] std::optional<double> real(int column) const;
    [[nodiscard]] std::string text(int column) const { return m_query.value(column).toString().toStdString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    [[nodiscard]] int rowsChanged() const { return m_query.numRowsAffected(); }
    [[nodiscard]] std::int64_t lastKey() const { return m_query.lastInsertId().toLongLong(); }

    static QVariant valueOf(const std::string &text) { return QString::fromStdString(text); }
    static QVariant valueOf(const QByteArray &bytes) { return bytes; }
    static QVariant valueOf(const QVariant &value) { return value; }
    static QVariant valueOf(bool value) { return value ? 1 : 0; }
    static QVariant valueOf(std::int64_t value) { return static_cast<qlonglong>(value); }
    /// SQLite knows signed numbers only; the largest one stands for all beyond it.
    static QVariant valueOf(std::uint64_t value);
    static QVariant valueOf(std::uint32_t value) { return value; }
    static QVariant valueOf(int value) { return value; }
    static QVariant valueOf(double value) { return value; }
    template <typename Value>
    static QVariant valueOf(const std::optional<Value> &value)
    {
        return value ? valueOf(*value) : QVariant();
    }

private:
    const Database &m_database;
    QSqlQuery m_query;
    std::optional<StoreError> m_refusal; ///< Why it could not be prepared: executing it would give another reason.
    int m_bound = 0;
};

}
