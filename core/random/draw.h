#pragma once

#include <cstdint>
#include <string_view>

namespace escala::random {

/// Numbers that look random and depend on nothing but three numbers: a seed, who draws (in a plan: which variable), and
/// how often it has drawn before. So the i-th request of a run carries the same values on every machine, with any
/// number of threads and whatever the server does; and a draw needs no state that threads could share.
///
/// SplitMix64 (Steele, Lea, Flood 2014): its start costs nothing, where one of the standard's engines would fill
/// hundreds of words for every request.
class Draw {
public:
    Draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t number) noexcept
        : m_state(mixed(mixed(seed + kStep * (stream + 1)) + kStep * (number + 1)))
    {
    }

    /// 64 random bits; each call gives others.
    [[nodiscard]] std::uint64_t bits() noexcept { return mixed(m_state += kStep); }
    /// 0 to count − 1, each equally likely (to within 2⁻⁶⁴ × count). `count` must be positive.
    [[nodiscard]] std::uint64_t below(std::uint64_t count) noexcept
    {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::uint64_t>(static_cast<Wide>(bits()) * count >> 64U);
    }
    /// 0 to 1, without 1.
    [[nodiscard]] double unit() noexcept { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

private:
    static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;
    static constexpr std::uint64_t mixed(std::uint64_t z) noexcept
    {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
        return z ^ (z >> 31U);
    }

    std::uint64_t m_state;
};

/// A stream of its own for each name, so that adding a variable to a plan changes no other one's values.
[[nodiscard]] constexpr std::uint64_t streamOf(std::string_view name) noexcept
{
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

}
