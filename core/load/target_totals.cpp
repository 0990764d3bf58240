#include "load/target_totals.h"

#include "load/lane.h"

#include <algorithm>
#include <utility>

namespace escala::load {

namespace {

using std::chrono::nanoseconds;

/// Little's law is asked of no fewer looks than these: a run of two seconds.
constexpr std::uint64_t kLooksNeeded = 20;
/// Lanes close an interval shortly after its end; points are final an interval later.
constexpr std::int64_t kSlack = 1;

}

TargetTotals::TargetTotals(nanoseconds interval, std::vector<Lane *> lanes)
    : m_interval(interval)
    , m_lanes(std::move(lanes))
    , m_total(std::make_shared<metrics::Tally>())
    , m_series(interval)
{
}

void TargetTotals::addLookUp(nanoseconds dnsTime)
{
    m_total->phases.dns.record(dnsTime);
}

bool TargetTotals::takeIntervals()
{
    bool any = false;
    for (Lane *lane : m_lanes) {
        while (auto interval = lane->recorder().take()) {
            m_series.add(*interval);
            m_total->merge(interval->tally);
            m_duration = std::max(m_duration, m_interval * static_cast<std::int64_t>(interval->index + 1));
            lane->recorder().recycle(std::move(interval));
            any = true;
        }
    }
    return any;
}

void TargetTotals::collect(nanoseconds measured)
{
    if (m_finished)
        return;
    if (takeIntervals()) {
        ++m_looks;
        m_inFlightSum += m_total->ledger.inFlight;
    }
    if (const auto index = measured / m_interval - kSlack; index > 0)
        m_series.settle(static_cast<std::uint64_t>(index));
}

void TargetTotals::finish(std::optional<nanoseconds> planned)
{
    if (std::exchange(m_finished, true))
        return;
    takeIntervals();
    nanoseconds lastEnd{};
    std::optional<nanoseconds> first;
    for (const Lane *lane : m_lanes) {
        const LaneResult &result = lane->result();
        lastEnd = std::max(lastEnd, result.lastEnd);
        m_lateGood += result.lateGood;
        if (result.firstIntended)
            first = std::min(first.value_or(*result.firstIntended), *result.firstIntended);
    }
    if (!planned)
        m_lateGood = 0;
    m_duration = planned.value_or(lastEnd - first.value_or(nanoseconds::zero()));
    const nanoseconds end = std::max(lastEnd, planned.value_or(nanoseconds::zero()));
    m_series.finish(end);
    // Whoever was turned away has waited to the end; to the second, which is fine enough for what has no answer.
    for (const auto &point : m_series.seconds())
        m_total->givenUp.record(std::max(nanoseconds::zero(), end - point.start - point.length / 2), point.dropped);
}

void TargetTotals::fill(metrics::TargetSnapshot &snapshot) const
{
    snapshot.summary = metrics::summarise(*m_total, m_duration);
    if (m_lateGood > 0) {
        const std::chrono::duration<double> seconds = m_duration;
        snapshot.summary.achievedRps = static_cast<double>(m_total->ledger.ok - m_lateGood) / seconds.count();
    }
    snapshot.tail = metrics::tailCurveOf(m_total->response);
    snapshot.serviceTail = metrics::tailCurveOf(m_total->service);
    snapshot.heat = m_series.heat();
    snapshot.series = m_series.display();
    snapshot.seriesStep = m_series.displayStep();
    if (m_finished) {
        snapshot.total = m_total;
        snapshot.seconds = m_series.seconds();
    }
}

std::optional<double> TargetTotals::inFlightSeen() const noexcept
{
    if (m_looks < kLooksNeeded)
        return std::nullopt;
    return static_cast<double>(m_inFlightSum) / static_cast<double>(m_looks);
}

double TargetTotals::inFlightExpected() const noexcept
{
    const std::chrono::duration<double> seconds = m_duration;
    const double service = m_total->service.mean().count();
    return seconds.count() > 0 ? static_cast<double>(m_total->responses()) / seconds.count() * service : 0;
}

}
