#pragma once

#include "random/draw.h"

#include <cmath>
#include <cstdint>

namespace escala::servers {

/// Which of the things that come one after the other belong to a share of them: of the first n, n × share do, to within
/// two; which ones looks random, so that it falls in step neither with what clients do nor with another share. The same
/// seed and stream give the same ones each time. (Stratified sampling: one out of each 1 / share in a row is drawn.)
class Share {
public:
    Share(double share, std::uint64_t seed, std::uint64_t stream) noexcept
        : m_step(static_cast<std::uint64_t>(std::llround(share * kWhole)))
        , m_seed(seed)
        , m_stream(stream)
        , m_target(drawn(0))
    {
    }

    [[nodiscard]] bool takesNext() noexcept
    {
        m_passed += m_step;
        while (m_target < m_passed) {
            ++m_owed;
            ++m_stratum;
            m_target = m_stratum * kWhole + drawn(m_stratum);
        }
        if (m_owed == 0)
            return false;
        --m_owed;
        return true;
    }

private:
    static constexpr std::uint64_t kWhole = 1'000'000;

    [[nodiscard]] std::uint64_t drawn(std::uint64_t stratum) const noexcept
    {
        return random::Draw(m_seed, m_stream, stratum).below(kWhole);
    }

    std::uint64_t m_step; ///< In millionths, as all of these.
    std::uint64_t m_seed;
    std::uint64_t m_stream;
    std::uint64_t m_passed = 0;
    std::uint64_t m_stratum = 0;
    std::uint64_t m_target;
    std::uint64_t m_owed = 0; ///< Two drawn ones may be the same: then the next is taken too.
};

}
