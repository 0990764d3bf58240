#pragma once

#include "servers/admin_route.h"
#include "servers/faults/fault_switch.h"

namespace escala::servers {

/// `GET`, `PUT` and `DELETE /faults` of the admin endpoint.
class FaultsRoute final : public AdminRoute {
public:
    /// `hasBackend`: there is something that `cut_backend` can cut. `faults` must outlive it.
    FaultsRoute(FaultSwitch &faults, bool hasBackend) noexcept
        : m_faults(faults)
        , m_hasBackend(hasBackend)
    {
    }

    [[nodiscard]] std::string_view paths() const noexcept override { return "/faults"; }
    bool answer(const http::RequestHead &head, std::string_view path, std::string_view body, Completion &done) override;

private:
    void put(std::string_view body, Completion &done);
    void set(const FaultPlan &faults, Completion done);

    FaultSwitch &m_faults;
    const bool m_hasBackend;
};

/// What a server without a backend says to a fault of its backend.
inline constexpr std::string_view kNoBackend =
    "cut_backend is for a server with something behind it: cached, proxy or balancer";

}
