#pragma once

#include "http/request.h"

#include <cstring>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace escala::servers {

/// Remembers the last head that was parsed: clients, and load generators all the more, send the same bytes again and
/// again, and comparing them costs a tenth of parsing them. One thread.
class HeadMemo {
public:
    /// As `http::parseRequestHead`; the views of the head hold until the next call.
    [[nodiscard]] std::expected<std::optional<http::RequestHead>, http::RequestProblem>
    parse(std::string_view bytes, const http::RequestLimits &limits)
    {
        if (!m_bytes.empty() && bytes.starts_with(m_bytes))
            return m_head;
        auto head = http::parseRequestHead(bytes, limits);
        if (head && *head && (*head)->size <= kLargest) {
            m_bytes.assign(bytes.substr(0, (*head)->size));
            m_head = (*head)->movedTo(bytes.data(), m_bytes.data());
            return m_head;
        }
        return head;
    }

private:
    static constexpr std::size_t kLargest = 2048;

    std::string m_bytes;
    http::RequestHead m_head;
};

}
