#include "monitor/alert_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

namespace escala::monitor {

namespace {

bool firesNow(AlertState state)
{
    return state == AlertState::Firing || state == AlertState::Acknowledged || state == AlertState::Silenced;
}

/// A stored alert's key is its id without the time.
std::string keyOfId(const std::string &id)
{
    return id.substr(0, id.rfind('@'));
}

int rankOf(const AlertView &alert)
{
    switch (alert.state) {
    case AlertState::Firing:
        return alert.page ? 0 : 1;
    case AlertState::Acknowledged:
        return 2;
    case AlertState::Silenced:
        return 3;
    case AlertState::Pending:
        return 4;
    case AlertState::Resolved:
        break;
    }
    return 5;
}

}

std::string AlertSubject::key() const
{
    std::string key = fmt::format("{}/{}", kAlertKindNames.at(static_cast<std::size_t>(kind)), target);
    if (!slo.empty())
        key += fmt::format("/{}/{}", slo, rule);
    return key;
}

AlertBook::AlertBook(MonitorStore &store, const AlertPlan &plan)
    : m_store(store)
    , m_plan(plan)
{
}

std::expected<void, StoreError> AlertBook::restore()
{
    auto silences = m_store.silences();
    if (!silences)
        return std::unexpected(silences.error());
    m_silences = std::move(*silences);
    constexpr std::size_t kLookBack = 1'000;
    auto alerts = m_store.alerts(kLookBack);
    if (!alerts)
        return std::unexpected(alerts.error());
    for (AlertView &alert : *alerts) {
        if (firesNow(alert.state)) {
            const std::string key = keyOfId(alert.id);
            m_entries.emplace(key, Entry{.view = std::move(alert), .bad = m_plan.failures, .told = true});
        } else if (alert.state == AlertState::Resolved && m_resolved.size() < kResolved) {
            m_resolved.push_back(std::move(alert));
        }
    }
    return {};
}

void AlertBook::follow(const AlertPlan &plan, const std::vector<AlertSubject> &subjects, Instant now)
{
    m_plan = plan;
    std::set<std::string> known;
    for (const AlertSubject &subject : subjects)
        known.insert(subject.key());
    std::vector<std::string> gone;
    for (const auto &[key, entry] : m_entries)
        if (!known.contains(key))
            gone.push_back(key);
    for (const std::string &key : gone)
        resolve(key, now, false);
}

void AlertBook::look(const AlertSubject &subject, bool bad, Instant at, const std::function<std::string()> &sentence)
{
    const std::string key = subject.key();
    auto found = m_entries.find(key);
    if (found == m_entries.end()) {
        if (!bad)
            return;
        AlertView view{.id = fmt::format("{}@{}", key, at.time_since_epoch().count()),
                       .kind = subject.kind,
                       .state = AlertState::Pending,
                       .page = subject.page,
                       .target = subject.target,
                       .slo = subject.slo,
                       .sentence = {},
                       .since = at,
                       .firedAt = {},
                       .resolvedAt = {},
                       .silencedUntil = {}};
        found = m_entries.emplace(key, Entry{.view = std::move(view)}).first;
    }
    Entry &entry = found->second;
    if (!bad) {
        ++entry.good;
        entry.bad = 0;
        if (entry.view.state == AlertState::Pending)
            m_entries.erase(found);
        else if (entry.good >= m_plan.successes)
            resolve(key, at, true);
        return;
    }
    entry.good = 0;
    ++entry.bad;
    if (entry.view.state == AlertState::Pending) {
        entry.view.sentence = sentence();
        if (entry.bad >= m_plan.failures)
            fire(key, entry, at);
    }
}

void AlertBook::fire(const std::string &key, Entry &entry, Instant at)
{
    entry.view.firedAt = at;
    entry.view.state = AlertState::Firing;
    if (const auto silence = m_silences.find(key); silence != m_silences.end() && silence->second > at) {
        entry.view.state = AlertState::Silenced;
        entry.view.silencedUntil = silence->second;
    } else {
        entry.told = true;
        m_notices.push_back(entry.view);
    }
    store(entry.view);
}

void AlertBook::resolve(const std::string &key, Instant at, bool tell)
{
    const auto found = m_entries.find(key);
    AlertView view = std::move(found->second.view);
    const bool told = found->second.told && view.state != AlertState::Silenced;
    m_entries.erase(found);
    if (view.state == AlertState::Pending)
        return;
    view.state = AlertState::Resolved;
    view.resolvedAt = at;
    store(view);
    if (tell && told)
        m_notices.push_back(view);
    m_resolved.insert(m_resolved.begin(), std::move(view));
    if (m_resolved.size() > kResolved)
        m_resolved.pop_back();
}

void AlertBook::tick(Instant now)
{
    for (auto &[key, entry] : m_entries) {
        if (entry.view.state != AlertState::Silenced || entry.view.silencedUntil > now)
            continue;
        entry.view.state = AlertState::Firing;
        entry.view.silencedUntil.reset();
        entry.told = true;
        store(entry.view);
        m_notices.push_back(entry.view);
    }
    std::erase_if(m_silences, [now](const auto &silence) { return silence.second <= now; });
}

std::map<std::string, AlertBook::Entry>::iterator AlertBook::withId(const std::string &id)
{
    const auto found = m_entries.find(keyOfId(id));
    return found != m_entries.end() && found->second.view.id == id ? found : m_entries.end();
}

void AlertBook::acknowledge(const std::string &id)
{
    const auto found = withId(id);
    if (found == m_entries.end() || !firesNow(found->second.view.state))
        return;
    found->second.view.state = AlertState::Acknowledged;
    found->second.view.silencedUntil.reset();
    store(found->second.view);
}

void AlertBook::silence(const std::string &id, Instant until, Instant now)
{
    const auto found = withId(id);
    if (found == m_entries.end() || until <= now)
        return;
    m_silences[found->first] = until;
    m_store.save(found->first, until);
    AlertView &view = found->second.view;
    if (!firesNow(view.state))
        return;
    view.state = AlertState::Silenced;
    view.silencedUntil = until;
    store(view);
}

const AlertView *AlertBook::firing(const AlertSubject &subject) const
{
    const auto found = m_entries.find(subject.key());
    return found != m_entries.end() && firesNow(found->second.view.state) ? &found->second.view : nullptr;
}

std::vector<AlertView> AlertBook::views() const
{
    std::vector<AlertView> views;
    for (const Entry &entry : m_entries | std::views::values)
        views.push_back(entry.view);
    std::ranges::sort(views, {},
                      [](const AlertView &alert) { return std::tuple(rankOf(alert), alert.since, alert.id); });
    views.insert(views.end(), m_resolved.begin(), m_resolved.end());
    return views;
}

std::vector<AlertView> AlertBook::takeNotices()
{
    return std::exchange(m_notices, {});
}

void AlertBook::store(const AlertView &alert)
{
    m_store.save(alert);
}

}
