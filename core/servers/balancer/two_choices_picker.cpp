#include "servers/balancer/two_choices_picker.h"

#include <algorithm>

namespace escala::servers::balancer {

namespace {

/// A replica that nobody has heard of gets a request, and the next when that was answered.
constexpr double kUnknownLatency = 1e6;

std::size_t countUnbarred(Barred barred, std::size_t count) noexcept
{
    return barred.empty() ? count : static_cast<std::size_t>(std::ranges::count(barred, 0));
}

/// The index of the `number`-th that may be picked.
std::size_t unbarredAt(Barred barred, std::size_t number) noexcept
{
    if (barred.empty())
        return number;
    std::size_t index = 0;
    for (;; ++index) {
        if (barred[index] == 0 && number-- == 0)
            return index;
    }
}

}

std::size_t TwoChoicesPicker::pick(const PickRequest &request)
{
    const auto count = countUnbarred(request.barred, m_contenders.size());
    if (count == 0)
        return kNobody;
    if (count == 1)
        return unbarredAt(request.barred, 0);
    const auto one = m_draw.below(count);
    auto other = m_draw.below(count - 1);
    other += other >= one ? 1 : 0;
    const auto first = unbarredAt(request.barred, one);
    const auto second = unbarredAt(request.barred, other);
    return cost(m_contenders[second], request.now) < cost(m_contenders[first], request.now) ? second : first;
}

double TwoChoicesPicker::cost(const Contender &contender, net::Clock::time_point now) const noexcept
{
    if (m_by == By::Requests)
        return contender.load();
    const double latency = contender.latency->at(now).count();
    if (latency > 0)
        return latency * contender.load();
    const auto inFlight = contender.inFlight->load(std::memory_order_relaxed);
    return inFlight == 0 ? 0 : kUnknownLatency * contender.load();
}

}
