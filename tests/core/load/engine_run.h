#pragma once

#include "http/url.h"
#include "load/load_engine.h"
#include "load/load_plan.h"
#include "metrics/snapshot.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

/// A URL on 127.0.0.1.
inline escala::http::Url localUrl(std::uint16_t port, const std::string &scheme = "http")
{
    return escala::http::parseUrl(fmt::format("{}://127.0.0.1:{}/", scheme, port)).value();
}

/// Few users, one thread, and timeouts that a test can wait for.
inline escala::load::LoadPlan smallPlan(std::uint64_t requests = 6)
{
    escala::load::LoadPlan plan;
    plan.users = 2;
    plan.requests = requests;
    plan.threads = 1;
    plan.drainLimit = std::chrono::milliseconds(300);
    return plan;
}

/// An engine and what it told.
class EngineRun {
public:
    /// The error's sentence, or nothing.
    std::string start(const escala::load::LoadPlan &plan, const std::vector<escala::http::Url> &targets)
    {
        const auto started = m_engine.start(plan, targets, [this](const escala::metrics::SnapshotPtr &snapshot) {
            const std::scoped_lock lock(m_mutex);
            m_snapshots.push_back(snapshot);
            for (const auto &target : snapshot->targets) {
                if (!target.summary.ledger.balances())
                    m_unbalanced = true;
            }
        });
        return started ? std::string() : started.error().message;
    }
    escala::load::LoadEngine &engine() { return m_engine; }

    /// Waits for the end; the last snapshot.
    escala::metrics::SnapshotPtr finish()
    {
        m_engine.wait();
        const std::scoped_lock lock(m_mutex);
        return m_snapshots.empty() ? nullptr : m_snapshots.back();
    }
    std::vector<escala::metrics::SnapshotPtr> snapshots()
    {
        const std::scoped_lock lock(m_mutex);
        return m_snapshots;
    }
    [[nodiscard]] bool alwaysBalanced() const { return !m_unbalanced; }

private:
    std::mutex m_mutex;
    std::vector<escala::metrics::SnapshotPtr> m_snapshots;
    std::atomic<bool> m_unbalanced = false;
    escala::load::LoadEngine m_engine; ///< First to go.
};
