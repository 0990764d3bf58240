#include "servers/relay/forwarded_response.h"

#include "http/field_syntax.h"
#include "servers/relay/forwarded_request.h"
#include "servers/relay/hop_by_hop.h"

#include <optional>
#include <string_view>

namespace escala::servers {

namespace {

bool is(std::string_view name, std::string_view other) noexcept
{
    return name.size() == other.size() && http::equalIgnoringCase(name, other);
}

}

std::string forwardedFields(const http::StrictResponse &head, std::string_view date)
{
    HopByHop hop;
    for (const auto &[name, value] : head.fields) {
        if (is(name, "connection"))
            hop.addConnection(value);
    }
    std::string out;
    out.reserve(head.size + 128);
    bool dated = head.interim();
    for (const auto &[name, value] : head.fields) {
        if (hop.ends(name) || is(name, "content-length"))
            continue;
        dated = dated || is(name, "date");
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (!dated)
        out.append("Date: ").append(date).append("\r\n");
    out.append(head.minorVersion == 0 ? "Via: 1.0 " : "Via: 1.1 ").append(kProxyName).append("\r\n");
    return out;
}

StreamedHead forwardedHead(const http::StrictResponse &head, std::string_view fields)
{
    return {.status = static_cast<unsigned>(head.status),
            .reason = head.reason,
            .fields = fields,
            .length = head.status == 204 ? std::nullopt : head.contentLength,
            .hasBody = head.framing != http::Framing::None};
}

}
