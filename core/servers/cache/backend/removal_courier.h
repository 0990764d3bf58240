#pragma once

#include "net/event_loop.h"
#include "servers/cache/backend/cache_backend.h"
#include "servers/cache/backend/remote_cache.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>

namespace escala::servers {

/// Carries what was removed here to the backend, so that other servers hear of it: again and again, until it is there.
/// The loop's thread only, but for its making and its end while the loop does not run.
class RemovalCourier {
public:
    /// All must outlive it; `backend` is this loop's.
    RemovalCourier(net::EventLoop &loop, RemoteCache &cache, CacheBackend &backend);
    ~RemovalCourier();
    RemovalCourier(const RemovalCourier &) = delete;
    RemovalCourier &operator=(const RemovalCourier &) = delete;

private:
    void carry();
    void carried(std::uint64_t number, bool noted);
    void later();

    net::EventLoop &m_loop;
    RemoteCache &m_cache;
    CacheBackend &m_backend;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::set<std::uint64_t> m_underWay; ///< Or there, but not in every reading yet.
    std::optional<net::EventLoop::TimerKey> m_later;
};

}
