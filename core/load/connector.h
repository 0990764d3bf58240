#pragma once

#include "load/stream.h"
#include "metrics/error_kind.h"
#include "net/event_loop.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace escala::load {

class Lane;

/// Makes a connection to a lane's target: to all addresses of the host in turn, each with its share of the connect
/// timeout, then TLS where the URL wants it.
///
/// The handler of the owner is registered with the loop and passes its events on. The lane's thread only.
class Connector {
public:
    using TimePoint = net::Clock::time_point;
    enum class Progress : unsigned char {
        UnderWay,
        Done,   ///< take() has the connection.
        Failed, ///< At every address; error() is that of the last.
    };

    Connector(Lane &lane, net::ReadyHandler &handler) noexcept
        : m_lane(lane)
        , m_handler(handler)
    {
    }
    ~Connector() { cancel(); }
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;

    [[nodiscard]] Progress begin(TimePoint now);
    /// The socket has news, or the time to go on has come.
    [[nodiscard]] Progress onReady();
    /// Ends an attempt that took too long.
    [[nodiscard]] Progress sweep(TimePoint now);
    void cancel() noexcept;

    /// The connection, still registered with the loop for the handler.
    [[nodiscard]] Stream take() noexcept { return std::exchange(m_stream, Stream()); }
    [[nodiscard]] metrics::ErrorKind error() const noexcept { return m_error; }
    [[nodiscard]] std::chrono::nanoseconds connectTime() const noexcept { return m_connectTime; }
    /// Where there was a TLS handshake.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> tlsTime() const noexcept { return m_tlsTime; }

private:
    Progress start(TimePoint now);
    Progress tryAddress();
    Progress waitForRoom();
    void goOnAt(TimePoint due);
    Progress addressFailed(metrics::ErrorKind kind);
    Progress handshake();

    Lane &m_lane;
    net::ReadyHandler &m_handler;
    Stream m_stream;
    bool m_handshakes = false;
    std::optional<net::EventLoop::TimerKey> m_wakeUp; ///< It waits for its turn, or for room at the server.
    std::size_t m_address = 0;
    std::size_t m_addressesTried = 0;
    TimePoint m_start;
    TimePoint m_deadline; ///< Of the attempt at hand.
    std::chrono::nanoseconds m_connectTime{};
    std::optional<std::chrono::nanoseconds> m_tlsTime;
    metrics::ErrorKind m_error{};
};

}
