#include "servers/origin/origin_connection.h"

#include "net/socket.h"
#include "servers/origin/origin_pool.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace escala::servers {

namespace {

using http::StreamStep;

constexpr int kReadsInTurn = 8;       // then others get theirs
constexpr unsigned kMaxInterims = 64; // of one answer

bool holds(std::uint32_t events, std::uint32_t wanted) noexcept
{
    return (events & wanted) != 0;
}

http::RequestHead framingOf(const http::StrictResponse &head) noexcept
{
    http::RequestHead framing;
    framing.chunked = head.framing == http::Framing::Chunked;
    framing.contentLength = head.framing == http::Framing::Length ? *head.contentLength : 0;
    return framing;
}

}

void OriginConnection::connect(OriginCall &call, std::shared_ptr<const std::vector<net::Endpoint>> endpoints)
{
    m_call = &call;
    call.m_connection = this;
    m_endpoints = std::move(endpoints);
    tryAddress();
}

void OriginConnection::tryAddress()
{
    for (; m_address < m_endpoints->size(); ++m_address) {
        auto socket = net::startConnect((*m_endpoints)[m_address]);
        if (!socket)
            continue;
        m_stream = http::Stream(std::move(*socket));
        m_state = State::Connecting;
        m_deadline = net::Clock::now()
            + m_pool.plan().connectTimeout / static_cast<std::int64_t>(std::max<std::size_t>(1, m_endpoints->size()));
        m_pool.loop().add(m_stream.socket(), *this);
        return;
    }
    fail(OriginProblem::Refused);
}

void OriginConnection::addressFailed(OriginProblem problem)
{
    m_pool.loop().remove(m_stream.socket(), *this);
    m_stream = http::Stream();
    m_state = State::New;
    if (++m_address == m_endpoints->size())
        fail(problem);
    else
        tryAddress();
}

void OriginConnection::onReady(std::uint32_t events)
{
    m_peerEnded = m_peerEnded || holds(events, EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    m_readable = m_readable || m_peerEnded || holds(events, EPOLLIN);
    switch (m_state) {
    case State::Connecting:
        if (holds(events, EPOLLOUT | EPOLLHUP | EPOLLERR))
            connected();
        return;
    case State::Handshaking:
        return handshake();
    case State::Idle:
        if (!isAlive())
            close();
        return;
    case State::Busy:
        if (holds(events, EPOLLOUT) || m_stream.isTls())
            send();
        return readOn();
    case State::New:
    case State::Closed:
        return;
    }
}

void OriginConnection::connected()
{
    if (net::connectResult(m_stream.socket()))
        return addressFailed(OriginProblem::Refused);
    const auto *tls = m_pool.tls();
    if (tls == nullptr)
        return begin(*m_call);
    if (!m_stream.secure(*tls, m_pool.plan().url.host, &m_pool.ticket()))
        return addressFailed(OriginProblem::Tls);
    m_state = State::Handshaking;
    handshake();
}

void OriginConnection::handshake()
{
    switch (m_stream.handshake()) {
    case StreamStep::Done:
        return begin(*m_call);
    case StreamStep::WouldBlock:
        return;
    default:
        return addressFailed(OriginProblem::Tls);
    }
}

void OriginConnection::begin(OriginCall &call)
{
    m_call = &call;
    call.m_connection = this;
    m_state = State::Busy;
    m_out = call.m_request.head;
    m_sent = 0;
    m_requestEnded = !call.m_request.hasBody;
    m_blocked = m_paused = m_received = m_headDone = m_writeBroken = false;
    m_interims = 0;
    m_partial.clear();
    send();
    if (call.m_request.hasBody)
        call.m_receiver.originTakesBody();
}

bool OriginConnection::isAlive()
{
    std::array<char, 1> unasked{};
    return m_stream.read(unasked).step == StreamStep::WouldBlock;
}

void OriginConnection::add(std::string_view bytes)
{
    if (!m_writeBroken)
        m_out.append(bytes);
}

void OriginConnection::endRequest()
{
    m_requestEnded = true;
    touch();
}

// A write that fails is no end: an origin that refuses a large body has often answered before it closed.
bool OriginConnection::send()
{
    bool news = !m_blocked && !m_out.empty();
    while (m_sent < m_out.size()) {
        const auto written = m_stream.write(std::string_view(m_out).substr(m_sent));
        if (written.step == StreamStep::WouldBlock) {
            m_blocked = true;
            if (news)
                touch();
            return false;
        }
        news = true;
        if (written.step != StreamStep::Done) {
            m_writeBroken = m_readable = true;
            m_pool.readSoon(*this);
            break;
        }
        m_sent += written.bytes;
    }
    m_out.clear();
    m_sent = 0;
    if (news)
        touch();
    if (std::exchange(m_blocked, false) && !m_requestEnded)
        m_call->m_receiver.originTakesBody();
    return true;
}

void OriginConnection::pause(bool paused)
{
    m_paused = paused;
    touch();
    if (!paused && m_readable)
        readOn();
}

void OriginConnection::readOn()
{
    for (int reads = 0; m_readable && m_state == State::Busy && !m_paused; ++reads) {
        if (reads == kReadsInTurn)
            return m_pool.readSoon(*this);
        const auto buffer = m_pool.buffer();
        const auto got = m_stream.read(buffer);
        if (got.step == StreamStep::WouldBlock) {
            m_readable = false;
            return;
        }
        if (got.step != StreamStep::Done)
            return streamEnded(got.step);
        if (got.bytes < buffer.size() && !m_stream.isTls() && !m_peerEnded)
            m_readable = false; // the next bytes announce themselves
        take({buffer.data(), got.bytes});
    }
}

void OriginConnection::take(std::string_view bytes)
{
    m_received = true;
    if (m_headDone)
        touch();
    const std::string before = std::exchange(m_partial, {});
    std::string whole;
    if (!before.empty()) {
        whole = before;
        whole += bytes;
        bytes = whole;
    }
    while (!m_headDone && m_call != nullptr) {
        if (!takeHead(bytes))
            break;
    }
    if (m_call != nullptr && m_headDone)
        takeBody(bytes);
    else if (m_call != nullptr)
        m_call->m_receiver.originPause();
}

// False where there is no whole head; the call may be over then.
bool OriginConnection::takeHead(std::string_view &bytes)
{
    const auto parsed = http::parseStrictResponse(bytes, m_call->m_request.toHead);
    if (!parsed) {
        fail(parsed.error() == http::ResponseProblem::TooLarge ? OriginProblem::HeadTooLarge
                                                               : OriginProblem::Malformed);
        return false;
    }
    if (!*parsed) {
        m_partial = bytes;
        return false;
    }
    const http::StrictResponse &head = **parsed;
    bytes.remove_prefix(head.size);
    m_headDone = !head.interim();
    touch();
    if (head.interim()) {
        if (++m_interims > kMaxInterims)
            fail(OriginProblem::Malformed);
        else
            m_call->m_receiver.originInterim(head);
        return m_call != nullptr;
    }
    m_keepAlive = head.keepAlive;
    m_framing = head.framing;
    m_body.emplace(framingOf(head), std::numeric_limits<std::uint64_t>::max());
    m_call->m_receiver.originHead(head);
    return true;
}

void OriginConnection::takeBody(std::string_view bytes)
{
    const auto pass = [this](std::string_view piece) {
        if (m_call != nullptr && !piece.empty())
            m_call->m_receiver.originBody(piece);
    };
    if (m_framing == http::Framing::UntilClose) {
        pass(bytes);
    } else {
        const auto done = m_body->consume(bytes, pass);
        if (m_call == nullptr)
            return;
        if (!done)
            return fail(OriginProblem::Malformed);
        if (*done)
            return complete(bytes.empty());
    }
    if (m_call != nullptr)
        m_call->m_receiver.originPause();
}

void OriginConnection::streamEnded(StreamStep how)
{
    m_readable = false;
    m_peerEnded = true;
    if (m_headDone && m_framing == http::Framing::UntilClose && how == StreamStep::Ended)
        complete(true);
    else if (how == StreamStep::TlsFailed && !m_headDone)
        fail(OriginProblem::Tls);
    else
        fail(m_headDone ? OriginProblem::Truncated : OriginProblem::Closed);
}

// `clean`: nothing came after the answer. What an origin says unasked could become somebody else's answer.
void OriginConnection::complete(bool clean)
{
    auto &call = *std::exchange(m_call, nullptr);
    call.m_connection = nullptr;
    m_served = true;
    if (m_keepAlive && clean && m_requestEnded && m_out.empty() && !m_writeBroken && !m_peerEnded) {
        m_state = State::Idle;
        m_deadline = net::Clock::now() + m_pool.plan().idleTimeout;
        m_pool.release(*this);
    } else {
        close();
    }
    call.m_receiver.originEnd();
}

void OriginConnection::fail(OriginProblem problem)
{
    auto *const call = std::exchange(m_call, nullptr);
    const bool stale = problem == OriginProblem::Closed && m_served && !m_received;
    close();
    if (call == nullptr)
        return;
    call->m_connection = nullptr;
    call->failed(problem, stale);
}

void OriginConnection::abandon()
{
    m_call = nullptr;
    close();
}

void OriginConnection::close()
{
    if (m_state == State::Closed)
        return;
    if (m_stream.socket() >= 0)
        m_pool.loop().remove(m_stream.socket(), *this);
    m_stream = http::Stream();
    m_state = State::Closed;
    m_pool.gone(*this);
}

// The client's slowness is not the origin's: its own limits end it.
void OriginConnection::touch()
{
    const auto &plan = m_pool.plan();
    const auto now = net::Clock::now();
    if (!m_out.empty())
        m_deadline = now + plan.betweenBytes;
    else if (!m_requestEnded || m_paused)
        m_deadline = net::Clock::time_point::max();
    else
        m_deadline = now + (m_headDone ? plan.betweenBytes : plan.headTimeout);
}

void OriginConnection::onSweep(net::Clock::time_point now)
{
    if (now >= m_deadline)
        timedOut();
}

void OriginConnection::cut()
{
    if (m_call != nullptr)
        fail(m_headDone ? OriginProblem::Truncated : OriginProblem::Closed);
    else
        close();
}

void OriginConnection::timedOut()
{
    switch (m_state) {
    case State::Connecting:
    case State::Handshaking:
        return addressFailed(OriginProblem::ConnectTimeout);
    case State::Busy:
        return fail(m_headDone ? OriginProblem::BodyTimeout : OriginProblem::HeadTimeout);
    case State::Idle:
        return close();
    case State::New:
    case State::Closed:
        return;
    }
}

}
