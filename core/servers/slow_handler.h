#pragma once

#include "net/event_loop.h"
#include "servers/catalogue.h"
#include "servers/counters.h"
#include "servers/handler.h"
#include "servers/worker_gate.h"

#include <chrono>
#include <string>

namespace escala::servers {

/// What the slow pages are.
struct SlowPage {
    std::chrono::nanoseconds delay = std::chrono::seconds(5);
    std::string body = "¡Hola mundo!";
    CataloguePlan catalogue;
};

/// Answers a page of the catalogue after a delay that holds no thread: a stand-in for a page that is expensive to make.
///
/// With a limited workforce the delay begins when a worker takes the request; a request that finds neither worker nor
/// place in the queue gets 503 with Retry-After. What is not a GET or HEAD of a page is refused at once.
class SlowHandler final : public Handler {
public:
    /// All must outlive it; `gate` is shared by the handlers of all loops.
    SlowHandler(net::EventLoop &loop, ServerCounters &counters, WorkerGate &gate, const Catalogue &catalogue,
                std::chrono::nanoseconds delay);

    Pending handle(const http::RequestHead &request, Completion done) override;

private:
    class Ticket;

    net::EventLoop &m_loop;
    ServerCounters &m_counters;
    WorkerGate &m_gate;
    const Catalogue &m_catalogue;
    const std::chrono::nanoseconds m_delay;
    const std::string m_busyFields;
};

/// The text that goes with a refusal, and the lines of its head.
inline constexpr std::string_view kPlainText = "Content-Type: text/plain; charset=utf-8\r\n";

}
