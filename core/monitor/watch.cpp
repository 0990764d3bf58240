#include "monitor/watch.h"

#include "experiment/words.h"
#include "http/url.h"
#include "monitor/restore.h"

#include <algorithm>
#include <ranges>

namespace escala::monitor {

namespace {

constexpr Second kBatch = 2;       ///< Seconds from one write to the next: what a kill takes along at most.
constexpr Second kRetry = 10;      ///< After a write that failed: a file that is locked holds up all else for seconds.
constexpr Second kStandstill = 10; ///< No tick for so long: the machine slept, and nothing was watched.
constexpr Second kTrimEvery = 60;
constexpr Second kSetBack = 60; ///< A clock set back by less is waited for.
constexpr Second kSettle = 600;

AlertSubject downSubject(const std::string &target)
{
    return {.kind = AlertKind::Down, .page = true, .target = target, .slo = {}, .rule = {}};
}

AlertSubject certificateSubject(const std::string &target)
{
    return {.kind = AlertKind::Certificate, .page = false, .target = target, .slo = {}, .rule = {}};
}

AlertSubject sourceSubject(const std::string &source)
{
    return {.kind = AlertKind::Source, .page = false, .target = source, .slo = {}, .rule = {}};
}

std::string shownUrl(const std::string &url)
{
    const auto parsed = http::parseUrl(url);
    return parsed ? parsed->text() : url;
}

}

Watch::Watch(std::unique_ptr<MonitorStore> store, Instant now)
    : m_store(std::move(store))
    , m_alerts(*m_store, {})
    , m_incidents(*m_store)
    , m_startedAt(now)
    , m_now(secondOf(now))
{
}

std::expected<std::unique_ptr<Watch>, StoreError> Watch::begin(std::unique_ptr<MonitorStore> store, MonitorPlan plan,
                                                               Instant now)
{
    std::unique_ptr<Watch> watch(new Watch(std::move(store), now));
    auto done = watch->m_alerts.restore();
    if (done)
        done = watch->m_incidents.restore();
    if (done)
        done = watch->follow(std::move(plan), now);
    if (!done)
        return std::unexpected(done.error());
    return watch;
}

std::expected<void, StoreError> Watch::follow(MonitorPlan plan, Instant now)
{
    end(now);
    m_mustFollow = true;
    m_plan = std::make_shared<const MonitorPlan>(std::move(plan));
    m_now = secondOf(now);
    auto made = makeTargets(m_now);
    if (made)
        made = makeSources(m_now);
    if (!made)
        return made;
    advance();
    m_alerts.follow(m_plan->alerts, subjects(), now);
    for (const std::string &target : m_incidents.open())
        if (!troubleOf(target))
            m_incidents.end(target, now);
    std::vector<Track> tracks;
    for (const Target &target : m_targets | std::views::values)
        tracks.push_back(target.watch->track());
    for (const SourceWatch &source : m_sources | std::views::values)
        tracks.push_back(source.track());
    m_store->watch(std::move(tracks), m_now);
    m_written = m_now;
    m_mustFollow = false;
    return {};
}

std::expected<void, StoreError> Watch::makeTargets(Second now)
{
    auto chains = restoreChains<Cell>(*m_store, TrackKind::Target, now);
    if (!chains)
        return std::unexpected(chains.error());
    const std::set<Second> windows = windowsOf(*m_plan);
    std::map<std::string, Target> targets;
    for (const TargetPlan &plan : m_plan->targets) {
        const auto track = m_store->track(TrackKind::Target, plan.name);
        if (!track)
            return std::unexpected(track.error());
        Target target{.url = plan.server ? std::string() : shownUrl(plan.url), .since = {}, .watch = {}};
        target.watch = std::make_unique<TargetWatch>(*track, windows);
        if (auto restored = target.watch->restore(*m_store, std::move((*chains)[*track]), now); !restored)
            return restored;
        if (const auto known = m_targets.find(plan.name); known != m_targets.end()) {
            target.watch->inherit(*known->second.watch);
            target.health = known->second.health;
            target.since = known->second.since;
            if (plan.server)
                target.url = known->second.url;
        }
        targets.emplace(plan.name, std::move(target));
    }
    m_targets = std::move(targets);
    return {};
}

std::expected<void, StoreError> Watch::makeSources(Second now)
{
    auto chains = restoreChains<SourceCell>(*m_store, TrackKind::Source, now);
    if (!chains)
        return std::unexpected(chains.error());
    std::map<std::string, SourceWatch> sources;
    std::vector<std::pair<std::string, std::string>> named; // and their URLs
    for (const ScrapePlan &scrape : m_plan->scrapes)
        named.emplace_back(scrape.name, shownUrl(scrape.url));
    for (const ProcessPlan &process : m_plan->processes)
        named.emplace_back(process.name, std::string());
    for (const TargetPlan &target : m_plan->targets)
        if (target.server)
            named.emplace_back(target.name, std::string());
    for (const auto &[name, url] : named) {
        const auto track = m_store->track(TrackKind::Source, name);
        if (!track)
            return std::unexpected(track.error());
        const auto made = sources.try_emplace(name, *track, name, url).first;
        made->second.restore(std::move((*chains)[*track]));
    }
    m_sources = std::move(sources);
    return {};
}

std::vector<AlertSubject> Watch::subjects() const
{
    std::vector<AlertSubject> all;
    for (const std::string &target : m_targets | std::views::keys) {
        all.push_back(downSubject(target));
        if (m_plan->alerts.certificateDays > 0)
            all.push_back(certificateSubject(target));
        for (const SloPlan &slo : m_plan->slos)
            if (holdsFor(slo, target))
                for (const BurnRule &rule : m_plan->alerts.burn)
                    all.push_back(burnSubject(slo, target, rule));
    }
    for (const std::string &source : m_sources | std::views::keys)
        all.push_back(sourceSubject(source));
    return all;
}

void Watch::setHealth(Target &target, Health health, Instant at)
{
    if (target.health != health) {
        target.health = health;
        target.since = at;
    }
}

void Watch::probed(const std::string &name, const ProbeResult &probe)
{
    const auto found = m_targets.find(name);
    if (found == m_targets.end())
        return;
    Target &target = found->second;
    // It ended just now, and the next tick may be late on a busy machine.
    const Second ended = secondOf(probe.at + std::chrono::duration_cast<std::chrono::milliseconds>(probe.response));
    if (ended > m_now && ended <= m_now + kBatch) {
        m_now = ended;
        advance();
    }
    target.watch->record(probe);
    m_incidents.probed(name, probe);
    m_alerts.look(downSubject(name), !probe.good(), probe.at, [&] { return downSentence(name, probe); });
    if (const auto ends = probe.certificateEnds; ends && m_plan->alerts.certificateDays > 0) {
        const bool soon = *ends - probe.at < std::chrono::days(m_plan->alerts.certificateDays);
        m_alerts.look(certificateSubject(name), soon, probe.at,
                      [&] { return certificateSentence(name, *ends, probe.at); });
    } else if (hasNoCertificate(probe)) { // any more
        m_alerts.look(certificateSubject(name), false, probe.at, [] { return std::string(); });
    }
    const AlertView *down = m_alerts.firing(downSubject(name));
    setHealth(target, down ? Health::Down : probe.good() ? Health::Up : Health::Failing, probe.at);
    if (down && !m_incidents.isOpen(name))
        m_incidents.begin(*down, target.watch->recent());
}

void Watch::read(const std::string &name, const std::vector<Reading> &readings, Instant at, std::size_t leftOut)
{
    const auto found = m_sources.find(name);
    if (found == m_sources.end())
        return;
    found->second.record(readings, at, *m_store, leftOut);
    m_alerts.look(sourceSubject(name), false, at, [] { return std::string(); });
}

void Watch::scraped(const ScrapePlan &source, std::string_view body, Instant at)
{
    const auto scrape = readScrape(body, source.metrics);
    if (scrape)
        read(source.name, scrape->readings, at, scrape->leftOut);
    else
        readingFailed(source.name,
                      experiment::sentence(
                          "Monitor", QT_TRANSLATE_NOOP("Monitor", "the answer is not in Prometheus' text format (%1)"),
                          scrape.error()),
                      at);
}

void Watch::readingFailed(const std::string &name, const std::string &sentence, Instant at)
{
    const auto found = m_sources.find(name);
    if (found == m_sources.end())
        return;
    found->second.fail(sentence);
    m_alerts.look(sourceSubject(name), true, at, [&] { return name + ": " + sentence; });
}

void Watch::listens(const std::string &target, const std::string &url)
{
    if (const auto found = m_targets.find(target); found != m_targets.end())
        found->second.url = url;
}

void Watch::advance()
{
    for (Target &target : m_targets | std::views::values)
        target.watch->advance(m_now, *m_store);
    for (SourceWatch &source : m_sources | std::views::values)
        source.advance(m_now, *m_store);
}

void Watch::tick(Instant now)
{
    const Second second = secondOf(now);
    if (m_mustFollow || m_now - second > kSetBack || second - m_now > kStandstill) {
        // The clock was set back, or nothing was watched for a while: begin again at the time it is now. It may be
        // wrong, and be set right again: nothing is thrown away at once.
        if (auto again = follow(*m_plan, now); !again)
            m_problem = again.error().message;
        m_trimmed = second + kSettle;
        return;
    }
    m_now = std::max(m_now, second);
    advance();
    m_alerts.tick(now);
    lookAtBurnRates(now);
    lookAtIncidents(now);
    if (m_now - m_written >= kBatch)
        write(m_now);
}

void Watch::lookAtBurnRates(Instant now)
{
    for (const SloPlan &slo : m_plan->slos) {
        for (const auto &[name, target] : m_targets) {
            if (!holdsFor(slo, name))
                continue;
            for (std::size_t index = 0; index < m_plan->alerts.burn.size(); ++index) {
                const BurnRule &rule = m_plan->alerts.burn[index];
                const auto sentence = [&] {
                    const SloView view = sloView(slo, name, m_plan->alerts, *target.watch);
                    return burnSentence(view, view.burn[index]);
                };
                const AlertSubject subject = burnSubject(slo, name, rule);
                const bool fires = m_alerts.firing(subject) != nullptr;
                m_alerts.look(subject, burnsTooFast(slo, m_plan->alerts, rule, *target.watch, fires), now, sentence);
            }
        }
    }
}

/// The alert that makes an incident of a target, the one that began first; null where there is none.
const AlertView *Watch::troubleOf(const std::string &target) const
{
    if (!m_targets.contains(target))
        return nullptr;
    const AlertView *first = m_alerts.firing(downSubject(target));
    for (const SloPlan &slo : m_plan->slos) {
        if (!holdsFor(slo, target))
            continue;
        for (const BurnRule &rule : m_plan->alerts.burn) {
            const AlertView *burn = rule.page ? m_alerts.firing(burnSubject(slo, target, rule)) : nullptr;
            if (burn && (!first || burn->since < first->since))
                first = burn;
        }
    }
    return first;
}

void Watch::lookAtIncidents(Instant now)
{
    for (const auto &[name, target] : m_targets) {
        const AlertView *trouble = troubleOf(name);
        if ((trouble != nullptr) == m_incidents.isOpen(name))
            continue;
        // It ended with the first good probe of those that have been good ever since.
        if (trouble)
            m_incidents.begin(*trouble, target.watch->recent());
        else
            m_incidents.end(name, std::min(target.watch->goodSince().value_or(now), now));
    }
}

void Watch::write(Second now)
{
    m_incidents.save();
    auto done = m_store->flush(now);
    if (done && now - m_trimmed >= kTrimEvery) {
        m_trimmed = now;
        for (LevelIndex level = 0; level < kLevels.size() && done; ++level)
            done = m_store->trim(now, level);
    }
    m_written = done ? now : now + kRetry - kBatch;
    m_problem = done ? std::string() : done.error().message;
}

void Watch::end(Instant now)
{
    const Second second = std::max(m_now, std::min(secondOf(now), m_now + kStandstill));
    for (Target &target : m_targets | std::views::values) {
        target.watch->advance(second, *m_store);
        target.watch->storeOpenSecond(*m_store);
    }
    for (SourceWatch &source : m_sources | std::views::values) {
        source.advance(second, *m_store);
        source.storeOpenSecond(*m_store);
    }
    if (!m_targets.empty() || !m_sources.empty())
        write(second);
    m_store->rest();
}

}
