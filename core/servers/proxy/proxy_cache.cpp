#include "servers/proxy/proxy_cache.h"

#include "servers/proxy/cache_key.h"

#include <algorithm>
#include <optional>

namespace escala::servers::proxy {

namespace {

/// Empty for a path without scheme and host.
std::optional<std::string> keyOfUrl(std::string_view url)
{
    const auto authority = url.find("://");
    if (authority == std::string_view::npos)
        return std::nullopt;
    const auto rest = url.substr(authority + 3);
    const auto hostEnd = std::min(rest.find_first_of("/?#"), rest.size());
    return cacheKey(url.substr(0, authority), rest.substr(0, hostEnd), rest.substr(hostEnd));
}

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
    const auto key = keyOfUrl(url);
    if (!key)
        return m_store.removeTarget(url);
    return key->ends_with('*') ? m_store.removePrefix(std::string_view(*key).substr(0, key->size() - 1))
                               : m_store.remove(*key);
}

std::size_t ProxyCache::removePrefix(std::string_view prefix)
{
    const auto key = keyOfUrl(prefix);
    return key ? m_store.removePrefix(*key) : m_store.removeTargetPrefix(prefix);
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
