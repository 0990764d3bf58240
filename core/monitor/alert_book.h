#pragma once

#include "monitor/monitor_store.h"
#include "monitor/monitor_types.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace escala::monitor {

/// What is watched by one alert.
struct AlertSubject {
    AlertKind kind = AlertKind::Down;
    bool page = true;
    std::string target;
    std::string slo;  ///< Of a burn rate.
    std::string rule; ///< What tells two alerts of one SLO apart.

    /// The same for the same subject: what a silence holds for.
    [[nodiscard]] std::string key() const;
};

/// Alerts and what became of them: pending, firing (acknowledged, silenced), resolved. So many bad answers in a row
/// fire, so many good ones clear. Every change is stored; after a restart what fired goes on firing, and nobody is told
/// twice. One thread.
class AlertBook {
public:
    /// `store` outlives it.
    AlertBook(MonitorStore &store, const AlertPlan &plan);
    [[nodiscard]] std::expected<void, StoreError> restore();
    /// Another plan: what it has no subject for any more is resolved without a word.
    void follow(const AlertPlan &plan, const std::vector<AlertSubject> &subjects, Instant now);

    /// One look at a subject; `sentence` is asked for only where it is needed.
    void look(const AlertSubject &subject, bool bad, Instant at, const std::function<std::string()> &sentence);
    /// Silences end.
    void tick(Instant now);
    void acknowledge(const std::string &id);
    void silence(const std::string &id, Instant until, Instant now);

    /// The alert of a subject that fires, acknowledged and silenced or not; null where it doesn't.
    [[nodiscard]] const AlertView *firing(const AlertSubject &subject) const;
    /// Pending and firing ones, worst first, then the last that resolved.
    [[nodiscard]] std::vector<AlertView> views() const;
    /// What people are to be told since the last call: alerts that fire now, or have resolved.
    [[nodiscard]] std::vector<AlertView> takeNotices();

private:
    struct Entry {
        AlertView view;
        std::uint32_t bad = 0;  ///< In a row.
        std::uint32_t good = 0; ///< In a row.
        bool told = false;      ///< That it fires.
    };
    static constexpr std::size_t kResolved = 50;

    void fire(const std::string &key, Entry &entry, Instant at);
    void resolve(const std::string &key, Instant at, bool tell);
    void store(const AlertView &alert);
    [[nodiscard]] std::map<std::string, Entry>::iterator withId(const std::string &id);

    MonitorStore &m_store;
    AlertPlan m_plan;
    std::map<std::string, Entry> m_entries; ///< By key; pending or firing.
    std::vector<AlertView> m_resolved;      ///< Newest first.
    std::map<std::string, Instant> m_silences;
    std::vector<AlertView> m_notices;
};

}
