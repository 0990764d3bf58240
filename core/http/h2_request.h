#pragma once

#include "http/request_fields.h"

#include <nghttp2/nghttp2.h>

#include <cstddef>
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
/// TE unless it says "trailers". Any thread, while nobody assigns.
class H2Request {
public:
    H2Request() = default;
    /// The caller has checked method and headers (isToken, isFieldValue).
    H2Request(const Url &url, const RequestParts &parts);
    // The prepared fields point into the object.
    H2Request(const H2Request &) = delete;
    H2Request &operator=(const H2Request &) = delete;

    /// Becomes the same request as these bytes of HTTP/1.1, which are well-formed and go to an https URL or not. Not
    /// while it is under way. Allocates nothing once the object has grown to its size.
    void assign(std::string_view bytes, bool tls);

    /// In the order of the wire, pseudo-header fields first.
    [[nodiscard]] Fields fields() const;
    [[nodiscard]] std::string_view body() const noexcept { return std::string_view(m_bytes).substr(m_bodyStart); }
    /// The same fields for nghttp2, which copies none of them.
    [[nodiscard]] std::span<const nghttp2_nv> prepared() const noexcept { return m_prepared; }

private:
    void add(std::string_view name, std::string_view value);

    std::string m_bytes; ///< Of HTTP/1.1, names of fields in lower case.
    std::size_t m_bodyStart = 0;
    std::vector<nghttp2_nv> m_prepared;
};

}
