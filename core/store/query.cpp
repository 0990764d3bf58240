#include "store/query.h"

#include <algorithm>
#include <limits>

namespace escala::store {

Query::Query(const Database &database, std::string_view sql)
    : m_database(database)
    , m_query(database.connection())
{
    m_query.setForwardOnly(true); // else every row that was read is kept
    if (!m_query.prepare(QString::fromUtf8(sql.data(), static_cast<qsizetype>(sql.size()))))
        m_refusal = m_database.errorOf(m_query.lastError());
}

std::expected<void, StoreError> Query::execute()
{
    if (m_refusal)
        return std::unexpected(*m_refusal);
    if (!m_query.exec())
        return std::unexpected(m_database.errorOf(m_query.lastError()));
    return {};
}

bool Query::next()
{
    return m_query.next();
}

std::expected<void, StoreError> Query::failure() const
{
    if (m_query.lastError().isValid())
        return std::unexpected(m_database.errorOf(m_query.lastError()));
    return {};
}

std::uint64_t Query::natural(int column) const
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, integer(column)));
}

std::optional<double> Query::real(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(m_query.value(column).toDouble());
}

QVariant Query::valueOf(std::uint64_t value)
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<qlonglong>::max());
    return static_cast<qlonglong>(std::min(value, kMost));
}

}
