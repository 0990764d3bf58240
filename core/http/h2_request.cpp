#include "http/h2_request.h"

#include "http/field_syntax.h"
#include "http/octets.h"
#include "http/request_bytes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace escala::http {

namespace {

constexpr std::array<std::string_view, 6> kConnectionFields{
    "connection", "host", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"};
constexpr std::string_view kLineEnd = "\r\n";

/// nghttp2 takes what it does not change as unsigned characters that might be.
std::uint8_t *bytesOf(std::string_view text)
{
    return const_cast<std::uint8_t *>(reinterpret_cast<const std::uint8_t *>(text.data())); // NOLINT: its interface
}

/// Lowers the names of the fields in a head, in place.
void lowerNames(std::string &head, std::size_t end)
{
    for (std::size_t line = head.find(kLineEnd) + 2; line < end; line = head.find(kLineEnd, line) + 2) {
        for (std::size_t at = line; at < end && head[at] != ':'; ++at) {
            if (head[at] >= 'A' && head[at] <= 'Z')
                head[at] = static_cast<char>(head[at] - 'A' + 'a');
        }
    }
}

bool isNamedByConnection(std::string_view head, std::string_view name)
{
    bool named = false;
    forEachField(head, [&](std::string_view field, std::string_view value) {
        if (field != "connection")
            return;
        forEachListMember(value, [&](std::string_view member) { named = named || equalIgnoringCase(member, name); });
    });
    return named;
}

bool isOfConnection(std::string_view head, std::string_view name, std::string_view value)
{
    return std::ranges::find(kConnectionFields, name) != kConnectionFields.end()
        || (name == "te" && !equalIgnoringCase(value, "trailers")) || isNamedByConnection(head, name);
}

std::string_view authorityOf(std::string_view head)
{
    std::string_view authority;
    bool found = false;
    forEachField(head, [&](std::string_view name, std::string_view value) {
        if (name == "host" && !std::exchange(found, true))
            authority = value;
    });
    return authority;
}

}

H2Request::H2Request(const Url &url, const RequestParts &parts)
{
    assign(requestBytes(url, parts), url.tls);
}

void H2Request::add(std::string_view name, std::string_view value)
{
    m_prepared.push_back({bytesOf(name), bytesOf(value), name.size(), value.size(),
                          NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE});
}

void H2Request::assign(std::string_view bytes, bool tls)
{
    m_bytes = bytes;
    m_prepared.clear();
    const auto headEnd = m_bytes.find("\r\n\r\n") + 2;
    m_bodyStart = headEnd + 2;
    lowerNames(m_bytes, headEnd);
    const auto head = std::string_view(m_bytes).substr(0, headEnd);
    const auto method = head.substr(0, head.find(' '));
    const auto target = head.substr(method.size() + 1, head.find(' ', method.size() + 1) - method.size() - 1);
    add(":method", method);
    add(":scheme", tls ? "https" : "http");
    add(":authority", authorityOf(head));
    add(":path", target);
    forEachField(head, [&](std::string_view name, std::string_view value) { // trimmed: blanks are malformed in HTTP/2
        if (!isOfConnection(head, name, value))
            add(name, value);
    });
}

Fields H2Request::fields() const
{
    Fields fields;
    for (const nghttp2_nv &each : m_prepared)
        fields.emplace_back(textOf(each.name, each.namelen), textOf(each.value, each.valuelen));
    return fields;
}

}
