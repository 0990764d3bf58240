#include "dns_server.h"

#include "net/socket.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

using escala::net::Endpoint;
using escala::net::FileDescriptor;

namespace {

constexpr std::size_t kHeader = 12;
constexpr std::uint16_t kA = 1;

void put(std::string &bytes, std::uint32_t value, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> static_cast<unsigned>(shift));
}

std::uint16_t read16(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(static_cast<std::uint8_t>(bytes[at]) << 8U
                                      | static_cast<std::uint8_t>(bytes[at + 1]));
}

/// Where the one question's name ends.
std::size_t endOfName(std::string_view message)
{
    std::size_t at = kHeader;
    while (at < message.size() && message[at] != 0)
        at += static_cast<std::uint8_t>(message[at]) + 1UL;
    return at + 1;
}

/// An address as the data of a record of that type; empty where it is of the other.
std::string dataOf(const std::string &text, std::uint16_t type)
{
    const Endpoint address = escala::net::parseAddress(text, 0).value();
    if (address.family() != (type == kA ? AF_INET : AF_INET6))
        return {};
    const auto bytes = address.bytes();
    return std::string(type == kA ? bytes.substr(offsetof(sockaddr_in, sin_addr), 4)
                                  : bytes.substr(offsetof(sockaddr_in6, sin6_addr), 16));
}

}

DnsServer::DnsServer(Answer answer)
    : m_answer(std::move(answer))
{
    const auto any = escala::net::parseAddress("127.0.0.1", 0).value();
    m_listener = escala::net::listenOn(any, 16).value();
    m_endpoint = escala::net::localEndpoint(m_listener.get());
    m_datagrams = FileDescriptor(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (::bind(m_datagrams.get(), m_endpoint.address(), m_endpoint.length) != 0)
        throw std::system_error(errno, std::generic_category(), "the UDP port beside a free TCP port");
    m_thread = std::thread([this] { serve(); });
}

DnsServer::~DnsServer()
{
    m_ends = true;
    const FileDescriptor bell(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ::sendto(bell.get(), "", 0, 0, m_endpoint.address(), m_endpoint.length);
    m_thread.join();
}

void DnsServer::setAnswer(Answer answer)
{
    const std::scoped_lock lock(m_mutex);
    m_answer = std::move(answer);
}

void DnsServer::serve()
{
    std::array<pollfd, 2> watched{pollfd{.fd = m_datagrams.get(), .events = POLLIN, .revents = 0},
                                  pollfd{.fd = m_listener.get(), .events = POLLIN, .revents = 0}};
    while (!m_ends && ::poll(watched.data(), watched.size(), -1) > 0) {
        if (watched[0].revents != 0)
            answerDatagram();
        if (watched[1].revents != 0)
            answerConnection();
    }
}

void DnsServer::answerDatagram()
{
    std::array<char, 512> buffer{};
    sockaddr_storage from{};
    socklen_t length = sizeof from;
    const auto got =
        ::recvfrom(m_datagrams.get(), buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr *>(&from), &length);
    if (got < static_cast<ssize_t>(kHeader))
        return;
    const std::string answer = answerTo({buffer.data(), static_cast<std::size_t>(got)}, false);
    if (!answer.empty())
        ::sendto(m_datagrams.get(), answer.data(), answer.size(), 0, reinterpret_cast<const sockaddr *>(&from), length);
}

// All questions of one connection, until the asker closes it.
void DnsServer::answerConnection()
{
    const FileDescriptor connection(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    std::array<char, 512> buffer{};
    std::string pending;
    for (;;) {
        const auto got = ::recv(connection.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0)
            return;
        pending.append(buffer.data(), static_cast<std::size_t>(got));
        while (pending.size() >= 2 && pending.size() >= 2UL + read16(pending, 0)) {
            const std::size_t size = read16(pending, 0);
            const std::string answer = answerTo(std::string_view(pending).substr(2, size), true);
            std::string framed;
            put(framed, static_cast<std::uint32_t>(answer.size()), 2);
            framed += answer;
            ::send(connection.get(), framed.data(), framed.size(), MSG_NOSIGNAL);
            pending.erase(0, size + 2);
        }
    }
}

std::string DnsServer::answerTo(std::string_view question, bool byTcp)
{
    const std::size_t end = endOfName(question);
    const std::uint16_t type = read16(question, end);
    if (type == kA)
        ++(byTcp ? m_questionsByTcp : m_questions);
    const std::scoped_lock lock(m_mutex);
    if (m_answer.silent)
        return {};
    const bool truncated = m_answer.truncated && !byTcp;
    std::string records;
    std::uint16_t count = 0;
    for (const std::string &address : m_answer.addresses) {
        const std::string data = dataOf(address, type);
        if (data.empty() || truncated)
            continue;
        ++count;
        put(records, 0xC00C, 2); // the name in the question
        put(records, type, 2);
        put(records, 1, 2);
        put(records, m_answer.ttl, 4);
        put(records, static_cast<std::uint32_t>(data.size()), 2);
        records += data;
    }
    std::string answer(question.substr(0, 2));
    put(answer, 0x8180U | (truncated ? 0x0200U : 0U) | m_answer.code, 2);
    put(answer, 1, 2);
    put(answer, count, 2);
    put(answer, 0, 4);
    answer += question.substr(kHeader, end + 4 - kHeader);
    return answer + records;
}
