#include "load/connection_spec.h"

#include "net/endpoint.h"

#include <fmt/format.h>

namespace escala::load {

namespace {

constexpr double kMostPerSecond = 1'000'000;

}

std::string problemOf(const ConnectionSpec &spec)
{
    if (!spec.unixSocket.empty()) {
        if (auto endpoint = net::unixEndpoint(spec.unixSocket); !endpoint)
            return endpoint.error();
        if (!spec.sources.empty())
            return "source addresses can't be used with a Unix socket";
    }
    for (const std::string &source : spec.sources) {
        if (auto address = net::parseAddress(source, 0); !address)
            return fmt::format("source address: {}", address.error());
    }
    if (spec.perSecond && !(*spec.perSecond > 0 && *spec.perSecond <= kMostPerSecond))
        return fmt::format("connections per second must be above 0 and at most {}, not {}", kMostPerSecond,
                           *spec.perSecond);
    if (!spec.dnsServer.empty()) {
        if (auto server = net::parseAddressAndPort(spec.dnsServer, kDnsPort); !server)
            return fmt::format("DNS server: {}", server.error());
    }
    if (spec.certFile.empty() && !spec.keyFile.empty())
        return "a key file needs a certificate file";
    return {};
}

}
