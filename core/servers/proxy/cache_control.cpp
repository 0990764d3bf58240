#include "servers/proxy/cache_control.h"

#include "servers/proxy/field_lines.h"
#include "servers/proxy/structured_dictionary.h"

#include <algorithm>

namespace escala::servers::proxy {

namespace {

using Kind = StructuredItem::Kind;

void setFirst(std::optional<Seconds> &lifetime, const Directive &directive)
{
    if (!lifetime)
        lifetime = parseDeltaSeconds(directive.argument.value_or("")).value_or(Seconds(0));
}

std::optional<Seconds> *lifetimeNamed(ResponseDirectives &directives, std::string_view name)
{
    if (name == "max-age")
        return &directives.maxAge;
    if (name == "s-maxage")
        return &directives.sMaxAge;
    if (name == "stale-while-revalidate")
        return &directives.staleWhileRevalidate;
    return name == "stale-if-error" ? &directives.staleIfError : nullptr;
}

bool *switchNamed(ResponseDirectives &directives, std::string_view name)
{
    if (name == "no-store")
        return &directives.noStore;
    if (name == "public")
        return &directives.isPublic;
    if (name == "must-revalidate")
        return &directives.mustRevalidate;
    if (name == "proxy-revalidate")
        return &directives.proxyRevalidate;
    return name == "must-understand" ? &directives.mustUnderstand : nullptr;
}

/// no-cache and private: for the named fields alone, or for all where there are no names that can be read.
void qualify(bool &all, std::vector<std::string> &fields, const std::optional<std::string> &argument)
{
    const auto names = argument ? parseFieldNames(*argument) : std::vector<std::string>();
    all = all || names.empty();
    fields.insert(fields.end(), names.begin(), names.end());
}

ResponseDirectives fromCacheControl(std::string_view lines)
{
    ResponseDirectives result;
    for (const auto &directive : parseDirectives(joinedValue(lines, "cache-control").value_or(""))) {
        if (auto *const lifetime = lifetimeNamed(result, directive.name))
            setFirst(*lifetime, directive);
        else if (auto *const on = switchNamed(result, directive.name))
            *on = true;
        else if (directive.name == "no-cache")
            qualify(result.noCache, result.noCacheFields, directive.argument);
        else if (directive.name == "private")
            qualify(result.isPrivate, result.privateFields, directive.argument);
    }
    return result;
}

/// False where the value has a type that this directive can't have.
bool take(ResponseDirectives &result, const StructuredMember &member)
{
    const auto &[key, value] = member;
    if (auto *const lifetime = lifetimeNamed(result, key)) {
        if (value.kind != Kind::Integer)
            return false;
        *lifetime = std::clamp(Seconds(value.number), Seconds(0), kMaxDelta);
        return true;
    }
    const bool isBoolean = value.kind == Kind::Boolean;
    if (auto *const on = switchNamed(result, key)) {
        *on = isBoolean && value.number == 1;
        return isBoolean;
    }
    if (key != "no-cache" && key != "private")
        return true;
    if (isBoolean && value.number == 0)
        return true;
    const auto names = value.kind == Kind::String ? std::optional(value.text) : std::nullopt;
    if (key == "private")
        qualify(result.isPrivate, result.privateFields, names);
    else
        qualify(result.noCache, result.noCacheFields, names);
    return isBoolean || value.kind == Kind::String;
}

/// RFC 9213 2.1: a targeted field that is empty or can't be read counts as absent. So does one that gives a directive a
/// value of another type than it has.
std::optional<ResponseDirectives> fromTargeted(std::string_view lines)
{
    const auto text = joinedValue(lines, "cdn-cache-control");
    const auto members = text ? parseStructuredDictionary(*text) : std::nullopt;
    if (!members || members->empty())
        return std::nullopt;
    ResponseDirectives result;
    result.targeted = true;
    for (const auto &member : *members) {
        if (!take(result, member))
            return std::nullopt;
    }
    return result;
}

}

ResponseDirectives allowing(ResponseDirectives told, const StaleAllowance &allowance)
{
    if (!told.staleWhileRevalidate)
        told.staleWhileRevalidate = allowance.whileRevalidate;
    if (!told.staleIfError)
        told.staleIfError = allowance.ifError;
    return told;
}

ResponseDirectives responseDirectives(std::string_view fieldLines)
{
    if (auto targeted = fromTargeted(fieldLines))
        return *std::move(targeted);
    return fromCacheControl(fieldLines);
}

RequestDirectives requestDirectives(std::string_view fieldLines)
{
    RequestDirectives result;
    const auto value = joinedValue(fieldLines, "cache-control");
    if (!value) {
        for (const auto &pragma : parseDirectives(joinedValue(fieldLines, "pragma").value_or("")))
            result.noCache = result.noCache || pragma.name == "no-cache";
        return result;
    }
    for (const auto &directive : parseDirectives(*value)) {
        const auto delta = parseDeltaSeconds(directive.argument.value_or(""));
        if (directive.name == "no-cache")
            result.noCache = true;
        else if (directive.name == "no-store")
            result.noStore = true;
        else if (directive.name == "only-if-cached")
            result.onlyIfCached = true;
        else if (directive.name == "max-age")
            setFirst(result.maxAge, directive);
        else if (directive.name == "min-fresh" && !result.minFresh)
            result.minFresh = delta;
        else if (directive.name == "stale-if-error" && !result.staleIfError)
            result.staleIfError = delta;
        else if (directive.name == "max-stale" && !result.maxStale)
            result.maxStale = !directive.argument && !directive.malformed ? std::optional(kMaxDelta) : delta;
    }
    return result;
}

}
