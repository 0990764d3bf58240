#include "load/lane.h"

#include <utility>

// What a lane writes down. A request is scheduled and waits until its first byte is sent, and is in flight from then
// on; `waiting` and `inFlight` of an interval are differences that may be "negative" (modulo 2^64), and right in every
// sum from the start of measuring.

namespace escala::load {

namespace {

using metrics::CacheResult;
using metrics::ErrorKind;
using std::chrono::nanoseconds;

CacheResult resultOf(http::CacheAnswer answer) noexcept
{
    switch (answer) {
    case http::CacheAnswer::Hit:
        return CacheResult::Hit;
    case http::CacheAnswer::Stale:
        return CacheResult::Stale;
    case http::CacheAnswer::Miss:
        return CacheResult::Miss;
    case http::CacheAnswer::Bypass:
        return CacheResult::Bypass;
    case http::CacheAnswer::Unknown:
        break;
    }
    return CacheResult::Unknown;
}

ErrorKind kindOf(const Answer &answer) noexcept
{
    if (answer.head->status < 400)
        return ErrorKind::CheckFailed;
    return answer.head->status < 500 ? ErrorKind::Status4xx : ErrorKind::Status5xx;
}

std::size_t indexOf(ErrorKind kind) noexcept
{
    return static_cast<std::size_t>(kind);
}

metrics::SlowRequest slowAnswer(const Answer &answer, nanoseconds end, bool good, CacheResult cache)
{
    return {.end = end,
            .response = answer.lastByte - answer.intended,
            .lag = answer.released - answer.intended,
            .wait = answer.written - answer.released,
            .ttfb = answer.firstByte - answer.written,
            .transfer = answer.lastByte - answer.firstByte,
            .status = static_cast<std::uint16_t>(answer.head->status),
            .error = good ? std::nullopt : std::optional(kindOf(answer)),
            .cache = cache,
            .bytesReceived = answer.bytesReceived,
            .request = answer.request};
}

/// `written`: whether it got as far as being sent.
metrics::SlowRequest slowFailure(const Answer &request, net::Clock::time_point now, nanoseconds end, ErrorKind kind,
                                 bool written)
{
    const auto sentAt = written ? request.written : now;
    return {.end = end,
            .response = now - request.intended,
            .lag = request.released - request.intended,
            .wait = sentAt - request.released,
            .ttfb = now - sentAt,
            .error = kind,
            .bytesReceived = request.bytesReceived,
            .request = request.request};
}

}

void Lane::scheduled(RequestPart part, TimePoint now)
{
    if (part != RequestPart::Measured)
        return;
    auto &ledger = tallyAt(now).ledger;
    ++ledger.scheduled;
    ++ledger.waiting;
}

void Lane::dropped(TimePoint now)
{
    if (m_window.part != RequestPart::Measured)
        return;
    auto &tally = tallyAt(now);
    ++tally.ledger.scheduled;
    ++tally.ledger.dropped;
    ++tally.errors[indexOf(ErrorKind::Dropped)];
    noteEnd(now);
}

void Lane::requestEnds(RequestPart part) noexcept
{
    if (isOpenModel() && part != RequestPart::Cold)
        m_target.underWay.fetch_sub(1, std::memory_order_relaxed);
}

void Lane::sent(RequestPart part, TimePoint now, std::size_t bytes)
{
    if (part != RequestPart::Measured) {
        m_target.warmupRequests.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    auto &tally = tallyAt(now);
    --tally.ledger.waiting;
    ++tally.ledger.sent;
    ++tally.ledger.inFlight;
    tally.bytesSent += bytes;
}

void Lane::sentMore(RequestPart part, TimePoint now, std::size_t bytes)
{
    if (part == RequestPart::Measured)
        tallyAt(now).bytesSent += bytes;
}

void Lane::redirected(RequestPart part, TimePoint now, std::uint64_t bytesReceived)
{
    if (part != RequestPart::Measured) {
        m_target.warmupRequests.fetch_add(1, std::memory_order_relaxed);
        m_target.warmupResponses.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    auto &tally = tallyAt(now);
    ++tally.redirects;
    tally.bytesReceived += bytesReceived;
}

void Lane::answered(const Answer &answer)
{
    requestEnds(answer.part);
    if (answer.part == RequestPart::Measured)
        return record(answer);
    m_target.warmupResponses.fetch_add(1, std::memory_order_relaxed);
    if (answer.part == RequestPart::Cold) {
        m_target.coldNs.store((answer.lastByte - answer.intended).count(), std::memory_order_relaxed);
        coldEnds();
    }
}

void Lane::record(const Answer &answer)
{
    const nanoseconds end = measuredTime(answer.lastByte);
    const nanoseconds response = answer.lastByte - answer.intended;
    const CacheResult cache = resultOf(answer.head->cache);
    const bool good = answer.head->status < 400 && !answer.failsCheck;

    auto &tally = m_recorder.at(end);
    --tally.ledger.inFlight;
    if (good) {
        ++tally.ledger.ok;
        m_result.lateGood += answer.lastByte > m_until ? 1U : 0U;
    } else {
        ++tally.ledger.httpError;
        ++tally.errors[indexOf(kindOf(answer))];
    }
    ++tally.cache[static_cast<std::size_t>(cache)];
    ++tally.status[static_cast<std::size_t>(answer.head->status)];
    tally.bytesReceived += answer.bytesReceived;
    const nanoseconds service = answer.lastByte - answer.written;
    tally.response.record(response);
    tally.service.record(service);
    auto &ofClass = tally.byStatus.of(metrics::classOf(answer.head->status));
    ofClass.response.record(response);
    ofClass.service.record(service);
    tally.lag.record(answer.released - answer.intended);
    tally.wait.record(answer.written - answer.released);
    tally.phases.ttfb.record(answer.firstByte - answer.written);
    tally.phases.transfer.record(answer.lastByte - answer.firstByte);
    if (tally.slowest.wants(response))
        tally.slowest.add(slowAnswer(answer, end, good, cache));
    if (m_samplesLeft > 0) {
        --m_samplesLeft;
        m_recorder.sample({end, response, cache, true, good, answer.bytesReceived});
    }
    m_result.lastEnd = std::max(m_result.lastEnd, end);
    const nanoseconds intended = end - response;
    if (!m_result.firstIntended || intended < *m_result.firstIntended)
        m_result.firstIntended = intended;
}

metrics::Tally *Lane::endedUnanswered(const Answer &request, TimePoint now)
{
    requestEnds(request.part);
    if (request.part == RequestPart::Cold)
        coldEnds();
    if (request.part != RequestPart::Measured)
        return nullptr;
    auto &tally = tallyAt(now);
    --tally.ledger.inFlight;
    tally.bytesReceived += request.bytesReceived;
    tally.givenUp.record(now - request.intended);
    noteEnd(now);
    m_recorder.sample({measuredTime(now), {}, CacheResult::Unknown, false, false, request.bytesReceived});
    return &tally;
}

metrics::ClassTimes *Lane::recordFailure(const Answer &request, TimePoint now, ErrorKind kind, bool written)
{
    auto *tally = endedUnanswered(request, now);
    if (tally == nullptr)
        return nullptr;
    auto &times = tally->byStatus.of(metrics::StatusClass::NoAnswer);
    times.response.record(now - request.intended);
    ++(kind == ErrorKind::Timeout ? tally->ledger.timeout : tally->ledger.transportError);
    ++tally->errors[indexOf(kind)];
    if (const auto slow = slowFailure(request, now, measuredTime(now), kind, written);
        tally->slowest.wants(slow.response))
        tally->slowest.add(slow);
    return &times;
}

void Lane::failed(const Answer &request, TimePoint now, ErrorKind kind)
{
    if (auto *times = recordFailure(request, now, kind, true))
        times->service.record(now - request.written);
}

void Lane::notConnected(const Answer &request, TimePoint now, ErrorKind kind)
{
    if (request.part == RequestPart::Measured) {
        auto &ledger = tallyAt(now).ledger;
        --ledger.waiting;
        ++ledger.sent;
        ++ledger.inFlight;
    }
    static_cast<void>(recordFailure(request, now, kind, false));
}

void Lane::unsent(RequestPart part, TimePoint intended, TimePoint now)
{
    requestEnds(part);
    if (part == RequestPart::Cold)
        coldEnds();
    if (part != RequestPart::Measured)
        return;
    auto &tally = tallyAt(now);
    --tally.ledger.waiting;
    ++tally.ledger.unsent;
    tally.givenUp.record(now - intended);
    noteEnd(now);
}

void Lane::aborted(const Answer &request, TimePoint now)
{
    if (auto *tally = endedUnanswered(request, now))
        ++tally->ledger.aborted;
}

void Lane::connected(TimePoint now, const ConnectTimes &times)
{
    auto &tally = tallyAt(now);
    ++tally.connectionsOpened;
    if (times.lookUp)
        tally.phases.dns.record(*times.lookUp);
    tally.phases.connect.record(times.connect);
    if (times.tls)
        tally.phases.tls.record(*times.tls);
}

}
