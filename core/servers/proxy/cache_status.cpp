#include "servers/proxy/cache_status.h"

#include <fmt/format.h>

#include <array>

namespace escala::servers::proxy {

std::string cacheStatusText(const CacheStatus &status)
{
    static constexpr std::array<std::string_view, 8> kWords{
        "hit", "fwd=bypass", "fwd=method", "fwd=uri-miss", "fwd=vary-miss", "fwd=request", "fwd=stale", "fwd=partial"};
    auto text = fmt::format("escala; {}", kWords[static_cast<std::size_t>(status.forward)]);
    if (status.forwardStatus)
        text += fmt::format("; fwd-status={}", *status.forwardStatus);
    if (status.timeToLive)
        text += fmt::format("; ttl={}", status.timeToLive->count());
    if (status.stored)
        text += "; stored";
    if (status.collapsed)
        text += "; collapsed";
    if (!status.detail.empty())
        text.append("; detail=").append(status.detail);
    return text;
}

Seconds wholeSeconds(std::chrono::nanoseconds age) noexcept
{
    return std::chrono::floor<Seconds>(age);
}

}
