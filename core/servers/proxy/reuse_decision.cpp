#include "servers/proxy/reuse_decision.h"

#include <algorithm>

namespace escala::servers::proxy {

namespace {

bool refusedByClient(const Variant &stored, const RequestDirectives &asked, Time now)
{
    if (asked.noCache)
        return true;
    // 5.2.1.1: max-stale beside it widens what max-age takes.
    if (asked.maxAge && stored.age(now) > *asked.maxAge + asked.maxStale.value_or(Seconds(0)))
        return true;
    return asked.minFresh && stored.timeToLive(now) < *asked.minFresh;
}

/// How long it has been stale; 0 while it is fresh.
std::chrono::nanoseconds staleness(const Variant &stored, Time now)
{
    return std::max<std::chrono::nanoseconds>(-stored.timeToLive(now), std::chrono::nanoseconds(0));
}

}

Reuse decideReuse(const Variant &stored, const RequestDirectives &asked, Time now)
{
    if (stored.directives.noCache)
        return Reuse::ValidateStale;
    if (refusedByClient(stored, asked, now))
        return stored.isFresh(now) ? Reuse::ValidateByClient : Reuse::ValidateStale;
    if (stored.isFresh(now))
        return Reuse::Fresh;
    if (stored.directives.forbidsStale() || asked.minFresh)
        return Reuse::ValidateStale;
    const auto stale = staleness(stored, now);
    if (stored.directives.staleWhileRevalidate && stale <= *stored.directives.staleWhileRevalidate)
        return Reuse::StaleAndRefresh;
    return asked.maxStale && stale <= *asked.maxStale ? Reuse::Stale : Reuse::ValidateStale;
}

bool mayServeOnError(const Variant &stored, const RequestDirectives &asked, Time now)
{
    if (stored.directives.noCache)
        return false;
    if (stored.isFresh(now))
        return !asked.noCache;
    if (stored.directives.forbidsStale())
        return false;
    const auto allowed = std::max(stored.directives.staleIfError, asked.staleIfError); // empty is less than any
    return allowed && staleness(stored, now) <= *allowed;
}

}
