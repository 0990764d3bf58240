#include "http/response_reader.h"

#include <algorithm>
#include <limits>

namespace escala::http {

namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

}

ResponseReader::Progress ResponseReader::feedSlowly(std::string_view bytes, ResponseMemo &memo)
{
    while (m_state == State::Head || m_state == State::KeptHead) {
        bool whole = false;
        if (!takeHead(bytes, memo, whole))
            return Progress::Malformed;
        if (!whole)
            return Progress::More;
        if (m_head.status == 101) // nobody asked for another protocol
            return Progress::Malformed;
        if (!m_head.interim())
            return beginBody(bytes);
        if (bytes.empty())
            return Progress::More;
    }
    return feedBody(bytes);
}

// False where the bytes are no head. `whole` where one was read; it is then off the front of `bytes`.
bool ResponseReader::takeHead(std::string_view &bytes, ResponseMemo &memo, bool &whole)
{
    if (m_partial.empty()) {
        if (const ResponseHead *known = memo.find(bytes); known != nullptr) {
            m_head = *known;
            if (m_keep != nullptr)
                m_keep->head = bytes.substr(0, known->size);
            bytes.remove_prefix(known->size);
            return whole = true;
        }
    }
    // An end that straddles two pieces begins at most three bytes before the new one.
    const auto before = m_partial.size();
    const bool pieces = before > 0;
    if (pieces)
        m_partial.append(bytes.substr(0, kMaxResponseHead));
    const std::string_view all = pieces ? std::string_view(m_partial) : bytes;
    const auto end = all.find(kHeadEnd, before > 3 ? before - 3 : 0);
    const auto size = end == std::string_view::npos ? all.size() : end + kHeadEnd.size();
    if (size > kMaxResponseHead || !mayBecomeHead(all.substr(0, size)))
        return false;
    if (end == std::string_view::npos) {
        if (!pieces)
            m_partial = bytes;
        return true;
    }
    const auto head = parseResponseHead(all.substr(0, size), m_toHead);
    if (!head)
        return false;
    m_head = *head;
    if (m_keep != nullptr)
        m_keep->head = all.substr(0, size);
    memo.remember(all.substr(0, size), *head);
    bytes.remove_prefix(size - before);
    m_partial.clear();
    return whole = true;
}

ResponseReader::Progress ResponseReader::beginBody(std::string_view bytes)
{
    if (m_head.framing == Framing::UntilClose) {
        m_state = State::ToEnd;
        return feedBody(bytes);
    }
    RequestHead framing;
    framing.chunked = m_head.framing == Framing::Chunked;
    framing.contentLength = m_head.contentLength;
    m_body.emplace(framing, std::numeric_limits<std::uint64_t>::max());
    m_state = State::Body;
    return feedBody(bytes);
}

ResponseReader::Progress ResponseReader::feedBody(std::string_view bytes)
{
    const auto keep = [this](std::string_view content) { m_keep->add(content); };
    if (m_state == State::ToEnd) {
        if (m_keep != nullptr)
            keep(bytes);
        return Progress::More;
    }
    const auto done = m_keep != nullptr ? m_body->consume(bytes, keep) : m_body->consume(bytes);
    if (!done || (*done && !bytes.empty()))
        return Progress::Malformed;
    return *done ? Progress::Complete : Progress::More;
}

}
