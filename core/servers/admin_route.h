#pragma once

#include "http/request.h"
#include "servers/handler.h"

#include <string_view>

namespace escala::servers {

/// A part of the admin endpoint that belongs to one kind of server, or to one of its features. The admin thread's.
class AdminRoute {
public:
    virtual ~AdminRoute() = default;
    /// Its paths for people, as they are listed in a 404: "/faults".
    [[nodiscard]] virtual std::string_view paths() const noexcept = 0;
    /// True where the path is one of its own: then `done` has been called, or moved away to be called later from the
    /// admin loop. Who asks is known to be on this machine. `head`, `path` (without query) and `body` are valid only
    /// during this call.
    virtual bool answer(const http::RequestHead &head, std::string_view path, std::string_view body,
                        Completion &done) = 0;
};

}
