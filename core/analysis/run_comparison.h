#pragma once

#include "analysis/run_sample.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::analysis {

/// What two runs are compared by.
enum class Figure {
    Throughput, ///< Good answers a second.
    P50,        ///< Response time, seconds, likewise the next two. Within a bucket of the histogram it is interpolated.
    P95,
    P99,
    Errors,   ///< Share of the requests that ended.
    HitRatio, ///< Hits by hits, stale answers and misses.
    Cpu,      ///< CPU seconds of the server a request: its load follows the throughput, so cores alone say little.
};

inline constexpr std::array<std::string_view, 7> kFigureNames{"throughput", "p50",       "p95", "p99",
                                                              "errors",     "hit_ratio", "cpu"};
inline constexpr std::size_t kFigures = kFigureNames.size();
/// The name in files and on the command line.
[[nodiscard]] constexpr std::string_view name(Figure figure) noexcept
{
    return kFigureNames[static_cast<std::size_t>(figure)];
}

/// What may be said of the candidate.
enum class Word {
    Faster,                   ///< Throughput and response times.
    Slower,                   ///< Likewise.
    Better,                   ///< Fewer errors, more hits, less CPU a request.
    Worse,                    ///< Likewise.
    NoDemonstrableDifference, ///< The interval holds a ratio within the noise threshold of 1.
    NotComparable,            ///< See the obstacle.
};

inline constexpr std::array<std::string_view, 6> kWordNames{
    "faster", "slower", "better", "worse", "no demonstrable difference", "not comparable"};
[[nodiscard]] constexpr std::string_view name(Word word) noexcept
{
    return kWordNames[static_cast<std::size_t>(word)];
}

enum class Side { Baseline, Candidate };

/// Why figures can't be compared.
struct Obstacle {
    enum class Kind {
        DifferentPlan,  ///< `setting` differs, and maybe more.
        InvalidVerdict, ///< The figures of `side` may not be believed: `text`.
        FewBlocks,      ///< `side` has `have` blocks of the `need` that an interval needs.
        FewRounds,      ///< Likewise, of rounds that are runs of their own.
        FewSamples,     ///< `side` has `have` answers of the `need` that the percentile needs.
        NoFigure,       ///< `side` has no such figure.
        OtherErrors,    ///< `baselineErrors` and `candidateErrors` differ so much that the figure is of other answers.
    };
    Kind kind = Kind::NoFigure;
    Side side = Side::Baseline;
    std::uint64_t have = 0;
    std::uint64_t need = 0;
    std::string text{};
    std::string setting{}; ///< As in PlanSetting, with the values of both sides; empty: not set there.
    std::string baselineValue{};
    std::string candidateValue{};
    double baselineErrors = 0; ///< Shares of the requests that ended.
    double candidateErrors = 0;
    friend bool operator==(const Obstacle &, const Obstacle &) = default;
};

/// What intervals that are made of seconds may be wanting.
enum class Caution {
    None,
    Short,    ///< So few seconds don't show whether they depend on each other.
    Dependent ///< They do, though they were joined as far as can be.
};

inline constexpr std::array<std::string_view, 3> kCautionNames{"none", "short", "dependent"};
[[nodiscard]] constexpr std::string_view name(Caution caution) noexcept
{
    return kCautionNames[static_cast<std::size_t>(caution)];
}

struct Interval {
    double low = 0;
    double high = 0;
    friend bool operator==(const Interval &, const Interval &) = default;
};

/// One figure of both runs. Units: Figure.
struct FigureComparison {
    Figure figure = Figure::Throughput;
    std::optional<double> baseline{};   ///< Empty where there is no such figure.
    std::optional<double> candidate{};  ///< Likewise.
    std::optional<double> ratio{};      ///< candidate / baseline; empty where one is missing or 0.
    std::optional<Interval> interval{}; ///< Where the ratio lies, by CompareOptions::confidence.
    /// Of errors and hits: where candidate − baseline lies. Else empty. Where there is no ratio the word is by it.
    std::optional<Interval> change{};
    /// Of percentiles: where that of each side lies by order statistics, as if its requests did not depend on each
    /// other; there also where nothing can be compared. Empty with too few samples.
    std::optional<Interval> baselineInterval{};
    std::optional<Interval> candidateInterval{};
    Word word = Word::NotComparable;
    std::optional<Obstacle> obstacle{}; ///< With NotComparable.
};

struct RunComparison {
    std::vector<FigureComparison> rows;     ///< One a figure, in the order of the enumeration.
    std::optional<Obstacle> obstacle{};     ///< Why nothing at all can be compared; it is that of each row, too.
    std::chrono::nanoseconds blockLength{}; ///< Of what was drawn: seconds that depend on each other are kept together.
    std::size_t baselineBlocks = 0;         ///< How many of those there were.
    std::size_t candidateBlocks = 0;
    bool paired = false;
    Caution caution =
        Caution::None; ///< Such an interval is too narrow more often than it says: run longer, or in rounds.

    [[nodiscard]] const FigureComparison &row(Figure figure) const { return rows[static_cast<std::size_t>(figure)]; }
};

struct CompareOptions {
    double confidence = 0.95;
    double noise = 0.01; ///< A ratio so near to 1 is no difference worth a word.
    std::size_t resamples = 2000;
    std::uint64_t seed = 1;        ///< The same samples and seed give the same figures on every machine.
    bool blocksStandApart = false; ///< Each is a run of its own, so none are joined.
    bool samePlan = true;          ///< Samples of different plans are not compared.
};

/// Fewest blocks of a side that an interval is made of.
inline constexpr std::size_t kFewestBlocks = 5;
/// Fewer seconds than these are told to be few.
inline constexpr std::size_t kFewBlocks = 10;

/// Compares by a block bootstrap of log ratios (docs/comparing-runs.md has the method and its sources). Two runs of an
/// hour take a fraction of a second.
[[nodiscard]] RunComparison compareRuns(const RunSample &baseline, const RunSample &candidate,
                                        const CompareOptions &options = {});

}
