#include "servers/proxy/request_forwarding.h"

#include "servers/proxy/field_lines.h"

#include <algorithm>
#include <array>

namespace escala::servers::proxy {

bool poisons(std::string_view name) noexcept
{
    static constexpr std::array<std::string_view, 31> kNames{"forwarded",
                                                             "x-forwarded-host",
                                                             "x-forwarded-server",
                                                             "x-forwarded-scheme",
                                                             "x-forwarded-proto",
                                                             "x-forwarded-protocol",
                                                             "x-forwarded-ssl",
                                                             "x-forwarded-port",
                                                             "x-forwarded-prefix",
                                                             "x-forwarded-path",
                                                             "x-forwarded-uri",
                                                             "x-original-host",
                                                             "x-original-url",
                                                             "x-original-uri",
                                                             "x-rewrite-url",
                                                             "x-override-url",
                                                             "x-host",
                                                             "x-real-host",
                                                             "x-backend-host",
                                                             "x-proxy-host",
                                                             "x-proxy-url",
                                                             "x-url-scheme",
                                                             "x-scheme",
                                                             "front-end-https",
                                                             "base-url",
                                                             "http-host",
                                                             "request-uri",
                                                             "x-http-method",
                                                             "x-method-override",
                                                             "x-http-method-override",
                                                             "x-http-host-override"};
    return std::ranges::any_of(kNames, [name](std::string_view each) { return http::equalIgnoringCase(each, name); });
}

std::string keyedFields(std::string_view requestFields)
{
    return linesWhere(requestFields, [](std::string_view name) { return !poisons(name); });
}

bool namesFieldsOfThisHop(std::string_view requestFields)
{
    bool names = false;
    forEachLine(requestFields, [&names](std::string_view name, std::string_view value) {
        if (!http::equalIgnoringCase(name, "connection"))
            return;
        http::forEachListMember(value, [&names](std::string_view option) {
            names =
                names || !(http::equalIgnoringCase(option, "close") || http::equalIgnoringCase(option, "keep-alive"));
        });
    });
    return names;
}

}
