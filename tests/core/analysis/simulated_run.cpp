#include "simulated_run.h"

#include "random/draw.h"

#include <cmath>
#include <numbers>

using namespace escala;
using namespace std::chrono_literals;

namespace {

/// Box and Muller's.
double normal(random::Draw &draw)
{
    const double radius = std::sqrt(-2 * std::log(1 - draw.unit()));
    return radius * std::cos(2 * std::numbers::pi * draw.unit());
}

}

analysis::RunSample simulated(const SimulatedRun &run)
{
    analysis::RunSample sample;
    sample.run = "Simulated";
    sample.target = "Server";
    sample.plan = {{"load.users", "10"}};
    random::Draw weather(run.weatherSeed, 0, 0);
    random::Draw requests(run.seed, 1, 0);
    double level = normal(weather);
    for (std::size_t second = 0; second < run.seconds; ++second) {
        if (second > 0)
            level = run.memory * level + std::sqrt(1 - run.memory * run.memory) * normal(weather);
        // As users do who wait for their answers: the slower a second, the fewer it has.
        const auto count =
            static_cast<std::uint64_t>(std::lround(static_cast<double>(run.requests) * std::exp(-run.weather * level)));
        metrics::Histogram response;
        for (std::uint64_t request = 0; request < count; ++request) {
            const double value = run.median * std::exp(run.weather * level + run.deviation * normal(requests));
            response.record(std::chrono::nanoseconds(static_cast<std::int64_t>(value * 1e9)));
        }
        analysis::Block &block = sample.blocks.emplace_back();
        block.length = 1s;
        block.response = metrics::PackedHistogram(response).buckets();
        block.requests = block.good = count;
    }
    return sample;
}

analysis::RunSample simulatedRounds(const SimulatedRounds &rounds)
{
    analysis::RunSample sample;
    random::Draw draw(rounds.seed, 2, 0);
    for (std::size_t round = 0; round < rounds.rounds; ++round) {
        const double rate = rounds.rate * std::exp(rounds.variation * normal(draw));
        const auto good = static_cast<std::uint64_t>(std::llround(rate));
        sample.blocks.push_back({.length = 1s, .requests = good, .good = good});
    }
    return sample;
}
