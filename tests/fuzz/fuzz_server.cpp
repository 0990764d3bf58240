#include "http/request.h"
#include "input.h"
#include "servers/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

using namespace escala;
using fuzz::require;

namespace {

/// Says what it was asked.
class Echo final : public servers::Handler {
public:
    servers::Pending handle(const http::RequestHead &request, servers::Completion done) override
    {
        ++requests;
        m_text = std::string(request.method) + ' ' + std::string(request.target) + ' ' + std::string(request.host);
        done({.status = 200, .fields = {}, .body = m_text});
        return nullptr;
    }
    std::int64_t requests = 0;

private:
    std::string m_text;
};

/// One connection to the server's side of a pair of sockets.
class Server final : public servers::ConnectionOwner {
public:
    Server()
    {
        std::array<int, 2> ends{-1, -1};
        require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0, "two sockets");
        m_client = net::FileDescriptor(ends[0]);
        m_connection = std::make_unique<servers::Connection>(m_state, *this, net::FileDescriptor(ends[1]));
    }

    void send(std::string_view bytes)
    {
        if (::send(m_client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0)
            turn();
    }
    /// All that was answered, but for what the clock says and what only asks for more.
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
        without(all, "Date: ", "\r\n");
        without(all, "HTTP/1.1 100 Continue", "\r\n\r\n");
        return all;
    }
    void closed(servers::Connection &) override { m_connection.reset(); }

    void checkCounts() const
    {
        require(m_counters.requests.value() == m_echo.requests, "every request is counted");
        require(m_counters.responses.value() >= m_echo.requests && m_counters.responses.value() <= m_echo.requests + 1,
                "every request is answered, and one refusal at most");
    }

private:
    /// What is ready now.
    void turn()
    {
        m_loop.post([this] { m_loop.stop(); });
        m_loop.run();
    }
    static void without(std::string &all, std::string_view start, std::string_view end)
    {
        for (auto at = all.find(start); at != std::string::npos; at = all.find(start, at))
            all.erase(at, all.find(end, at) + end.size() - at);
    }

    net::EventLoop m_loop;
    Echo m_echo;
    servers::ServerCounters m_counters;
    servers::LoopState m_state{.loop = m_loop,
                               .handler = &m_echo,
                               .counters = m_counters,
                               .limits = {},
                               .ticks = {9, 9, 9, servers::LoopState::kNoLimit, 9, 9},
                               .date = {},
                               .memo = {},
                               .output = {}};
    net::FileDescriptor m_client;
    std::unique_ptr<servers::Connection> m_connection;
};

/// A head is one head however much of it has come.
void checkHead(std::string_view text, std::uint8_t seed)
{
    const auto whole = http::parseRequestHead(text, {});
    const std::size_t size = whole && *whole ? (*whole)->size : text.size();
    require(size <= text.size(), "a head is of its bytes");
    fuzz::Pieces pieces(text.substr(0, size), seed);
    std::size_t have = 0;
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        have += piece.size();
        const auto part = http::parseRequestHead(text.substr(0, have), {});
        require(part || !whole, "a head that is refused early is refused when it is whole");
        require(!part || !*part || have == size, "a head ends with its empty line");
    }
}

}

// A choice, then the bytes of a client: however they are cut, they are the same requests with the same answers.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::uint8_t seed = input.choice();
    checkHead(input.text(), seed);

    Server atOnce;
    atOnce.send(input.text());
    Server inPieces;
    fuzz::Pieces pieces(input.text(), seed);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next())
        inPieces.send(piece);
    const std::string answers = atOnce.answers();
    require(answers == inPieces.answers(), "requests in pieces have the same answers");
    atOnce.checkCounts();
    inPieces.checkCounts();
    return 0;
}
