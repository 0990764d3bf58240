#include "servers/proxy/proxy_cache.h"

#include "servers/proxy/cache_key.h"

#include <algorithm>
#include <optional>

namespace escala::servers::proxy {

namespace {

constexpr std::size_t kMaxPauses = 10'000;

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

bool ProxyCache::beginRefresh(std::string_view key, const Variant &variant, Time now)
{
    const std::lock_guard lock(m_mutex);
    if (m_refreshes.size() >= kMaxPauses)
        std::erase_if(m_refreshes, [now](const auto &each) { return each.second <= now; });
    const auto [next, isNew] = m_refreshes.try_emplace(refreshName(key, variant));
    if (!isNew && now < next->second)
        return false;
    next->second = Time::max();
    return true;
}

void ProxyCache::endRefresh(std::string_view key, const Variant &variant, Time now)
{
    const auto set = m_store.find(key);
    const bool failed = set
        && std::ranges::any_of(set->variants, [&variant](const VariantPtr &each) { return each.get() == &variant; });
    const std::lock_guard lock(m_mutex);
    if (failed)
        m_refreshes[refreshName(key, variant)] = now + m_plan.refreshPause;
    else
        m_refreshes.erase(refreshName(key, variant));
}

}
