#include "servers/cache/backend/removal_courier.h"

namespace escala::servers {

namespace {

constexpr std::chrono::seconds kAgain{1};

}

RemovalCourier::RemovalCourier(net::EventLoop &loop, RemoteCache &cache, CacheBackend &backend)
    : m_loop(loop)
    , m_cache(cache)
    , m_backend(backend)
{
    m_cache.setCourier([this, &loop = m_loop, alive = m_alive] {
        loop.post([this, alive] {
            if (*alive)
                carry();
        });
    });
}

RemovalCourier::~RemovalCourier()
{
    m_cache.setCourier({});
    *m_alive = false;
    if (m_later)
        m_loop.cancel(*m_later);
}

void RemovalCourier::carry()
{
    for (const auto &[number, removal] : m_cache.removalsToNote()) {
        if (!m_underWay.insert(number).second)
            continue;
        const Removal all{.at = removal.at, .isPrefix = true, .text = {}};
        m_backend.noteRemoval(lineOf(removal), lineOf(all), [this, number](bool noted) { carried(number, noted); });
    }
}

void RemovalCourier::carried(std::uint64_t number, bool noted)
{
    if (!noted) {
        m_underWay.erase(number);
        later();
        return;
    }
    // Readings that were asked for before it was noted have come by then.
    m_loop.runAfter(4 * m_cache.patience(), [this, number, alive = m_alive] {
        if (!*alive)
            return;
        m_underWay.erase(number);
        m_cache.noted(number);
    });
}

void RemovalCourier::later()
{
    if (m_later)
        return;
    m_later = m_loop.runAfter(kAgain, [this] {
        m_later.reset();
        carry();
    });
}

}
