#include "experiment/plan_fields.h"

#include <boost/json/array.hpp>

#include <array>

namespace escala::experiment {

namespace {

using load::DnsMode;

constexpr std::array<std::pair<DnsMode, std::string_view>, 3> kDnsModes{
    {{DnsMode::Once, "once"}, {DnsMode::Connection, "connection"}, {DnsMode::Ttl, "ttl"}}};

}

void readConnection(ObjectReader &reader, load::ConnectionSpec &spec)
{
    reader.read("unix_socket", spec.unixSocket);
    reader.read("source_addresses", spec.sources);
    if (reader.find("connections_per_second") != nullptr)
        reader.read("connections_per_second", spec.perSecond.emplace());
    reader.read("requests_per_connection", spec.requestsEach);
    reader.read("cert_file", spec.certFile);
    reader.read("key_file", spec.keyFile);
    reader.readWord("dns", kDnsModes, spec.dns);
    reader.read("dns_server", spec.dnsServer);
    reader.read("tls_resumption", spec.resumeTls);
}

void addConnection(const load::ConnectionSpec &spec, boost::json::object &fields)
{
    if (!spec.unixSocket.empty())
        fields["unix_socket"] = spec.unixSocket;
    if (!spec.sources.empty())
        fields["source_addresses"] = boost::json::array(spec.sources.begin(), spec.sources.end());
    if (spec.perSecond)
        fields["connections_per_second"] = *spec.perSecond;
    if (spec.requestsEach > 0)
        fields["requests_per_connection"] = spec.requestsEach;
    if (!spec.certFile.empty())
        fields["cert_file"] = spec.certFile;
    if (!spec.keyFile.empty())
        fields["key_file"] = spec.keyFile;
    if (spec.dns != DnsMode::Once)
        fields["dns"] = wordFor(kDnsModes, spec.dns);
    if (!spec.dnsServer.empty())
        fields["dns_server"] = spec.dnsServer;
    if (spec.resumeTls)
        fields["tls_resumption"] = true;
}

}
