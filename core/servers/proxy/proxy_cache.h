#pragma once

#include "servers/cache/cache_contents.h"
#include "servers/proxy/freshness.h"
#include "servers/proxy/shared_fetches.h"
#include "servers/proxy/variant_store.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace escala::servers::proxy {

/// How a caching proxy is set up.
struct ProxyCachePlan {
    StoreRoom room{.entries = 100'000, .bytes = 256ULL * 1024 * 1024};
    Eviction eviction = Eviction::Lru;
    std::uint64_t largestBody = 8ULL * 1024 * 1024; ///< A longer one is passed on and not stored.
    HeuristicRule heuristic = {};
    StaleAllowance stale = {};
    bool singleFlight = true; ///< Requests for what is being fetched wait for it.
    std::chrono::nanoseconds refreshPause = std::chrono::seconds(1); ///< After a refresh that failed, before the next.
};

/// The cache of one proxy: what is stored, what is being fetched, and what is being refreshed. Shared by the handlers
/// of all loops; any thread.
class ProxyCache final : public CacheContents {
public:
    explicit ProxyCache(const ProxyCachePlan &plan);

    [[nodiscard]] VariantStore &store() noexcept { return m_store; }
    [[nodiscard]] SharedFetches &fetches() noexcept { return m_fetches; }
    [[nodiscard]] const ProxyCachePlan &plan() const noexcept { return m_plan; }

    [[nodiscard]] std::optional<std::size_t> entries() override { return m_store.entries(); }
    [[nodiscard]] std::optional<std::uint64_t> bytes() override { return m_store.bytes(); }
    /// A path alone is that of any host. What ends in "*" is the start of all that goes.
    std::optional<std::size_t> removeUrl(std::string_view url) override;
    /// A path alone is that of any host.
    std::optional<std::size_t> removePrefix(std::string_view prefix) override;
    std::optional<std::size_t> clear() override;
    /// RFC 9111 4.4: what is stored under this key, and what is on its way there, counts no more.
    void invalidate(std::string_view key);

    /// Whether the caller is the one to refresh this, now; it then ends it by `endRefresh`.
    [[nodiscard]] bool beginRefresh(std::string_view key, const Variant &variant, Time now);
    /// Where the variant is stored still, it has failed.
    void endRefresh(std::string_view key, const Variant &variant, Time now);

private:
    const ProxyCachePlan m_plan;
    VariantStore m_store;
    SharedFetches m_fetches;
    std::mutex m_mutex;
    /// By key and the values of the selecting fields: when the next may begin; never while one is under way.
    std::unordered_map<std::string, Time> m_refreshes;
};

}
