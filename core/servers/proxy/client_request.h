#pragma once

#include "http/request.h"
#include "servers/proxy/cache_control.h"

#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// For heads that have been checked, and changed.
inline constexpr http::RequestLimits kCheckedLimits{.target = 1U << 20U, .head = 1U << 24U, .fields = 10'000};

/// One request as the cache looks at it. Views into the checked head that it was made from.
struct RequestView {
    RequestView(const http::RequestHead &head, std::string_view bytes);

    std::string_view line; ///< "GET /a HTTP/1.1\r\n"
    std::string_view method;
    std::string_view fields; ///< Whole lines.
    bool hasBody;
    std::string key;
    RequestDirectives directives;

    [[nodiscard]] bool isRead() const noexcept { return !hasBody && (method == "GET" || method == "HEAD"); }
    /// A GET of all of it, without a word to the cache: a fresh response answers it, whole.
    [[nodiscard]] bool isSimple() const;
};

/// The same, kept.
struct ClientRequest {
    explicit ClientRequest(const RequestView &view);

    std::string line;
    std::string method;
    std::string fields;
    bool hasBody;
    std::string key;
    RequestDirectives directives;

    [[nodiscard]] bool isRead() const noexcept { return !hasBody && (method == "GET" || method == "HEAD"); }
    /// A GET of all of it, without conditions: what others may wait for, too.
    [[nodiscard]] bool isPlainGet() const;
    /// The head with other fields.
    [[nodiscard]] std::string headWith(std::string_view otherFields) const;
    /// A GET of the same.
    [[nodiscard]] ClientRequest asGet() const;
};

}
