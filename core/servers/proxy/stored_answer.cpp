#include "servers/proxy/stored_answer.h"

#include "servers/proxy/byte_ranges.h"
#include "servers/proxy/field_lines.h"
#include "servers/proxy/partial_content.h"
#include "servers/proxy/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace escala::servers::proxy {

namespace {

void appendCacheFields(std::string &fields, const Variant &stored, CacheStatus status, Time now)
{
    const auto age = wholeSeconds(stored.age(now));
    const auto left = stored.lifetime.length - age;
    status.timeToLive = stored.isFresh(now) ? left : std::min(left, Seconds(-1)); // RFC 9211 2.4: negative where stale
    fmt::format_to(std::back_inserter(fields), "Age: {}\r\nCache-Status: {}\r\n", age.count(), cacheStatusText(status));
}

void answer(ClientStream &client, unsigned status, std::string_view reason, std::string_view fields,
            std::string_view body, bool toHead)
{
    const bool mayHaveBody = status != 204 && status != 304;
    client.begin({.status = status,
                  .reason = reason,
                  .fields = fields,
                  .length = mayHaveBody ? std::optional<std::uint64_t>(body.size()) : std::nullopt,
                  .hasBody = mayHaveBody && !toHead});
    if (mayHaveBody && !toHead)
        client.add(body);
    client.end();
}

}

void answerFromStore(ClientStream &client, std::string_view method, std::string_view requestFields,
                     const Variant &stored, CacheStatus status, Time now)
{
    const bool toHead = method == "HEAD";
    if (clientHas(requestFields, stored)) {
        auto fields = notModifiedFields(stored.fields);
        appendCacheFields(fields, stored, status, now);
        return answer(client, 304, {}, fields, {}, toHead);
    }
    auto partial = toHead ? std::nullopt : partialReply(requestFields, stored);
    if (partial) {
        appendCacheFields(partial->fields, stored, status, now);
        return answer(client, partial->status, {}, partial->fields, partial->body, toHead);
    }
    const auto fields = wholeAnswerFields(stored, status, now);
    answer(client, stored.status, stored.reason, fields, *stored.body, toHead);
}

bool answerFromPart(ClientStream &client, std::string_view requestFields, const Variant &part, Time now)
{
    auto reply = replyFromPart(requestFields, part);
    if (!reply)
        return false;
    appendCacheFields(reply->fields, part, {}, now);
    answer(client, reply->status, {}, reply->fields, reply->body, false);
    return true;
}

void answerWhole(ClientStream &client, const Variant &stored, std::string_view fields)
{
    answer(client, stored.status, stored.reason, fields, *stored.body, false);
}

std::string wholeAnswerFields(const Variant &stored, CacheStatus status, Time now)
{
    auto fields = stored.fields;
    appendCacheFields(fields, stored, status, now);
    return fields;
}

void answerNotCached(ClientStream &client)
{
    client.reply({504, "Content-Type: text/plain; charset=utf-8\r\nCache-Status: escala; detail=only-if-cached\r\n",
                  "This is not in the cache, and the request allows nothing else.\n"});
}

}
