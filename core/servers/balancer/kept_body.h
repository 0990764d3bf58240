#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace escala::servers::balancer {

/// The body of a request as it goes on, framing included, kept for sending it again as long as it is short.
class KeptBody {
public:
    static constexpr std::size_t kMost = 64 * 1024;

    /// `keeps`: it may be needed again.
    explicit KeptBody(bool keeps) noexcept
        : m_keeps(keeps)
    {
    }

    /// `needed`: nobody else has these bytes, so they are kept whatever their length.
    void add(std::string_view bytes, bool needed)
    {
        m_whole = m_whole && (needed || (m_keeps && m_bytes.size() + bytes.size() <= kMost));
        if (m_whole)
            m_bytes.append(bytes);
        else
            std::string().swap(m_bytes);
    }
    void end() noexcept { m_ended = true; }

    /// All that has come is here.
    [[nodiscard]] bool isWhole() const noexcept { return m_whole; }
    [[nodiscard]] bool hasEnded() const noexcept { return m_ended; }
    [[nodiscard]] std::string_view bytes() const noexcept { return m_bytes; }

private:
    const bool m_keeps;
    bool m_whole = true;
    bool m_ended = false;
    std::string m_bytes;
};

}
