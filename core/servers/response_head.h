#pragma once

#include "servers/handler.h"

#include <string>
#include <string_view>

namespace escala::servers {

/// How an answer ends, as its head says it.
enum class After {
    Next,     ///< The connection stays, as HTTP/1.1 has it without a word.
    NextSaid, ///< It stays, and an HTTP/1.0 client has to be told.
    Close,
};

/// Appends a whole answer: status line, Server, Date, the reply's fields, length, Connection, and the body unless the
/// request was HEAD.
void appendAnswer(std::string &out, const Reply &reply, std::string_view date, After after, bool head);

/// "HTTP/1.1 200 OK" with its CRLF; the usual words where `reason` is empty.
void appendStatusLine(std::string &out, unsigned status, std::string_view reason);

/// The field that tells it, if any, and the empty line that ends a head. A CRLF precedes neither.
[[nodiscard]] std::string_view headEnd(After after) noexcept;

/// The words of a status line; "Unknown" for a status that this program never sends.
[[nodiscard]] std::string_view reasonPhrase(unsigned status) noexcept;

}
