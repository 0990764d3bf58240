#include "servers/balancer/fleet_control.h"

#include "servers/balancer/roster.h"
#include "servers/balancer/slow_start.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

namespace escala::servers::balancer {

namespace {

using net::Clock;

constexpr std::chrono::milliseconds kDrainLook{50}; // how soon a replica goes that has no request any more
constexpr int kSlowStartSteps = 20;
constexpr std::chrono::milliseconds kShortestStep{10};

}

FleetControl::FleetControl(net::EventLoop &loop, const BalancerPlan &plan, std::vector<Audience> audience, Tls tls)
    : m_loop(loop)
    , m_plan(plan)
    , m_audience(std::move(audience))
    , m_tls(std::move(tls))
{
    for (const auto &replica : plan.replicas) // they have been there for long: no slow start
        enlist(replica.url, replica.weight, replica.url.tls ? m_tls : nullptr, TimePoint::min());
    review();
}

FleetControl::~FleetControl()
{
    if (m_timer)
        m_loop.cancel(*m_timer);
}

void FleetControl::enlist(const http::Url &url, unsigned weight, Tls tls, TimePoint since)
{
    auto replica = std::make_shared<Replica>(url, std::move(tls), static_cast<unsigned>(m_audience.size()));
    auto member = std::make_unique<Member>(Member{.replica = replica,
                                                  .weight = weight,
                                                  .health = HealthRecord(m_plan.checks),
                                                  .ejector = OutlierEjector(m_plan.ejection),
                                                  .checker = nullptr,
                                                  .since = since});
    if (m_plan.checks.on)
        member->checker = std::make_unique<HealthChecker>(
            m_loop, m_plan, *replica, [this, raw = replica.get()](bool good) { checked(raw, good); });
    m_members.push_back(std::move(member));
}

FleetControl::Member *FleetControl::find(const http::Url &url)
{
    const auto found =
        std::ranges::find_if(m_members, [&url](const auto &each) { return each->replica->url() == url; });
    return found == m_members.end() ? nullptr : found->get();
}

FleetControl::Member *FleetControl::find(const Replica *replica)
{
    const auto found =
        std::ranges::find_if(m_members, [replica](const auto &each) { return each->replica.get() == replica; });
    return found == m_members.end() ? nullptr : found->get();
}

void FleetControl::reportOutlier(const std::shared_ptr<Replica> &replica)
{
    m_loop.post([this, replica] { eject(replica.get()); });
}

void FleetControl::eject(const Replica *replica)
{
    auto *const member = find(replica);
    if (member == nullptr)
        return;
    const auto now = Clock::now();
    const auto ejected =
        std::ranges::count_if(m_members, [now](const auto &each) { return each->ejector.isEjected(now); });
    if (!member->ejector.eject(now, static_cast<std::size_t>(ejected), m_members.size()))
        return;
    ++m_ejections;
    member->replica->failuresInRow.store(0, std::memory_order_relaxed);
    review();
}

void FleetControl::checked(const Replica *replica, bool good)
{
    auto *const member = find(replica);
    if (member != nullptr && member->health.checked(good))
        reviewAt(Clock::now()); // not at once: the checker, which may go, is calling
}

FleetControl::Outcome FleetControl::add(const http::Url &url, unsigned weight)
{
    if (auto *const known = find(url); known != nullptr && !known->leaving)
        return std::unexpected(fmt::format("{} is a replica already", url.text()));
    if (url.tls && !m_tls) {
        auto context = http::TlsContext::create({.caFile = m_plan.origin.caFile});
        if (!context)
            return std::unexpected(context.error());
        m_tls = std::make_shared<const http::TlsContext>(std::move(*context));
    }
    std::erase_if(m_members, [&](const auto &each) { // back before it was gone
        const bool same = each->replica->url() == url;
        if (same)
            addTo(m_past, each->replica->origin());
        return same;
    });
    enlist(url, weight, url.tls ? m_tls : nullptr, Clock::now());
    review();
    return {};
}

bool FleetControl::setWeight(const http::Url &url, unsigned weight)
{
    auto *const member = find(url);
    if (member == nullptr)
        return false;
    member->weight = weight;
    publish();
    return true;
}

bool FleetControl::setDraining(const http::Url &url, bool draining)
{
    auto *const member = find(url);
    if (member == nullptr)
        return false;
    member->draining = draining;
    member->leaving = member->leaving && draining;
    if (!draining)
        member->ejector.pardon(Clock::now());
    review();
    return true;
}

bool FleetControl::remove(const http::Url &url)
{
    auto *const member = find(url);
    if (member == nullptr)
        return false;
    const auto replica = member->replica;
    member->draining = true;
    review();
    whenTaken([this, replica] { // before, a loop that has not heard of it may send it a request, which counts
        auto *const left = find(replica.get());
        if (left == nullptr || !left->draining)
            return;
        left->leaving = true;
        review();
    });
    return true;
}

std::string_view FleetControl::stateOf(const Member &member, TimePoint now) const noexcept
{
    if (member.draining)
        return "draining";
    if (!member.health.isHealthy())
        return "unhealthy";
    return member.ejector.isEjected(now) ? "ejected" : "healthy";
}

std::vector<ReplicaStatus> FleetControl::replicas() const
{
    std::vector<ReplicaStatus> all;
    const auto now = Clock::now();
    for (const auto &member : m_members) {
        const auto &replica = *member->replica;
        const auto origin = replica.origin();
        all.push_back({.url = replica.name(),
                       .weight = member->weight,
                       .state = stateOf(*member, now),
                       .requests = origin.requests,
                       .failures = replica.failures(),
                       .inFlight = replica.inFlight.load(std::memory_order_relaxed),
                       .queued = origin.queued,
                       .latencySeconds = replica.latency()});
    }
    return all;
}

OriginStats FleetControl::origin() const
{
    OriginStats sum = m_past;
    for (const auto &member : m_members)
        addTo(sum, member->replica->origin());
    return sum;
}

// Better an answer of a replica that may be well again than all requests on the few that are left.
bool FleetControl::isPanic() const
{
    std::size_t candidates = 0;
    std::size_t fit = 0;
    for (const auto &member : m_members) {
        candidates += member->draining ? 0U : 1U;
        fit += !member->draining && member->fit ? 1U : 0U;
    }
    return fit * 100 < candidates * m_plan.panicPercent;
}

/// Looks who is fit now, and tells the loops.
void FleetControl::review()
{
    const auto now = Clock::now();
    freeThoseWhoLeft();
    for (const auto &member : m_members) {
        const bool fit = member->health.isHealthy() && !member->ejector.isEjected(now);
        if (fit && !member->fit)
            member->since = now;
        member->fit = fit;
    }
    publish();
    lookAgain(now);
}

void FleetControl::publish()
{
    const auto now = Clock::now();
    const bool panic = isPanic();
    auto roster = std::make_shared<Roster>();
    for (const auto &member : m_members) {
        const auto here = member->since == TimePoint::min() ? Clock::duration::max() : now - member->since;
        roster->entries.push_back({.replica = member->replica,
                                   .weight = static_cast<double>(member->weight),
                                   .share = slowStartShare(here, m_plan.slowStart),
                                   .takesRequests = !member->draining && (member->fit || panic)});
    }
    for (const auto &[loop, fleet] : m_audience)
        loop->post([fleet, roster] { fleet->take(roster); });
}

void FleetControl::whenTaken(net::EventLoop::Task task)
{
    struct Round {
        std::atomic<std::size_t> left;
        net::EventLoop::Task task;
    };
    auto round = std::make_shared<Round>(m_audience.size(), std::move(task));
    for (const auto &[loop, fleet] : m_audience) {
        loop->post([this, round] {
            if (--round->left == 0)
                m_loop.post([task = std::move(round->task)]() mutable { task(); }); // and it ends there
        });
    }
}

void FleetControl::freeThoseWhoLeft()
{
    std::erase_if(m_members, [this](const auto &member) {
        const bool gone = member->leaving && member->replica->inFlight.load(std::memory_order_relaxed) == 0;
        if (gone)
            addTo(m_past, member->replica->origin());
        return gone;
    });
}

/// When something changes by the clock alone.
void FleetControl::lookAgain(TimePoint now)
{
    auto next = TimePoint::max();
    const auto step = std::max<Clock::duration>(kShortestStep, m_plan.slowStart / kSlowStartSteps);
    for (const auto &member : m_members) {
        if (member->leaving)
            next = std::min(next, now + kDrainLook);
        if (member->ejector.isEjected(now))
            next = std::min(next, member->ejector.end());
        if (member->fit && member->since != TimePoint::min() && now - member->since < m_plan.slowStart)
            next = std::min(next, now + step);
    }
    reviewAt(next);
}

void FleetControl::reviewAt(TimePoint when)
{
    if (m_timer)
        m_loop.cancel(*m_timer);
    m_timer.reset();
    if (when == TimePoint::max())
        return;
    m_timer = m_loop.runAt(when, [this] {
        m_timer.reset();
        review();
    });
}

}
