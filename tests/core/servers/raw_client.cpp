#include "raw_client.h"

#include "net/endpoint.h"

#include <boost/json.hpp>

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace escala::tests {

namespace {

net::Endpoint endpointOf(std::string_view url)
{
    url.remove_prefix(std::string_view("http://").size());
    url = url.substr(0, url.find('/'));
    const auto colon = url.rfind(':');
    auto host = url.substr(0, colon);
    if (host.starts_with('['))
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    std::from_chars(url.data() + colon + 1, url.data() + url.size(), port);
    return net::parseAddress(host, port).value();
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::optional<Answer> parseHead(std::string_view head)
{
    if (!head.starts_with("HTTP/1.1 ") || head.size() < 12)
        return std::nullopt;
    Answer answer;
    std::from_chars(head.data() + 9, head.data() + 12, answer.status);
    for (auto line = head.find("\r\n"); line != std::string_view::npos && line + 2 < head.size();) {
        const auto next = head.find("\r\n", line + 2);
        const auto text = head.substr(line + 2, next == std::string_view::npos ? next : next - line - 2);
        const auto colon = text.find(": ");
        if (colon == std::string_view::npos)
            return std::nullopt;
        answer.fields[lower(std::string(text.substr(0, colon)))] = text.substr(colon + 2);
        line = next;
    }
    return answer;
}

void limitWaiting(int socket)
{
    const timeval limit{30, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

}

RawClient::RawClient(net::FileDescriptor socket)
    : m_socket(std::move(socket))
{
    limitWaiting(m_socket.get());
}

RawClient::RawClient(const std::string &url)
{
    const auto endpoint = endpointOf(url);
    net::FileDescriptor socket(::socket(endpoint.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    limitWaiting(socket.get());
    if (::connect(socket.get(), endpoint.address(), endpoint.length) == 0)
        m_socket = std::move(socket);
}

void RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void RawClient::endSending()
{
    ::shutdown(m_socket.get(), SHUT_WR);
}

void RawClient::close()
{
    m_socket.reset();
}

std::optional<Answer> RawClient::answer(bool head)
{
    std::size_t end = 0;
    while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
        if (!receive())
            return std::nullopt;
    }
    auto answer = parseHead(std::string_view(m_received).substr(0, end));
    if (!answer)
        return std::nullopt;
    m_received.erase(0, end + 4);
    if (head || answer->status < 200)
        return answer;
    std::size_t length = 0;
    const auto text = answer->field("content-length");
    std::from_chars(text.data(), text.data() + text.size(), length);
    while (m_received.size() < length) {
        if (!receive())
            return std::nullopt;
    }
    answer->body = m_received.substr(0, length);
    m_received.erase(0, length);
    return answer;
}

bool RawClient::atEnd()
{
    return m_received.empty() && !receive() && errno != EAGAIN;
}

std::string RawClient::upTo(std::string_view mark)
{
    std::size_t at = 0;
    while ((at = m_received.find(mark)) == std::string::npos) {
        if (!receive())
            return std::exchange(m_received, {});
    }
    return bytes(at + mark.size());
}

std::string RawClient::bytes(std::size_t count)
{
    while (m_received.size() < count && receive()) { }
    std::string taken = m_received.substr(0, count);
    m_received.erase(0, taken.size());
    return taken;
}

std::string RawClient::rest()
{
    while (receive()) { }
    return std::exchange(m_received, {});
}

std::uint64_t RawClient::countRest()
{
    std::uint64_t count = 0;
    do {
        count += m_received.size();
        m_received.clear();
    } while (receive());
    return count;
}

std::uint64_t RawClient::sendUntilBlocked(std::uint64_t most)
{
    const std::string piece(64 * 1024, 'x');
    std::uint64_t taken = 0;
    while (taken < most) {
        pollfd asked{.fd = m_socket.get(), .events = POLLOUT, .revents = 0};
        if (::poll(&asked, 1, 500) <= 0)
            break;
        const auto sent = ::send(m_socket.get(), piece.data(),
                                 static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), most - taken)),
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0)
            break;
        taken += static_cast<std::uint64_t>(sent);
    }
    return taken;
}

bool RawClient::receive()
{
    std::array<char, 16384> buffer{};
    errno = 0;
    const auto got = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
    m_reset = got < 0 && errno == ECONNRESET;
    if (got <= 0)
        return false;
    m_received.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<Answer> getOnce(const std::string &url, const std::string &target, const std::string &fields,
                              const std::string &method)
{
    RawClient client(url);
    client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n");
    return client.answer(method == "HEAD");
}

std::int64_t stat(const std::string &adminUrl, const std::string &path)
{
    const auto answer = getOnce(adminUrl, "/stats");
    if (!answer || answer->status != 200)
        return -1;
    boost::json::value value = boost::json::parse(answer->body);
    std::string_view rest = path;
    while (!rest.empty()) {
        const auto dot = rest.find('.');
        const auto name = rest.substr(0, dot);
        const auto *next = value.as_object().if_contains(boost::json::string_view(name.data(), name.size()));
        if (next == nullptr)
            return 0;
        value = boost::json::value(*next);
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return value.to_number<std::int64_t>();
}

}
