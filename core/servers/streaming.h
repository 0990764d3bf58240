#pragma once

#include "http/request_body.h"
#include "servers/stream_handler.h"

#include <cstdint>
#include <memory>

namespace escala::servers {

/// Where a connection is in a request that is streamed.
struct Streaming {
    Streaming(const http::RequestHead &head, std::uint64_t limit) noexcept
        : body(head, limit)
        , http10(head.minorVersion == 0)
        , bodyEnded(!head.hasBody())
    {
    }

    enum class Coding : unsigned char { None, Length, Chunked, UntilClose };
    enum class Reset : unsigned char { Never, AfterHalf, InFirstPiece };

    http::BodySkipper body;
    std::unique_ptr<RequestStream> request;
    Coding coding = Coding::None; ///< Of the answer.
    std::uint64_t left = 0;       ///< Bytes of the answer that its length still promises.
    std::uint64_t untilReset = 0; ///< Bytes of the answer that still go out, with Reset::AfterHalf.
    unsigned status = 0;          ///< Of the answer; 0 before its head.
    Reset reset = Reset::Never;   ///< By a fault.
    bool http10;
    bool bodyEnded; ///< Of the request.
    bool wantsBody = false;
    bool inside = true; ///< The handler is being called: what it says is done when it returns.
    bool blocked = false;
    bool ended = false;
};

}
