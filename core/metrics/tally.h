#pragma once

#include "metrics/cache_result.h"
#include "metrics/error_kind.h"
#include "metrics/histogram.h"
#include "metrics/slowest.h"
#include "metrics/status_class.h"

#include <array>
#include <chrono>
#include <cstdint>

namespace escala::metrics {

/// Where every request went. Balances at any moment:
/// scheduled = waiting + sent + dropped + unsent, and sent = ok + httpError + transportError + timeout + aborted +
/// inFlight. In the closed model a request is scheduled at the moment its user is ready to send it. A request for which
/// no connection could be made counts as sent, and as a transport error or timeout: it was tried, and it failed.
struct Ledger {
    std::uint64_t scheduled = 0;
    std::uint64_t waiting = 0; ///< For a connection or its turn; 0 at the end.
    std::uint64_t sent = 0;
    std::uint64_t dropped = 0; ///< Open model: the in-flight cap was reached.
    std::uint64_t unsent = 0;  ///< Due but neither sent nor dropped when the run ended.
    std::uint64_t ok = 0;
    std::uint64_t httpError = 0; ///< Complete answers with status 400 or more, or that failed a check.
    std::uint64_t transportError = 0;
    std::uint64_t timeout = 0;
    std::uint64_t aborted = 0; ///< Given up by us: Stop, or the drain limit.
    std::uint64_t inFlight = 0;

    void add(const Ledger &other) noexcept;
    [[nodiscard]] bool balances() const noexcept;
    friend bool operator==(const Ledger &, const Ledger &) = default;
};

/// How long the parts of requests took; every duration a histogram of its own.
struct PhaseHistograms {
    Histogram dns;      ///< Per question that was asked, noted with the connection that it was asked for.
    Histogram connect;  ///< Per connection.
    Histogram tls;      ///< Per connection.
    Histogram ttfb;     ///< Per answer: first byte written to first byte read.
    Histogram transfer; ///< Per answer: first to last byte read.

    void merge(const PhaseHistograms &other) noexcept;
    void clear() noexcept;
    friend bool operator==(const PhaseHistograms &, const PhaseHistograms &) = default;
};

/// Everything measured of one target over some stretch of time: one interval, or a whole run. Merges exactly.
///
/// A request belongs to the stretch in which it ended. `response` and `service` hold complete answers of any status.
struct Tally {
    Ledger ledger;
    std::array<std::uint64_t, kErrorKinds> errors{};
    std::array<std::uint64_t, kCacheResults> cache{}; ///< Complete answers by cache result.
    std::array<std::uint64_t, 1000> status{};         ///< Complete answers by status code.
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
    std::uint64_t connectionsOpened = 0;
    std::uint64_t redirects = 0; ///< Followed: requests on the wire beside those that the ledger has as sent.
    Histogram response;          ///< Intended start to last byte.
    Histogram service;           ///< First byte written to last byte read.
    Histogram lag;               ///< Intended to released: the generator's own lateness.
    Histogram wait;              ///< Released to first byte written: for a connection. response = lag + wait + service.
    Histogram givenUp;           ///< Of requests without a complete answer: intended start to when that was known.
    StatusTimes byStatus;        ///< `response` and `service` by class, and those of what failed without an answer.
    PhaseHistograms phases;
    Slowest slowest; ///< By response time, and of what failed by how long it took to do so.

    void merge(const Tally &other);
    void clear() noexcept;

    /// Complete answers of any status.
    [[nodiscard]] std::uint64_t responses() const noexcept { return ledger.ok + ledger.httpError; }
    /// Requests that failed in transport, timed out, failed a check or got status 400 or more. Not the aborted ones.
    [[nodiscard]] std::uint64_t failed() const noexcept
    {
        return ledger.httpError + ledger.transportError + ledger.timeout;
    }
    friend bool operator==(const Tally &, const Tally &) = default;
};

/// hit / (hit + stale + miss): a stale answer is no hit; bypass and unknown are not asked. Negative when nothing is
/// known.
[[nodiscard]] double hitRatio(const std::array<std::uint64_t, kCacheResults> &cache) noexcept;

}
