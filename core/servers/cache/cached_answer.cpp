#include "servers/cache/cached_answer.h"

#include <fmt/format.h>

#include <utility>

namespace escala::servers {

namespace {

/// RFC 9211 2.2 and 2.3: it went forward, the origin's status is this, and what is served is stored.
std::string insteadFields(const Fetched &fetched, bool collapsed)
{
    const auto &stored = fetched.instead;
    return fmt::format("{}Cache-Status: escala; fwd=stale; fwd-status={}; ttl={}{}; detail=stale-if-error\r\n"
                       "Age: {}\r\nX-Cache: STALE\r\n",
                       stored.response->fields, fetched.response->status, stored.ttl.count(),
                       collapsed ? "; collapsed" : "", stored.age.count());
}

}

std::string storedAnswerFields(const Found &found)
{
    return fmt::format("{}Cache-Status: escala; hit; ttl={}\r\nAge: {}\r\nX-Cache: {}\r\n", found.response->fields,
                       found.ttl.count(), found.age.count(), found.freshness == Freshness::Fresh ? "HIT" : "STALE");
}

std::string fetchedAnswerFields(const Fetched &fetched, Freshness before, bool collapsed)
{
    if (fetched.instead.response)
        return insteadFields(fetched, collapsed);
    auto fields = fmt::format("{}Cache-Status: escala; fwd={}", fetched.response->fields,
                              before == Freshness::Stale ? "stale" : "miss");
    if (fetched.storedFor)
        fields += fmt::format("{}; ttl={}", collapsed ? "" : "; stored", fetched.storedFor->count());
    if (collapsed)
        fields += "; collapsed";
    fields += "\r\nX-Cache: MISS\r\n";
    return fields;
}

Pending passBy(Handler &origin, ServerCounters &counters, const http::RequestHead &request, Completion done)
{
    counters.originRequests.add();
    return origin.handle(request, [done = std::move(done)](const Reply &reply) mutable {
        const auto fields = fmt::format("{}Cache-Status: escala; fwd=method\r\n", reply.fields);
        done({reply.status, fields, reply.body});
    });
}

}
