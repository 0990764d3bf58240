#pragma once

#include "load/connector.h"
#include "load/h2_link.h"
#include "metrics/error_kind.h"
#include "net/event_loop.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace escala::load {

class Lane;
class User;

/// The connection that several users of a lane share, each with one stream of HTTP/2 at a time.
///
/// It is made when the first of them has something to send. When the server goes away in order (GOAWAY), what it has
/// begun is finished there while new requests, and those that it has not begun, go over a new one. When a connection is
/// lost, so are the requests that were sent over it; those of which no byte had left go over the next one. One that has
/// had as many requests as the plan gives a connection finishes them and closes, while new ones go over the next.
///
/// Where the server chooses HTTP/1.1 (ALPN), the connection is lent to one user at a time; the others wait, and
/// TargetRun::http1Chosen says so. The lane's thread only.
class H2Connection final : public net::ReadyHandler {
public:
    using TimePoint = net::Clock::time_point;

    explicit H2Connection(Lane &lane) noexcept;
    ~H2Connection();

    [[nodiscard]] Lane &lane() noexcept { return m_lane; }
    void join(User &user) { m_members.push_back(&user); }

    /// Sends the user's request as soon as there is a connection for it.
    void take(User &user);
    /// The user gives up waiting.
    void forget(User &user) noexcept;
    /// A user is done with the connection that was lent to it; an empty stream where it is no more.
    void handBack(http::Stream stream, bool counted, std::uint32_t answers);
    void sweep(TimePoint now);
    void close() noexcept;

    void onReady(std::uint32_t events) override;

    // For its links.
    /// The request must be sent anew; serve() will.
    void takeBack(User &user);
    /// Finds a connection for those who wait. Returns the link that has got their requests, if any.
    const H2Link *serve();
    void retire(H2Link &link);
    void readLater(H2Link &link, std::uint32_t events);
    /// The link has closed: `answered` where it had brought an answer before.
    void ended(H2Link &link, metrics::ErrorKind kind, bool answered, TimePoint now);

private:
    void advance(Connector::Progress progress);
    void connected();
    void connectFailed();
    void lend();

    Lane &m_lane;
    Connector m_connector;
    bool m_connecting = false;
    bool m_everStarted = false;
    bool m_everConnected = false;
    std::vector<User *> m_members;
    std::vector<User *> m_waiting; ///< In the order in which they came.
    std::unique_ptr<H2Link> m_link;
    std::vector<std::unique_ptr<H2Link>> m_retired; ///< Finish what is under way.
    std::vector<std::unique_ptr<H2Link>> m_ended;   ///< May still be in a call of theirs; gone with the next sweep.
    http::Stream m_idle;                            ///< Of HTTP/1.1, while nobody has it.
    bool m_lent = false;
    bool m_lentCounted = false;      ///< The one that is lent is in the tally.
    std::uint32_t m_lentAnswers = 0; ///< That it has brought.
};

}
