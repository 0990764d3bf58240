#include "servers/balancer/sticky_cookie.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

namespace escala::servers::balancer {

std::uint64_t identityIn(std::string_view value) noexcept
{
    std::uint64_t identity = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), identity, 16);
    return problem == std::errc() && end == value.data() + value.size() ? identity : 0;
}

std::string setCookieLine(std::string_view name, std::uint64_t identity)
{
    return fmt::format("Set-Cookie: {}={:016x}; Path=/; HttpOnly; SameSite=Lax\r\n", name, identity);
}

}
