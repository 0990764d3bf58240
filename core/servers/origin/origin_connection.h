#pragma once

#include "http/request_body.h"
#include "http/stream.h"
#include "http/strict_response.h"
#include "net/endpoint.h"
#include "net/event_loop.h"
#include "servers/origin/origin_call.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::servers {

/// One connection to an origin, from its connect to its end; serves one call after the other. It closes itself, and its
/// pool frees it when nobody is in it any more. The loop's thread only.
class OriginConnection final : private net::ReadyHandler {
public:
    explicit OriginConnection(OriginPool &pool) noexcept
        : m_pool(pool)
    {
    }
    ~OriginConnection() { close(); }
    OriginConnection(const OriginConnection &) = delete;
    OriginConnection &operator=(const OriginConnection &) = delete;

    /// Connects for a call, each address with its share of the time; then begins it.
    void connect(OriginCall &call, std::shared_ptr<const std::vector<net::Endpoint>> endpoints);
    /// An idle connection takes a call.
    void begin(OriginCall &call);
    /// False for an idle connection that the origin has closed, or on which it spoke unasked.
    [[nodiscard]] bool isAlive();
    void close();

    // For the call.
    void add(std::string_view bytes);
    void endRequest();
    bool send();
    void pause(bool paused);
    void abandon();

    // For the pool.
    void onSweep(net::Clock::time_point now);
    void readOn();
    void cut();

private:
    enum class State : unsigned char { New, Connecting, Handshaking, Busy, Idle, Closed };

    void onReady(std::uint32_t events) override;
    void tryAddress();
    void addressFailed(OriginProblem problem);
    void connected();
    void handshake();
    void take(std::string_view bytes);
    [[nodiscard]] bool takeHead(std::string_view &bytes);
    void takeBody(std::string_view bytes);
    void streamEnded(http::StreamStep how);
    void complete(bool clean);
    void fail(OriginProblem problem);
    void timedOut();
    void touch();

    OriginPool &m_pool;
    OriginCall *m_call = nullptr;
    http::Stream m_stream;
    State m_state = State::New;
    std::shared_ptr<const std::vector<net::Endpoint>> m_endpoints;
    std::size_t m_address = 0;
    net::Clock::time_point m_deadline = net::Clock::time_point::max();

    std::string m_out; ///< Of the request.
    std::size_t m_sent = 0;
    bool m_blocked = false;      ///< Somebody waits for room.
    bool m_requestEnded = false; ///< All of the request is in `m_out`, or sent.
    bool m_writeBroken = false;

    bool m_readable = false;
    bool m_peerEnded = false;
    bool m_paused = false;
    bool m_received = false; ///< Something of the answer.
    bool m_headDone = false;
    bool m_keepAlive = false;
    bool m_served = false; ///< It has answered before.
    unsigned m_interims = 0;
    http::Framing m_framing = http::Framing::None;
    std::string m_partial; ///< Of a head that comes in pieces.
    std::optional<http::BodySkipper> m_body;
};

}
