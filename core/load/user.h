#pragma once

#include "http/h2_session.h"
#include "http/response_reader.h"
#include "http/stream.h"
#include "load/connector.h"
#include "load/user_agent.h"
#include "load/waiting_line.h"
#include "metrics/error_kind.h"
#include "net/event_loop.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace escala::load {

class H2Connection;
class H2Link;
class Lane;

/// A complete answer and its request's life: intended ≤ released ≤ written ≤ firstByte ≤ lastByte.
///
/// Redirects that are followed are the same request: `written` is when the first of its hops was, and the answer is the
/// last one's.
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
    std::uint64_t bytesReceived = 0; ///< Of the last one where redirects were followed; the lane has the others.
    const http::ResponseHead *head = nullptr;
    bool failsCheck = false;
    std::uint32_t request = 0; ///< Which one of the plan's mix.
};

/// Who sends requests to one target, one at a time: sends, waits for the answer, sends again. In the closed model that
/// is a virtual user; in the open one, whichever arrival is served. It has a connection of its own, or with HTTP/2 a
/// stream of one that it shares with others.
///
/// It connects when it has something to send. After a connect or handshake that failed a user of the closed model waits
/// 1 ms before it is free again, twice as long after each failure in a row, up to 100 ms, so that a refused port costs
/// no core. A kept connection that the server has closed before a byte of the next request was accepted is replaced
/// without counting an error; once bytes are out, it is one.
///
/// All members are for the lane's thread. The hot path makes two system calls and reads the clock twice a request.
class User final : public net::ReadyHandler {
public:
    using TimePoint = net::Clock::time_point;

    /// Users of a target are numbered over all lanes, those that share a connection alike.
    User(Lane &lane, std::uint32_t number, H2Connection *shared = nullptr) noexcept;
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

    // For its shared connection (user_shared.cpp).
    struct Exchange : http::H2Exchange {
        explicit Exchange(User &of) noexcept
            : user(of)
        {
        }
        User &user;
    };
    [[nodiscard]] Exchange &exchange() noexcept { return m_exchange; }
    [[nodiscard]] const http::H2Request &h2Request() const noexcept;
    [[nodiscard]] RequestPart part() const noexcept { return m_now.part; }
    [[nodiscard]] const H2Link *link() const noexcept { return m_link; }
    void isOn(H2Link &link, TimePoint now) noexcept;
    void isOnNone() noexcept { m_link = nullptr; }
    void requestLeft(TimePoint now);
    void answerBegins(TimePoint now) noexcept { m_now.firstByte = now; }
    void bodyArrives(std::string_view bytes);
    void answerEnds(TimePoint now);
    void streamFailed(metrics::ErrorKind kind, TimePoint now);
    /// Whether a request that the server has not begun is sent once more; not without end.
    [[nodiscard]] bool mayTryAgain() noexcept;
    /// The connection is gone; `answered` where it had brought answers before.
    void linkLost(metrics::ErrorKind kind, bool answered, TimePoint now);
    void notConnected(metrics::ErrorKind kind);
    struct Loan {
        ConnectTimes times;
        bool counted = false;
        std::uint32_t answers = 0; ///< That it has brought.
    };
    /// Sends its request by HTTP/1.1 over a connection that it gives back.
    void borrow(http::Stream stream, const Loan &loan);

private:
    enum class State : unsigned char {
        Closed,
        Connecting,
        Idle,
        Sending,
        Receiving,
        Waiting, ///< For the end of a pause.
        Shared,  ///< The shared connection has its request.
    };

    void begin(const Arrival &arrival);
    void next(TimePoint now);
    void free(TimePoint now);
    void think(std::chrono::nanoseconds pause, TimePoint now);
    void rest();

    void connect();
    void advance(Connector::Progress progress);
    void ready();
    [[nodiscard]] bool underWay() const noexcept;
    /// A redirect has led the request on.
    [[nodiscard]] bool isFollowing() const noexcept { return m_agent != nullptr && m_agent->hops() > 0; }
    void follow(TimePoint now);
    void lookInto(const http::ResponseHead &head);
    void requestIsOver() noexcept;
    void leaveShared() noexcept;
    void giveBack();
    void connectFailed(metrics::ErrorKind kind);
    void waitBeforeNext();

    void send(TimePoint now);
    void sendWritten(TimePoint now);
    void writeSome(TimePoint now);
    void firstBytesOut(TimePoint now, std::size_t bytes);
    void writeFailed(http::StreamStep step, TimePoint now);
    void receive(std::uint32_t events);
    void receiveLater(std::uint32_t events);
    void streamEnded(http::StreamStep step, TimePoint now);
    void complete(TimePoint now, std::uint32_t events);
    void fail(metrics::ErrorKind kind, TimePoint now);
    void idleEvent(std::uint32_t events);

    Lane &m_lane;
    std::uint32_t m_number;
    H2Connection *m_shared;
    H2Link *m_link = nullptr; ///< Which has its request.
    Exchange m_exchange{*this};
    std::unique_ptr<UserAgent> m_agent; ///< Null where the requests are plain.
    std::string_view m_request;         ///< What is to be sent.
    http::ResponseMemo *m_memo;
    Connector m_connector;
    State m_state = State::Closed;
    bool m_active = false; ///< Has a request, or waits to have one.
    bool m_connected = false;
    bool m_everStarted = false;
    bool m_everConnected = false;
    bool m_reused = false;        ///< The connection has answered before.
    std::uint32_t m_answers = 0;  ///< That it has brought.
    bool m_counted = false;       ///< The connection is in the tally.
    bool m_borrowed = false;      ///< The connection is the shared one, lent.
    unsigned char m_refusals = 0; ///< Of the request under way.
    http::Stream m_stream;
    http::ResponseReader m_reader;
    Answer m_now;                   ///< The request under way.
    std::size_t m_sent = 0;         ///< Bytes of the request; with HTTP/2, 1 once it has left.
    std::uint64_t m_connection = 0; ///< Number of the connection, so that a late task knows whether it is still meant.
    ConnectTimes m_connectTimes;
    std::chrono::milliseconds m_backOff{};
    std::optional<net::EventLoop::TimerKey> m_wakeUp;
};

}
