#pragma once

#include "http/kept_answer.h"
#include "http/request_body.h"
#include "http/response_head.h"

#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace escala::http {

/// The last response head that was parsed, and what came of it. A server under load sends the same head again and
/// again (but for a Date once a second), so comparing bytes spares most of the parsing. One thread; shared by the
/// connections to one target whose requests are HEAD, or none of them.
class ResponseMemo {
public:
    /// The parsed form of the head at the front of `bytes`, where it is byte for byte the one remembered.
    [[nodiscard]] const ResponseHead *find(std::string_view bytes) const noexcept
    {
        const bool same = !m_bytes.empty() && bytes.size() >= m_bytes.size()
            && std::memcmp(bytes.data(), m_bytes.data(), m_bytes.size()) == 0;
        return same ? &m_head : nullptr;
    }
    void remember(std::string_view bytes, const ResponseHead &head)
    {
        m_bytes.assign(bytes);
        m_head = head;
    }

private:
    std::string m_bytes;
    ResponseHead m_head;
};

/// Follows one response from its first to its last byte; the body is counted off, and stored only where somebody looks
/// into it. One thread.
class ResponseReader {
public:
    enum class Progress : unsigned char {
        More,      ///< The response goes on.
        Complete,  ///< It ended with the last byte given.
        Malformed, ///< Not HTTP/1.1, a head over kMaxResponseHead, wrong framing, 101, or bytes after the end.
    };

    /// For the next response. `toHead`: the request was a HEAD.
    void begin(bool toHead) noexcept
    {
        m_state = State::Head;
        m_toHead = toHead;
        m_keep = nullptr;
        m_partial.clear();
    }
    /// The same, and `keep` has what it wants of the response when it is complete.
    void begin(bool toHead, KeptAnswer &keep) noexcept
    {
        begin(toHead);
        m_state = State::KeptHead;
        m_keep = &keep;
        keep.clear();
    }

    [[nodiscard]] Progress feed(std::string_view bytes, ResponseMemo &memo)
    {
        if (m_state == State::Head && m_partial.empty()) {
            const ResponseHead *known = memo.find(bytes);
            if (known != nullptr && known->framing == Framing::Length
                && bytes.size() - known->size == known->contentLength) {
                m_head = *known;
                return Progress::Complete;
            }
        }
        return feedSlowly(bytes, memo);
    }
    /// The peer ended the stream: true where that completes the response.
    [[nodiscard]] bool completedByEnd() const noexcept { return m_state == State::ToEnd; }

    /// Valid once complete.
    [[nodiscard]] const ResponseHead &head() const noexcept { return m_head; }

private:
    enum class State : unsigned char { Head, KeptHead, Body, ToEnd };

    Progress feedSlowly(std::string_view bytes, ResponseMemo &memo);
    bool takeHead(std::string_view &bytes, ResponseMemo &memo, bool &whole);
    Progress beginBody(std::string_view bytes);
    Progress feedBody(std::string_view bytes);

    State m_state = State::Head;
    bool m_toHead = false;
    KeptAnswer *m_keep = nullptr;
    ResponseHead m_head;
    std::optional<BodySkipper> m_body;
    std::string m_partial; ///< Of a head that came in pieces.
};

}
