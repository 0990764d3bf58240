#include "servers/connection.h"

#include <algorithm>

namespace escala::servers {

using Reset = Streaming::Reset;

// The faults of a whole answer that has just been appended from `begin` on, its body the last bytes. True where it is
// broken off: after half of its body, or of its head where that is all, so that no client takes it for complete.
bool Connection::spoil(std::size_t begin, std::size_t body)
{
    const bool resets = m_shared.faults->resetsNext();
    const auto whole = body > 0 ? body : output().size() - begin;
    const auto cut = resets ? whole - whole / 2 : 0;
    if (resets)
        breakOff(cut);
    if (body > cut)
        output().markBody(body - cut);
    return resets;
}

// The last `size` bytes do not leave, and nothing after them.
void Connection::breakOff(std::size_t size)
{
    auto &out = output().bytes();
    out.resize(out.size() - size);
    m_resets = true;
    m_after = After::Close;
}

// For an answer in pieces, whose head was appended from `begin` on. Half of a body without a length is half of its
// first piece.
void Connection::chooseReset(std::optional<std::uint64_t> length, std::size_t begin)
{
    if (!m_shared.faults->resetsNext())
        return;
    auto &stream = *m_stream;
    const bool hasLength = stream.coding == Streaming::Coding::Length;
    const bool bodiless = stream.coding == Streaming::Coding::None || (hasLength && length == 0);
    stream.reset = hasLength ? Reset::AfterHalf : Reset::InFirstPiece;
    stream.untilReset = length.value_or(0) / 2;
    if (bodiless)
        breakOff((output().size() - begin + 1) / 2);
    else if (hasLength && stream.untilReset == 0)
        breakOff(0);
}

void Connection::addSpoilt(std::string_view piece)
{
    auto &stream = *m_stream;
    const auto before = output().size();
    if (stream.reset == Reset::Never) {
        appendPiece(piece);
    } else if (stream.reset == Reset::InFirstPiece) {
        if (piece.size() > 1)
            appendPiece(piece.substr(0, piece.size() / 2));
        breakOff(0);
    } else {
        const auto taken = std::min<std::uint64_t>(piece.size(), stream.untilReset);
        appendPiece(piece.substr(0, static_cast<std::size_t>(taken)));
        stream.untilReset -= taken;
        if (stream.untilReset == 0)
            breakOff(0);
    }
    if (output().size() > before)
        output().markBody(output().size() - before);
}

// As much as may leave by now, and the rest when its time has come.
Output::Outcome Connection::drip()
{
    const auto rate = *m_shared.faults->dripBytesPerSecond();
    if (!m_drip)
        m_drip = std::make_unique<Drip>();
    const auto waiting = output().bodyBytesLeft();
    const auto end = output().reach(m_drip->allowed(net::Clock::now(), rate));
    const bool all = end == output().size();
    const auto outcome = output().writeTo(m_socket.get(), m_shared.counters, end);
    m_drip->credit -= static_cast<double>(waiting - output().bodyBytesLeft());
    m_drip->waits = outcome == Output::Outcome::Blocked;
    if (m_drip->waits && !all && !m_drip->timer)
        dripLater(rate);
    return outcome;
}

void Connection::dripLater(std::uint64_t bytesPerSecond)
{
    m_drip->timer = m_shared.loop.runAfter(Drip::pause(output().bodyBytesLeft(), bytesPerSecond), [this] {
        m_drip->timer.reset();
        resume();
        settle();
    });
}

}
