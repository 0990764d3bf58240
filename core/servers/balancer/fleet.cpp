#include "servers/balancer/fleet.h"

#include <algorithm>
#include <utility>

namespace escala::servers::balancer {

namespace {

constexpr std::int64_t kSmoothing = 16; // answers that the latency of late is of, about

}

Fleet::Fleet(net::EventLoop &loop, const BalancerPlan &plan, unsigned number, unsigned loops, OnOutlier onOutlier)
    : m_loop(loop)
    , m_plan(plan)
    , m_number(number)
    , m_loops(loops)
    , m_onOutlier(std::move(onOutlier))
    , m_picker(makePicker(plan, number))
{
}

Fleet::~Fleet()
{
    if (m_freeing)
        m_loop.cancel(*m_freeing);
}

std::unique_ptr<Upstream> Fleet::upstreamOf(const std::shared_ptr<Replica> &replica)
{
    const auto found = std::ranges::find(m_upstreams, replica, [](const auto &each) {
        return each ? each->replica() : nullptr; // those that were found already are gone from here
    });
    if (found != m_upstreams.end())
        return std::move(*found);
    return std::make_unique<Upstream>(m_loop, m_plan, replica, m_number, m_loops);
}

void Fleet::take(const std::shared_ptr<const Roster> &roster)
{
    std::vector<std::unique_ptr<Upstream>> upstreams;
    m_takers.clear();
    m_contenders.clear();
    for (const auto &entry : roster->entries) {
        upstreams.push_back(upstreamOf(entry.replica));
        if (!entry.takesRequests)
            continue;
        auto &upstream = *upstreams.back();
        m_takers.push_back(&upstream);
        m_contenders.push_back(
            {.identity = entry.replica->identity(),
             .weight = m_plan.algorithm == Algorithm::RoundRobin ? entry.share : entry.weight * entry.share,
             .keyWeight = entry.weight,
             .inFlight = &entry.replica->inFlight,
             .latency = &upstream.latency()});
    }
    for (auto &left : m_upstreams) {
        if (left)
            m_retired.push_back(std::move(left));
    }
    m_upstreams = std::move(upstreams);
    m_picker->assign(m_contenders);
    freeRetired();
}

Upstream *Fleet::choose(const Wish &wish, TimePoint now)
{
    if (wish.sticky != 0) {
        if (auto *const known = sticky(wish, now); known != nullptr)
            return known;
    }
    auto index = m_picker->pick({.now = now, .key = wish.key, .barred = bar(wish, now, true)});
    if (index == kNobody && m_plan.maxInFlight)
        index = m_picker->pick({.now = now, .key = wish.key, .barred = bar(wish, now, false)}); // it will wait
    return index == kNobody ? nullptr : m_takers[index];
}

bool Fleet::hasOther(const Upstream &than) const noexcept
{
    return std::ranges::any_of(m_takers, [&than](const auto *taker) { return taker != &than; });
}

bool Fleet::mayTake(Upstream &upstream, const Wish &wish, TimePoint now) const
{
    return upstream.breaker().allows(now) && std::ranges::find(wish.tried, upstream.replica()) == wish.tried.end();
}

Upstream *Fleet::sticky(const Wish &wish, TimePoint now) const
{
    for (auto *const taker : m_takers) {
        if (taker->replica()->identity() == wish.sticky)
            return mayTake(*taker, wish, now) ? taker : nullptr;
    }
    return nullptr;
}

// Mostly nobody is barred, and there is nothing to do. `full`: those without room too.
Barred Fleet::bar(const Wish &wish, TimePoint now, bool full)
{
    full = full && m_plan.maxInFlight;
    if (wish.tried.empty() && m_plan.breaker.percent == 0 && !full)
        return {};
    m_barred.clear();
    for (auto *const taker : m_takers)
        m_barred.push_back(!mayTake(*taker, wish, now) || (full && taker->isFull()) ? 1 : 0);
    return m_barred;
}

bool Fleet::sent(Upstream &upstream, TimePoint now)
{
    ++upstream.attempts;
    upstream.replica()->inFlight.fetch_add(1, std::memory_order_relaxed);
    return upstream.breaker().sent(now);
}

void Fleet::succeeded(Upstream &upstream, TimePoint now, net::Clock::duration latency, bool tries)
{
    auto &inRow = upstream.replica()->failuresInRow;
    if (inRow.load(std::memory_order_relaxed) != 0)
        inRow.store(0, std::memory_order_relaxed);
    upstream.breaker().succeeded(now, tries);
    if (m_plan.algorithm == Algorithm::PeakEwma)
        upstream.latency().observe(now, latency);
    auto &tallied = upstream.tally().latency;
    const auto nanoseconds = std::chrono::nanoseconds(latency).count();
    const auto before = tallied.value();
    tallied.add(before == 0 ? nanoseconds : (nanoseconds - before) / kSmoothing);
}

void Fleet::failed(Upstream &upstream, TimePoint now, bool tries)
{
    upstream.breaker().failed(now, tries);
    const auto inRow = upstream.replica()->failuresInRow.fetch_add(1, std::memory_order_relaxed) + 1;
    if (m_plan.ejection.after != 0 && inRow % m_plan.ejection.after == 0)
        m_onOutlier(upstream.replica());
}

void Fleet::done(Upstream &upstream, bool tries)
{
    --upstream.attempts;
    upstream.replica()->inFlight.fetch_sub(1, std::memory_order_relaxed);
    if (tries)
        upstream.breaker().forgotten();
    if (m_retired.empty() || m_freeing)
        return;
    m_freeing = m_loop.runAfter(net::Clock::duration::zero(), [this] { // the upstream's pool may be calling
        m_freeing.reset();
        freeRetired();
    });
}

void Fleet::freeRetired()
{
    std::erase_if(m_retired, [](const auto &each) { return each->attempts == 0; });
}

}
