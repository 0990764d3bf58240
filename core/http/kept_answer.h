#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace escala::http {

/// What a reader keeps of an answer for those who look into it; else bodies are counted off, never stored.
///
/// Used again for answer after answer: its texts grow to the size that is needed and stay. One thread.
struct KeptAnswer {
    /// So much of a body is kept; what follows is counted only.
    static constexpr std::size_t kMaxBody = 1024UL * 1024;

    bool wantsBody = false;     ///< Else its size is all that is told of it.
    std::string head;           ///< First line and fields of the final answer, with their line ends.
    std::string body;           ///< Without its transfer coding.
    std::uint64_t bodySize = 0; ///< Of the whole body, kept or not, without its transfer coding.

    void clear() noexcept
    {
        head.clear();
        body.clear();
        bodySize = 0;
    }
    void add(std::string_view content)
    {
        bodySize += content.size();
        if (wantsBody)
            body += content.substr(0, kMaxBody - body.size());
    }
};

}
