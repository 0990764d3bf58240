// bare_client CONNECTIONS SECONDS PORT [ANSWER]: the least that a client can do on loopback: one write, one read and a
// share of an epoll_wait a request, nothing parsed, nothing measured. With ANSWER, an answer is complete when so many
// bytes of it were read; else any read is an answer. Prints requests/s and CPU microseconds a request.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

int connectTo(std::uint16_t port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

void send(int fd)
{
    if (::write(fd, kRequest.data(), kRequest.size()) < 0)
        std::exit(2);
}

/// Reads what there is; whether that completes the answer of which `got` bytes came before.
bool isAnswered(int fd, std::span<char> buffer, unsigned long answer, unsigned long &got)
{
    for (;;) {
        const auto count = ::recv(fd, buffer.data(), buffer.size(), answer > 0 ? MSG_DONTWAIT : 0);
        if (count < 0 && errno == EAGAIN)
            return false;
        if (count <= 0)
            std::exit(3);
        got += static_cast<unsigned long>(count);
        if (got < answer)
            continue;
        got = 0;
        return true;
    }
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 5) {
        std::fputs("bare_client CONNECTIONS SECONDS PORT [ANSWER]\n", stderr);
        return 2;
    }
    const auto answer = argc == 5 ? std::strtoul(argv[4], nullptr, 10) : 0;
    const int epoll = ::epoll_create1(0);
    std::vector<int> fds;
    for (int i = 0; i < std::atoi(argv[1]); ++i) {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLET;
        event.data.fd = fds.emplace_back(connectTo(static_cast<std::uint16_t>(std::atoi(argv[3]))));
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
    }
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const std::chrono::duration<double> length{std::atof(argv[2])};
    for (const int fd : fds)
        send(fd);
    std::uint64_t done = 0;
    std::vector<unsigned long> got(static_cast<std::size_t>(fds.back()) + 1);
    static std::array<char, 65536> buffer;
    std::array<epoll_event, 256> events{};
    std::chrono::duration<double> elapsed{};
    while (elapsed < length) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (!isAnswered(fd, buffer, answer, got[static_cast<std::size_t>(fd)]))
                continue;
            ++done;
            send(fd);
        }
        elapsed = Clock::now() - start;
    }
    const auto requests = static_cast<double>(done);
    std::printf("%.0f %.3f\n", requests / elapsed.count(), cpuSeconds() / requests * 1e6);
    return 0;
}
