#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What the fuzz targets share: reading their input, and saying what must hold. docs/testing.md tells how to run them.
namespace fuzz {

/// Ends the program with the sentence where `holds` is false: the fuzzer keeps the input that did it.
inline void require(bool holds, const char *sentence)
{
    if (holds)
        return;
    static_cast<void>(std::fprintf(stderr, "violated: %s\n", sentence));
    std::abort();
}

/// The input: choices off its front, a byte each, then the text.
class Input {
public:
    Input(const std::uint8_t *data, std::size_t size)
        : m_rest(size > 0 ? reinterpret_cast<const char *>(data) : "", size)
    {
    }
    /// 0 where nothing is left.
    [[nodiscard]] std::uint8_t choice() noexcept
    {
        if (m_rest.empty())
            return 0;
        const char first = m_rest.front();
        m_rest.remove_prefix(1);
        return static_cast<std::uint8_t>(first);
    }
    [[nodiscard]] std::string_view text() const noexcept { return m_rest; }

private:
    std::string_view m_rest;
};

/// Cuts a stream as a network might. The same seed cuts the same way.
class Pieces {
public:
    /// Seed 0 is byte by byte.
    Pieces(std::string_view text, std::uint8_t seed)
        : m_rest(text)
        , m_state(seed)
    {
    }
    /// Empty at the end.
    [[nodiscard]] std::string_view next() noexcept
    {
        const std::string_view piece = m_rest.substr(0, size());
        m_rest.remove_prefix(piece.size());
        return piece;
    }

private:
    [[nodiscard]] std::size_t size() noexcept
    {
        if (m_state == 0)
            return 1;
        m_state = m_state * 1'103'515'245 + 12'345; // of C's rand
        const std::uint32_t drawn = m_state >> 16U;
        return drawn % 4 == 0 ? 1 : 1 + drawn % 97;
    }

    std::string_view m_rest;
    std::uint32_t m_state;
};

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
