#include "servers/faults/backend_link.h"

#include "servers/slow_handler.h"

#include <utility>

namespace escala::servers {

namespace {

constexpr Reply kCut{502, kPlainText, "The backend can't be reached.\n"};

}

Pending BackendLink::handle(const http::RequestHead &request, Completion done)
{
    const auto isCut = [this] { return m_gate.state() == BackendGate::State::Cut; };
    if (isCut()) {
        done(kCut);
        return nullptr;
    }
    return m_backend.handle(
        request, [isCut, done = std::move(done)](const Reply &reply) mutable { done(isCut() ? kCut : reply); });
}

}
