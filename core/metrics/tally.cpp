#include "metrics/tally.h"

#include <algorithm>
#include <functional>

namespace escala::metrics {

namespace {

template <typename Counts>
void addAll(Counts &to, const Counts &from) noexcept
{
    std::ranges::transform(to, from, to.begin(), std::plus<>());
}

}

void Ledger::add(const Ledger &other) noexcept
{
    scheduled += other.scheduled;
    waiting += other.waiting;
    sent += other.sent;
    dropped += other.dropped;
    unsent += other.unsent;
    ok += other.ok;
    httpError += other.httpError;
    transportError += other.transportError;
    timeout += other.timeout;
    aborted += other.aborted;
    inFlight += other.inFlight;
}

bool Ledger::balances() const noexcept
{
    return scheduled == waiting + sent + dropped + unsent
        && sent == ok + httpError + transportError + timeout + aborted + inFlight;
}

void PhaseHistograms::merge(const PhaseHistograms &other) noexcept
{
    dns.merge(other.dns);
    connect.merge(other.connect);
    tls.merge(other.tls);
    ttfb.merge(other.ttfb);
    transfer.merge(other.transfer);
}

void PhaseHistograms::clear() noexcept
{
    dns.clear();
    connect.clear();
    tls.clear();
    ttfb.clear();
    transfer.clear();
}

void Tally::merge(const Tally &other)
{
    ledger.add(other.ledger);
    addAll(errors, other.errors);
    addAll(cache, other.cache);
    addAll(status, other.status);
    bytesSent += other.bytesSent;
    bytesReceived += other.bytesReceived;
    connectionsOpened += other.connectionsOpened;
    redirects += other.redirects;
    response.merge(other.response);
    service.merge(other.service);
    lag.merge(other.lag);
    wait.merge(other.wait);
    givenUp.merge(other.givenUp);
    byStatus.merge(other.byStatus);
    phases.merge(other.phases);
    slowest.merge(other.slowest);
}

void Tally::clear() noexcept
{
    ledger = {};
    errors.fill(0);
    cache.fill(0);
    status.fill(0);
    bytesSent = bytesReceived = connectionsOpened = redirects = 0;
    response.clear();
    service.clear();
    lag.clear();
    wait.clear();
    givenUp.clear();
    byStatus.clear();
    phases.clear();
    slowest.clear();
}

double hitRatio(const std::array<std::uint64_t, kCacheResults> &cache) noexcept
{
    const auto of = [&](CacheResult result) { return static_cast<double>(cache[static_cast<std::size_t>(result)]); };
    const double asked = of(CacheResult::Hit) + of(CacheResult::Stale) + of(CacheResult::Miss);
    return asked > 0 ? of(CacheResult::Hit) / asked : -1;
}

}
