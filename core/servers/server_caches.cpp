#include "servers/server_caches.h"

#include "servers/built_in_server.h"

#include <utility>

namespace escala::servers {

namespace {

std::unique_ptr<SharedCache> inMemory(const CachePlan &plan)
{
    auto store = std::make_unique<CacheStore>(CacheStore::Room{.entries = plan.capacity, .bytes = plan.bytes},
                                              makePolicy(plan.eviction));
    return std::make_unique<SharedCache>(std::move(store), plan.lifetimes, plan.singleFlight);
}

}

CacheContents *ServerCaches::contents() const noexcept
{
    if (proxy)
        return proxy.get();
    if (remote)
        return remote.get();
    return memory.get();
}

ServerCaches cachesOf(const ServerPlan &plan)
{
    ServerCaches caches;
    if (plan.proxy && plan.proxyCache)
        caches.proxy = std::make_unique<proxy::ProxyCache>(*plan.proxyCache);
    else if (plan.cache && plan.cache->backend)
        caches.remote = std::make_unique<RemoteCache>(*plan.cache->backend, plan.cache->lifetimes,
                                                      plan.cache->singleFlight, plan.say);
    else if (plan.cache)
        caches.memory = inMemory(*plan.cache);
    return caches;
}

}
