#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace escala::http {

/// Where a request goes: an absolute http or https URL, checked and split. A value type.
struct Url {
    bool tls = false;
    std::string host; ///< Name or address, IPv6 without brackets; lower case.
    std::uint16_t port = 80;
    std::string target;   ///< Path and query as they go on the wire, percent-encoded; at least "/".
    std::string userInfo; ///< "user:password" where the URL had one, decoded; for an Authorization field.

    /// The value of the Host field: brackets for IPv6, no port where it is the scheme's own.
    [[nodiscard]] std::string hostField() const;
    /// The whole URL without credentials, for screens and exports.
    [[nodiscard]] std::string text() const;
    /// "localhost", names below it, 127.0.0.0/8 and ::1, by the text alone.
    [[nodiscard]] bool isLoopback() const;

    friend bool operator==(const Url &, const Url &) = default;
};

/// Why a text is not a URL that can be loaded.
enum class UrlProblem {
    Empty,
    Malformed, ///< Not RFC 3986: blanks, control characters, broken percent signs or brackets, invalid UTF-8.
    Scheme,    ///< Neither http nor https.
    NoHost,
    PortRange, ///< Not 1 to 65535.
    TooLong,   ///< Over 8,000 characters.
};

struct UrlError {
    UrlProblem problem = UrlProblem::Malformed;
    std::string message; ///< For people, in English: names the text and says what is wrong with it.
};

/// "host:port/path" without a scheme is taken as http; a fragment is dropped. RFC 3986, through Boost.URL.
[[nodiscard]] std::expected<Url, UrlError> parseUrl(std::string_view text);

}
