#pragma once

#include "http/request.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace escala::servers {

/// What a handler says; the server adds status line, Date, Content-Length and Connection. The views need to live only
/// until the completion returns.
struct Reply {
    unsigned status = 200;
    std::string_view fields; ///< Whole lines: "Content-Type: text/plain\r\n".
    std::string_view body;   ///< Of a GET; the server leaves it out for HEAD.
};

/// Takes the reply to one request. Called once at most.
using Completion = std::move_only_function<void(const Reply &)>;

/// A request that is being worked on. Letting go of it abandons the request: its completion is not called any more.
using Pending = std::shared_ptr<void>;

/// Answers requests, at once or later, without holding a thread.
///
/// One object serves one loop, on that loop's thread; what several share is in classes that say so.
class Handler {
public:
    virtual ~Handler() = default;

    /// Either calls `done` before it returns, and returns nothing, or returns what is pending and calls `done` later
    /// from the loop. A caller may let go of the pending request within `done`, so an implementation touches nothing of
    /// it after that call. `request` is valid only during this call.
    virtual Pending handle(const http::RequestHead &request, Completion done) = 0;
};

[[nodiscard]] inline bool isGetOrHead(const http::RequestHead &request) noexcept
{
    return request.method == "GET" || request.method == "HEAD";
}

}
