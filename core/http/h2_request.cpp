#include "http/h2_request.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <array>

namespace escala::http {

namespace {

constexpr std::array<std::string_view, 6> kConnectionFields{
    "connection", "host", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"};

std::string lowered(std::string_view name)
{
    std::string result(name);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::vector<std::string> namedByConnection(const Fields &fields)
{
    std::vector<std::string> names;
    for (const auto &[name, value] : fields) {
        if (equalIgnoringCase(name, "connection"))
            forEachListMember(value, [&](std::string_view member) { names.push_back(lowered(member)); });
    }
    return names;
}

std::string authorityOf(const Fields &fields)
{
    const auto host = std::ranges::find_if(fields, [](const auto &field) { return lowered(field.first) == "host"; });
    return host == fields.end() ? std::string() : std::string(trimmed(host->second));
}

bool isAmong(const auto &names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

/// nghttp2 takes what it does not change as unsigned characters that might be.
std::uint8_t *bytesOf(const std::string &text)
{
    return const_cast<std::uint8_t *>(reinterpret_cast<const std::uint8_t *>(text.data())); // NOLINT: its interface
}

}

H2Request::H2Request(const Url &url, const RequestParts &parts)
    : m_body(parts.body)
{
    const Fields given = requestFields(url, parts);
    m_fields = {{":method", std::string(parts.method)},
                {":scheme", url.tls ? "https" : "http"},
                {":authority", authorityOf(given)},
                {":path", url.target}};
    const auto named = namedByConnection(given);
    for (const auto &[name, value] : given) {
        auto lower = lowered(name);
        const auto content = trimmed(value); // blanks around it are malformed in HTTP/2
        if (isAmong(kConnectionFields, lower) || isAmong(named, lower)
            || (lower == "te" && !equalIgnoringCase(content, "trailers")))
            continue;
        m_fields.emplace_back(std::move(lower), content);
    }
    for (const auto &[name, value] : m_fields)
        m_prepared.push_back({bytesOf(name), bytesOf(value), name.size(), value.size(),
                              NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE});
}

}
