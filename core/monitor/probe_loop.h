#pragma once

#include "monitor/clock.h"
#include "monitor/monitor_plan.h"
#include "monitor/source_watch.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace escala::monitor {

/// Where a ProbeLoop says what it found: called on the loop's thread.
struct ProbeEvents {
    std::function<void(const std::string &target, const ProbeResult &)> probed;
    /// A scrape's answer as it came: reading it takes time that others should spend. As long as someone holds it, that
    /// source is not read again: answers never pile up.
    std::function<void(const ScrapePlan &source, std::shared_ptr<const std::string> body, Instant at)> scraped;
    std::function<void(const std::string &source, std::vector<Reading>, Instant at)> read;
    std::function<void(const std::string &source, const std::string &sentence, Instant at)> readingFailed;
    /// Something that people should know: a message to the webhook was given up.
    std::function<void(const std::string &sentence)> notice;
};

/// Asks targets, reads scrapes and processes, and delivers messages to the webhook: all on a thread of its own, on
/// which nothing else happens, so that a busy disk or window never makes a probe look slow.
///
/// A probe is started whenever it is due, whether or not those before it are answered: a target that hangs for ten
/// seconds fails ten probes of one second, not one. Where kMostUnderWay of a target are without an answer, the next
/// ones fail as dropped without being sent. Where this process may open no more sockets, it raises its limit (ulimit
/// -n) as far as it may; beyond that, probes are left out and not measured, for no target is to blame. Probes of many
/// targets are spread over the interval. A foreign host gets no more than kMostOfOneHost of a plan allow, so nobody is
/// asked for permission as for a load test.
class ProbeLoop {
public:
    static constexpr std::size_t kMostUnderWay = 16;

    /// `clock` outlives it.
    ProbeLoop(const Clock &clock, ProbeEvents events);
    /// Drops what is under way.
    ~ProbeLoop();

    // From any thread; each takes effect soon.
    void follow(MonitorPlan plan);
    /// A built-in server of a target listens: `pid` is watched as a source of the target's name.
    void serverListens(const std::string &target, const std::string &url, std::int64_t pid);
    /// JSON for the plan's webhook; nothing where there is none.
    void deliver(std::string message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}
