#include "monitor/target_watch.h"

#include <algorithm>

namespace escala::monitor {

bool hasNoCertificate(const ProbeResult &probe) noexcept
{
    return probe.status != 0 && !probe.tls;
}

TargetWatch::TargetWatch(Track track, const std::set<Second> &windows)
    : m_track(track)
{
    for (const Second length : windows) {
        const RollingWindow &window = m_windows.emplace_back(length);
        if (window.level() < kRings)
            m_ringLength.at(window.level()) = std::max(m_ringLength.at(window.level()), length);
    }
}

std::expected<void, StoreError> TargetWatch::restore(MonitorStore &store, LevelChain<Cell> chain, Second now)
{
    m_chain = std::move(chain);
    for (LevelIndex level = 0; level < kLevels.size(); ++level) {
        Second begin = now;
        for (const RollingWindow &window : m_windows)
            if (window.level() == level)
                begin = std::min(begin, window.begin(now));
        const auto take = [&](Track, Second start, std::string_view body) {
            const auto cell = Cell::decoded(body);
            if (!cell)
                return;
            for (RollingWindow &window : m_windows)
                if (window.level() == level && start >= window.begin(now))
                    window.add(start, *cell);
            if (level < kRings)
                m_rings.at(level).add(start, std::string(body));
        };
        if (begin < now)
            if (auto read = store.read(m_track, level, begin, cellStart(level, now), take); !read)
                return read;
    }
    return {};
}

void TargetWatch::advance(Second now, MonitorStore &store)
{
    m_chain.advance(now, [&](LevelIndex level, Second start, const Cell &cell) {
        std::string body = cell.encoded();
        for (RollingWindow &window : m_windows)
            if (window.level() == level)
                window.add(start, cell);
        if (level < kRings && m_ringLength.at(level) > 0)
            m_rings.at(level).add(start, body);
        store.put(level, m_track, start, std::move(body));
    });
    expire(now, store);
}

void TargetWatch::expire(Second now, MonitorStore &store)
{
    for (RollingWindow &window : m_windows) {
        const LevelIndex level = window.level();
        window.expire(now, [&](Second from, Second to, const RollingWindow::Take &take) {
            if (level < kRings) {
                m_rings.at(level).visit(from, to, take);
                return;
            }
            // Where it can't be read, the window is too large until the program starts again; the next flush says why.
            [[maybe_unused]] const auto read =
                store.read(m_track, level, from, to, [&take](Track, Second, std::string_view body) {
                    if (const auto cell = Cell::decoded(body))
                        take(*cell);
                });
        });
    }
    for (LevelIndex level = 0; level < kRings; ++level)
        m_rings.at(level).dropBefore(cellStart(level, now) - m_ringLength.at(level));
}

void TargetWatch::record(const ProbeResult &probe)
{
    m_chain.open(0).content.add(probe);
    m_recent.push_back(probe);
    if (m_recent.size() > TargetView::kRecent)
        m_recent.pop_front();
    if (probe.certificateEnds || hasNoCertificate(probe))
        m_certificateEnds = probe.certificateEnds;
    if (!probe.good())
        m_goodSince.reset();
    else if (!m_goodSince)
        m_goodSince = probe.at;
    ++m_counters.probes;
    if (probe.status != 0)
        ++m_counters.cache.at(static_cast<std::size_t>(probe.cache));
    if (probe.error) {
        ++m_counters.errors.at(static_cast<std::size_t>(*probe.error));
        return;
    }
    const double seconds = std::chrono::duration<double>(probe.response).count();
    const auto bucket = std::ranges::lower_bound(kDurationBuckets, seconds) - kDurationBuckets.begin();
    ++m_counters.durations.at(static_cast<std::size_t>(bucket));
    m_counters.durationSum += seconds;
}

void TargetWatch::inherit(const TargetWatch &before)
{
    m_recent = before.m_recent;
    m_certificateEnds = before.m_certificateEnds;
    m_goodSince = before.m_goodSince;
    m_counters = before.m_counters;
}

void TargetWatch::storeOpenSecond(MonitorStore &store) const
{
    const auto &open = m_chain.open(0);
    if (!open.content.empty())
        store.put(0, m_track, open.start, open.content.encoded());
}

const RollingWindow &TargetWatch::windowOf(Second length) const
{
    return *std::ranges::find(m_windows, length, &RollingWindow::length);
}

Cell TargetWatch::window(Second length) const
{
    const RollingWindow &window = windowOf(length);
    Cell cell = window.sum();
    for (LevelIndex level = 0; level <= window.level(); ++level)
        cell.merge(m_chain.open(level).content);
    return cell;
}

EventCount TargetWatch::events(Second length, const SloPlan &slo) const
{
    EventCount count;
    const auto threshold = std::chrono::duration_cast<Microseconds>(slo.threshold);
    const auto add = [&](const Cell &cell) {
        const bool latency = slo.kind == SloPlan::Kind::Latency;
        count.events += latency ? cell.good : cell.probes;
        count.bad += latency ? cell.good - std::min<std::uint64_t>(cell.good, cell.response.countAtOrBelow(threshold))
                             : cell.probes - cell.good;
    };
    const RollingWindow &window = windowOf(length);
    add(window.sum());
    for (LevelIndex level = 0; level <= window.level(); ++level)
        add(m_chain.open(level).content);
    return count;
}

}
