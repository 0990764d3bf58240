// asio_client CONNECTIONS SECONDS PORT read|wait: the request loop of bare_client on Asio's reactor, for the claim of
// docs/architecture.md. `read` uses async_read_some, which tries to read first and finds nothing; `wait` reads when
// async_wait says so, which arms the wait. Nothing parsed, nothing measured. Prints requests/s and CPU microseconds a
// request.
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string_view>

namespace {

using boost::asio::ip::tcp;

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

class User {
public:
    User(boost::asio::io_context &context, const tcp::endpoint &server, bool waits, std::uint64_t &done)
        : m_socket(context)
        , m_waits(waits)
        , m_done(done)
    {
        m_socket.connect(server);
        m_socket.set_option(tcp::no_delay(true));
        m_socket.non_blocking(true);
    }

    void ask()
    {
        m_socket.write_some(boost::asio::buffer(kRequest));
        if (m_waits) {
            m_socket.async_wait(tcp::socket::wait_read, [this](const boost::system::error_code &) {
                m_socket.read_some(boost::asio::buffer(m_buffer));
                answered();
            });
        } else {
            m_socket.async_read_some(boost::asio::buffer(m_buffer),
                                     [this](const boost::system::error_code &, std::size_t) { answered(); });
        }
    }

private:
    void answered()
    {
        ++m_done;
        ask();
    }

    tcp::socket m_socket;
    bool m_waits;
    std::uint64_t &m_done;
    std::array<char, 16384> m_buffer{};
};

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
    const std::string_view how = argc == 5 ? argv[4] : "";
    if (how != "read" && how != "wait") {
        std::fputs("asio_client CONNECTIONS SECONDS PORT read|wait\n", stderr);
        return 2;
    }
    boost::asio::io_context context(1);
    const tcp::endpoint server(boost::asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::atoi(argv[3])));
    std::uint64_t done = 0;
    std::deque<User> users;
    for (int i = 0; i < std::atoi(argv[1]); ++i)
        users.emplace_back(context, server, how == "wait", done);
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    for (User &user : users)
        user.ask();
    context.run_for(std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(std::atof(argv[2]))));
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    const auto requests = static_cast<double>(done);
    std::printf("%.0f %.3f\n", requests / elapsed.count(), cpuSeconds() / requests * 1e6);
    return 0;
}
