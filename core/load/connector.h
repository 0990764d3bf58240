#pragma once

#include "http/stream.h"
#include "load/address_source.h"
#include "load/connect_times.h"
#include "metrics/error_kind.h"
#include "net/event_loop.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace escala::load {

class Lane;

/// Makes a connection to a lane's target: asks for its addresses where the plan wants that, tries them in turn, each
/// with its share of what is left of the connect timeout, then does TLS where the URL wants it.
///
/// The handler of the owner is registered with the loop and passes its events on. The lane's thread only.
class Connector final : AddressSource::Waiter {
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
    [[nodiscard]] http::Stream take() noexcept
    {
        m_stage = Stage::Idle;
        m_turn.list.reset();
        return std::exchange(m_stream, http::Stream());
    }
    [[nodiscard]] metrics::ErrorKind error() const noexcept { return m_error; }
    [[nodiscard]] const ConnectTimes &times() const noexcept { return m_times; }

private:
    enum class Stage : unsigned char {
        Idle,
        WaitsForTurn,
        LooksUp,
        IsLookedUp,
        IsUnknown,    ///< No address was found.
        WaitsForRoom, ///< At the server.
        Connects,
        Handshakes,
    };
    void lookedUp(bool found, std::optional<std::chrono::nanoseconds> time) override;
    Progress start(TimePoint now);
    Progress connectFirst(TimePoint now);
    Progress tryAddress();
    Progress connected();
    [[nodiscard]] const net::Endpoint &address() const noexcept;
    Progress fail(metrics::ErrorKind kind) noexcept;
    Progress waitForRoom();
    void goOnAt(TimePoint due);
    Progress addressFailed(metrics::ErrorKind kind);
    Progress handshake();

    Lane &m_lane;
    net::ReadyHandler &m_handler;
    http::Stream m_stream;
    Stage m_stage = Stage::Idle;
    std::optional<net::EventLoop::TimerKey> m_wakeUp; ///< It waits for its turn, or for room at the server.
    AddressRing::Turn m_turn;
    std::size_t m_addressesTried = 0;
    TimePoint m_asked;    ///< Its turn has come.
    TimePoint m_start;    ///< The addresses are known.
    TimePoint m_deadline; ///< Of the question or attempt at hand.
    ConnectTimes m_times;
    metrics::ErrorKind m_error{};
};

}
