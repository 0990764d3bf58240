#pragma once

#include "servers/proxy/variant.h"

#include <string>
#include <string_view>

namespace escala::servers::proxy {

/// RFC 9111 3.2: the stored fields with each field that `news` (of a 304, or of a 200 to HEAD) has in place of the
/// stored ones of its name. What is bound to the stored body stays: Content-Length, Content-Encoding, Content-Range.
[[nodiscard]] std::string updatedFields(std::string_view storedFields, std::string_view news);

/// The stored response after it was validated by an answer with these fields: updated, its age that of the answer.
/// `exchange` is the request and the answer.
[[nodiscard]] VariantPtr updated(const Variant &stored, const Exchange &exchange, const ExchangeTimes &times,
                                 const HeuristicRule &rule = {}, const StaleAllowance &allowance = {});

}
