#include "servers/connection.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace escala::servers {

namespace {

constexpr std::size_t kMaxCoalesced = 64 * 1024;
constexpr int kReadsInTurn = 8; // then others get theirs

bool holds(std::uint32_t events, std::uint32_t wanted) noexcept
{
    return (events & wanted) != 0;
}

}

Connection::Held::Held(std::string_view headBytes, const http::RequestHead &parsed, std::uint64_t limit)
    : bytes(headBytes)
    , head(parsed.movedTo(headBytes.data(), bytes.data()))
    , body(parsed, limit)
{
}

Connection::Connection(LoopState &shared, ConnectionOwner &owner, net::FileDescriptor socket)
    : m_shared(shared)
    , m_owner(owner)
    , m_socket(std::move(socket))
{
    enter(Phase::Idle);
    m_shared.loop.add(m_socket.get(), *this);
}

Connection::~Connection()
{
    if (m_readAgain)
        m_shared.loop.cancel(*m_readAgain);
    if (m_drip && m_drip->timer)
        m_shared.loop.cancel(*m_drip->timer);
    m_shared.loop.remove(m_socket.get(), *this);
}

void Connection::onReady(std::uint32_t events)
{
    m_peerEnded = m_peerEnded || holds(events, EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    m_readable = m_readable || m_peerEnded || holds(events, EPOLLIN);
    if (m_unsent && holds(events, EPOLLOUT | EPOLLHUP | EPOLLERR))
        resume();
    else
        readOn();
    if (m_peerEnded && (m_pending || (m_stream && m_stream->bodyEnded)))
        m_over = true;
    settle();
}

void Connection::readOn()
{
    for (int reads = 0; m_readable && (takesInput() || m_phase == Phase::Linger) && !m_over; ++reads) {
        if (reads == kReadsInTurn)
            return readAgainSoon();
        auto &buffer = m_shared.input;
        const auto got = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            m_over = got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
            m_readable = false;
            return;
        }
        const auto size = static_cast<std::size_t>(got);
        if (size < buffer.size() && !m_peerEnded)
            m_readable = false; // the next bytes announce themselves
        if (m_phase != Phase::Linger)
            serve({buffer.data(), size});
    }
}

void Connection::readAgainSoon()
{
    if (m_readAgain)
        return;
    m_readAgain = m_shared.loop.runAfter(net::Clock::duration::zero(), [this] {
        m_readAgain.reset();
        if (takesInput() && !m_input.empty())
            serve({});
        readOn();
        settle();
    });
}

bool Connection::takesRequests() const noexcept
{
    return !m_over && !m_closing && !m_pending && !m_unsent && !m_stream;
}

void Connection::serve(std::string_view received)
{
    const bool stored = !m_input.empty();
    if (stored)
        m_input.append(received);
    std::string_view input = stored ? m_input : received;
    auto left = input.size();
    do {
        left = input.size();
        takeRequests(input);
        flush();
    } while (!input.empty() && input.size() < left && takesInput());
    if (m_over || m_closing || input.empty())
        std::string().swap(m_input);
    else if (stored)
        m_input.erase(0, m_input.size() - input.size());
    else
        m_input.assign(input);
}

void Connection::takeRequests(std::string_view &input)
{
    bool taken = true;
    while (taken && !input.empty() && takesRequests() && output().size() < kMaxCoalesced)
        taken = m_held ? takeBody(input) : takeHead(input);
    if (taken && !input.empty() && takesBody())
        takeStreamBody(input);
}

bool Connection::takeHead(std::string_view &input)
{
    const auto parsed = m_shared.memo.parse(input, m_shared.limits.request);
    if (!parsed) {
        refuse(http::statusOf(parsed.error()));
        return false;
    }
    if (!*parsed) {
        if (m_phase == Phase::Idle)
            enter(Phase::Head);
        return false;
    }
    const http::RequestHead &head = **parsed;
    const auto bytes = input.substr(0, head.size);
    input.remove_prefix(head.size);
    if (m_shared.streams != nullptr) {
        openStream(head, bytes);
        return true;
    }
    if (!head.hasBody()) {
        process(head);
        return true;
    }
    // The head's views are those of the memo or of these bytes: parsed again, they are of the copy for certain.
    m_held =
        std::make_unique<Held>(bytes, **http::parseRequestHead(bytes, m_shared.limits.request), m_shared.limits.body);
    enter(Phase::Body);
    if (head.contentLength > m_shared.limits.body)
        refuse(http::statusOf(http::RequestProblem::BodyTooLarge));
    else if (head.expectsContinue && input.empty())
        output().bytes().append("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

bool Connection::takeBody(std::string_view &input)
{
    const auto complete = m_held->body.consume(input);
    if (!complete)
        refuse(http::statusOf(complete.error()));
    if (!complete || !*complete)
        return false;
    const auto held = std::exchange(m_held, nullptr);
    process(held->head);
    return true;
}

void Connection::process(const http::RequestHead &request)
{
    m_shared.counters.requests.add();
    m_after = !request.keepAlive ? After::Close : request.minorVersion == 0 ? After::NextSaid : After::Next;
    m_headOnly = request.method == "HEAD";
    m_answered = false;
    m_began = net::Clock::now();
    enter(Phase::Service);
    auto pending = m_shared.handler->handle(request, [this](const Reply &reply) { answered(reply); });
    if (!m_answered)
        m_pending = std::move(pending);
}

void Connection::answered(const Reply &reply)
{
    m_answered = true;
    timeAnswer();
    append(reply);
    if (!m_pending)
        return; // within `process`; who called that flushes
    const auto done = std::exchange(m_pending, nullptr);
    resume();
    settle();
}

void Connection::append(const Reply &reply)
{
    if (m_shared.draining)
        m_after = After::Close;
    const auto begin = output().size();
    appendAnswer(output().bytes(), reply, m_shared.date.text(net::Clock::now()), m_after, m_headOnly);
    const bool whole = m_shared.faults == nullptr || !spoil(begin, m_headOnly ? 0 : reply.body.size());
    if (whole)
        output().markAnswer(reply.status);
    m_closing = m_after == After::Close;
    enter(Phase::Idle);
}

void Connection::refuse(unsigned status)
{
    m_after = After::Close;
    m_headOnly = false;
    m_lingers = true;
    std::string text(reasonPhrase(status));
    text += '\n';
    append({status, "Content-Type: text/plain; charset=utf-8\r\n", text});
}

// After an answer that came late, or room to write: first what was received meanwhile, then what waits in the socket.
void Connection::resume()
{
    flush();
    if (m_stream && !m_over)
        tellRoom();
    if (takesInput() && !m_input.empty())
        serve({});
    readOn();
}

void Connection::flush()
{
    if (output().empty() || m_over) {
        if (m_over)
            output().drop();
        else if ((m_closing || m_resets) && m_phase != Phase::Linger)
            endAfterAnswer(); // what was added last had nothing to write
        return;
    }
    switch (write()) {
    case Output::Outcome::All:
        m_unsent.reset();
        if (m_phase == Phase::Write)
            enter(phaseOfWork());
        if (m_closing || m_resets)
            endAfterAnswer();
        return;
    case Output::Outcome::Blocked:
        if (m_phase != Phase::Write || output().progressed())
            enter(Phase::Write);
        if (!m_unsent)
            m_unsent = std::make_unique<Output>(std::exchange(m_shared.output, Output()));
        return;
    case Output::Outcome::Broken:
        m_over = true;
        m_unsent.reset();
        m_shared.output = Output();
        return;
    }
}

Output::Outcome Connection::write()
{
    if (m_shared.faults != nullptr && m_shared.faults->dripBytesPerSecond())
        return drip();
    return output().writeTo(m_socket.get(), m_shared.counters);
}

// Closing a socket with unread bytes resets the connection, and the client might never see the answer.
void Connection::endAfterAnswer()
{
    if (m_resets)
        return reset();
    if (!m_lingers && !m_readable) {
        m_over = true;
        return;
    }
    ::shutdown(m_socket.get(), SHUT_WR);
    enter(Phase::Linger);
}

void Connection::enter(Phase phase) noexcept
{
    m_phase = phase;
    const auto limit = m_shared.ticks[static_cast<std::size_t>(phase)];
    m_deadline = limit == LoopState::kNoLimit ? limit : m_shared.tick + limit;
}

Connection::Phase Connection::phaseOfWork() const noexcept
{
    if (m_stream)
        return m_stream->wantsBody ? Phase::Body : Phase::Service;
    return m_pending ? Phase::Service : Phase::Idle;
}

void Connection::timeAnswer() noexcept
{
    m_shared.counters.serviceTimes[ServiceTimes::bucketOf(net::Clock::now() - m_began)].add();
}

void Connection::onTick()
{
    if (m_shared.tick < m_deadline)
        return;
    if (m_phase == Phase::Head || m_phase == Phase::Body) {
        if (m_stream)
            refuseStream(408);
        else
            refuse(408);
        flush();
        readOn();
    } else {
        m_over = true;
    }
    settle();
}

void Connection::drain()
{
    const bool waits = m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body;
    m_over = m_over || (waits && !m_stream);
    settle();
}

void Connection::closeIfIdle()
{
    m_over = m_over || (m_phase == Phase::Idle && !m_stream && !m_unsent && m_input.empty());
    settle();
}

// No client takes what it has for complete.
void Connection::reset()
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_socket.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_over = true;
}

void Connection::settle()
{
    if (m_over)
        m_owner.closed(*this);
}

}
