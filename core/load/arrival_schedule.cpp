#include "load/arrival_schedule.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace escala::load {

namespace {

/// Exponential with mean 1. Not std::exponential_distribution: its numbers differ between standard libraries.
long double exponential(std::mt19937_64 &random)
{
    const double uniform = static_cast<double>(random() >> 11) * 0x1p-53; // [0, 1)
    return -std::log1p(-uniform);
}

}

ArrivalSchedule::ArrivalSchedule(LoadProfile profile, ArrivalLaw law, std::uint64_t seed)
    : m_profile(std::move(profile))
    , m_law(law)
    , m_seed(seed)
{
}

ArrivalSchedule::Cursor::Cursor(const ArrivalSchedule &schedule, std::uint64_t first, std::uint64_t stride)
    : m_schedule(&schedule)
    , m_index(first)
    , m_stride(stride)
    , m_random(schedule.m_seed)
{
    skip(first + 1);
    find();
}

ArrivalSchedule::Cursor::Cursor(const ArrivalSchedule &schedule, std::uint64_t first, std::uint64_t stride,
                                std::chrono::nanoseconds from)
    : m_schedule(&schedule)
    , m_index(first)
    , m_stride(stride)
    , m_random(schedule.m_seed + static_cast<std::uint64_t>(from.count()))
{
    const long double before = schedule.m_profile.countAt(from);
    const auto next = static_cast<std::uint64_t>(std::ceil(std::max(0.0L, before)));
    if (next > first)
        m_index += (next - first + stride - 1) / stride * stride;
    m_count = before;
    skip(first + 1);
    find();
}

void ArrivalSchedule::Cursor::advance()
{
    m_index += m_stride;
    skip(m_stride);
    find();
}

// Every worker draws all gaps and takes its own arrivals: cheaper than talking to the others.
void ArrivalSchedule::Cursor::skip(std::uint64_t arrivals)
{
    if (m_schedule->m_law != ArrivalLaw::Poisson)
        return;
    for (std::uint64_t i = 0; i < arrivals; ++i)
        m_count += exponential(m_random);
}

void ArrivalSchedule::Cursor::find() noexcept
{
    const bool even = m_schedule->m_law == ArrivalLaw::Constant;
    m_due = m_schedule->m_profile.timeOf(even ? static_cast<long double>(m_index) : m_count);
}

}
