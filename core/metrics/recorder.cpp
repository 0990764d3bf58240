#include "metrics/recorder.h"

#include <utility>

namespace escala::metrics {

Recorder::Recorder(std::chrono::nanoseconds length)
    : m_length(length)
    , m_openEnd(length)
    , m_open(std::make_unique<Interval>())
{
    m_open->samples.reserve(256);
}

Recorder::~Recorder()
{
    delete m_last.load(std::memory_order_acquire);
}

void Recorder::sample(const Sample &sample)
{
    if (m_sampled == kSamples)
        return;
    ++m_sampled;
    m_open->samples.push_back(sample);
}

void Recorder::closeUpTo(std::chrono::nanoseconds now)
{
    const auto next = static_cast<std::uint64_t>(now / m_length);
    m_openEnd = m_length * static_cast<std::int64_t>(next + 1);
    if (!m_closed.push(m_open))
        return; // the aggregator is behind: the open interval goes on and is handed over with the next closing
    m_open = m_free.pop();
    if (!m_open)
        m_open = std::make_unique<Interval>();
    m_open->index = next;
}

void Recorder::finish()
{
    delete m_last.exchange(m_open.release(), std::memory_order_acq_rel);
    m_open = std::make_unique<Interval>(); // so that a stray record later is harmless
}

std::unique_ptr<Interval> Recorder::take()
{
    if (auto closed = m_closed.pop())
        return closed;
    // The last one leaves apart from the ring, so that it is never lost to a full one.
    if (std::unique_ptr<Interval> last{m_last.exchange(nullptr, std::memory_order_acq_rel)}) {
        if (auto closed = m_closed.pop()) { // closed between the two looks: older, so first
            m_last.store(last.release(), std::memory_order_release);
            return closed;
        }
        return last;
    }
    return nullptr;
}

void Recorder::recycle(std::unique_ptr<Interval> interval)
{
    interval->tally.clear();
    interval->samples.clear();
    (void)m_free.push(interval); // a full ring just drops it
}

Recorder::Ring::~Ring()
{
    while (pop()) { }
}

bool Recorder::Ring::push(std::unique_ptr<Interval> &interval) noexcept
{
    const std::size_t tail = m_tail.load(std::memory_order_relaxed);
    const std::size_t next = (tail + 1) % m_slots.size();
    if (next == m_head.load(std::memory_order_acquire))
        return false;
    m_slots[tail] = interval.release();
    m_tail.store(next, std::memory_order_release);
    return true;
}

std::unique_ptr<Interval> Recorder::Ring::pop() noexcept
{
    const std::size_t head = m_head.load(std::memory_order_relaxed);
    if (head == m_tail.load(std::memory_order_acquire))
        return nullptr;
    std::unique_ptr<Interval> interval(m_slots[head]);
    m_head.store((head + 1) % m_slots.size(), std::memory_order_release);
    return interval;
}

}
