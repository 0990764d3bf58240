#pragma once

#include "http/request.h"

#include <string>
#include <string_view>

namespace escala::servers {

/// The head of a request that outlives the buffer it came in.
class HeldHead {
public:
    /// `bytes` are those of one checked head, `limits` those that it was checked with. (It is read again, as the views
    /// of the head that came may be of other bytes than these.)
    HeldHead(std::string_view bytes, const http::RequestLimits &limits)
        : m_bytes(bytes)
        , m_head(**http::parseRequestHead(m_bytes, limits))
    {
    }
    HeldHead(const HeldHead &) = delete;
    HeldHead &operator=(const HeldHead &) = delete;

    [[nodiscard]] const http::RequestHead &head() const noexcept { return m_head; }
    [[nodiscard]] std::string_view bytes() const noexcept { return m_bytes; }

private:
    const std::string m_bytes;
    const http::RequestHead m_head;
};

}
