#pragma once

#include "servers/cache/cache_contents.h"
#include "servers/handler.h"
#include "servers/stats.h"

#include <functional>
#include <string_view>

namespace escala::servers {

/// The admin endpoint: /health, /stats, /metrics, /cache.
///
/// It listens on loopback only and refuses a Host that is not this machine's loopback, so that a web page can't reach
/// it by pointing a name of its own at 127.0.0.1; it grants no CORS permission.
class AdminHandler final : public Handler {
public:
    /// `stats` is called on the admin thread; `cache` is null for a server without one.
    AdminHandler(std::function<Stats()> stats, CacheContents *cache);

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    void removeFromCache(std::string_view query, Completion &done);

    std::function<Stats()> m_stats;
    CacheContents *m_cache;
};

/// "localhost", "127.0.0.1", "[::1]" with any port.
[[nodiscard]] bool isLocalHostField(std::string_view host) noexcept;

}
