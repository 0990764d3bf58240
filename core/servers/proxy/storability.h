#pragma once

#include "servers/proxy/cache_control.h"
#include "servers/proxy/freshness.h"

#include <string_view>

namespace escala::servers::proxy {

/// Whether a response may be kept, or why not (RFC 9111 3).
enum class Storability {
    Store,
    Method,        ///< Neither an answer to GET, nor one to POST that 9110 9.3.3 lets keep.
    NotFinal,      ///< 1xx.
    Partial,       ///< 304, and a 206 that can't be combined with others: not a response of its own.
    NotUnderstood, ///< must-understand with a status that we know nothing of.
    NoStore,       ///< By request or response.
    Private,       ///< For one user.
    Authorization, ///< Answers credentials, and does not say that others may have it (3.5).
    VariesOnAll,   ///< Vary: *, so that nothing could ever find it.
    NothingTold,   ///< Neither a lifetime nor something to validate it with: no use.
    OneRequest,    ///< What made it so is no part of the key: the body of a GET, or fields that were refused.
    TooLarge,      ///< For the caller, who knows the body and what there is room for.
};

/// A word for the detail of Cache-Status; empty for Store.
[[nodiscard]] std::string_view name(Storability storability) noexcept;

/// A request and the head of the final response to it. `target` is the key of the request's URI.
struct Exchange {
    std::string_view method;
    std::string_view key;
    std::string_view requestFields;
    unsigned status = 0;
    std::string_view responseFields;
    std::string_view reason = {}; ///< The words of its status line.
    bool requestHasBody = false;
};

/// Judges the head; that the body came whole is for the caller to see to (3.3).
[[nodiscard]] Storability storabilityOf(const Exchange &exchange, const RequestDirectives &asked,
                                        const ResponseDirectives &told, const Lifetime &lifetime);

/// What is kept of the response's fields: end to end (3.1), without those that no-cache="…" and private="…" name,
/// without Age, and with a Date.
[[nodiscard]] std::string storedFields(std::string_view responseFields, const ResponseDirectives &told,
                                       WallTime received);

}
