#include "store/seconds_total.h"

#include <algorithm>
#include <functional>

namespace escala::store {

namespace {

constexpr std::chrono::seconds kStep{1};

template <typename Counts>
void addAll(Counts &to, const Counts &from)
{
    std::ranges::transform(to, from, to.begin(), std::plus<>());
}

}

void addTo(metrics::Tally &tally, const metrics::Second &second)
{
    tally.ledger.add(second.ledger);
    tally.ledger.inFlight = second.ledger.inFlight;
    addAll(tally.errors, second.errors);
    addAll(tally.cache, second.point.cache);
    for (const auto &[code, count] : second.status)
        if (code < tally.status.size())
            tally.status[code] += count;
    tally.bytesSent += second.bytesSent;
    tally.bytesReceived += second.point.bytesReceived;
    tally.connectionsOpened += second.connectionsOpened;
    tally.redirects += second.redirects;
    second.response.mergeInto(tally.response);
    second.service.mergeInto(tally.service);
    for (const metrics::SlowRequest &slow : second.slowest)
        tally.slowest.add(slow);
}

void SecondsTotal::add(const metrics::Second &second)
{
    addTo(m_tally, second);
    m_length = std::max(m_length, second.point.start + second.point.length);
}

void SecondsTotal::add(const metrics::Tally &second, const metrics::SeriesPoint &point)
{
    m_tally.merge(second);
    m_tally.ledger.inFlight = second.ledger.inFlight;
    m_length = std::max(m_length, point.start + point.length);
}

SecondsCourse::SecondsCourse()
    : m_heat(kStep)
{
}

void SecondsCourse::add(const metrics::Second &second)
{
    m_second.clear();
    addTo(m_second, second);
    m_total.add(m_second, second.point);
    m_course.add(m_second, second.point.start, second.point.length);
    m_heat.add(second.point.start, m_second.response);
    m_points.push_back(second.point);
}

void SecondsCourse::fill(experiment::TargetResult &target)
{
    metrics::TargetSnapshot &figures = target.figures;
    m_course.finish();
    auto total = std::make_shared<metrics::Tally>(m_total.tally());
    figures.phase = metrics::TargetPhase::Done;
    figures.summary = summaryOf(m_total, figures.summary);
    figures.tail = metrics::tailCurveOf(total->response);
    figures.serviceTail = metrics::tailCurveOf(total->service);
    figures.heat = m_heat;
    figures.series = m_course.points();
    figures.seriesStep = kStep;
    figures.seconds = m_points;
    figures.total = total;
    target.total = std::move(total);
}

metrics::Summary summaryOf(const SecondsTotal &total, const metrics::Summary &known)
{
    metrics::Summary summary = metrics::summarise(total.tally(), total.length());
    summary.lag = known.lag;
    summary.wait = known.wait;
    summary.dns = known.dns;
    summary.connect = known.connect;
    summary.tls = known.tls;
    summary.ttfb = known.ttfb;
    summary.transfer = known.transfer;
    summary.byStatus = known.byStatus;
    if (known.includingUnsent.count > summary.response.count)
        summary.includingUnsent = known.includingUnsent;
    return summary;
}

}
