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

// What is on its way first: it may land between the two.
std::optional<std::size_t> ProxyCache::removeUrl(std::string_view url)
{
    const auto key = keyOfUrl(url);
    if (key && key->ends_with('*'))
        return removePrefix(url.substr(0, url.size() - 1));
    m_fetches.outdate([&](std::string_view each) { return key ? each == *key : targetOf(each) == url; });
    return key ? m_store.remove(*key) : m_store.removeTarget(url);
}

std::optional<std::size_t> ProxyCache::removePrefix(std::string_view prefix)
{
    const auto key = keyOfUrl(prefix);
    m_fetches.outdate(
        [&](std::string_view each) { return key ? each.starts_with(*key) : targetOf(each).starts_with(prefix); });
    return key ? m_store.removePrefix(*key) : m_store.removeTargetPrefix(prefix);
}

std::optional<std::size_t> ProxyCache::clear()
{
    m_fetches.outdate([](std::string_view) { return true; });
    return m_store.clear();
}

void ProxyCache::invalidate(std::string_view key)
{
    m_fetches.outdate([key](std::string_view each) { return each == key; });
    m_store.remove(key);
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
