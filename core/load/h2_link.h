#pragma once

#include "http/h2_session.h"
#include "http/stream.h"
#include "load/connect_times.h"
#include "metrics/error_kind.h"
#include "net/event_loop.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace escala::load {

class H2Connection;
class Lane;
class User;

/// One open connection that speaks HTTP/2, with the requests under way on it.
///
/// What one read brings is answered by one write: users whose answers were in it send their next requests together. A
/// batch costs two system calls and two clock reads, however many streams are in it. Times of a request are those of
/// the reads and writes that carried its bytes. The lane's thread only.
class H2Link final : public net::ReadyHandler, http::H2Listener {
public:
    using TimePoint = net::Clock::time_point;

    /// Takes over a connection that is registered with the loop for `was`.
    H2Link(H2Connection &owner, http::Stream stream, net::ReadyHandler &was, const ConnectTimes &times);
    ~H2Link() { close(); }
    H2Link(const H2Link &) = delete;
    H2Link &operator=(const H2Link &) = delete;

    [[nodiscard]] bool accepts() const noexcept { return m_session && m_session->accepts() && !isWornOut(); }
    /// Only where it accepts. From outside of its own calls flush() is to follow.
    void submit(User &user);
    /// Gives the user's request up; RST_STREAM goes out with the next write, a sweep later at most.
    void cancel(User &user) noexcept;
    void flush();
    /// Writes what cancel() has left.
    void tidy()
    {
        if (std::exchange(m_cancelled, false))
            flush();
    }
    void close() noexcept;

    void onReady(std::uint32_t events) override;

private:
    /// It has had as many requests as the plan gives a connection.
    [[nodiscard]] bool isWornOut() const noexcept;
    void receive(std::uint32_t events);
    bool writeSome();
    void markLeft();
    bool settle();
    void lost(metrics::ErrorKind kind);

    void requestLeaves(http::H2Exchange &exchange) override;
    void answerBegins(http::H2Exchange &exchange) override;
    void bodyArrived(http::H2Exchange &exchange, std::string_view bytes) override;
    void completed(http::H2Exchange &exchange) override;
    void failed(http::H2Exchange &exchange, http::H2Failure why) override;

    H2Connection &m_owner;
    Lane &m_lane;
    http::Stream m_stream;
    std::unique_ptr<http::H2Session> m_session;
    ConnectTimes m_connectTimes;
    std::vector<User *> m_leaving; ///< Their heads are in what is being written.
    TimePoint m_time;              ///< Of the read or write at hand.
    std::uint32_t m_submitted = 0;
    std::uint32_t m_underWay = 0;
    bool m_busy = false;    ///< In a call that flushes at its end.
    bool m_counted = false; ///< The connection is in the tally.
    bool m_answered = false;
    bool m_cancelled = false;
};

}
