#pragma once

#include "scripted_origin.h"

#include "http/url.h"
#include "servers/built_in_server.h"

#include <boost/json.hpp>

#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace escala::tests {

inline const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
inline const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
inline constexpr std::string_view kHeadEnd = "\r\n\r\n";

/// A load balancer before scripted replicas, with neither checks nor backoff unless the test says so.
struct BalancerFixture {
    using Change = std::function<void(servers::balancer::BalancerPlan &)>;

    explicit BalancerFixture(std::size_t replicas, const Change &change = {})
    {
        servers::ServerPlan plan;
        auto &balancer = plan.balancer.emplace();
        for (std::size_t i = 0; i < replicas; ++i) {
            origins.push_back(std::make_unique<ScriptedOrigin>());
            balancer.replicas.push_back({.url = http::parseUrl(origins.back()->url()).value()});
        }
        balancer.checks.on = false;
        balancer.retry.backoff = {};
        if (change)
            change(balancer);
        plan.limits.body = std::numeric_limits<std::uint64_t>::max();
        server = servers::BuiltInServer::start(plan).value();
    }

    [[nodiscard]] RawClient client() const { return RawClient(server->url()); }
    [[nodiscard]] ScriptedOrigin &origin(std::size_t index) { return *origins[index]; }
    [[nodiscard]] std::int64_t stat(const std::string &name) const { return tests::stat(server->adminUrl(), name); }

    /// The value of a field of one replica as /replicas has it; null where there is no such replica.
    [[nodiscard]] boost::json::value replica(std::size_t index, std::string_view field) const
    {
        const auto answer = getOnce(server->adminUrl(), "/replicas").value();
        const auto list = boost::json::parse(answer.body).as_array();
        if (index >= list.size())
            return nullptr;
        return list[index].at(boost::json::string_view(field.data(), field.size()));
    }
    [[nodiscard]] std::int64_t number(std::size_t index, std::string_view field) const
    {
        const auto value = replica(index, field);
        return value.is_null() ? -1 : value.to_number<std::int64_t>();
    }
    [[nodiscard]] std::string state(std::size_t index) const
    {
        const auto value = replica(index, "state");
        return value.is_null() ? std::string() : std::string(value.as_string());
    }
    /// A request to /replicas with a body.
    [[nodiscard]] Answer admin(const std::string &method, const std::string &target, const std::string &body = {}) const
    {
        RawClient client(server->adminUrl());
        client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.answer().value_or(Answer());
    }

    std::vector<std::unique_ptr<ScriptedOrigin>> origins;
    std::unique_ptr<servers::BuiltInServer> server;
};

/// Reads one request from a replica's connection and answers it; what it was. Empty where none came.
inline std::string serve(RawClient &replica, const std::string &answer = kOk)
{
    auto request = replica.upTo(kHeadEnd);
    if (!request.empty())
        replica.send(answer);
    return request;
}

/// Which replica got the client's request, on a new connection: it is answered there. -1: the client got another
/// answer.
inline int servedBy(BalancerFixture &balancer, RawClient &client, const std::string &request)
{
    client.send(request);
    std::size_t index = 0;
    while (balancer.origin(index % balancer.origins.size()).isIdle())
        ++index;
    index %= balancer.origins.size();
    auto replica = balancer.origin(index).accept();
    serve(replica, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    return client.answer().value_or(Answer()).status == 200 ? static_cast<int>(index) : -1;
}

}
