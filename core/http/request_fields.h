#pragma once

#include "http/url.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace escala::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A request as a client means it, before the fields that every request has.
struct RequestParts {
    std::string_view method = "GET";
    const Fields &headers; ///< These replace the default fields of that name.
    std::string_view body = {};
    bool keepAlive = true;
    std::string_view userAgent = {};
};

/// All fields of the request in the order in which they are sent: Host, User-Agent and Accept by default, Authorization
/// (Basic) where the URL has user information, Content-Length where there is a body or the method promises one,
/// Connection: close without keep-alive. The caller has checked the headers (isToken, isFieldValue).
[[nodiscard]] Fields requestFields(const Url &url, const RequestParts &parts);

}
