#include "http/request_bytes.h"

#include <fmt/format.h>

namespace escala::http {

std::string requestBytes(const Url &url, const RequestParts &parts)
{
    std::string bytes = fmt::format("{} {} HTTP/1.1\r\n", parts.method, url.target);
    for (const auto &[name, value] : requestFields(url, parts))
        bytes += fmt::format("{}: {}\r\n", name, value);
    bytes += "\r\n";
    bytes += parts.body;
    return bytes;
}

}
