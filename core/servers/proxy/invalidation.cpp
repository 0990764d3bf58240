#include "servers/proxy/invalidation.h"

#include "servers/proxy/cache_key.h"
#include "servers/proxy/field_lines.h"

#include <algorithm>
#include <array>

namespace escala::servers::proxy {

bool isSafe(std::string_view method) noexcept
{
    static constexpr std::array<std::string_view, 8> kSafe{"GET",      "HEAD",   "OPTIONS", "TRACE",
                                                           "PROPFIND", "REPORT", "SEARCH",  "QUERY"};
    return std::ranges::find(kSafe, method) != kSafe.end();
}

std::vector<std::string> invalidatedKeys(const Exchange &exchange)
{
    std::vector<std::string> keys;
    if (isSafe(exchange.method) || exchange.status < 200 || exchange.status >= 400)
        return keys;
    keys.emplace_back(exchange.key);
    for (const std::string_view name : {"location", "content-location"}) {
        const auto reference = firstValue(exchange.responseFields, name);
        auto key = reference ? resolvedKey(exchange.key, *reference) : std::nullopt;
        if (key && std::ranges::find(keys, *key) == keys.end())
            keys.push_back(*std::move(key));
    }
    return keys;
}

}
