#pragma once

#include "input.h"
#include "servers/connection.h"

#include <sys/socket.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace fuzz {

/// A loop and its counters, for the handlers of a connection.
struct Surroundings {
    escala::net::EventLoop loop;
    escala::servers::ServerCounters counters;
};

/// One connection to a handler over a pair of sockets; one of the two handlers is null.
class ServedConnection final : public escala::servers::ConnectionOwner {
public:
    ServedConnection(Surroundings &around, escala::servers::Handler *handler, escala::servers::StreamHandler *streams)
        : m_loop(around.loop)
        , m_state{.loop = around.loop,
                  .handler = handler,
                  .counters = around.counters,
                  .limits = {},
                  .ticks = {9, 9, 9, escala::servers::LoopState::kNoLimit, 9, 9},
                  .date = {},
                  .memo = {},
                  .output = {},
                  .streams = streams}
    {
        std::array<int, 2> ends{-1, -1};
        require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0, "two sockets");
        m_client = escala::net::FileDescriptor(ends[0]);
        m_connection =
            std::make_unique<escala::servers::Connection>(m_state, *this, escala::net::FileDescriptor(ends[1]));
    }

    void send(std::string_view bytes)
    {
        if (::send(m_client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0)
            turn();
    }
    /// All that was answered, but for what the clock says and what only asks for more. The end of the connection.
    std::string answers()
    {
        ::shutdown(m_client.get(), SHUT_WR);
        turn();
        std::string all;
        std::array<char, 16 * 1024> buffer{};
        for (auto got = ::recv(m_client.get(), buffer.data(), buffer.size(), 0); got > 0;
             got = ::recv(m_client.get(), buffer.data(), buffer.size(), 0))
            all.append(buffer.data(), static_cast<std::size_t>(got));
        m_connection.reset();
        for (const std::string_view name : {"Date: ", "Age: ", "Cache-Status: "})
            without(all, name, "\r\n");
        without(all, "HTTP/1.1 100 Continue", "\r\n\r\n");
        return all;
    }
    void closed(escala::servers::Connection &) override { m_connection.reset(); }

private:
    /// What is ready now, and what that leads to.
    void turn()
    {
        for (int i = 0; i < 2; ++i) {
            m_loop.post([this] { m_loop.stop(); });
            m_loop.run();
        }
    }
    static void without(std::string &all, std::string_view start, std::string_view end)
    {
        for (auto at = all.find(start); at != std::string::npos; at = all.find(start, at))
            all.erase(at, all.find(end, at) + end.size() - at);
    }

    escala::net::EventLoop &m_loop;
    escala::servers::LoopState m_state;
    escala::net::FileDescriptor m_client;
    std::unique_ptr<escala::servers::Connection> m_connection;
};

}
