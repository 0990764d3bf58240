#pragma once

#include "net/event_loop.h"
#include "servers/counters.h"
#include "servers/date_clock.h"
#include "servers/faults/loop_faults.h"
#include "servers/handler.h"
#include "servers/head_memo.h"
#include "servers/output.h"
#include "servers/server_limits.h"
#include "servers/stream_handler.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace escala::servers {

/// What a connection is doing, as far as its deadline goes.
enum class ConnectionPhase { Idle, Head, Body, Service, Write, Linger };

/// What the connections of one loop share, so that an idle one costs little: buffers, the clock of deadlines, and what
/// they serve. Belongs to an HttpServer; its loop's thread only.
struct LoopState {
    static constexpr std::size_t kReadSize = 16 * 1024;

    net::EventLoop &loop;
    Handler *handler = nullptr; ///< Null where requests are streamed.
    ServerCounters &counters;
    ServerLimits limits;

    static constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();
    std::array<std::uint64_t, 6> ticks; ///< The time limit of each ConnectionPhase, in multiples of limits.resolution.
    std::uint64_t tick = 0;             ///< Now; deadlines are compared with it, not with a clock.
    bool draining = false;              ///< Every answer from now on closes its connection.
    DateClock date;
    HeadMemo memo;
    Output output; ///< Answers of the connection that is being served; empty between events.
    std::array<char, kReadSize> input{};
    StreamHandler *streams = nullptr; ///< Set: gets the requests in place of the handler.
    LoopFaults *faults = nullptr;     ///< Set: answers drip, or some are reset.
};

}
