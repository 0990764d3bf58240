// null_server PORT [BODY]: answers whatever arrives on a connection with one fixed response, in one thread, without
// looking at it: never the limit of a client on another core. BODY is how many bytes its body has (5). For loopback
// benches only; pipelining would get one answer.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

std::string responseWith(std::size_t body)
{
    return "HTTP/1.1 200 OK\r\nServer: null\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(body)
        + "\r\nConnection: keep-alive\r\n\r\n" + std::string(body - 1, 'o') + '\n';
}

int listenOn(std::uint16_t port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int one = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool listens = ::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::listen(listener, 4096) == 0;
    return listens ? listener : -1;
}

void watch(int epoll, int fd, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

void acceptAll(int listener, int epoll)
{
    const int one = 1;
    for (int fd = 0; (fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        watch(epoll, fd, EPOLLIN | EPOLLOUT | EPOLLET);
    }
}

/// What is still to be written on each descriptor; most answers leave with one write.
class Answers {
public:
    explicit Answers(std::size_t body)
        : m_response(responseWith(body))
    {
    }

    /// Reads what there is and answers it, or goes on with an answer that did not fit. False where the client is gone.
    bool serve(int fd)
    {
        const auto index = static_cast<std::size_t>(fd);
        if (index >= m_left.size())
            m_left.resize(index + 1);
        if (m_left[index] == 0) {
            const auto count = ::read(fd, m_buffer.data(), m_buffer.size());
            if (count <= 0)
                return count < 0 && errno == EAGAIN;
            m_left[index] = m_response.size();
        }
        const auto written =
            ::send(fd, m_response.data() + m_response.size() - m_left[index], m_left[index], MSG_NOSIGNAL);
        if (written > 0)
            m_left[index] -= static_cast<std::size_t>(written);
        return written > 0 || errno == EAGAIN;
    }
    void forget(int fd) { m_left[static_cast<std::size_t>(fd)] = 0; }

private:
    std::string m_response;
    std::vector<std::size_t> m_left;
    std::array<char, 16384> m_buffer{};
};

}

int main(int argc, char **argv)
{
    const int listener = argc >= 2 && argc <= 3 ? listenOn(static_cast<std::uint16_t>(std::atoi(argv[1]))) : -1;
    if (listener < 0) {
        std::perror("null_server PORT [BODY]");
        return 1;
    }
    const int epoll = ::epoll_create1(0);
    watch(epoll, listener, EPOLLIN);
    Answers answers(argc == 3 ? std::max<std::size_t>(1, std::strtoul(argv[2], nullptr, 10)) : 5);
    std::array<epoll_event, 256> events{};
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == listener) {
                acceptAll(listener, epoll);
            } else if (!answers.serve(fd)) {
                answers.forget(fd);
                ::close(fd);
            }
        }
    }
}
