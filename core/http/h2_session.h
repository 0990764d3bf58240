#pragma once

#include "http/cache_header.h"
#include "http/h2_request.h"
#include "http/response_head.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace escala::http {

/// Why a request over HTTP/2 got no whole answer, while its connection may go on.
enum class H2Failure : unsigned char {
    NotProcessed, ///< The server has not begun with it (REFUSED_STREAM, or above the last stream of GOAWAY): it may be
                  ///< sent again, whatever its method.
    Reset,        ///< The server ended the stream with any other code; `errorCode` has it.
    Malformed,    ///< The answer is no HTTP, or its head is over kMaxResponseHead.
};

/// One request and its answer. It belongs to the caller, who may derive from it, and is used again for the next
/// request: the session refers to it from submit() to completed(), failed() or cancel().
struct H2Exchange {
    std::int32_t stream = 0;         ///< 0 while nothing is under way.
    std::uint64_t bytesReceived = 0; ///< Of the stream's frames: heads and data with their frame headers and padding.
    std::uint64_t headPosition = 0;  ///< Where in all bytes of the connection the request begins; see requestLeaves().
    std::uint32_t errorCode = 0;     ///< RFC 9113 7; with failed().
    /// Valid from headArrived() on. `framing` and `contentLength` are not filled in, because HTTP/2 has frames of its
    /// own; `size` counts names and values, uncompressed.
    ResponseHead head;
    /// Where set, the fields of the answer are put there while they come, each a line as in HTTP/1.1, below a first
    /// line.
    std::string *fields = nullptr;

private:
    friend class H2Session;
    const H2Request *m_request = nullptr;
    std::size_t m_bodyTaken = 0;
    CacheHeader m_cache;
    bool m_headWhole = false;
    bool m_ended = false;
    bool m_resetByPeer = false;
};

/// What a session has to tell. It is called from within feed() and pending(); it may submit and cancel there, but not
/// feed, nor end the session.
class H2Listener {
public:
    /// The head of the request is in the bytes that pending() returns, or were left over from it before.
    virtual void requestLeaves(H2Exchange &exchange) = 0;
    /// The first byte of the answer, of an interim one too.
    virtual void answerBegins(H2Exchange &exchange) = 0;
    /// The head of the final answer.
    virtual void headArrived(H2Exchange &) { }
    virtual void bodyArrived(H2Exchange &, std::string_view) { }
    /// The answer is whole; the exchange is free.
    virtual void completed(H2Exchange &exchange) = 0;
    /// There will be no answer; the exchange is free.
    virtual void failed(H2Exchange &exchange, H2Failure why) = 0;

protected:
    ~H2Listener() = default;
};

/// The client's side of one HTTP/2 connection, without its socket: bytes in, bytes out (RFC 9113, through nghttp2).
///
/// The owner passes on what it reads with feed(), then writes what pending() returns, then looks at alive() and
/// accepts(). Requests above what the server allows at a time wait inside. Windows are so large (16 MiB a stream, 1 GiB
/// a connection) that the server is never held up; what the server's windows allow limits our bodies. Server push is
/// switched off. Nothing of ours is allocated for a request: buffers grow to the size that is needed and stay.
///
/// When the connection ends, exchanges still open are the owner's to give up: they hear nothing more. One thread.
class H2Session {
public:
    /// Empty where there is no memory. The listener must outlive the session.
    [[nodiscard]] static std::unique_ptr<H2Session> create(H2Listener &listener);
    ~H2Session();
    H2Session(const H2Session &) = delete;
    H2Session &operator=(const H2Session &) = delete;

    /// Queues the request; both must live until the exchange is free. False, and nothing done, where accepts() is.
    [[nodiscard]] bool submit(const H2Request &request, H2Exchange &exchange);
    /// Gives an exchange up, by RST_STREAM where it has left; it hears nothing more and is free.
    void cancel(H2Exchange &exchange);

    /// Takes what was read from the connection. Of a broken protocol alive() and the GOAWAY in pending() tell.
    void feed(std::string_view bytes);
    /// What is to be written next: some 64 KiB at a time, empty where there is nothing. Valid until the next call of a
    /// member; the same bytes again until written() has taken them off.
    [[nodiscard]] std::string_view pending();
    void written(std::size_t bytes) noexcept;
    /// How many bytes written() has taken off so far.
    [[nodiscard]] std::uint64_t position() const noexcept { return m_position; }

    /// Whether another request may be submitted: false for good after the server's GOAWAY, after an error, and when the
    /// connection has run out of stream numbers (after 2^30 requests).
    [[nodiscard]] bool accepts() const noexcept;
    /// Whether the connection is still of use: false after an error, and after GOAWAY once all answers have come.
    [[nodiscard]] bool alive() const noexcept;
    /// What came is not HTTP/2.
    [[nodiscard]] bool broken() const noexcept { return m_broken; }
    /// How many requests the server lets be under way at a time; 100 until it has said.
    [[nodiscard]] std::uint32_t maxConcurrentStreams() const noexcept;

private:
    struct Free {
        void operator()(nghttp2_session *session) const noexcept;
    };
    struct Callbacks;

    explicit H2Session(H2Listener &listener) noexcept
        : m_listener(listener)
    {
    }
    [[nodiscard]] bool begin();
    [[nodiscard]] H2Exchange *exchangeOf(std::int32_t stream) const noexcept;
    void frameBegins(const nghttp2_frame_hd &frame);
    [[nodiscard]] bool takeField(std::string_view name, std::string_view value);
    void frameArrived(const nghttp2_frame &frame);
    void headEnds(H2Exchange &exchange);
    void answerEnds(H2Exchange &exchange);
    void streamCloses(std::int32_t stream, std::uint32_t errorCode);

    H2Listener &m_listener;
    std::unique_ptr<nghttp2_session, Free> m_session;
    H2Exchange *m_current = nullptr; ///< That of the frame which is being read.
    std::string m_out;
    std::size_t m_outWritten = 0;
    std::uint64_t m_position = 0;
    bool m_broken = false;
};

}
