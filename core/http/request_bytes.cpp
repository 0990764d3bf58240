#include "http/request_bytes.h"

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

std::string requestBytes(const Url &url, const RequestParts &parts)
{
    std::string bytes = fmt::format("{} {} HTTP/1.1\r\n", parts.method, url.target);
    const auto addDefault = [&](std::string_view name, std::string_view value) {
        const bool given = std::ranges::any_of(
            parts.headers, [name](const auto &header) { return equalIgnoringCase(header.first, name); });
        if (!given)
            bytes += fmt::format("{}: {}\r\n", name, value);
    };
    addDefault("Host", url.hostField());
    addDefault("User-Agent", parts.userAgent);
    addDefault("Accept", "*/*");
    if (!url.userInfo.empty())
        addDefault("Authorization", "Basic " + base64(url.userInfo));
    if (!parts.keepAlive)
        addDefault("Connection", "close");
    for (const auto &[name, value] : parts.headers)
        bytes += fmt::format("{}: {}\r\n", name, value);
    if (!parts.body.empty() || promisesBody(parts.method))
        addDefault("Content-Length", fmt::format("{}", parts.body.size()));
    bytes += "\r\n";
    bytes += parts.body;
    return bytes;
}

}
