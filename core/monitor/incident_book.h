#pragma once

#include "monitor/monitor_store.h"
#include "monitor/monitor_types.h"

#include <array>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace escala::monitor {

/// The timeline of incidents, one at a time for each target. Stored as it goes. One thread.
class IncidentBook {
public:
    /// `store` outlives it.
    explicit IncidentBook(MonitorStore &store)
        : m_store(store)
    {
    }
    [[nodiscard]] std::expected<void, StoreError> restore();

    [[nodiscard]] bool isOpen(const std::string &target) const { return m_open.contains(target); }
    /// Began when its alert did; the failed ones among `recent` since then are its first.
    void begin(const AlertView &alert, const std::deque<ProbeResult> &recent);
    void end(const std::string &target, Instant at);
    /// A probe of a target, whether or not there is an incident.
    void probed(const std::string &target, const ProbeResult &probe);
    /// Stores what has changed.
    void save();
    /// Targets that have one.
    [[nodiscard]] std::vector<std::string> open() const;
    /// Newest first.
    [[nodiscard]] std::vector<IncidentView> views() const;

private:
    struct Known {
        IncidentView view;
        std::array<std::uint64_t, metrics::kErrorKinds> errors{};
        bool changed = true; ///< And not yet stored.
    };
    static void count(Known &open, const ProbeResult &probe);
    void save(Known &incident);

    MonitorStore &m_store;
    std::map<std::string, Known> m_open;
    std::vector<Known> m_ended; ///< Newest first.
};

}
