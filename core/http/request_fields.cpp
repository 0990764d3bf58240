#include "http/request_fields.h"

#include "http/base64.h"
#include "http/field_syntax.h"

#include <fmt/format.h>

#include <algorithm>

namespace escala::http {

namespace {

bool promisesBody(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

}

Fields requestFields(const Url &url, const RequestParts &parts)
{
    Fields fields;
    const auto addDefault = [&](std::string_view name, std::string value) {
        const bool given = std::ranges::any_of(
            parts.headers, [name](const auto &header) { return equalIgnoringCase(header.first, name); });
        if (!given)
            fields.emplace_back(name, std::move(value));
    };
    addDefault("Host", url.hostField());
    addDefault("User-Agent", std::string(parts.userAgent));
    addDefault("Accept", "*/*");
    if (!url.userInfo.empty())
        addDefault("Authorization", "Basic " + base64(url.userInfo));
    if (!parts.keepAlive)
        addDefault("Connection", "close");
    fields.insert(fields.end(), parts.headers.begin(), parts.headers.end());
    if (!parts.body.empty() || promisesBody(parts.method))
        addDefault("Content-Length", fmt::format("{}", parts.body.size()));
    return fields;
}

}
