#pragma once

#include "http/request_fields.h"

#include <nghttp2/nghttp2.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace escala::http {

/// A whole HTTP/2 request, prepared once and sent any number of times over any number of connections: what
/// requestBytes is to HTTP/1.1.
///
/// Host becomes :authority, names are in lower case, and what only makes sense to an HTTP/1.1 connection is left out
/// (RFC 9113 8.2.2): Connection and the fields it names, Keep-Alive, Proxy-Connection, Transfer-Encoding, Upgrade, and
/// TE unless it says "trailers". Immutable; any thread.
class H2Request {
public:
    /// The caller has checked method and headers (isToken, isFieldValue).
    H2Request(const Url &url, const RequestParts &parts);
    // The prepared fields point into the object.
    H2Request(const H2Request &) = delete;
    H2Request &operator=(const H2Request &) = delete;

    /// In the order of the wire, pseudo-header fields first.
    [[nodiscard]] const Fields &fields() const noexcept { return m_fields; }
    [[nodiscard]] std::string_view body() const noexcept { return m_body; }
    /// The same fields for nghttp2, which copies none of them.
    [[nodiscard]] std::span<const nghttp2_nv> prepared() const noexcept { return m_prepared; }

private:
    Fields m_fields;
    std::string m_body;
    std::vector<nghttp2_nv> m_prepared;
};

}
