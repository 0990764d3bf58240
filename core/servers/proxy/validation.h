#pragma once

#include "servers/proxy/variant.h"

#include <string>
#include <string_view>
#include <vector>

namespace escala::servers::proxy {

/// RFC 9111 4.3.2: whether the client has what is stored, so that 304 answers it. If-None-Match counts before
/// If-Modified-Since; where there is no Last-Modified, Date takes its place. If-Match and If-Unmodified-Since are the
/// origin's matter and are not looked at.
[[nodiscard]] bool clientHas(std::string_view requestFields, const Variant &stored);

/// The fields of a 304 for the stored response (RFC 9110 15.4.5): no metadata of a body that is not sent.
[[nodiscard]] std::string notModifiedFields(std::string_view storedFields);

/// Whether a stored response can be asked about.
[[nodiscard]] bool canValidate(const Variant &stored);

/// RFC 9111 4.3.1: the request's fields with the cache's conditions in place of the client's; without Range, since the
/// answer may be the new response, which is to be stored.
[[nodiscard]] std::string validatingFields(std::string_view requestFields, const Variant &stored);
/// The same about any of several variants, where none fits the request: by entity tag. Unchanged where none has one.
[[nodiscard]] std::string validatingFields(std::string_view requestFields, const std::vector<VariantPtr> &stored);

/// RFC 9111 4.3.4: whether a 304 with these fields speaks of this stored response. One without any validator is taken
/// to be about what was asked for.
[[nodiscard]] bool isAbout(std::string_view notModified, const Variant &stored);

/// RFC 9111 4.3.5: whether the 200 to a HEAD, with these fields, describes the stored response still: the same
/// validators and length where it has them.
[[nodiscard]] bool headAgrees(std::string_view headFields, const Variant &stored);

}
