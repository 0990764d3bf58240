#pragma once

#include "monitor/alert_book.h"
#include "monitor/course.h"
#include "monitor/incident_book.h"
#include "monitor/slo_watch.h"
#include "monitor/source_watch.h"
#include "monitor/target_watch.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace escala::monitor {

class ExpositionWriter;

/// All that a monitor knows: it is told what probes and scrapes found and what time it is, keeps it in its store, and
/// says what to tell people. It has no clock, no thread and no socket of its own, so that a test lives through days in
/// milliseconds. One thread.
class Watch {
public:
    /// Goes on with what the store has of the plan's targets.
    [[nodiscard]] static std::expected<std::unique_ptr<Watch>, StoreError> begin(std::unique_ptr<MonitorStore> store,
                                                                                 MonitorPlan plan, Instant now);
    /// Another plan from now on. What both have goes on.
    [[nodiscard]] std::expected<void, StoreError> follow(MonitorPlan plan, Instant now);

    /// A probe has ended just now. Harmless where the plan has no such target any more.
    void probed(const std::string &target, const ProbeResult &probe);
    /// A scrape or a process was read; `leftOut` more figures of it are not kept.
    void read(const std::string &source, const std::vector<Reading> &readings, Instant at, std::size_t leftOut = 0);
    /// A scrape's answer, whatever it is.
    void scraped(const ScrapePlan &source, std::string_view body, Instant at);
    void readingFailed(const std::string &source, const std::string &sentence, Instant at);
    /// Where a target's own server listens, once it does.
    void listens(const std::string &target, const std::string &url);

    /// Call it each second; it may come late or not at all.
    void tick(Instant now);
    /// Stores everything, the second it is in too: the program ends.
    void end(Instant now);

    void acknowledge(const std::string &alert) { m_alerts.acknowledge(alert); }
    void silence(const std::string &alert, Instant until, Instant now) { m_alerts.silence(alert, until, now); }
    /// What people are to be told since the last call.
    [[nodiscard]] std::vector<AlertView> takeNotices() { return m_alerts.takeNotices(); }

    [[nodiscard]] MonitorView view(Instant now) const;
    /// Empty for a target or series that the store doesn't know.
    [[nodiscard]] std::vector<WindowPoint> course(const std::string &target, Instant from, Instant to, Instant now,
                                                  std::size_t points);
    [[nodiscard]] std::vector<SeriesPointView> scraped(const SeriesKey &series, Instant from, Instant to, Instant now,
                                                       std::size_t points);
    /// Everything for a Prometheus to scrape.
    [[nodiscard]] std::string metricsText() const;

private:
    struct Target {
        std::string url;
        Health health = Health::Unknown;
        std::optional<Instant> since;
        std::unique_ptr<TargetWatch> watch;
    };

    Watch(std::unique_ptr<MonitorStore> store, Instant now);
    [[nodiscard]] std::expected<void, StoreError> makeTargets(Second now);
    [[nodiscard]] std::expected<void, StoreError> makeSources(Second now);
    [[nodiscard]] std::vector<AlertSubject> subjects() const;
    /// Closes what is over at m_now.
    void advance();
    void lookAtBurnRates(Instant now);
    void lookAtIncidents(Instant now);
    void write(Second now);
    static void setHealth(Target &target, Health health, Instant at);
    [[nodiscard]] const AlertView *troubleOf(const std::string &target) const;
    void addSlos(ExpositionWriter &writer) const;
    [[nodiscard]] TargetView targetView(const TargetPlan &plan, const Target &target) const;

    std::unique_ptr<MonitorStore> m_store;
    std::shared_ptr<const MonitorPlan> m_plan = std::make_shared<MonitorPlan>();
    AlertBook m_alerts;
    IncidentBook m_incidents;
    std::map<std::string, Target> m_targets;
    std::map<std::string, SourceWatch> m_sources;
    Instant m_startedAt;
    Second m_now;
    Second m_written = 0;
    Second m_trimmed = 0;
    bool m_mustFollow = false; ///< The last try failed in the middle.
    std::string m_problem;
};

/// "API is down: the connection was refused".
[[nodiscard]] std::string downSentence(const std::string &target, const ProbeResult &probe);
[[nodiscard]] std::string certificateSentence(const std::string &target, Instant ends, Instant now);
[[nodiscard]] std::string burnSentence(const SloView &slo, const BurnView &burn);

}
