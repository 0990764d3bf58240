#include "metrics/chart_course.h"

#include <algorithm>

namespace escala::metrics {

using std::chrono::nanoseconds;

namespace {

/// As when a run drains: what was under way comes in, and nothing new goes out.
bool onlyEnds(const SeriesPoint &interval) noexcept
{
    return interval.offered == 0 && interval.requests > 0;
}

}

void ChartCourse::add(const Tally &interval, nanoseconds start, nanoseconds length)
{
    const SeriesPoint alone = pointOf(interval, start, length);
    learnTurn(alone);
    if (saysEnough(alone) && !onlyEnds(alone)) {
        if (m_openLength > nanoseconds::zero())
            close(joined());
        close(alone);
        return;
    }
    if (m_openLength == nanoseconds::zero()) {
        m_openStart = start;
        m_offered = {};
    }
    m_open.merge(interval);
    m_open.ledger.inFlight = interval.ledger.inFlight;
    m_openLength += length;
    const SeriesPoint open = joined();
    learnTurn(open);
    if (alone.offered > 0)
        m_offered = open;
    const bool endsWithAnswer = alone.requests > 0 && saysEnough(open) && !onlyEnds(alone);
    const nanoseconds usual = m_usual > nanoseconds::zero() ? m_usual : leastLength();
    const bool silent = usual > nanoseconds::zero() && m_openLength >= 2 * usual;
    if (endsWithAnswer || silent)
        close(open);
    else if (m_points.empty() && open.requests == 0)
        m_waiting.push_back(alone);
}

void ChartCourse::finish()
{
    if (m_openLength == nanoseconds::zero())
        return;
    const SeriesPoint rest = joined();
    const bool drainIsShort = rest.length - m_offered.length <= m_usual / 2;
    if (rest.errors > m_offered.errors || !drainIsShort)
        close(rest);
    else if (!isTooShort(m_offered))
        close(m_offered);
}

bool ChartCourse::isTooShort(const SeriesPoint &rest) const noexcept
{
    return rest.errors == 0 && rest.length <= m_usual / 2;
}

const std::vector<SeriesPoint> &ChartCourse::points() const noexcept
{
    return m_points.empty() ? m_waiting : m_points;
}

void ChartCourse::learnTurn(const SeriesPoint &seen)
{
    if (!seen.response || seen.requests < kLeastRequests)
        return;
    const nanoseconds typical = seen.response->p50;
    m_turn = m_turn == nanoseconds::zero() ? typical : std::min(m_turn, typical);
}

nanoseconds ChartCourse::leastLength() const noexcept
{
    // A tenth less: turns are a little uneven, and one that comes early should not cost a point the next one too.
    return std::max(m_turn, std::min<nanoseconds>(kTurns * m_turn, kLongestTurns)) * 9 / 10;
}

bool ChartCourse::saysEnough(const SeriesPoint &point) const noexcept
{
    return point.requests >= kLeastRequests && point.length >= leastLength();
}

SeriesPoint ChartCourse::joined() const
{
    return pointOf(m_open, m_openStart, m_openLength);
}

void ChartCourse::close(const SeriesPoint &point)
{
    m_points.push_back(point);
    m_usual = point.length;
    if (m_openLength > nanoseconds::zero())
        m_open.clear();
    m_openLength = {};
}

}
