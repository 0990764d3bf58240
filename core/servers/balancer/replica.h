#pragma once

#include "http/tls_client.h"
#include "http/url.h"
#include "servers/counters.h"
#include "servers/stats.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace escala::servers::balancer {

/// What one event loop has had from one replica; the loop's thread writes, any thread reads.
struct ReplicaTally {
    OriginCounters origin;
    Counter failures; ///< Answers of 500 and more, and requests without a whole answer.
    Counter latency;  ///< Nanoseconds to the head of an answer, as of late.
};

/// One server behind a load balancer, as all of its event loops see it: who it is, and numbers that any of them may
/// change at any time. What is decided from them is FleetControl's.
class Replica {
public:
    /// `tls` is null for an http URL. `loops` is the number of event loops.
    Replica(const http::Url &url, std::shared_ptr<const http::TlsContext> tls, unsigned loops);

    [[nodiscard]] const http::Url &url() const noexcept { return m_url; }
    [[nodiscard]] const std::string &name() const noexcept { return m_name; }
    [[nodiscard]] std::uint64_t identity() const noexcept { return m_identity; }
    [[nodiscard]] const http::TlsContext *tls() const noexcept { return m_tls.get(); }
    [[nodiscard]] ReplicaTally &tally(unsigned loop) noexcept { return *m_tallies[loop]; }

    std::atomic<std::int64_t> inFlight = 0;
    std::atomic<std::uint32_t> failuresInRow = 0;

    /// Over all loops, so far; any thread.
    [[nodiscard]] OriginStats origin() const noexcept;
    [[nodiscard]] std::int64_t failures() const noexcept;
    /// The mean over the loops that have had an answer, in seconds; 0 where none had.
    [[nodiscard]] double latency() const noexcept;

private:
    const http::Url m_url;
    const std::string m_name;
    const std::uint64_t m_identity;
    const std::shared_ptr<const http::TlsContext> m_tls;
    std::vector<std::unique_ptr<ReplicaTally>> m_tallies;
};

}
