#include "servers/connection.h"

#include "net/endpoint.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <iterator>
#include <utility>

namespace escala::servers {

namespace {

using Coding = Streaming::Coding;

std::string addressText(const sockaddr_storage &storage)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void *bytes = nullptr;
    if (storage.ss_family == AF_INET)
        bytes = &reinterpret_cast<const sockaddr_in &>(storage).sin_addr;
    else if (storage.ss_family == AF_INET6)
        bytes = &reinterpret_cast<const sockaddr_in6 &>(storage).sin6_addr;
    if (bytes == nullptr || ::inet_ntop(storage.ss_family, bytes, text.data(), text.size()) == nullptr)
        return "unix";
    return text.data();
}

void appendLength(std::string &out, std::uint64_t length)
{
    const fmt::format_int digits(length);
    out.append("Content-Length: ").append(digits.data(), digits.size()).append("\r\n");
}

Coding codingOf(const StreamedHead &head, bool http10) noexcept
{
    if (!head.hasBody)
        return Coding::None;
    if (head.length)
        return Coding::Length;
    return http10 ? Coding::UntilClose : Coding::Chunked;
}

}

void Connection::openStream(const http::RequestHead &head, std::string_view bytes)
{
    m_after = !head.keepAlive ? After::Close : head.minorVersion == 0 ? After::NextSaid : After::Next;
    m_headOnly = head.method == "HEAD";
    if (head.contentLength > m_shared.limits.body)
        return refuse(http::statusOf(http::RequestProblem::BodyTooLarge));
    m_stream = std::make_unique<Streaming>(head, m_shared.limits.body);
    m_began = net::Clock::now();
    enter(Phase::Service);
    if (m_stream->bodyEnded)
        m_shared.counters.requests.add();
    if (bytes.starts_with("\r\n"))
        bytes.remove_prefix(2); // forgiven before a request, but no part of it
    m_stream->request = m_shared.streams->open(head, bytes, *this);
    leaveHandler();
}

bool Connection::takesBody() const noexcept
{
    return m_stream && m_stream->wantsBody && !m_stream->bodyEnded && !m_over && !m_closing;
}

// False where the body is malformed.
bool Connection::takeStreamBody(std::string_view &input)
{
    Streaming &stream = *m_stream;
    stream.inside = true;
    const auto complete = stream.body.consume(input, [&stream](std::string_view piece) {
        if (!stream.ended && !piece.empty())
            stream.request->onBody(piece);
    });
    if (!complete) {
        refuseStream(http::statusOf(complete.error()));
        return false;
    }
    if (*complete) {
        stream.bodyEnded = true;
        stream.wantsBody = false;
        m_shared.counters.requests.add();
    }
    if (m_phase == Phase::Body)
        enter(phaseOfWork());
    if (!stream.ended && *complete)
        stream.request->onBodyEnd();
    else if (!stream.ended)
        stream.request->onBodyPause();
    leaveHandler();
    return true;
}

void Connection::tellRoom()
{
    if (m_unsent || !m_stream->blocked)
        return;
    m_stream->blocked = false;
    m_stream->inside = true;
    m_stream->request->onRoom();
    leaveHandler();
    flush();
}

void Connection::leaveHandler()
{
    m_stream->inside = false;
    if (m_stream->ended)
        closeStream().reset();
}

std::unique_ptr<Streaming> Connection::closeStream()
{
    auto done = std::exchange(m_stream, nullptr);
    if (!done->bodyEnded) {
        m_after = After::Close;
        m_lingers = true;
    }
    m_closing = m_after == After::Close;
    enter(Phase::Idle);
    return done;
}

void Connection::refuseStream(unsigned status)
{
    const bool answering = m_stream->status != 0;
    if (answering)
        abort();
    closeStream().reset();
    if (!answering)
        refuse(status);
}

std::string Connection::peer() const
{
    if (!m_peer) {
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        ::getpeername(m_socket.get(), reinterpret_cast<sockaddr *>(&storage), &length);
        m_peer = std::make_unique<const std::string>(addressText(storage));
    }
    return *m_peer;
}

void Connection::wantBody(bool wanted)
{
    m_stream->wantsBody = wanted && !m_stream->bodyEnded;
    if (m_phase != Phase::Write)
        enter(phaseOfWork());
    if (!m_stream->inside && takesBody() && (m_readable || !m_input.empty()))
        readAgainSoon();
}

void Connection::interim(unsigned status, std::string_view reason, std::string_view fields)
{
    if (m_stream->http10 || m_stream->status != 0)
        return;
    appendStatusLine(output().bytes(), status, reason);
    output().bytes().append(fields).append("\r\n");
}

void Connection::reply(const Reply &reply)
{
    if (!m_stream->bodyEnded) {
        m_after = After::Close;
        m_lingers = true;
    }
    m_stream->status = reply.status;
    m_stream->ended = true;
    timeAnswer();
    append(reply);
}

// Where the request's body is still on its way, the connection ends with the answer: who knows what else will come.
void Connection::begin(const StreamedHead &head)
{
    Streaming &stream = *m_stream;
    stream.status = head.status;
    stream.coding = codingOf(head, stream.http10);
    stream.left = head.length.value_or(0);
    if (m_shared.draining || !stream.bodyEnded || stream.coding == Coding::UntilClose)
        m_after = After::Close;
    std::string &out = output().bytes();
    const auto beginning = out.size();
    appendStatusLine(out, head.status, head.reason);
    out.append(head.fields);
    if (head.length)
        appendLength(out, *head.length);
    else if (stream.coding == Coding::Chunked)
        out.append("Transfer-Encoding: chunked\r\n");
    out.append(headEnd(m_after));
    if (m_shared.faults != nullptr)
        chooseReset(head.length, beginning);
}

void Connection::add(std::string_view piece)
{
    Streaming &stream = *m_stream;
    if (piece.empty() || stream.coding == Coding::None || stream.ended || m_resets)
        return;
    if (m_shared.faults != nullptr || stream.reset != Streaming::Reset::Never)
        addSpoilt(piece);
    else
        appendPiece(piece);
}

void Connection::appendPiece(std::string_view piece)
{
    Streaming &stream = *m_stream;
    std::string &out = output().bytes();
    if (stream.coding == Coding::Length) {
        if (piece.size() > stream.left)
            return abort();
        stream.left -= piece.size();
    }
    if (stream.coding == Coding::Chunked)
        fmt::format_to(std::back_inserter(out), "{:x}\r\n", piece.size());
    out.append(piece);
    if (stream.coding == Coding::Chunked)
        out.append("\r\n");
}

void Connection::end()
{
    Streaming &stream = *m_stream;
    if (stream.ended)
        return;
    if (stream.reset != Streaming::Reset::Never) {
        stream.ended = true;
        return breakOff(0);
    }
    if (stream.coding == Coding::Length && stream.left > 0)
        return abort();
    if (stream.coding == Coding::Chunked)
        output().bytes().append("0\r\n\r\n");
    if (output().empty())
        Output::countAnswer(m_shared.counters, stream.status);
    else
        output().markAnswer(stream.status);
    timeAnswer();
    stream.ended = true;
}

void Connection::abort()
{
    m_stream->ended = true;
    reset();
}

bool Connection::send()
{
    if (m_stream->inside) {
        m_stream->blocked = m_stream->blocked || m_unsent;
        return !m_unsent;
    }
    const auto done = m_stream->ended ? closeStream() : nullptr;
    flush();
    if (m_over) {
        readAgainSoon(); // the caller is to find itself alive
        return false;
    }
    if (!done) {
        m_stream->blocked = m_stream->blocked || m_unsent;
        return !m_unsent;
    }
    if (takesRequests() && !m_input.empty())
        serve({});
    readOn();
    settle();
    return false;
}

}
