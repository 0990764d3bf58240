#pragma once

#include "servers/proxy/cache_status.h"
#include "servers/proxy/variant.h"
#include "servers/stream_handler.h"

#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// Answers a GET or HEAD from a stored response: whole, 304 where the client has it, 206 or 416 where it asks for
/// ranges; with Age and Cache-Status. `send` is the caller's.
void answerFromStore(ClientStream &client, std::string_view method, std::string_view requestFields,
                     const Variant &stored, CacheStatus status, Time now);

/// Answers a GET from a stored part; false where that does not hold what is asked for.
bool answerFromPart(ClientStream &client, std::string_view requestFields, const Variant &part, Time now);

/// Answers a GET that has neither conditions nor ranges; `fields` are those of `wholeAnswerFields`.
void answerWhole(ClientStream &client, const Variant &stored, std::string_view fields);
[[nodiscard]] std::string wholeAnswerFields(const Variant &stored, CacheStatus status, Time now);

/// RFC 9111 5.2.1.7: 504 to a request for what must be in the cache, and is not.
void answerNotCached(ClientStream &client);

}
