#pragma once

#include "http/request.h"
#include "servers/handler.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// The head of an answer whose body follows in pieces.
struct StreamedHead {
    unsigned status = 200;
    std::string_view reason;             ///< Empty: the usual words.
    std::string_view fields;             ///< Whole lines, Date included; without Connection and what frames the body.
    std::optional<std::uint64_t> length; ///< Of the body; empty: chunked, or until the end towards HTTP/1.0.
    bool hasBody = true;                 ///< False for the answer to HEAD, for 204 and for 304: `length` is only said.
};

/// The client's side of one request that is streamed. What is said to it is kept until `send`, which must be called
/// before the loop turns on. The loop's thread only.
class ClientStream {
public:
    /// The client's address without its port: "192.0.2.1", "2001:db8::1", or "unix" for a Unix socket.
    [[nodiscard]] virtual std::string peer() const = 0;
    /// Whether pieces of the request's body are taken now; at first they are not. Up to a read's worth may still come
    /// after false.
    virtual void wantBody(bool wanted) = 0;

    /// An answer before the answer, 100 to 199; an HTTP/1.0 client is not told. `fields` as those of a head.
    virtual void interim(unsigned status, std::string_view reason, std::string_view fields) = 0;
    /// The whole answer, in place of head, pieces and end.
    virtual void reply(const Reply &reply) = 0;
    virtual void begin(const StreamedHead &head) = 0;
    virtual void add(std::string_view piece) = 0;
    /// The answer is complete; a body shorter or longer than its `length` aborts the connection.
    virtual void end() = 0;

    /// Writes. True where the client took everything; else `onRoom` follows, and what is added until then takes memory.
    /// After `end`, `reply` or `abort` this is the last call: it may destroy the RequestStream.
    virtual bool send() = 0;
    /// Resets the connection, so that no client takes what it has for complete. `send` follows.
    virtual void abort() = 0;

protected:
    ~ClientStream() = default;
};

/// What a handler makes of one streamed request. Destroyed when the answer is complete or the client has gone, and does
/// not call the ClientStream any more then. Its calls may answer.
class RequestStream {
public:
    virtual ~RequestStream() = default;
    /// Content of the body, without its framing.
    virtual void onBody(std::string_view piece) = 0;
    /// The pieces that have come are given: a good moment to write them on.
    virtual void onBodyPause() = 0;
    virtual void onBodyEnd() = 0;
    /// The client took what waited since `send` said false.
    virtual void onRoom() = 0;
};

/// Answers requests piece by piece. One object serves one loop, on that loop's thread.
class StreamHandler {
public:
    virtual ~StreamHandler() = default;
    /// `bytes` is the head of the request from its method to its empty line, checked; it and `head` are valid only
    /// during this call. `client` stays as long as the RequestStream; nothing is returned where it was answered at
    /// once.
    [[nodiscard]] virtual std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                                              ClientStream &client) = 0;
};

}
