#include "servers/faults/loop_faults.h"

#include "random/draw.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace escala::servers {

namespace {

constexpr std::uint64_t kLatency = random::streamOf("latency");
constexpr std::uint64_t kErrors = random::streamOf("error_share");
constexpr std::uint64_t kResets = random::streamOf("reset_share");
constexpr std::chrono::nanoseconds kLongest = std::chrono::hours(1);

/// Box and Muller's: one of the two that two uniform numbers make.
double normal(random::Draw draw)
{
    const double radius = std::sqrt(-2 * std::log(1 - draw.unit()));
    return radius * std::cos(2 * std::numbers::pi * draw.unit());
}

}

LoopFaults::LoopFaults(std::uint64_t loop) noexcept
    : m_loop(loop)
    , m_errors(0, kErrors, loop)
    , m_resets(0, kResets, loop)
{
}

void LoopFaults::set(const FaultPlan &plan)
{
    m_plan = plan;
    m_errors = Share(plan.errorShare, kErrors, m_loop);
    m_resets = Share(plan.resetShare, kResets, m_loop);
    m_latencies = 0;
}

std::chrono::nanoseconds LoopFaults::nextLatency() noexcept
{
    if (!m_plan.latency)
        return {};
    const auto &[median, sigma] = *m_plan.latency;
    if (sigma == 0)
        return median;
    const auto factor = std::exp(sigma * normal(random::Draw(kLatency, m_loop, m_latencies++)));
    const auto drawn = std::min(static_cast<double>(kLongest.count()), static_cast<double>(median.count()) * factor);
    return std::chrono::nanoseconds(static_cast<std::int64_t>(drawn));
}

}
