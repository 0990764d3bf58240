// blocking_client RATE SECONDS PORT: one connection, one request at a time, each at its time of an even schedule:
// sleep, write, read. What a request costs where nothing stands between the clock and the socket. Prints the mean time
// in microseconds from when each request was due, and from its first byte written, to its answer.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace {

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

int connectTo(std::uint16_t port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ? fd : -1;
}

}

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("blocking_client RATE SECONDS PORT\n", stderr);
        return 2;
    }
    using Clock = std::chrono::steady_clock;
    using Microseconds = std::chrono::duration<double, std::micro>;
    const double rate = std::atof(argv[1]);
    const auto count = static_cast<int>(rate * std::atof(argv[2]));
    const int fd = connectTo(static_cast<std::uint16_t>(std::atoi(argv[3])));
    std::array<char, 16384> buffer{};
    Microseconds fromDue{};
    Microseconds fromWrite{};
    const auto start = Clock::now() + std::chrono::milliseconds(10);
    for (int i = 0; i < count; ++i) {
        const auto due = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(i / rate));
        std::this_thread::sleep_until(due);
        const auto written = Clock::now();
        if (::write(fd, kRequest.data(), kRequest.size()) < 0 || ::read(fd, buffer.data(), buffer.size()) <= 0) {
            std::perror("blocking_client");
            return 1;
        }
        const auto answered = Clock::now();
        fromDue += answered - due;
        fromWrite += answered - written;
    }
    std::printf("%.2f %.2f\n", fromDue.count() / count, fromWrite.count() / count);
    return 0;
}
