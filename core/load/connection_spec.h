#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace escala::load {

/// When the name of a target's host is looked up.
enum class DnsMode {
    Once,       ///< Before the run, by the system's resolver.
    Connection, ///< For each connection.
    Ttl,        ///< For a connection that is made when the answer before has run out.
};

/// How connections are made, and for how long they are kept. A value type.
struct ConnectionSpec {
    std::string unixSocket; ///< Path of a socket to connect to, in place of the URL's host and port.
    std::vector<std::string>
        sources; ///< Addresses of this machine to connect from, in turn; empty: the system's choice.
    std::optional<double> perSecond; ///< At most so many are begun a second, for each target.
    std::uint32_t requestsEach = 0;  ///< A connection is closed after so many requests; 0: as long as it lasts.
    std::string certFile;            ///< PEM file with the client's certificate, and those that lead to it.
    std::string keyFile;             ///< PEM file with its key; empty: it is in `certFile`.
    DnsMode dns = DnsMode::Once;
    std::string dnsServer;  ///< Address and port of the DNS server to ask; empty: the system's.
    bool resumeTls = false; ///< New connections take up the TLS session of an earlier one, where the server lets them.

    friend bool operator==(const ConnectionSpec &, const ConnectionSpec &) = default;
};

inline constexpr std::uint16_t kDnsPort = 53;

/// Empty when connections can be made so; else a sentence for people. Files are looked at when the run starts.
[[nodiscard]] std::string problemOf(const ConnectionSpec &spec);

}
