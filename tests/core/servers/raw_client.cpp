#include "raw_client.h"

#include "net/endpoint.h"

#include <boost/json.hpp>

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <charconv>

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

}

RawClient::RawClient(const std::string &url)
{
    const auto endpoint = endpointOf(url);
    net::FileDescriptor socket(::socket(endpoint.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval limit{30, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
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

bool RawClient::receive()
{
    std::array<char, 16384> buffer{};
    errno = 0;
    const auto got = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
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
