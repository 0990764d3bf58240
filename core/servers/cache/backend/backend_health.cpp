#include "servers/cache/backend/backend_health.h"

#include <fmt/format.h>

#include <utility>

namespace escala::servers {

BackendHealth::BackendHealth(std::string kind, std::string url, Say say)
    : m_say(std::move(say))
    , m_stats{.kind = std::move(kind), .url = std::move(url)}
{
}

void BackendHealth::linkUp()
{
    const std::lock_guard lock(m_mutex);
    if (m_linksDown == 0 || --m_linksDown > 0)
        return;
    m_stats.up = true;
    if (m_say)
        m_say(fmt::format("the cache's backend {} is up again", m_stats.url));
}

void BackendHealth::linkDown(std::string_view why)
{
    const std::lock_guard lock(m_mutex);
    if (m_linksDown++ > 0)
        return;
    m_stats.up = false;
    ++m_stats.outages;
    if (m_say)
        m_say(fmt::format("the cache's backend {} is down ({}); going on from the origin", m_stats.url, why));
}

void BackendHealth::countError()
{
    const std::lock_guard lock(m_mutex);
    ++m_stats.errors;
}

BackendStats BackendHealth::stats() const
{
    const std::lock_guard lock(m_mutex);
    return m_stats;
}

}
