#pragma once

#include "http/tls_client.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// One end of a connection in memory, of whose calls one goes wrong: the n-th read or the n-th write that has bytes to
/// move (Boost.Beast's test::stream with its fail_count).
class MemoryStream {
public:
    enum class Call { Read, Write };
    /// What becomes of the call: with Done it moves no more than one byte.
    struct Fault {
        Call call = Call::Read;
        escala::http::StreamStep step = escala::http::StreamStep::Reset;
    };

    /// No call moves more than `most` bytes.
    explicit MemoryStream(std::size_t most)
        : m_most(most)
    {
    }
    void fail(const Fault &fault, std::uint64_t number)
    {
        m_fault = fault;
        m_left = number;
        m_isArmed = true;
    }
    /// Whether the call that goes wrong was made.
    [[nodiscard]] bool failed() const noexcept { return m_failed; }

    /// What the peer sends, and that it ends the stream behind that.
    void put(std::string_view bytes) { m_in += bytes; }
    void end() { m_ended = true; }
    /// What the peer receives.
    [[nodiscard]] std::string taken() { return std::exchange(m_out, {}); }

    [[nodiscard]] escala::http::StreamResult read(std::span<char> buffer)
    {
        if (m_in.empty())
            return {m_ended ? escala::http::StreamStep::Ended : escala::http::StreamStep::WouldBlock, 0};
        return call(Call::Read, std::min(buffer.size(), m_in.size()), [&](std::size_t size) {
            std::copy_n(m_in.data(), size, buffer.data());
            m_in.erase(0, size);
        });
    }
    [[nodiscard]] escala::http::StreamResult write(std::string_view bytes)
    {
        return call(Call::Write, bytes.size(), [&](std::size_t size) { m_out += bytes.substr(0, size); });
    }

private:
    template <typename Move>
    escala::http::StreamResult call(Call call, std::size_t size, Move move)
    {
        size = std::min(size, m_most);
        if (m_isArmed && call == m_fault.call && m_left-- == 0) {
            m_isArmed = false;
            m_failed = true;
            if (m_fault.step != escala::http::StreamStep::Done)
                return {m_fault.step, 0};
            size = 1;
        }
        move(size);
        return {escala::http::StreamStep::Done, size};
    }

    std::size_t m_most;
    Fault m_fault;
    std::uint64_t m_left = 0; ///< Calls before the one that goes wrong.
    bool m_isArmed = false;
    bool m_failed = false;
    std::string m_in;
    std::string m_out;
    bool m_ended = false;
};
