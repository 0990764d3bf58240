#include "servers/relay/hop_by_hop.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <array>

namespace escala::servers {

namespace {

// Trailer too: trailers are not passed on.
constexpr std::array<std::string_view, 11> kAlways{
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "upgrade",
    "transfer-encoding",
    "http2-settings",
    "proxy-authorization",
    "proxy-authenticate",
    "proxy-authentication-info",
};

bool isOneOf(const auto &names, std::string_view name) noexcept
{
    return std::ranges::any_of(names, [name](std::string_view each) { return http::equalIgnoringCase(each, name); });
}

}

void HopByHop::addConnection(std::string_view value)
{
    http::forEachListMember(value, [this](std::string_view option) {
        if (!isOneOf(kAlways, option))
            m_named.push_back(option);
    });
}

bool HopByHop::ends(std::string_view name) const noexcept
{
    return isOneOf(kAlways, name) || isOneOf(m_named, name);
}

}
