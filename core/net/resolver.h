#pragma once

#include "net/endpoint.h"
#include "net/event_loop.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct ares_channeldata;

namespace escala::net {

/// What a name stands for, and how long that may be believed.
struct LookUp {
    std::vector<Endpoint>
        endpoints;              ///< All addresses, IPv4 and IPv6, in an order that does not depend on the server's.
    std::chrono::seconds ttl{}; ///< Of the record that holds for the shortest time; 0 for /etc/hosts.
};

/// Looks host names up on an event loop without ever blocking it: /etc/hosts, then the system's DNS servers, or a given
/// one alone. By c-ares. Other sources of the system's own resolver, such as multicast DNS, are not asked.
///
/// The loop's thread only, or before it runs. Answers not given when it is destroyed are not given any more.
class Resolver final : ReadyHandler {
public:
    struct Options {
        std::optional<Endpoint> server; ///< Asked in place of the system's servers and of /etc/hosts.
        std::chrono::nanoseconds timeout = std::chrono::seconds(5); ///< Of a question, with the second try.
    };
    /// The error is a sentence for people.
    using Answer = std::expected<LookUp, std::string>;
    using Receiver = std::move_only_function<void(Answer)>;

    Resolver(EventLoop &loop, const Options &options);
    ~Resolver();
    Resolver(const Resolver &) = delete;
    Resolver &operator=(const Resolver &) = delete;

    /// Asks for all addresses; `receiver` is called once, later, from the loop, and may ask again.
    void ask(const std::string &host, std::uint16_t port, Receiver receiver);

private:
    struct Question;
    void onReady(std::uint32_t events) override;
    void socketChanged(int socket, bool reads, bool writes);
    void process();
    void processTimeouts();
    void deliver();
    void wakeInTime();

    EventLoop &m_loop;
    ares_channeldata *m_channel = nullptr; ///< Null where it could not be made: every question fails.
    std::vector<int> m_sockets;
    bool m_writes = false; ///< One of them has something to write.
    std::vector<std::pair<Receiver, Answer>> m_answered;
    std::optional<EventLoop::TimerKey> m_timer;
};

/// The same for a thread that may block.
[[nodiscard]] Resolver::Answer lookUpNow(const std::string &host, std::uint16_t port, const Resolver::Options &options);

}
