#include "connection_options.h"

#include "option_values.h"

#include <map>

namespace escala::ctl {

namespace {

constexpr const char *kGroup = "Network";

const std::map<std::string, load::DnsMode> kDnsModes{
    {"once", load::DnsMode::Once}, {"connection", load::DnsMode::Connection}, {"ttl", load::DnsMode::Ttl}};

std::expected<void, std::string> setFile(const char *option, const std::string &given, std::string &file)
{
    if (given.empty())
        return {};
    if (const auto readable = readWhole(given); !readable)
        return std::unexpected(option + (": " + readable.error()));
    file = given;
    return {};
}

}

void ConnectionOptions::addNames(CLI::App &command)
{
    command
        .add_option_function<std::string>(
            "--dns", [this](const std::string &mode) { m_dns = kDnsModes.at(mode); },
            "when a host's name is looked up: once before the run, for each connection, or for a connection that is "
            "made when the TTL of the answer before has run out (once)")
        ->check(CLI::IsMember({"once", "connection", "ttl"}))
        ->group(kGroup);
    command
        .add_option("--dns-server", m_given.dnsServer,
                    "ask this DNS server (port 53) in place of the system's and of /etc/hosts")
        ->type_name("ADDRESS[:PORT]")
        ->group(kGroup);
    command
        .add_option_function<std::vector<std::string>>(
            "--resolve",
            [this](const std::vector<std::string> &entries) {
                for (const std::string &entry : entries)
                    m_resolve.push_back(resolveOf(entry));
            },
            "connect to ADDRESS for this host and port; may be repeated")
        ->type_name("HOST:PORT:ADDRESS")
        ->allow_extra_args(false)
        ->group(kGroup);
}

void ConnectionOptions::addTo(CLI::App &command)
{
    addNames(command);
    command
        .add_option("--unix-socket", m_given.unixSocket,
                    "connect to this Unix socket in place of the URL's host and port")
        ->type_name("PATH")
        ->group(kGroup);
    command.add_option("--source", m_given.sources, "connect from this address; several are taken in turn")
        ->type_name("ADDRESS")
        ->allow_extra_args(false)
        ->group(kGroup);
    command
        .add_option("--connections-per-second", m_given.perSecond,
                    "begin at most so many connections a second to each target")
        ->type_name("N")
        ->group(kGroup);
    command.add_option("--requests-per-connection", m_given.requestsEach, "close a connection after so many requests")
        ->type_name("N")
        ->check(CLI::Range(1U, 4'000'000'000U))
        ->group(kGroup);
    addTls(command);
}

void ConnectionOptions::addTls(CLI::App &command)
{
    command.add_option("--cacert", m_caFile, "PEM file of the authorities to trust, in place of the system's")
        ->group(kGroup);
    command.add_option("--cert", m_given.certFile, "PEM file with a client certificate")->group(kGroup);
    command.add_option("--key", m_given.keyFile, "PEM file with its key, where --cert has it not")->group(kGroup);
    command
        .add_flag("--tls-resumption", m_given.resumeTls,
                  "let new connections take up the TLS session of an earlier one")
        ->group(kGroup);
    command.add_flag("--insecure", m_insecure, "don't verify certificates; marked on every result")->group(kGroup);
}

std::expected<void, std::string> ConnectionOptions::applyTo(load::LoadPlan &plan) const
{
    load::ConnectionSpec &spec = plan.connection;
    if (!m_given.unixSocket.empty())
        spec.unixSocket = m_given.unixSocket;
    if (!m_given.sources.empty())
        spec.sources = m_given.sources;
    if (m_given.perSecond)
        spec.perSecond = m_given.perSecond;
    if (m_given.requestsEach > 0)
        spec.requestsEach = m_given.requestsEach;
    spec.dns = m_dns.value_or(spec.dns);
    if (!m_given.dnsServer.empty())
        spec.dnsServer = m_given.dnsServer;
    spec.resumeTls |= m_given.resumeTls;
    plan.insecure |= m_insecure;
    plan.resolve.insert(plan.resolve.end(), m_resolve.begin(), m_resolve.end());
    if (auto set = setFile("--cert", m_given.certFile, spec.certFile); !set)
        return set;
    if (auto set = setFile("--key", m_given.keyFile, spec.keyFile); !set)
        return set;
    return setFile("--cacert", m_caFile, plan.caFile);
}

}
