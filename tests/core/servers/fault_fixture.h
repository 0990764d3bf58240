#pragma once

#include "proxy_fixture.h"

#include "servers/built_in_server.h"

#include <memory>
#include <string>

namespace escala::tests {

inline const std::string kPage(4000, 'x');

/// A built-in server of one of the kinds, whose faults can be set; a proxy or balancer has a slow server behind it that
/// takes no time. Its page is kPage at every path that begins with a slash where it has many.
class FaultyServer {
public:
    explicit FaultyServer(const std::string &kind, unsigned threads = 1, std::chrono::nanoseconds delay = {})
    {
        servers::ServerPlan plan;
        plan.page.delay = delay;
        plan.page.body = kPage;
        const bool balances = kind == "balancer";
        if (balances || kind == "proxy" || kind == "caching proxy") {
            m_origin = servers::BuiltInServer::start(plan).value();
            plan = proxyPlan(m_origin->url());
        }
        if (balances) {
            auto &balancer = plan.balancer.emplace();
            balancer.replicas.assign(2, {.url = plan.proxy->origin.url});
            balancer.replicas.back().url.host = "localhost"; // another name of the same
            balancer.checks.on = false;
            balancer.retry.backoff = {};
            plan.proxy.reset();
        }
        if (kind == "caching proxy")
            plan.proxyCache.emplace();
        if (kind == "cached")
            plan.cache.emplace();
        plan.threads = threads;
        m_server = servers::BuiltInServer::start(plan).value();
    }

    [[nodiscard]] RawClient client() const { return RawClient(m_server->url()); }
    [[nodiscard]] const std::string &url() const { return m_server->url(); }
    [[nodiscard]] const std::string &adminUrl() const { return m_server->adminUrl(); }
    [[nodiscard]] std::int64_t stat(const std::string &name) const { return tests::stat(m_server->adminUrl(), name); }

    /// The answer of the admin endpoint; it comes when the faults are in effect.
    [[nodiscard]] Answer put(const std::string &faults) const
    {
        return getOnce(m_server->adminUrl(), "/faults",
                       "Content-Length: " + std::to_string(faults.size()) + "\r\n\r\n" + faults, "PUT")
            .value_or(Answer());
    }
    [[nodiscard]] Answer clear() const
    {
        return getOnce(m_server->adminUrl(), "/faults", {}, "DELETE").value_or(Answer());
    }

private:
    std::unique_ptr<servers::BuiltInServer> m_origin;
    std::unique_ptr<servers::BuiltInServer> m_server;
};

}
