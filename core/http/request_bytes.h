#pragma once

#include "http/request_fields.h"

#include <string>

namespace escala::http {

/// The bytes of a whole HTTP/1.1 request with all of its fields. The caller has checked method and headers (isToken,
/// isFieldValue).
[[nodiscard]] std::string requestBytes(const Url &url, const RequestParts &parts);

}
