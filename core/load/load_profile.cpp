#include "load/load_profile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace escala::load {

namespace {

long double secondsOf(std::chrono::nanoseconds time) noexcept
{
    return static_cast<long double>(time.count()) / 1e9L;
}

}

LoadProfile LoadProfile::constant(double level)
{
    LoadProfile profile;
    profile.holdForEver(level);
    return profile;
}

LoadProfile::LoadProfile(const std::vector<Stage> &stages)
{
    for (const Stage &stage : stages) {
        const long double length = secondsOf(stage.length);
        if (stage.kind != Stage::Kind::Step) {
            append(stage.from, stage.to, length);
            continue;
        }
        // The last step may be lower than the others: it ends at `to`.
        const auto jumps = static_cast<int>(std::ceil(std::abs(stage.to - stage.from) / stage.by - 1e-9));
        const double height = stage.to < stage.from ? -stage.by : stage.by;
        for (int i = 0; i <= jumps; ++i) {
            const long double level = i == jumps ? stage.to : stage.from + i * height;
            append(level, level, length / (jumps + 1));
        }
    }
    holdForEver(m_pieces.back().to);
}

void LoadProfile::append(long double from, long double to, long double length)
{
    Piece piece{.length = length, .from = from, .to = to};
    if (!m_pieces.empty()) {
        const Piece &last = m_pieces.back();
        piece.start = last.start + last.length;
        piece.before = last.before + (last.from + last.to) / 2 * last.length;
    }
    m_pieces.push_back(piece);
}

void LoadProfile::holdForEver(long double level)
{
    append(level, level, std::numeric_limits<long double>::infinity());
}

const LoadProfile::Piece &LoadProfile::pieceAt(long double seconds) const noexcept
{
    const auto next = std::ranges::upper_bound(m_pieces, seconds, {}, &Piece::start);
    return next == m_pieces.begin() ? *next : *std::prev(next);
}

double LoadProfile::levelAt(Nanoseconds offset) const noexcept
{
    const long double seconds = secondsOf(offset);
    const Piece &piece = pieceAt(seconds);
    if (piece.from == piece.to)
        return static_cast<double>(piece.from);
    return static_cast<double>(piece.from + (piece.to - piece.from) * (seconds - piece.start) / piece.length);
}

long double LoadProfile::countAt(Nanoseconds offset) const noexcept
{
    const long double seconds = secondsOf(offset);
    const Piece &piece = pieceAt(seconds);
    return piece.before + (piece.from + levelAt(offset)) / 2 * (seconds - piece.start);
}

LoadProfile::Nanoseconds LoadProfile::timeOf(long double count) const noexcept
{
    const auto next = std::ranges::upper_bound(m_pieces, count, {}, &Piece::before);
    const Piece &piece = next == m_pieces.begin() ? *next : *std::prev(next);
    const long double within = std::max(0.0L, count - piece.before);
    long double seconds = 0;
    if (piece.from == piece.to) {
        if (piece.from <= 0)
            return Nanoseconds::max(); // only the last piece: any other level of 0 ends where a later piece begins
        seconds = within / piece.from;
    } else {
        // from × t + slope / 2 × t² = within, in the form that does not cancel.
        const long double slope = (piece.to - piece.from) / piece.length;
        const long double root = std::sqrt(std::max(0.0L, piece.from * piece.from + 2 * slope * within));
        seconds = within > 0 ? 2 * within / (piece.from + root) : 0;
    }
    const long double time = (piece.start + std::min(seconds, piece.length)) * 1e9L;
    return time < 9.2e18L ? Nanoseconds(std::llround(time)) : Nanoseconds::max();
}

}
