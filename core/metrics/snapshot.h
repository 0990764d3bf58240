#pragma once

#include "metrics/calibration.h"
#include "metrics/heat_grid.h"
#include "metrics/series_point.h"
#include "metrics/summary.h"
#include "metrics/tail_curve.h"

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::metrics {

/// What a target is doing just now.
enum class TargetPhase { Waiting, Cold, WarmingUp, Measuring, Draining, Done };

/// What the connections to a target speak.
enum class Protocol {
    Http1,
    Http2,
    Mixed, ///< HTTP/2 was offered, and the server chose now the one, now the other.
};

inline constexpr std::array<std::string_view, 3> kProtocolNames{"http/1.1", "h2", "mixed"};
[[nodiscard]] constexpr std::string_view name(Protocol protocol) noexcept
{
    return kProtocolNames[static_cast<std::size_t>(protocol)];
}

/// Whether the figures may be believed.
enum class Verdict { Valid, Degraded, Invalid };

inline constexpr std::array<std::string_view, 3> kVerdictNames{"valid", "degraded", "invalid"};
[[nodiscard]] constexpr std::string_view name(Verdict verdict) noexcept
{
    return kVerdictNames[static_cast<std::size_t>(verdict)];
}

/// Why a verdict is not "valid". `value` is what was seen, `limit` what it should have kept to; units by kind.
struct VerdictReason {
    enum class Kind {
        Drops,           ///< Share of scheduled requests dropped (open model).
        SentRate,        ///< Sent rate as a share of the offered one.
        Lag,             ///< Generator lag p99, seconds.
        EngineCpu,       ///< CPU share of the busiest engine thread over 3 s.
        Connections,     ///< Connections open, fewer than users asked for.
        FileDescriptors, ///< Share of the descriptor limit in use.
        Ports,           ///< Share of the ephemeral ports in use.
        ClockJump,       ///< Seconds by which wall and steady clock parted: a suspend or a clock set.
        LittlesLaw,      ///< Relative difference of in-flight and rate × response time.
        FewSamples,      ///< Answers of a target, too few for p50 and p95.
        SharedCores,     ///< Busy share of the machine while a local server shares the generator's cores.
        NothingMeasured, ///< A target gave no complete answer.
    };
    Kind kind = Kind::Lag;
    Verdict verdict = Verdict::Degraded;
    double value = 0;
    double limit = 0;
    std::size_t target = 0; ///< Index of the target it is about, where it is about one.
    friend bool operator==(const VerdictReason &, const VerdictReason &) = default;
};

/// How the load generator itself fared (measuring.md, "Verdict"): the worst of its reasons.
struct GeneratorHealth {
    Verdict verdict = Verdict::Valid;
    std::vector<VerdictReason> reasons; ///< Texts: experiment/verdict_text.h.
    double cpuShare = 0;                ///< Of the busiest engine thread while measuring, 0 to 1.
    std::chrono::nanoseconds lagP99{};
    std::optional<Calibration> calibration; ///< Of this machine with so many engine threads, where there is one.
    friend bool operator==(const GeneratorHealth &, const GeneratorHealth &) = default;
};

/// How one check of the plan fared in the measured part. An answer may fail several, and counts once among the errors.
struct CheckOutcome {
    std::string check; ///< As it was written.
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    friend bool operator==(const CheckOutcome &, const CheckOutcome &) = default;
};

/// The state of one target at one moment of a run. All figures are of the measured part; warm-up and cold request
/// apart.
struct TargetSnapshot {
    TargetPhase phase = TargetPhase::Waiting;
    std::optional<Protocol> protocol; ///< Once it is known: with HTTP/2, after the first connection.
    Summary summary;
    std::vector<CheckOutcome> checks;             ///< In the order of the plan.
    std::optional<std::chrono::nanoseconds> cold; ///< Response time of the very first request of all.
    std::uint64_t warmupRequests = 0;             ///< Sent before measuring, the cold one included.
    std::uint64_t warmupResponses = 0;            ///< Complete answers among them.
    std::vector<SeriesPoint> series;              ///< For charts: fine points, or seconds in a long run.
    std::chrono::nanoseconds seriesStep{};
    TailCurve tail;        ///< Response time by percentile.
    TailCurve serviceTail; ///< Service time by percentile: without what a request waited before it was sent.
    HeatGrid heat;         ///< Response time over time.
    std::shared_ptr<const Tally> total; ///< Whole histograms; only once the target is done, else null.
    std::vector<SeriesPoint> seconds;   ///< For exports; only once the target is done.
};

/// Something that was done to a run while it was on.
struct Mark {
    enum class Kind {
        Level,   ///< The rate or the number of users was set to `level`.
        Paused,  ///< Nothing begins any more …
        Planned, ///< … until the plan is followed again.
    };
    Kind kind = Kind::Level;
    std::chrono::nanoseconds at{}; ///< Since the start of measuring.
    double level = 0;
    std::optional<std::size_t> target{}; ///< The one under load when each has a time of its own; empty: all of them.
    friend bool operator==(const Mark &, const Mark &) = default;
};

inline constexpr std::array<std::string_view, 3> kMarkNames{"level", "paused", "planned"};
[[nodiscard]] constexpr std::string_view name(Mark::Kind kind) noexcept
{
    return kMarkNames[static_cast<std::size_t>(kind)];
}

/// Which condition of the plan ended a run, and at which target it was met.
struct EndedBy {
    std::string condition;
    std::size_t target = 0;
};

/// Immutable once made; shared with other threads as SnapshotPtr.
struct Snapshot {
    std::chrono::nanoseconds elapsed{};                ///< Since the engine started.
    std::optional<std::chrono::nanoseconds> remaining; ///< Where the plan is limited by duration; else unknown.
    double progress = 0;                 ///< 0 to 1: of the duration or the count, whichever is nearer its end.
    std::vector<TargetSnapshot> targets; ///< In the order of the plan.
    GeneratorHealth generator;
    std::vector<Mark> marks;
    std::optional<EndedBy> endedBy;
    bool finished = false; ///< The last one of a run: nothing will change any more.
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}
