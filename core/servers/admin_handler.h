#pragma once

#include "servers/admin_route.h"
#include "servers/body_handler.h"
#include "servers/cache/cache_contents.h"
#include "servers/stats.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers {

/// The admin endpoint: /health, /stats, /metrics, /cache, and the routes that the kind of server adds.
///
/// It listens on loopback only and refuses a Host that is not this machine's loopback, so that a web page can't reach
/// it by pointing a name of its own at 127.0.0.1; it grants no CORS permission.
class AdminHandler final : public BodyHandler {
public:
    /// `stats` is called on the admin thread; `cache` is null for a server without one.
    AdminHandler(std::function<Stats()> stats, CacheContents *cache);

    /// Before the endpoint listens. Routes are asked in this order, and before the handler's own paths.
    void add(std::unique_ptr<AdminRoute> route);

    void handle(const http::RequestHead &request, std::string_view body, Completion done) override;

private:
    [[nodiscard]] bool routed(const http::RequestHead &request, std::string_view path, std::string_view body,
                              Completion &done);
    void answerOwn(const http::RequestHead &request, std::string_view path, Completion &done);
    [[nodiscard]] std::string pathsText() const;
    void removeFromCache(std::string_view query, Completion &done);

    std::function<Stats()> m_stats;
    CacheContents *m_cache;
    std::vector<std::unique_ptr<AdminRoute>> m_routes;
};

/// Bytes of a request to the admin endpoint; beyond it 413.
inline constexpr std::uint64_t kMaxAdminBody = 64 * 1024;

/// "localhost", "127.0.0.1", "[::1]" with any port.
[[nodiscard]] bool isLocalHostField(std::string_view host) noexcept;

}
