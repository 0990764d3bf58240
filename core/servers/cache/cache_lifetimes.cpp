#include "servers/cache/cache_lifetimes.h"

#include "random/draw.h"

namespace escala::servers {

namespace {

constexpr std::uint64_t kSeed = 1;

/// Those that other caches keep too: it is not there, or the origin is in trouble.
bool isNegative(unsigned status) noexcept
{
    return status == 404 || status == 410 || status == 414 || CacheLifetimes::isFailure(status);
}

CacheLifetimes::Duration spread(CacheLifetimes::Duration length, unsigned percent, std::uint64_t number) noexcept
{
    if (percent == 0)
        return length;
    random::Draw draw(kSeed, random::streamOf("ttl"), number);
    const double share = (2 * draw.unit() - 1) * percent / 100;
    return length + std::chrono::duration_cast<CacheLifetimes::Duration>(length * share);
}

}

CacheLifetimes::Duration CacheLifetimes::freshFor(unsigned status, std::uint64_t number) const noexcept
{
    if (status == 200)
        return spread(ttl, jitterPercent, number);
    return isNegative(status) ? spread(negativeTtl, jitterPercent, number) : Duration(0);
}

}
