#include "net/resolver.h"

#include <ares.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace escala::net {

namespace {

using std::chrono::milliseconds;

/// The second try takes twice as long as the first, so both take three times its timeout.
constexpr int kTries = 2;
constexpr int kTriesInTimeouts = 3;

// c-ares asks for this once a process, before all else.
int initialised()
{
    static const int status = ::ares_library_init(ARES_LIB_INIT_ALL);
    return status;
}

bool isReadable(int socket) noexcept
{
    pollfd asked{.fd = socket, .events = POLLIN, .revents = 0};
    return ::poll(&asked, 1, 0) > 0;
}

Endpoint endpointOf(const ares_addrinfo_node &node) noexcept
{
    Endpoint endpoint;
    endpoint.length = node.ai_addrlen;
    std::memcpy(&endpoint.storage, node.ai_addr, node.ai_addrlen);
    return endpoint;
}

// A fixed order: who takes them in turn meets each of them as often, however the server turns them itself.
LookUp lookUpOf(const ares_addrinfo &found)
{
    LookUp lookUp;
    int ttl = found.nodes->ai_ttl;
    for (const auto *node = found.nodes; node != nullptr; node = node->ai_next) {
        lookUp.endpoints.push_back(endpointOf(*node));
        ttl = std::min(ttl, node->ai_ttl);
    }
    for (const auto *alias = found.cnames; alias != nullptr; alias = alias->next)
        ttl = std::min(ttl, alias->ttl);
    std::ranges::sort(lookUp.endpoints, {}, &Endpoint::bytes);
    const auto repeated = std::ranges::unique(lookUp.endpoints);
    lookUp.endpoints.erase(repeated.begin(), repeated.end());
    lookUp.ttl = std::chrono::seconds(std::max(0, ttl));
    return lookUp;
}

}

/// Owned by c-ares from the question to the answer.
struct Resolver::Question {
    Resolver *resolver;
    std::string host;
    Receiver receiver;
};

Resolver::Resolver(EventLoop &loop, const Options &options)
    : m_loop(loop)
{
    ares_options wanted{};
    const auto timeout = std::chrono::ceil<milliseconds>(options.timeout / kTriesInTimeouts);
    wanted.timeout = static_cast<int>(std::clamp<std::int64_t>(timeout.count(), 1, 60'000));
    wanted.tries = kTries;
    wanted.flags = ARES_FLAG_STAYOPEN;
    wanted.sock_state_cb = [](void *self, ares_socket_t socket, int reads, int writes) {
        static_cast<Resolver *>(self)->socketChanged(socket, reads != 0, writes != 0);
    };
    wanted.sock_state_cb_data = this;
    int mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_FLAGS | ARES_OPT_SOCK_STATE_CB;
    std::array<char, 2> dnsAlone{"b"};
    if (options.server) {
        wanted.flags |= ARES_FLAG_NOSEARCH;
        wanted.lookups = dnsAlone.data();
        mask |= ARES_OPT_LOOKUPS;
    }
    if (initialised() != ARES_SUCCESS || ::ares_init_options(&m_channel, &wanted, mask) != ARES_SUCCESS) {
        m_channel = nullptr;
        return;
    }
    if (options.server)
        ::ares_set_servers_ports_csv(m_channel, options.server->text().c_str());
}

Resolver::~Resolver()
{
    if (m_timer)
        m_loop.cancel(*m_timer);
    if (m_channel != nullptr)
        ::ares_destroy(m_channel); // answers every question, to nobody
}

void Resolver::ask(const std::string &host, std::uint16_t port, Receiver receiver)
{
    if (m_channel == nullptr) {
        m_answered.emplace_back(std::move(receiver), std::unexpected("there is no resolver: memory has run out"));
        return wakeInTime();
    }
    auto question =
        std::make_unique<Question>(Question{.resolver = this, .host = host, .receiver = std::move(receiver)});
    ares_addrinfo_hints hints{};
    hints.ai_flags = ARES_AI_NUMERICSERV | ARES_AI_NOSORT;
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    const auto answered = [](void *given, int status, int, ares_addrinfo *found) {
        const std::unique_ptr<Question> of(static_cast<Question *>(given));
        const std::unique_ptr<ares_addrinfo, decltype(&::ares_freeaddrinfo)> holder(found, &::ares_freeaddrinfo);
        if (status == ARES_SUCCESS && found != nullptr && found->nodes != nullptr)
            of->resolver->m_answered.emplace_back(std::move(of->receiver), lookUpOf(*found));
        else
            of->resolver->m_answered.emplace_back(
                std::move(of->receiver),
                std::unexpected(
                    fmt::format("the host name \"{}\" can't be resolved: {}", of->host, ::ares_strerror(status))));
    };
    ::ares_getaddrinfo(m_channel, host.c_str(), std::to_string(port).c_str(), &hints, answered, question.release());
    if (m_writes)
        process(); // a socket that could be written all the time tells nothing new
    wakeInTime();
}

void Resolver::socketChanged(int socket, bool reads, bool writes)
{
    const auto known = std::ranges::find(m_sockets, socket);
    m_writes |= writes;
    if (reads || writes) {
        if (known != m_sockets.end())
            return;
        m_sockets.push_back(socket);
        m_loop.add(socket, *this);
    } else if (known != m_sockets.end()) {
        m_sockets.erase(known);
        m_loop.remove(socket, *this);
    }
}

void Resolver::onReady(std::uint32_t)
{
    process();
    deliver();
}

// All sockets are looked at, since removing one of them drops what the loop has fetched for any: they are one or two.
void Resolver::process()
{
    m_writes = false;
    const auto sockets = m_sockets; // they come and go meanwhile
    for (const int socket : sockets) {
        do {
            ::ares_process_fd(m_channel, socket, socket);
        } while (std::ranges::find(m_sockets, socket) != m_sockets.end() && isReadable(socket));
    }
}

void Resolver::deliver()
{
    for (auto &[receiver, answer] : std::exchange(m_answered, {}))
        receiver(std::move(answer));
    wakeInTime();
}

// For what c-ares wants to do next, or at once where there are answers.
void Resolver::wakeInTime()
{
    if (m_timer)
        m_loop.cancel(*std::exchange(m_timer, std::nullopt));
    Clock::duration wait{};
    if (m_answered.empty()) {
        timeval left{};
        if (m_channel == nullptr || ::ares_timeout(m_channel, nullptr, &left) == nullptr)
            return;
        wait = std::chrono::seconds(left.tv_sec) + std::chrono::microseconds(left.tv_usec);
    }
    m_timer = m_loop.runAfter(wait, [this] {
        m_timer.reset();
        processTimeouts();
        deliver();
    });
}

void Resolver::processTimeouts()
{
    if (m_channel == nullptr)
        return;
    ::ares_process_fd(m_channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    process();
}

Resolver::Answer lookUpNow(const std::string &host, std::uint16_t port, const Resolver::Options &options)
{
    EventLoop loop;
    Resolver resolver(loop, options);
    Resolver::Answer answer = std::unexpected(std::string());
    resolver.ask(host, port, [&](Resolver::Answer given) {
        answer = std::move(given);
        loop.stop();
    });
    loop.run();
    return answer;
}

}
