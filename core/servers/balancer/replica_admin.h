#pragma once

#include "servers/admin_route.h"
#include "servers/balancer/fleet_control.h"

#include <string_view>

namespace escala::servers::balancer {

/// /replicas of the admin endpoint: GET lists them, POST {"url", "weight"} adds one, PUT ?url=… {"state": "draining" or
/// "active"} or {"weight": n} changes one, DELETE ?url=… drains one, and then it goes. Each is answered with
/// the list, when all event loops act by it.
class ReplicaAdmin final : public AdminRoute {
public:
    /// Must outlive it.
    explicit ReplicaAdmin(FleetControl &control) noexcept
        : m_control(control)
    {
    }

    [[nodiscard]] std::string_view paths() const noexcept override { return "/replicas"; }
    bool answer(const http::RequestHead &head, std::string_view path, std::string_view body, Completion &done) override;

private:
    void list(Completion &done, unsigned status = 200);
    void add(std::string_view body, Completion &done);
    void change(std::string_view query, std::string_view body, Completion &done);
    void remove(std::string_view query, Completion &done);

    FleetControl &m_control;
};

}
