#include "servers/proxy/proxy_cache.h"

#include "servers/proxy/cache_key.h"

#include <algorithm>

namespace escala::servers::proxy {

namespace {

std::string refreshName(std::string_view key, const Variant &variant)
{
    return std::string(key).append("\n").append(variant.selectingKey);
}

}

ProxyCache::ProxyCache(const ProxyCachePlan &plan)
    : m_plan(plan)
    , m_store(plan.room, makePolicy(plan.eviction))
{
}

std::size_t ProxyCache::removeUrl(std::string_view url)
{
    const auto authority = url.find("://");
    if (authority == std::string_view::npos)
        return m_store.removeTarget(url);
    const auto rest = url.substr(authority + 3);
    const auto hostEnd = std::min(rest.find_first_of("/?#"), rest.size());
    auto key = cacheKey(url.substr(0, authority), rest.substr(0, hostEnd), rest.substr(hostEnd));
    if (!key.ends_with('*'))
        return m_store.remove(key);
    key.pop_back();
    return m_store.removePrefix(key);
}

bool ProxyCache::beginRefresh(std::string_view key, const Variant &variant)
{
    const std::lock_guard lock(m_mutex);
    return m_refreshing.insert(refreshName(key, variant)).second;
}

void ProxyCache::endRefresh(std::string_view key, const Variant &variant)
{
    const std::lock_guard lock(m_mutex);
    m_refreshing.erase(refreshName(key, variant));
}

}
