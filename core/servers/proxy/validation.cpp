#include "servers/proxy/validation.h"

#include "http/http_date.h"
#include "servers/proxy/entity_tag.h"
#include "servers/proxy/field_lines.h"

namespace escala::servers::proxy {

namespace {

bool isReplaced(std::string_view name)
{
    return isOneOf(name, {"if-none-match", "if-modified-since", "if-range", "range"});
}

/// RFC 9110 13.1.3: a date that can't be read, or several, say nothing.
bool unmodifiedSince(std::string_view requestFields, const Variant &stored)
{
    const auto since = joinedValue(requestFields, "if-modified-since");
    const auto limit = since ? http::parseHttpDate(*since, stored.receivedWall) : std::nullopt;
    if (!limit)
        return false;
    const auto modified = http::parseHttpDate(stored.lastModified().value_or(""), stored.receivedWall);
    return modified.value_or(dateValue(stored.fields, stored.receivedWall)) <= *limit;
}

}

bool clientHas(std::string_view requestFields, const Variant &stored)
{
    if (stored.status / 100 != 2)
        return false; // RFC 9110 13.2.1
    if (const auto tags = joinedValue(requestFields, "if-none-match")) {
        const auto etag = stored.etag();
        return etag ? listMatches(*tags, *etag) : http::trimmed(*tags) == "*";
    }
    return unmodifiedSince(requestFields, stored);
}

std::string notModifiedFields(std::string_view storedFields)
{
    return linesWhere(storedFields, [](std::string_view name) {
        return !isOneOf(name,
                        {"content-type", "content-encoding", "content-language", "content-length", "content-range",
                         "content-md5", "accept-ranges", "set-cookie", "transfer-encoding"});
    });
}

bool canValidate(const Variant &stored)
{
    return stored.etag().has_value() || stored.lastModified().has_value();
}

std::string validatingFields(std::string_view requestFields, const Variant &stored)
{
    auto fields = linesWhere(requestFields, [](std::string_view name) { return !isReplaced(name); });
    if (const auto etag = stored.etag())
        appendLine(fields, "If-None-Match", *etag);
    if (const auto modified = stored.lastModified())
        appendLine(fields, "If-Modified-Since", *modified);
    return fields;
}

std::string validatingFields(std::string_view requestFields, const std::vector<VariantPtr> &stored)
{
    std::string tags;
    for (const auto &variant : stored) {
        if (const auto etag = variant->etag())
            tags.append(tags.empty() ? "" : ", ").append(*etag);
    }
    if (tags.empty())
        return std::string(requestFields);
    auto fields = linesWhere(requestFields, [](std::string_view name) { return !isReplaced(name); });
    appendLine(fields, "If-None-Match", tags);
    return fields;
}

bool isAbout(std::string_view notModified, const Variant &stored)
{
    if (const auto etag = firstValue(notModified, "etag"))
        return stored.etag() && (etag->starts_with("W/") ? weakMatch(*etag, *stored.etag()) : *etag == *stored.etag());
    if (const auto modified = firstValue(notModified, "last-modified"))
        return !stored.lastModified() || *modified == *stored.lastModified();
    return true;
}

bool headAgrees(std::string_view headFields, const Variant &stored)
{
    const auto length = firstValue(headFields, "content-length");
    if (length && http::parseDigits(*length) != stored.body->size())
        return false;
    const auto etag = firstValue(headFields, "etag");
    if (etag && stored.etag() && *etag != *stored.etag())
        return false;
    const auto modified = firstValue(headFields, "last-modified");
    return !modified || !stored.lastModified() || *modified == *stored.lastModified();
}

}
