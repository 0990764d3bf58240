#pragma once

#include "http/response_reader.h"
#include "load/stream.h"
#include "load/waiting_line.h"
#include "metrics/error_kind.h"
#include "net/event_loop.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace escala::load {

class Lane;

/// A complete answer and its request's life: intended ≤ released ≤ written ≤ firstByte ≤ lastByte.
///
/// Open model: a request is intended at the time its schedule says, and released when the engine turned to it; what
/// follows until `written` is waiting for a connection. Closed model: it is intended at the moment its user is free,
/// that is when the loop has read the last byte of the answer before (or has come to the user, at the start of a
/// window). How long that byte lay in the kernel before the loop read it is part of the service time: from here it
/// can't be told from the server's time. So lag, intended to released, is only what the engine itself does in between,
/// and the CPU share of the engine threads tells whether the generator was late.
struct Answer {
    RequestPart part = RequestPart::Measured;
    net::Clock::time_point intended; ///< The user became free.
    net::Clock::time_point released; ///< The engine turned to the request; what follows until `written` is waiting.
    net::Clock::time_point written;  ///< Just before the first byte was handed to the kernel.
    net::Clock::time_point firstByte;
    net::Clock::time_point lastByte;
    std::uint64_t bytesReceived = 0;
    const http::ResponseHead *head = nullptr;
};

/// One connection to one target and who uses it: sends, waits for the answer, sends again. In the closed model that is
/// a virtual user; in the open one, whichever arrival is served.
///
/// It connects when it has something to send: to all addresses of the host in turn, each with its share of the connect
/// timeout. After a connect or handshake that failed a user of the closed model waits 1 ms before it is free again,
/// twice as long after each failure in a row, up to 100 ms, so that a refused port costs no core. A kept connection
/// that the server has closed before a byte of the next request was accepted is replaced without counting an error;
/// once bytes are out, it is one.
///
/// All members are for the lane's thread. The hot path makes two system calls and reads the clock twice a request.
class User final : public net::ReadyHandler {
public:
    using TimePoint = net::Clock::time_point;

    /// Users of a target are numbered over all lanes.
    User(Lane &lane, std::uint32_t number) noexcept
        : m_lane(lane)
        , m_number(number)
    {
    }
    ~User();
    User(const User &) = delete;
    User &operator=(const User &) = delete;

    [[nodiscard]] bool rests() const noexcept { return !m_active; }
    [[nodiscard]] std::uint32_t number() const noexcept { return m_number; }
    /// Begins a request that the lane has for it; only for a user at rest.
    void start(const Arrival &arrival);
    /// The time for new requests is over: what is not sent yet is not sent any more.
    void giveUpUnsent(TimePoint now);
    /// Gives up whatever is under way, and rests.
    void giveUp(TimePoint now);
    void closeConnection() noexcept;
    /// Ends what took longer than the plan allows.
    void sweep(TimePoint now);

    void onReady(std::uint32_t events) override;

private:
    enum class State : unsigned char { Closed, Connecting, Handshaking, Idle, Sending, Receiving, Waiting };

    void begin(const Arrival &arrival);
    void next(TimePoint now);
    void free(TimePoint now);
    void think(std::chrono::nanoseconds pause, TimePoint now);
    void rest();

    void connect();
    void tryAddress();
    void addressFailed(metrics::ErrorKind kind);
    void socketConnects();
    void handshake();
    void ready();
    void connectFailed(metrics::ErrorKind kind);
    void waitBeforeNext();

    void send(TimePoint now);
    void writeSome(TimePoint now);
    void writeFailed(http::StreamStep step, TimePoint now);
    void receive(std::uint32_t events);
    void receiveLater(std::uint32_t events);
    void streamEnded(http::StreamStep step, TimePoint now);
    void complete(TimePoint now, std::uint32_t events);
    void fail(metrics::ErrorKind kind, TimePoint now);
    void idleEvent(std::uint32_t events);

    Lane &m_lane;
    std::uint32_t m_number;
    State m_state = State::Closed;
    bool m_active = false; ///< Has a request, or waits to have one.
    bool m_connected = false;
    bool m_everStarted = false;
    bool m_everConnected = false;
    bool m_reused = false;  ///< The connection has answered before.
    bool m_counted = false; ///< The connection is in the tally.
    Stream m_stream;
    http::ResponseReader m_reader;
    Answer m_now; ///< The request under way.
    std::size_t m_sent = 0;
    std::size_t m_address = 0;
    std::size_t m_addressesTried = 0;
    std::uint64_t m_connection = 0; ///< Number of the connection, so that a late task knows whether it is still meant.
    TimePoint m_connectStart;
    TimePoint m_deadline; ///< Of the connect or handshake.
    std::chrono::nanoseconds m_connectTime{};
    std::optional<std::chrono::nanoseconds> m_tlsTime;
    std::chrono::milliseconds m_backOff{};
    std::optional<net::EventLoop::TimerKey> m_wakeUp;
};

}
