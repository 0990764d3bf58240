#include "servers/relay/hop_by_hop.h"

#include "http/field_syntax.h"

#include <algorithm>
#include <array>
#include <cstdint>

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

/// A bit for each length that a name of these has: most fields are told apart by that alone.
constexpr std::uint32_t lengthsOf(const auto &names) noexcept
{
    std::uint32_t lengths = 0;
    for (const auto name : names)
        lengths |= 1U << name.size();
    return lengths;
}

constexpr auto kLengths = lengthsOf(kAlways);

bool isAlways(std::string_view name) noexcept
{
    return name.size() < 32 && (kLengths >> name.size() & 1U) != 0 && isOneOf(kAlways, name);
}

}

void HopByHop::addConnection(std::string_view value)
{
    http::forEachListMember(value, [this](std::string_view option) {
        if (!isAlways(option))
            m_named.push_back(option);
    });
}

bool HopByHop::ends(std::string_view name) const noexcept
{
    return isAlways(name) || (!m_named.empty() && isOneOf(m_named, name));
}

}
