#pragma once

#include "monitor/watch.h"

#include <QTemporaryDir>

#include <functional>
#include <string>
#include <utility>

/// A watch that lives through days in milliseconds: time and probes come from the test.
class WatchedDays {
public:
    using Instant = escala::monitor::Instant;
    using Probe = escala::monitor::ProbeResult;

    static constexpr Instant kStart{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1)};

    explicit WatchedDays(escala::monitor::MonitorPlan plan)
        : m_plan(std::move(plan))
    {
        begin();
    }

    escala::monitor::Watch &watch() { return *m_watch; }
    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] std::filesystem::path file() const
    {
        return m_dir.filePath(QStringLiteral("history.sqlite")).toStdString();
    }

    /// A probe of each target each second, as `probe(target, now)` has it.
    void live(std::chrono::seconds length, const std::function<Probe(const std::string &, Instant)> &probe)
    {
        for (const Instant end = m_now + length; m_now < end; m_now += std::chrono::seconds(1)) {
            m_watch->tick(m_now);
            for (const auto &target : m_plan.targets) {
                Probe result = probe(target.name, m_now);
                result.at = m_now;
                m_watch->probed(target.name, result);
            }
            for (auto &notice : m_watch->takeNotices())
                told.push_back(std::move(notice));
        }
    }
    /// Someone sets the clock.
    void moveClock(std::chrono::seconds by) { m_now += by; }
    /// The program is killed, and comes back after a while.
    void killFor(std::chrono::seconds length)
    {
        m_watch.reset();
        m_now += length;
        begin();
    }
    /// The program ends as it should, and comes back after a while.
    void endFor(std::chrono::seconds length)
    {
        m_watch->end(m_now);
        killFor(length);
    }

    std::vector<escala::monitor::AlertView> told;

    [[nodiscard]] static Probe good(std::chrono::milliseconds response)
    {
        Probe probe;
        probe.status = 200;
        probe.cache = escala::metrics::CacheResult::Hit;
        probe.response = response;
        probe.ttfb = response;
        return probe;
    }
    [[nodiscard]] static Probe refused()
    {
        Probe probe;
        probe.error = escala::metrics::ErrorKind::Refused;
        probe.sentence = "the connection was refused";
        return probe;
    }

private:
    void begin()
    {
        auto store = escala::monitor::MonitorStore::open(file());
        if (!store)
            qFatal("%s", store.error().message.c_str());
        auto watch = escala::monitor::Watch::begin(std::move(*store), m_plan, m_now);
        if (!watch)
            qFatal("%s", watch.error().message.c_str());
        m_watch = std::move(*watch);
    }

    QTemporaryDir m_dir;
    escala::monitor::MonitorPlan m_plan;
    Instant m_now = kStart;
    std::unique_ptr<escala::monitor::Watch> m_watch;
};
