#include "servers/proxy/byte_ranges.h"

#include "http/http_date.h"
#include "servers/proxy/entity_tag.h"
#include "servers/proxy/field_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace escala::servers::proxy {

namespace {

constexpr std::size_t kMaxParts = 16;

/// "0-4", "5-", "-3" of a body; no range where it is well formed and beyond the end.
struct ParsedRange {
    bool wellFormed = false;
    std::optional<ByteRange> range;
};

ParsedRange parseOne(std::string_view text, std::uint64_t size)
{
    const auto dash = text.find('-');
    if (dash == std::string_view::npos)
        return {};
    const auto firstText = text.substr(0, dash);
    const auto lastText = text.substr(dash + 1);
    const auto last =
        parseDeltaSeconds(lastText) ? http::parseDigits(lastText).value_or(UINT64_MAX) : std::optional<std::uint64_t>();
    if (firstText.empty()) {
        if (!last)
            return {};
        if (*last == 0 || size == 0)
            return {.wellFormed = true, .range = {}};
        return {true, ByteRange{size - std::min(*last, size), size - 1}};
    }
    if (!parseDeltaSeconds(firstText) || (!last && !lastText.empty()))
        return {};
    const auto first = http::parseDigits(firstText).value_or(UINT64_MAX);
    if (last && *last < first)
        return {};
    if (first >= size)
        return {.wellFormed = true, .range = {}};
    return {true, ByteRange{first, std::min(last.value_or(UINT64_MAX), size - 1)}};
}

/// RFC 9110 14.2: overlapping or very many ranges are how a server is made to send the same bytes over and over.
bool looksLikeAttack(std::vector<ByteRange> parts)
{
    if (parts.size() > kMaxParts)
        return true;
    std::ranges::sort(parts, {}, &ByteRange::first);
    std::size_t overlaps = 0;
    for (std::size_t i = 1; i < parts.size(); ++i)
        overlaps += parts[i].first <= parts[i - 1].last ? 1u : 0u;
    return overlaps > 1;
}

std::string contentRange(const ByteRange &part, std::size_t size)
{
    return fmt::format("bytes {}-{}/{}", part.first, part.last, size);
}

std::string slice(const std::string &body, const ByteRange &part)
{
    return body.substr(part.first, part.length());
}

/// A line that is not in any of the parts.
std::string boundaryFor(const std::string &body)
{
    std::string boundary;
    for (unsigned i = 0; boundary.empty() || body.contains(boundary); ++i)
        boundary = fmt::format("escala-part-{:08x}", 0x9e3779b9u * (i + 1));
    return boundary;
}

PartialReply multipart(const Variant &stored, const std::vector<ByteRange> &parts)
{
    const auto boundary = boundaryFor(*stored.body);
    const auto type = firstValue(stored.fields, "content-type");
    PartialReply reply;
    for (const auto &part : parts) {
        reply.body.append("--").append(boundary).append("\r\n");
        if (type)
            appendLine(reply.body, "Content-Type", *type);
        appendLine(reply.body, "Content-Range", contentRange(part, stored.body->size()));
        reply.body.append("\r\n").append(slice(*stored.body, part)).append("\r\n");
    }
    reply.body.append("--").append(boundary).append("--\r\n");
    reply.fields =
        linesWhere(stored.fields, [](std::string_view name) { return !http::equalIgnoringCase(name, "content-type"); });
    appendLine(reply.fields, "Content-Type", "multipart/byteranges; boundary=" + boundary);
    return reply;
}

PartialReply unsatisfiable(const Variant &stored)
{
    PartialReply reply{.status = 416, .fields = {}, .body = {}};
    if (const auto date = firstValue(stored.fields, "date"))
        appendLine(reply.fields, "Date", *date);
    appendLine(reply.fields, "Content-Range", fmt::format("bytes */{}", stored.body->size()));
    return reply;
}

}

RangeRequest parseRange(std::string_view value, std::uint64_t size)
{
    const auto equals = value.find('=');
    if (equals == std::string_view::npos || !http::equalIgnoringCase(http::trimmed(value.substr(0, equals)), "bytes"))
        return {};
    bool wellFormed = true;
    bool any = false;
    RangeRequest request;
    http::forEachListMember(value.substr(equals + 1), [&](std::string_view member) {
        const auto parsed = parseOne(member, size);
        any = true;
        wellFormed = wellFormed && parsed.wellFormed;
        if (parsed.range)
            request.parts.push_back(*parsed.range);
    });
    if (!any || !wellFormed || looksLikeAttack(request.parts))
        return {};
    request.kind = request.parts.empty() ? RangeRequest::Kind::Unsatisfiable : RangeRequest::Kind::Parts;
    return request;
}

bool ifRangeHolds(std::string_view requestFields, const Variant &stored)
{
    const auto condition = firstValue(requestFields, "if-range");
    if (!condition)
        return true;
    if (condition->contains('"'))
        return stored.etag() && strongMatch(*condition, *stored.etag());
    const auto asked = http::parseHttpDate(*condition, stored.receivedWall);
    const auto modified = http::parseHttpDate(stored.lastModified().value_or(""), stored.receivedWall);
    return asked && modified && *asked == *modified
        && dateValue(stored.fields, stored.receivedWall) - *modified >= std::chrono::minutes(1);
}

std::optional<PartialReply> partialReply(std::string_view requestFields, const Variant &stored)
{
    const auto range = joinedValue(requestFields, "range");
    if (!range || stored.status != 200 || !ifRangeHolds(requestFields, stored))
        return std::nullopt;
    const auto request = parseRange(*range, stored.body->size());
    if (request.kind == RangeRequest::Kind::Whole)
        return std::nullopt;
    if (request.kind == RangeRequest::Kind::Unsatisfiable)
        return unsatisfiable(stored);
    if (request.parts.size() > 1)
        return multipart(stored, request.parts);
    PartialReply reply{.fields = stored.fields, .body = slice(*stored.body, request.parts.front())};
    appendLine(reply.fields, "Content-Range", contentRange(request.parts.front(), stored.body->size()));
    return reply;
}

}
