#include "servers/proxy/storability.h"

#include "http/http_date.h"
#include "servers/proxy/cache_key.h"
#include "servers/proxy/field_lines.h"
#include "servers/proxy/partial_content.h"
#include "servers/proxy/vary_key.h"

#include <algorithm>
#include <array>
#include <utility>

namespace escala::servers::proxy {

namespace {

/// Those of RFC 9110 15 whose meaning asks nothing else of a cache than this one does.
bool isUnderstood(unsigned status) noexcept
{
    static constexpr std::array<unsigned, 41> kStatuses{
        200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408,
        409, 410, 411, 412, 413, 414, 415, 417, 421, 422, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504};
    return std::ranges::find(kStatuses, status) != kStatuses.end();
}

/// RFC 9110 9.3.3: a POST's answer that says it is what a GET of the same URI would get.
bool representsTarget(const Exchange &exchange, const Lifetime &lifetime)
{
    if (exchange.status != 200 || lifetime.source != Lifetime::Source::Explicit)
        return false;
    const auto location = firstValue(exchange.responseFields, "content-location");
    return location && resolvedKey(exchange.key, *location) == exchange.key;
}

bool mayKeepMethod(const Exchange &exchange, const Lifetime &lifetime)
{
    return exchange.method == "GET" || (exchange.method == "POST" && representsTarget(exchange, lifetime));
}

/// RFC 9110 13.1, 14.2, 10.1.1, RFC 6585: conditions, ranges, expectations and sizes of one request, which another one
/// for the same key may not have. Stored, such an answer would keep everybody from the page.
bool isOfOneRequest(const Exchange &exchange) noexcept
{
    static constexpr std::array<unsigned, 5> kStatuses{412, 413, 416, 417, 431};
    return (exchange.method == "GET" && exchange.requestHasBody)
        || std::ranges::find(kStatuses, exchange.status) != kStatuses.end();
}

bool hasValidator(std::string_view lines)
{
    return hasField(lines, "etag") || hasField(lines, "last-modified");
}

/// Of use after its lifetime, or during it.
bool isOfUse(const Exchange &exchange, const ResponseDirectives &told, const Lifetime &lifetime)
{
    const bool mayStay =
        lifetime.source != Lifetime::Source::None || told.isPublic || isHeuristicallyCacheable(exchange.status);
    if (!mayStay)
        return false;
    if (hasValidator(exchange.responseFields))
        return true;
    const bool servedStale = !told.forbidsStale() && (told.staleWhileRevalidate || told.staleIfError);
    return !told.noCache && (lifetime.length > Seconds(0) || servedStale);
}

}

std::string_view name(Storability storability) noexcept
{
    static constexpr std::array<std::string_view, 12> kNames{
        "",        "method",        "not-final", "partial",     "not-understood", "no-store",
        "private", "authorization", "vary",      "no-lifetime", "one-request",    "too-large"};
    return kNames[static_cast<std::size_t>(storability)];
}

Storability storabilityOf(const Exchange &exchange, const RequestDirectives &asked, const ResponseDirectives &told,
                          const Lifetime &lifetime)
{
    if (exchange.status < 200)
        return Storability::NotFinal;
    if (exchange.status == 304 || (exchange.status == 206 && !isStorablePart(exchange)))
        return Storability::Partial;
    if (isOfOneRequest(exchange))
        return Storability::OneRequest;
    if (told.mustUnderstand && !isUnderstood(exchange.status))
        return Storability::NotUnderstood;
    // 5.2.2.3: who understands the status is to pass over the no-store beside must-understand.
    if (asked.noStore || (told.noStore && !told.mustUnderstand))
        return Storability::NoStore;
    if (told.isPrivate)
        return Storability::Private;
    if (hasField(exchange.requestFields, "authorization") && !told.isPublic && !told.mustRevalidate && !told.sMaxAge)
        return Storability::Authorization;
    if (!mayKeepMethod(exchange, lifetime))
        return Storability::Method;
    if (selectingFields(exchange.responseFields).all)
        return Storability::VariesOnAll;
    return isOfUse(exchange, told, lifetime) ? Storability::Store : Storability::NothingTold;
}

std::string storedFields(std::string_view responseFields, const ResponseDirectives &told, WallTime received)
{
    const auto options = connectionOptions(responseFields);
    bool hasDate = false;
    auto kept = linesWhere(responseFields, [&](std::string_view name) {
        if (isHopByHop(name) || namesContain(options, name) || namesContain(told.noCacheFields, name)
            || namesContain(told.privateFields, name) || http::equalIgnoringCase(name, "age"))
            return false;
        if (!http::equalIgnoringCase(name, "date"))
            return true;
        // RFC 9110 6.6.1: a Date that can't be read may be replaced.
        const auto date = http::parseHttpDate(firstValue(responseFields, "date").value_or(""), received);
        const bool first = !std::exchange(hasDate, hasDate || date.has_value());
        return first && date.has_value();
    });
    if (!hasDate)
        appendLine(kept, "Date", http::formatHttpDate(received));
    return kept;
}

}
