#include "http/request_fields.h"

#include "http/field_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace escala::http {

namespace {

/// RFC 4648, with padding.
std::string base64(std::string_view bytes)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        for (unsigned j = 0; j < 4; ++j)
            result += i + j <= bytes.size() ? alphabet[group >> (18U - 6U * j) & 0x3fU] : '=';
    }
    return result;
}

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
