#include "metrics/time_series.h"

#include <algorithm>

namespace escala::metrics {

namespace {

using std::chrono::nanoseconds;
constexpr nanoseconds kSecond = std::chrono::seconds(1);
constexpr std::int64_t kCoursePoints = 20;

/// The smallest of 1, 2, 5 × 10^n ns that cuts `length` into at most kCoursePoints.
nanoseconds stepFor(nanoseconds length) noexcept
{
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t digit : {1, 2, 5}) {
            if (digit * power * kCoursePoints >= length.count())
                return nanoseconds(digit * power);
        }
    }
}

/// Puts one request into the tally of its step. In the closed model it was due when its user became free, so as many
/// are offered as ended.
void addSample(Tally &tally, const Sample &sample)
{
    Ledger &ledger = tally.ledger;
    ++ledger.scheduled;
    ++ledger.sent;
    ++(sample.good ? ledger.ok : sample.answered ? ledger.httpError : ledger.transportError);
    tally.bytesReceived += sample.bytesReceived;
    if (!sample.answered)
        return;
    ++tally.cache[static_cast<std::size_t>(sample.cache)];
    tally.response.record(sample.response);
}

std::uint64_t ended(const Ledger &ledger) noexcept
{
    return ledger.ok + ledger.httpError + ledger.transportError + ledger.timeout + ledger.aborted;
}

std::uint64_t underWayAt(nanoseconds time, const std::vector<Sample> &samples) noexcept
{
    return static_cast<std::uint64_t>(std::ranges::count_if(
        samples, [time](const Sample &each) { return each.end - each.response <= time && each.end > time; }));
}

}

TimeSeries::TimeSeries(nanoseconds interval)
    : m_interval(interval)
    , m_perSecond(static_cast<std::uint64_t>(std::max<std::int64_t>(1, kSecond / interval)))
    , m_heat(interval)
{
}

void TimeSeries::add(const Interval &interval)
{
    pendingAt(std::max(interval.index, m_settled)).merge(interval.tally);
    m_ended += ended(interval.tally.ledger);
    if (showsSeconds())
        m_samples = {};
    else
        m_samples.insert(m_samples.end(), interval.samples.begin(), interval.samples.end());
}

Tally &TimeSeries::pendingAt(std::uint64_t index)
{
    if (const auto found = m_pending.find(index); found != m_pending.end())
        return found->second;
    if (m_spare.empty())
        return m_pending[index];
    Pending::node_type node = std::move(m_spare.back());
    m_spare.pop_back();
    node.key() = index;
    return m_pending.insert(std::move(node)).position->second;
}

void TimeSeries::settle(std::uint64_t index)
{
    while (m_settled < index)
        settleNext(m_interval);
}

void TimeSeries::settleNext(nanoseconds length)
{
    const nanoseconds start = m_interval * static_cast<std::int64_t>(m_settled);
    Tally &tally = pendingAt(m_settled); // an empty one where nothing happened
    // What is under way follows from what went out and what came back; intervals can't know it of each other.
    m_inFlight += static_cast<std::int64_t>(tally.ledger.sent) - static_cast<std::int64_t>(ended(tally.ledger));
    tally.ledger.inFlight = static_cast<std::uint64_t>(std::max<std::int64_t>(0, m_inFlight));
    if (start < kFineSpan)
        m_fine.add(tally, start, length);
    m_heat.add(start, tally.response);
    m_second.merge(tally);
    m_second.ledger.inFlight = tally.ledger.inFlight;
    m_secondLength += length;
    tally.clear();
    m_spare.push_back(m_pending.extract(m_settled));
    ++m_settled;
    if (m_settled % m_perSecond == 0)
        closeSecond();
}

void TimeSeries::closeSecond()
{
    if (m_secondLength <= nanoseconds::zero())
        return;
    const nanoseconds start = kSecond * static_cast<std::int64_t>(m_seconds.size());
    m_seconds.push_back(pointOf(m_second, start, m_secondLength));
    m_wide.add(m_second, start, m_secondLength);
    if (m_keepsWhole)
        m_whole.push_back(secondOf(m_second, start, m_secondLength));
    m_second.clear();
    m_secondLength = {};
}

void TimeSeries::finish(nanoseconds runLength)
{
    settle(static_cast<std::uint64_t>(runLength / m_interval));
    const std::uint64_t lastPending = m_pending.empty() ? 0 : m_pending.rbegin()->first;
    settle(lastPending);
    const nanoseconds rest = runLength % m_interval;
    if (rest > nanoseconds::zero() || !m_pending.empty())
        settleNext(rest > nanoseconds::zero() ? rest : m_interval);
    closeSecond();
    m_fine.finish();
    m_wide.finish();
    if (runLength > nanoseconds::zero() && runLength < kSecond)
        refine(runLength);
}

void TimeSeries::refine(nanoseconds runLength)
{
    const bool complete = m_samples.size() == m_ended && !m_samples.empty();
    if (complete)
        m_heat = heatOfSamples(runLength);
    m_seconds = complete ? courseOfSamples(runLength) : m_fine.points();
    m_refined = true;
}

std::vector<SeriesPoint> TimeSeries::courseOfSamples(nanoseconds runLength)
{
    std::ranges::sort(m_samples, {}, &Sample::end);
    const nanoseconds step = stepFor(runLength);
    std::vector<SeriesPoint> points;
    Tally tally;
    auto next = m_samples.cbegin();
    for (nanoseconds start{}; start < runLength; start += step) {
        const nanoseconds end = std::min(start + step, runLength);
        const bool last = start + step >= runLength;
        tally.clear();
        for (; next != m_samples.cend() && (last || next->end < end); ++next)
            addSample(tally, *next);
        tally.ledger.inFlight = underWayAt(end, m_samples);
        points.push_back(pointOf(tally, start, end - start));
    }
    return points;
}

HeatGrid TimeSeries::heatOfSamples(nanoseconds runLength) const
{
    HeatGrid heat(stepFor(runLength));
    for (const Sample &sample : m_samples) {
        if (sample.answered)
            heat.add(sample.end, sample.response);
    }
    return heat;
}

const std::vector<SeriesPoint> &TimeSeries::display() const noexcept
{
    if (m_refined)
        return m_seconds;
    return (showsSeconds() ? m_wide : m_fine).points();
}

nanoseconds TimeSeries::displayStep() const noexcept
{
    if (m_refined && !m_seconds.empty())
        return m_seconds.front().length;
    return showsSeconds() ? kSecond : m_interval;
}

const std::vector<SeriesPoint> &TimeSeries::seconds() const noexcept
{
    return m_seconds;
}

bool TimeSeries::showsSeconds() const noexcept
{
    return m_interval * static_cast<std::int64_t>(m_settled) > kFineSpan;
}

}
