#pragma once

#include "servers/faults/backend_gate.h"
#include "servers/handler.h"

namespace escala::servers {

/// Between a cache and the page behind it, where both are one process: while the gate is cut, requests get 502 at once,
/// and those that are in work when it is cut get it in place of their answer. So the page behaves as an origin would
/// whose network is gone.
class BackendLink final : public Handler {
public:
    /// Both must outlive it.
    BackendLink(const BackendGate &gate, Handler &backend) noexcept
        : m_gate(gate)
        , m_backend(backend)
    {
    }

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    const BackendGate &m_gate;
    Handler &m_backend;
};

}
