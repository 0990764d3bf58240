#include "servers/slow_handler.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::string_view kPageFields = "Content-Type: text/html; charset=utf-8\r\n";
constexpr std::string_view kNotAllowedFields = "Content-Type: text/plain; charset=utf-8\r\nAllow: GET, HEAD\r\n";

std::string busyFields(std::chrono::nanoseconds delay)
{
    const auto seconds = std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(delay).count());
    return fmt::format("{}Retry-After: {}\r\n", kPlainText, seconds);
}

}

/// One request in the queue or in the hands of a worker.
class SlowHandler::Ticket final : public WorkerApplicant, public std::enable_shared_from_this<Ticket> {
public:
    Ticket(SlowHandler &handler, std::uint64_t page, Completion done)
        : m_handler(handler)
        , m_page(page)
        , m_done(std::move(done))
    {
    }

    ~Ticket()
    {
        if (m_timer)
            m_handler.m_loop.cancel(*m_timer);
        release();
    }

    /// Answers at once where there is no room.
    bool apply()
    {
        const auto entry = m_handler.m_gate.enter(m_handler.m_loop, weak_from_this(), m_place);
        if (entry == WorkerGate::Entry::Granted)
            serve();
        else if (entry == WorkerGate::Entry::Queued)
            wait();
        else
            m_done({503, m_handler.m_busyFields, "All workers are busy and the queue is full: try again later.\n"});
        return entry != WorkerGate::Entry::Full;
    }

    void workerGranted() override
    {
        m_handler.m_counters.queued.add(-1);
        serve();
    }

private:
    enum class State { New, Queued, Served, Over };

    void wait()
    {
        m_state = State::Queued;
        m_handler.m_counters.queued.add();
    }

    void serve()
    {
        m_state = State::Served;
        m_handler.m_counters.inService.add();
        m_timer = m_handler.m_loop.runAfter(m_handler.m_delay, [this] { finish(); });
    }

    void finish()
    {
        m_timer.reset();
        release();
        auto done = std::move(m_done);
        done({200, kPageFields, m_handler.m_catalogue.body(m_page)}); // may destroy this
    }

    void release()
    {
        switch (std::exchange(m_state, State::Over)) {
        case State::Queued:
            m_handler.m_counters.queued.add(-1);
            m_handler.m_gate.withdraw(m_place);
            break;
        case State::Served:
            m_handler.m_counters.inService.add(-1);
            m_handler.m_gate.leave();
            break;
        case State::New:
        case State::Over:
            break;
        }
    }

    SlowHandler &m_handler;
    const std::uint64_t m_page;
    Completion m_done;
    State m_state = State::New;
    WorkerGate::Place m_place = 0;
    std::optional<net::EventLoop::TimerKey> m_timer;
};

SlowHandler::SlowHandler(net::EventLoop &loop, ServerCounters &counters, WorkerGate &gate, const Catalogue &catalogue,
                         std::chrono::nanoseconds delay)
    : m_loop(loop)
    , m_counters(counters)
    , m_gate(gate)
    , m_catalogue(catalogue)
    , m_delay(delay)
    , m_busyFields(busyFields(delay))
{
}

Pending SlowHandler::handle(const http::RequestHead &request, Completion done)
{
    const auto page = m_catalogue.pageOf(request.path());
    if (!page) {
        done({404, kPlainText,
              m_catalogue.pages() < 2
                  ? "There is only one page here: /\n"
                  : fmt::format("There are / and /pages/0 to /pages/{} here.\n", m_catalogue.pages() - 1)});
        return nullptr;
    }
    if (!isGetOrHead(request)) {
        done({405, kNotAllowedFields, "GET and HEAD are allowed here.\n"});
        return nullptr;
    }
    auto ticket = std::make_shared<Ticket>(*this, *page, std::move(done));
    if (!ticket->apply())
        return nullptr;
    return ticket;
}

}
