#pragma once

#include "servers/balancer/picker.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace escala::tests {

/// Replicas as a picker sees them, with numbers that the test sets.
class Contenders {
public:
    explicit Contenders(const std::vector<double> &weights)
    {
        for (const double weight : weights)
            add(weight);
    }

    void add(double weight, std::uint64_t identity = 0)
    {
        m_numbers.push_back(std::make_unique<Numbers>());
        const auto &numbers = *m_numbers.back();
        all.push_back({.identity = identity == 0 ? 1000 + all.size() : identity,
                       .weight = weight,
                       .keyWeight = weight,
                       .inFlight = &numbers.inFlight,
                       .latency = &numbers.latency});
    }

    [[nodiscard]] std::atomic<std::int64_t> &inFlight(std::size_t index) { return m_numbers[index]->inFlight; }
    [[nodiscard]] servers::balancer::PeakEwma &latency(std::size_t index) { return m_numbers[index]->latency; }

    std::vector<servers::balancer::Contender> all;

private:
    struct Numbers {
        std::atomic<std::int64_t> inFlight = 0;
        servers::balancer::PeakEwma latency;
    };
    std::vector<std::unique_ptr<Numbers>> m_numbers;
};

/// How often each was picked in so many picks.
inline std::vector<int> countPicks(servers::balancer::Picker &picker, std::size_t contenders, int picks,
                                   servers::balancer::Barred barred = {})
{
    std::vector<int> counts(contenders, 0);
    for (int i = 0; i < picks; ++i)
        ++counts[picker.pick({.now = {}, .key = static_cast<std::uint64_t>(i), .barred = barred})];
    return counts;
}

/// Pearson's chi-square of counts against the shares that weights say.
inline double chiSquare(const std::vector<int> &counts, const std::vector<double> &weights)
{
    double total = 0;
    double weight = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        total += counts[i];
        weight += weights[i];
    }
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double expected = total * weights[i] / weight;
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    return sum;
}

/// The value that chi-square exceeds once in a thousand, for 1 to 5 degrees of freedom.
inline double chiSquareLimit(std::size_t freedom)
{
    constexpr double limits[]{0, 10.828, 13.816, 16.266, 18.467, 20.515};
    return limits[freedom];
}

}
