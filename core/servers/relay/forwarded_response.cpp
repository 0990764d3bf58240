#include "servers/relay/forwarded_response.h"

#include "http/field_syntax.h"
#include "servers/relay/forwarded_request.h"
#include "servers/relay/hop_by_hop.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>

namespace escala::servers {

std::string forwardedFields(const http::StrictResponse &head, std::string_view date)
{
    HopByHop hop;
    for (const auto &[name, value] : head.fields) {
        if (http::equalIgnoringCase(name, "connection"))
            hop.addConnection(value);
    }
    std::string out;
    out.reserve(head.size + 128);
    bool dated = head.interim();
    for (const auto &[name, value] : head.fields) {
        if (hop.ends(name) || http::equalIgnoringCase(name, "content-length"))
            continue;
        dated = dated || http::equalIgnoringCase(name, "date");
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (!dated)
        out.append("Date: ").append(date).append("\r\n");
    fmt::format_to(std::back_inserter(out), "Via: 1.{} {}\r\n", head.minorVersion, kProxyName);
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
