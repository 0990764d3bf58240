#include "experiment/server_sampler.h"

#include <unistd.h>

#include <algorithm>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

/// Samples and points of a series are taken by different clocks ticks: how far one may stand in for the other.
constexpr auto kSlack = ServerSampler::kPeriod;
constexpr auto kSampleStep = 900ms;

}

ServerSampler::ServerSampler(std::int64_t pid, Reader reader, Clock clock)
    : m_pid(pid)
    , m_reader(std::move(reader))
    , m_clock(std::move(clock))
{
}

void ServerSampler::follow(std::int64_t pid)
{
    m_pid = pid;
    m_cpuBefore = m_samples.empty() ? 0 : m_samples.back().cpuSeconds;
}

bool ServerSampler::sample()
{
    static const long ticksPerSecond = sysconf(_SC_CLK_TCK);
    const auto stat = m_reader(m_pid, "stat");
    const auto status = m_reader(m_pid, "status");
    if (!stat || !status)
        return false;
    const auto cpuSeconds = cpuSecondsOf(*stat, ticksPerSecond);
    const auto rssBytes = rssBytesOf(*status);
    if (!cpuSeconds || !rssBytes)
        return false;
    const Sample sample{.at = m_clock(), .cpuSeconds = m_cpuBefore + *cpuSeconds, .rssBytes = *rssBytes};
    const std::size_t count = m_samples.size();
    const bool fine = count < 2 || sample.at - m_samples.front().at <= kFineSpan;
    const bool replaces = !fine && m_samples[count - 1].at - m_samples[count - 2].at < kSampleStep;
    if (replaces)
        m_samples.back() = sample;
    else
        m_samples.push_back(sample);
    return true;
}

double ServerSampler::cpu() const
{
    if (m_samples.size() < 2)
        return 0;
    const Time last = m_samples.back().at;
    return cpuBetween(std::max(m_samples.front().at, last - 1s), last).value_or(0);
}

std::uint64_t ServerSampler::rssBytes() const
{
    return m_samples.empty() ? 0 : m_samples.back().rssBytes;
}

std::optional<double> ServerSampler::cpuBetween(Time from, Time to) const
{
    if (m_samples.size() < 2 || to <= from)
        return std::nullopt;
    if (from < m_samples.front().at - kSlack || to > m_samples.back().at + kSlack)
        return std::nullopt;
    // Both ends are moved into what was sampled, and apart by at least one period: ticks of 10 ms tell nothing of less.
    Time begin = std::clamp(from, m_samples.front().at, m_samples.back().at);
    Time end = std::clamp(to, m_samples.front().at, m_samples.back().at);
    if (end - begin < kPeriod) {
        end = std::min(begin + kPeriod, m_samples.back().at);
        begin = std::max(end - kPeriod, m_samples.front().at);
    }
    const double seconds = Seconds(end - begin).count();
    return seconds > 0 ? std::optional((cpuSecondsAt(end) - cpuSecondsAt(begin)) / seconds) : std::nullopt;
}

std::optional<std::uint64_t> ServerSampler::rssAt(Time time) const
{
    if (m_samples.empty() || time < m_samples.front().at - kSlack || time > m_samples.back().at + kSlack)
        return std::nullopt;
    const auto next = firstNotBefore(time);
    return next == m_samples.end() ? m_samples.back().rssBytes : next->rssBytes;
}

std::vector<ServerSampler::Sample>::const_iterator ServerSampler::firstNotBefore(Time time) const
{
    return std::ranges::lower_bound(m_samples, time, {}, &Sample::at);
}

double ServerSampler::cpuSecondsAt(Time time) const
{
    const auto next = firstNotBefore(time);
    if (next == m_samples.begin())
        return m_samples.front().cpuSeconds;
    if (next == m_samples.end())
        return m_samples.back().cpuSeconds;
    const auto previous = next - 1;
    const double share = Seconds(time - previous->at) / Seconds(next->at - previous->at);
    return previous->cpuSeconds + share * (next->cpuSeconds - previous->cpuSeconds);
}

}
