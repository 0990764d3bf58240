#include "servers/listen_address.h"

#include "net/endpoint.h"
#include "net/socket.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

namespace escala::servers {

namespace {

constexpr int kFreePortTries = 16;

std::string sentence(const net::Endpoint &endpoint, const std::error_code &error)
{
    const auto where = endpoint.text();
    switch (error.value()) {
    case EADDRINUSE:
        return fmt::format("port {} is already in use ({}): choose another with --port, or --port 0 for any free one",
                           endpoint.port(), where);
    case EACCES:
        return fmt::format("port {} may not be used by this user ({}): choose one from 1024 up", endpoint.port(),
                           where);
    case EADDRNOTAVAIL:
        return fmt::format("{} is no address of this machine: choose another with --host", where);
    default:
        return fmt::format("it is not possible to listen on {}: {}", where, error.message());
    }
}

std::string urlOf(const net::Endpoint &endpoint)
{
    auto text = endpoint.text();
    if (text.starts_with("0.0.0.0:"))
        text.replace(0, 7, "127.0.0.1");
    else if (text.starts_with("[::]:"))
        text.replace(0, 4, "[::1]");
    return fmt::format("http://{}/", text);
}

std::expected<std::vector<net::Endpoint>, std::string> addressesOf(const std::string &host, std::uint16_t port)
{
    auto resolved = net::resolve(host, port);
    if (!resolved)
        return resolved;
    std::set<std::string> seen; // /etc/hosts may name an address twice
    std::erase_if(*resolved, [&seen](const net::Endpoint &each) { return !seen.insert(each.text()).second; });
    return resolved;
}

struct Refusal {
    std::string sentence;
    int error = 0;
};

// "localhost" may have two addresses; both get the port that the system chose for the first. One that this machine
// lacks (IPv6 switched off) is left out as long as there is another.
std::expected<ListeningSockets, Refusal> tryToListen(const std::vector<net::Endpoint> &endpoints)
{
    ListeningSockets listening;
    Refusal absent;
    for (const auto &endpoint : endpoints) {
        auto socket = net::listenOn(endpoint, kBacklog);
        if (socket) {
            if (listening.sockets.empty())
                listening.url = urlOf(net::localEndpoint(socket->get()));
            listening.sockets.push_back(std::move(*socket));
            continue;
        }
        absent = {sentence(endpoint, socket.error()), socket.error().value()};
        if (absent.error != EADDRNOTAVAIL && absent.error != EAFNOSUPPORT)
            return std::unexpected(absent);
    }
    if (listening.sockets.empty())
        return std::unexpected(absent);
    return listening;
}

// A free port of the first address, to be asked for at all of them.
std::expected<std::uint16_t, std::string> freePort(const std::vector<net::Endpoint> &endpoints)
{
    for (const auto &endpoint : endpoints) {
        if (const auto socket = net::listenOn(endpoint, 1))
            return net::localEndpoint(socket->get()).port();
    }
    return std::unexpected(std::string("there is no free port on this address"));
}

std::string_view withoutBrackets(std::string_view host)
{
    return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

}

std::expected<ListeningSockets, std::string> listenAt(const std::string &host, std::uint16_t port)
{
    const std::string name(withoutBrackets(host));
    Refusal refusal;
    for (int tries = 0; tries < kFreePortTries; ++tries) {
        auto endpoints = addressesOf(name, port);
        if (!endpoints)
            return std::unexpected(endpoints.error());
        if (port == 0 && endpoints->size() > 1) {
            const auto free = freePort(*endpoints);
            endpoints = free ? addressesOf(name, *free) : std::unexpected(free.error());
            if (!endpoints)
                return std::unexpected(endpoints.error());
        }
        auto listening = tryToListen(*endpoints);
        if (listening)
            return std::move(*listening);
        refusal = listening.error();
        if (port != 0 || refusal.error != EADDRINUSE)
            break;
    }
    return std::unexpected(refusal.sentence);
}

}
