// null_server PORT: answers whatever arrives on a connection with one fixed response, in one thread, without looking at
// it: never the limit of a client on another core. For loopback benches only; pipelining would get one answer.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

constexpr std::string_view kResponse = "HTTP/1.1 200 OK\r\nServer: null\r\nContent-Type: text/plain\r\n"
                                       "Content-Length: 5\r\nConnection: keep-alive\r\n\r\nhola\n";

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
        watch(epoll, fd, EPOLLIN | EPOLLET);
    }
}

}

int main(int argc, char **argv)
{
    const int listener = argc == 2 ? listenOn(static_cast<std::uint16_t>(std::atoi(argv[1]))) : -1;
    if (listener < 0) {
        std::perror("null_server PORT");
        return 1;
    }
    const int epoll = ::epoll_create1(0);
    watch(epoll, listener, EPOLLIN);
    static std::array<char, 16384> buffer;
    std::array<epoll_event, 256> events{};
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == listener) {
                acceptAll(listener, epoll);
            } else if (::read(fd, buffer.data(), buffer.size()) <= 0
                       || ::write(fd, kResponse.data(), kResponse.size()) < 0) {
                ::close(fd);
            }
        }
    }
}
