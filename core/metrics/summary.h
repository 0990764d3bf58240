#pragma once

#include "metrics/tally.h"

#include <chrono>
#include <cstdint>
#include <map>

namespace escala::metrics {

/// A histogram in a dozen figures. All 0 when `count` is 0.
struct Statistics {
    using Seconds = std::chrono::duration<double>;
    std::uint64_t count = 0;
    Seconds min{}, mean{}, stdev{}, p50{}, p75{}, p90{}, p95{}, p99{}, p999{}, max{};
    friend bool operator==(const Statistics &, const Statistics &) = default;
};

/// Cheap enough for ten a second: no pass a percentile.
[[nodiscard]] Statistics statisticsOf(const Histogram &histogram) noexcept;

/// Fewest samples for a two-sided 95 % interval of a quantile by order statistics: p95 72, p99 368, p99.9 3,688.
/// Below it the figure is shown greyed.
[[nodiscard]] std::uint64_t samplesNeeded(double quantile) noexcept;

/// A tally in figures: small enough to be copied ten times a second.
struct Summary {
    Ledger ledger;
    std::array<std::uint64_t, kErrorKinds> errors{};
    std::array<std::uint64_t, kCacheResults> cache{};
    std::map<int, std::uint64_t> status;
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
    std::uint64_t connectionsOpened = 0;
    std::uint64_t redirects = 0;
    std::chrono::duration<double> duration{};
    double offeredRps = 0;
    double achievedRps = 0; ///< Counts what is not an error.
    Statistics response, service, lag, wait;
    /// Response time with every request that got no complete answer at the time it had waited: what was not sent still
    /// hurts. Arrivals that were dropped are in it once the run has ended, as if they had waited until then.
    Statistics includingUnsent;
    Statistics dns, connect, tls, ttfb, transfer;
    struct ClassStatistics {
        Statistics response, service;
    };
    std::map<StatusClass, ClassStatistics> byStatus; ///< Of the classes that came up.

    [[nodiscard]] std::uint64_t responses() const noexcept { return ledger.ok + ledger.httpError; }
    [[nodiscard]] std::uint64_t failed() const noexcept
    {
        return ledger.httpError + ledger.transportError + ledger.timeout;
    }
};

[[nodiscard]] Summary summarise(const Tally &tally, std::chrono::nanoseconds duration);

}
