#include "servers/proxy/partial_content.h"

#include "servers/proxy/entity_tag.h"
#include "servers/proxy/field_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace escala::servers::proxy {

namespace {

bool hasStrongTag(std::string_view lines)
{
    const auto tag = firstValue(lines, "etag");
    return tag && strongMatch(*tag, *tag);
}

/// From its first byte to the one after its last.
std::uint64_t endOf(const Variant &part)
{
    return part.part->first + part.body->size();
}

bool hasConditions(std::string_view requestFields)
{
    static constexpr std::array<std::string_view, 4> kNames{"if-match", "if-none-match", "if-modified-since",
                                                            "if-unmodified-since"};
    return std::ranges::any_of(kNames, [requestFields](auto name) { return hasField(requestFields, name); });
}

}

std::optional<ContentRange> parseContentRange(std::string_view value)
{
    constexpr std::string_view unit = "bytes ";
    const auto dash = value.find('-');
    const auto slash = value.find('/');
    if (!http::equalIgnoringCase(value.substr(0, unit.size()), unit) || dash == std::string_view::npos
        || slash == std::string_view::npos || slash < dash)
        return std::nullopt;
    const auto first = http::parseDigits(value.substr(unit.size(), dash - unit.size()));
    const auto last = http::parseDigits(value.substr(dash + 1, slash - dash - 1));
    const auto size = http::parseDigits(value.substr(slash + 1));
    if (!first || !last || !size || *last < *first || *size <= *last)
        return std::nullopt;
    return ContentRange{{*first, *last}, *size};
}

bool isStorablePart(const Exchange &exchange)
{
    const auto ranges = joinedValue(exchange.responseFields, "content-range"); // two of them make no sense
    return exchange.status == 206 && exchange.method == "GET" && !exchange.requestHasBody
        && hasField(exchange.requestFields, "range") && ranges && parseContentRange(*ranges)
        && hasStrongTag(exchange.responseFields);
}

VariantPtr makePart(const Variant &response, std::shared_ptr<const std::string> body)
{
    const auto range = parseContentRange(firstValue(response.fields, "content-range").value_or(""));
    if (!range || body->size() != range->range.length())
        return nullptr;
    auto part = std::make_shared<Variant>(response);
    part->fields = linesWhere(response.fields,
                              [](std::string_view name) { return !http::equalIgnoringCase(name, "content-range"); });
    part->body = std::move(body);
    part->part = Part{.first = range->range.first, .size = range->size};
    return part;
}

VariantPtr combined(const Variant &fresh, const Variant &old, std::uint64_t longest)
{
    const bool same = fresh.part->size == old.part->size && strongMatch(*fresh.etag(), *old.etag());
    const auto first = std::min(fresh.part->first, old.part->first);
    const auto end = std::max(endOf(fresh), endOf(old));
    const bool gap = fresh.part->first > endOf(old) || old.part->first > endOf(fresh);
    if (!same || gap || end - first > longest)
        return nullptr;
    std::string body(end - first, '\0');
    for (const Variant *each : {&old, &fresh})
        std::ranges::copy(*each->body, body.begin() + static_cast<std::ptrdiff_t>(each->part->first - first));
    auto both = std::make_shared<Variant>(fresh);
    both->part->first = first;
    if (body.size() == both->part->size) {
        both->part.reset();
        both->status = 200;
        both->reason.clear();
    }
    both->body = std::make_shared<const std::string>(std::move(body));
    return both;
}

std::optional<PartialReply> replyFromPart(std::string_view requestFields, const Variant &part)
{
    const auto range = joinedValue(requestFields, "range");
    if (!range || hasConditions(requestFields) || !ifRangeHolds(requestFields, part))
        return std::nullopt;
    const auto request = parseRange(*range, part.part->size);
    if (request.kind != RangeRequest::Kind::Parts || request.parts.size() != 1)
        return std::nullopt;
    const auto &asked = request.parts.front();
    if (asked.first < part.part->first || asked.last >= endOf(part))
        return std::nullopt;
    PartialReply reply{.fields = part.fields,
                       .body = part.body->substr(asked.first - part.part->first, asked.length())};
    appendLine(reply.fields, "Content-Range", fmt::format("bytes {}-{}/{}", asked.first, asked.last, part.part->size));
    return reply;
}

}
