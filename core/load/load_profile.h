#pragma once

#include "load/stage.h"

#include <chrono>
#include <vector>

namespace escala::load {

/// A planned load as a curve over time: straight pieces, the last level held for ever.
///
/// Requests are counted by the integral of the curve, and found again by inverting it piece by piece in closed form, so
/// the n-th request is due at the same nanosecond however the time before it was spent.
///
/// Immutable after construction; any thread may read it.
class LoadProfile {
public:
    using Nanoseconds = std::chrono::nanoseconds;

    static LoadProfile constant(double level);
    /// `stages` must not be empty.
    explicit LoadProfile(const std::vector<Stage> &stages);

    /// The level at an offset from the start.
    [[nodiscard]] double levelAt(Nanoseconds offset) const noexcept;
    /// The integral of the level over seconds up to an offset: how many requests are due before it.
    [[nodiscard]] long double countAt(Nanoseconds offset) const noexcept;
    /// When the integral reaches `count` for the last time before it goes on: a stretch at level 0 belongs to the
    /// request before it. Nanoseconds::max() where it never does.
    [[nodiscard]] Nanoseconds timeOf(long double count) const noexcept;

private:
    struct Piece {
        long double start = 0;  ///< Seconds.
        long double length = 0; ///< Seconds; the last piece's is infinite.
        long double from = 0;
        long double to = 0;
        long double before = 0; ///< The integral at its start.
    };
    LoadProfile() = default;
    void append(long double from, long double to, long double length);
    void holdForEver(long double level);
    [[nodiscard]] const Piece &pieceAt(long double seconds) const noexcept;

    std::vector<Piece> m_pieces;
};

}
