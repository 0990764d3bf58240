#pragma once

#include "scripted_origin.h"

#include "http/url.h"
#include "servers/built_in_server.h"

#include <limits>
#include <memory>
#include <string>

namespace escala::tests {

/// A proxy before a scripted origin.
inline servers::ServerPlan proxyPlan(const std::string &originUrl)
{
    servers::ServerPlan plan;
    plan.proxy.emplace();
    plan.proxy->origin.url = http::parseUrl(originUrl).value();
    plan.limits.body = std::numeric_limits<std::uint64_t>::max();
    return plan;
}

struct ProxyFixture {
    ProxyFixture()
        : server(servers::BuiltInServer::start(proxyPlan(origin.url())).value())
    {
    }
    explicit ProxyFixture(void (*change)(servers::ServerPlan &))
    {
        auto plan = proxyPlan(origin.url());
        change(plan);
        server = servers::BuiltInServer::start(plan).value();
    }

    [[nodiscard]] RawClient client() const { return RawClient(server->url()); }
    [[nodiscard]] std::int64_t stat(const std::string &name) const { return tests::stat(server->adminUrl(), name); }

    ScriptedOrigin origin;
    std::unique_ptr<servers::BuiltInServer> server;
};

inline const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
inline const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
inline constexpr std::string_view kHeadEnd = "\r\n\r\n";

}
