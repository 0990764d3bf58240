#pragma once

#include "servers/cache/flight_table.h"
#include "servers/counters.h"
#include "servers/handler.h"

#include <string>
#include <string_view>

namespace escala::servers {

/// The fields of an answer from memory, fresh or stale: those stored, Cache-Status (RFC 9211), Age and X-Cache.
[[nodiscard]] std::string storedAnswerFields(const Found &found);

/// Those of an answer that was fetched, or of the stale one in its place where the fetch failed. `before`: what a
/// lookup had found; `collapsed`: the fetch was another request's.
[[nodiscard]] std::string fetchedAnswerFields(const Fetched &fetched, Freshness before, bool collapsed);

/// A request that the cache has nothing to do with, by its method.
[[nodiscard]] Pending passBy(Handler &origin, ServerCounters &counters, const http::RequestHead &request,
                             Completion done);

}
