#include "load/request/request_mix.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace escala::load {

namespace {

/// Divided by their greatest common divisor.
std::vector<std::uint64_t> reducedWeights(const std::vector<RequestSpec> &specs)
{
    std::uint64_t common = 0;
    for (const RequestSpec &spec : specs)
        common = std::gcd(common, std::uint64_t{spec.weight});
    std::vector<std::uint64_t> weights;
    for (const RequestSpec &spec : specs)
        weights.push_back(spec.weight / std::max<std::uint64_t>(common, 1));
    return weights;
}

std::vector<std::uint16_t> smoothOrder(const std::vector<std::uint64_t> &weights)
{
    const auto period = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    std::vector<std::int64_t> credit(weights.size());
    std::vector<std::uint16_t> order;
    while (order.size() < period) {
        for (std::size_t i = 0; i < weights.size(); ++i)
            credit[i] += static_cast<std::int64_t>(weights[i]);
        const auto richest = std::ranges::max_element(credit);
        *richest -= static_cast<std::int64_t>(period);
        order.push_back(static_cast<std::uint16_t>(richest - credit.begin()));
    }
    return order;
}

}

std::string problemOfWeights(const std::vector<RequestSpec> &specs)
{
    if (specs.size() > std::numeric_limits<std::uint16_t>::max())
        return fmt::format("there may be {} requests, not {}", std::numeric_limits<std::uint16_t>::max(), specs.size());
    if (std::ranges::any_of(specs, [](const RequestSpec &spec) { return spec.weight == 0; }))
        return "weight must be at least 1";
    const auto weights = reducedWeights(specs);
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    if (sum > RequestMix::kMaxPeriod)
        return fmt::format("the weights add up to {} when divided by what they have in common; at most {} can be mixed "
                           "exactly, so round them",
                           sum, RequestMix::kMaxPeriod);
    return {};
}

std::expected<RequestMix, std::string> RequestMix::compile(const http::Url &url, const std::vector<RequestSpec> &specs,
                                                           const RequestSettings &settings, const Variables *variables)
{
    RequestMix mix;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        auto request = RequestTemplate::compile(url, specs[i], settings, variables);
        if (!request)
            return std::unexpected(specs.size() == 1 ? request.error()
                                                     : fmt::format("request {}: {}", i + 1, request.error()));
        mix.m_requests.push_back(std::move(*request));
    }
    mix.m_order = smoothOrder(reducedWeights(specs));
    mix.m_sources = variables != nullptr ? variables->sources() : 0;
    std::vector<std::uint32_t> drawn(mix.m_sources);
    for (const std::uint16_t index : mix.m_order) {
        mix.m_before.insert(mix.m_before.end(), drawn.begin(), drawn.end());
        for (const std::uint32_t source : mix.m_requests[index].sources())
            ++drawn[source];
    }
    mix.m_before.insert(mix.m_before.end(), drawn.begin(), drawn.end());
    return mix;
}

void RequestMix::drawsAt(std::uint64_t number, std::span<std::uint64_t> draws) const noexcept
{
    const std::uint64_t period = number / m_order.size();
    const auto at = static_cast<std::size_t>(number % m_order.size());
    const auto *before = m_before.data() + at * m_sources;
    const auto *whole = m_before.data() + m_order.size() * m_sources;
    for (std::size_t i = 0; i < m_sources; ++i)
        draws[i] = period * whole[i] + before[i];
}

}
