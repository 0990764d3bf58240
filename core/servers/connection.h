#pragma once

#include "http/request_body.h"
#include "net/event_loop.h"
#include "net/file_descriptor.h"
#include "servers/faults/drip.h"
#include "servers/loop_state.h"
#include "servers/response_head.h"
#include "servers/streaming.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

class Connection;

/// Is told when a connection is over, and destroys it.
class ConnectionOwner {
public:
    virtual void closed(Connection &connection) = 0;

protected:
    ~ConnectionOwner() = default;
};

/// One client: reads requests, has them answered in order, writes the answers.
///
/// A request that arrives whole and is answered at once costs one read and one write. Requests that arrive together are
/// answered together. While an answer is pending or can't be written nothing more is read, so a client can't fill
/// memory. A client that ends its side of the connection while it waits has gone: its request is abandoned.
///
/// Where the loop has a StreamHandler, that one gets the requests: one after the other, with body and answer in pieces.
class Connection final : private net::ReadyHandler, private ClientStream {
public:
    Connection(LoopState &shared, ConnectionOwner &owner, net::FileDescriptor socket);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Ends it where its deadline has passed: with 408 when a request was half received. May destroy this.
    void onTick();
    /// Ends it at once unless a request is being worked on or answered; else after that. May destroy this.
    void drain();
    /// Ends it at once where no request has begun to come. May destroy this.
    void closeIfIdle();

    std::size_t position = 0; ///< The owner's note where it keeps this.

private:
    using Phase = ConnectionPhase;

    /// A request whose body is being read.
    struct Held {
        Held(std::string_view head, const http::RequestHead &parsed, std::uint64_t limit);
        std::string bytes;
        http::RequestHead head;
        http::BodySkipper body;
    };

    void onReady(std::uint32_t events) override;
    void readOn();
    void readAgainSoon();
    [[nodiscard]] bool takesRequests() const noexcept;
    [[nodiscard]] bool takesBody() const noexcept;
    [[nodiscard]] bool takesInput() const noexcept { return takesRequests() || takesBody(); }
    void serve(std::string_view received);
    void takeRequests(std::string_view &input);
    bool takeHead(std::string_view &input);
    bool takeBody(std::string_view &input);
    void process(const http::RequestHead &request);
    void answered(const Reply &reply);
    void append(const Reply &reply);
    void refuse(unsigned status);
    void resume();
    void flush();
    [[nodiscard]] Output::Outcome write();
    void endAfterAnswer();
    void reset();
    void enter(Phase phase) noexcept;
    void timeAnswer() noexcept;
    [[nodiscard]] Phase phaseOfWork() const noexcept;
    [[nodiscard]] Output &output() noexcept { return m_unsent ? *m_unsent : m_shared.output; }
    void settle();

    // Faults: connection_faults.cpp.
    [[nodiscard]] bool spoil(std::size_t begin, std::size_t body);
    void breakOff(std::size_t size);
    void chooseReset(std::optional<std::uint64_t> length, std::size_t begin);
    void addSpoilt(std::string_view piece);
    [[nodiscard]] Output::Outcome drip();
    void dripLater(std::uint64_t bytesPerSecond);

    // Streaming: connection_stream.cpp.
    std::string peer() const override;
    void wantBody(bool wanted) override;
    void interim(unsigned status, std::string_view reason, std::string_view fields) override;
    void reply(const Reply &reply) override;
    void begin(const StreamedHead &head) override;
    void add(std::string_view piece) override;
    void appendPiece(std::string_view piece);
    void end() override;
    bool send() override;
    void abort() override;
    void openStream(const http::RequestHead &head, std::string_view bytes);
    bool takeStreamBody(std::string_view &input);
    void tellRoom();
    void leaveHandler();
    [[nodiscard]] std::unique_ptr<Streaming> closeStream();
    void refuseStream(unsigned status);

    LoopState &m_shared;
    ConnectionOwner &m_owner;
    net::FileDescriptor m_socket;
    Phase m_phase = Phase::Idle;
    After m_after = After::Next;
    bool m_headOnly = false;
    net::Clock::time_point m_began; ///< When the request that is worked on had come.
    bool m_answered = false;        ///< Within `process`: the handler has answered at once.
    bool m_readable = false;        ///< The socket may have more than was read.
    bool m_peerEnded = false;
    bool m_closing = false; ///< The last answer has been made.
    bool m_lingers = false; ///< The client may still be sending when that answer leaves.
    bool m_over = false;
    bool m_resets = false;        ///< By a fault: what is written is the last, and then comes a reset.
    std::uint64_t m_deadline = 0; ///< In ticks.
    Pending m_pending;
    std::string m_input; ///< Received, not yet used: empty for most connections at most times.
    std::unique_ptr<Held> m_held;
    std::unique_ptr<Streaming> m_stream;
    mutable std::unique_ptr<const std::string> m_peer; ///< Where somebody asked.
    std::unique_ptr<Output> m_unsent;                  ///< What the socket did not take.
    std::optional<net::EventLoop::TimerKey> m_readAgain;
    std::unique_ptr<Drip> m_drip; ///< By a fault.
};

}
