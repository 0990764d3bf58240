#include "many_runs.h"

#include "store/history.h"
#include "store/run_writer.h"
#include "stored_sample.h"

#include <fmt/format.h>

#include <cstdlib>

namespace escala::tests {

namespace {

void require(const std::expected<void, store::StoreError> &outcome)
{
    if (outcome)
        return;
    fmt::print(stderr, "{}\n", outcome.error().message);
    std::exit(2);
}

}

void storeManyRuns(const std::filesystem::path &file, std::size_t runs)
{
    const auto database = store::Database::open(file);
    const SampleRun sample = sampleRun({.targets = 4, .seconds = 1, .requests = 20});
    auto transaction = store::Transaction::begin(**database);
    for (std::size_t i = 0; i < runs; ++i) {
        store::RunRow row;
        row.id = fmt::format("{:08x}-89ab-4def-8123-456789abcdef", i);
        row.name = fmt::format("Run {} of the night", i * 7919 % runs);
        row.startedAt = std::chrono::system_clock::time_point(std::chrono::minutes(i));
        row.state = store::RunState::Finished;
        row.verdict = static_cast<metrics::Verdict>(i % 3);
        row.targets = {"Slow", "Cached", "Proxy", "Balancer"};
        row.urls = {"http://127.0.0.1:5001/", "http://127.0.0.1:5000/", "http://127.0.0.1:8080/",
                    "http://127.0.0.1:8081/"};
        row.requests = i * 31 % 100'000;
        row.achievedRps = static_cast<double>(i * 17 % 5000);
        row.p99 = static_cast<double>(i * 13 % 1000) / 1000;
        row.tags = i % 10 == 0 ? std::vector<std::string>{"ci"} : std::vector<std::string>{};
        require(store::insertRun(**database, row, sample.result, sample.seconds));
    }
    require(transaction->commit());
}

}
