#include "experiment/run_sample.h"

#include "experiment/plan_fields.h"
#include "experiment/verdict_text.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace escala::experiment {

namespace {

/// Where a server is and how it is trusted, and what is random in another way each time.
constexpr std::array<std::string_view, 4> kElsewhere{"seed", "resolve", "ca_file", "unix_socket"};

void addSettings(const boost::json::value &value, const std::string &path, std::vector<analysis::PlanSetting> &settings)
{
    if (const auto *object = value.if_object()) {
        for (const auto &[field, inner] : *object) {
            if (std::ranges::find(kElsewhere, std::string_view(field)) == kElsewhere.end())
                addSettings(inner, path + '.' + std::string(field), settings);
        }
    } else if (const auto *array = value.if_array()) {
        for (std::size_t index = 0; index < array->size(); ++index)
            addSettings((*array)[index], path + '[' + std::to_string(index) + ']', settings);
    } else if (const auto *text = value.if_string()) {
        settings.push_back({.path = path, .value = std::string(*text)});
    } else {
        settings.push_back({.path = path, .value = boost::json::serialize(value)});
    }
}

using std::chrono::nanoseconds;

/// Of another length, with the same CPU time.
analysis::Block lasting(nanoseconds length, analysis::Block block)
{
    if (block.serverCpu && length > nanoseconds::zero())
        *block.serverCpu *= std::chrono::duration<double>(block.length) / std::chrono::duration<double>(length);
    block.length = length;
    return block;
}

std::uint64_t goodInTime(const metrics::Summary &summary)
{
    return static_cast<std::uint64_t>(std::llround(summary.achievedRps * summary.duration.count()));
}

std::size_t targetsAtOnce(const Experiment &experiment)
{
    return experiment.plan.order == load::Order::Parallel ? experiment.targets.size() : 1;
}

}

analysis::Block blockOf(const metrics::Second &second)
{
    const metrics::SeriesPoint &point = second.point;
    return {.length = point.length,
            .response = second.response.buckets(),
            .requests = point.requests,
            .good = point.good,
            .errors = point.errors,
            .cache = point.cache,
            .serverCpu = point.serverCpu};
}

std::vector<analysis::Block> inTime(std::vector<analysis::Block> seconds, const metrics::Summary &summary)
{
    const auto planned = std::chrono::round<nanoseconds>(summary.duration);
    if (planned <= nanoseconds::zero())
        return seconds;
    nanoseconds time{};
    std::uint64_t good = 0;
    std::vector<analysis::Block> all;
    for (analysis::Block &second : seconds) {
        const nanoseconds left = planned - time;
        if (left > nanoseconds::zero()) {
            time += second.length;
            good += second.good;
            all.push_back(second.length > left ? lasting(left, std::move(second)) : std::move(second));
        } else {
            analysis::Block &last = all.back();
            const nanoseconds length = last.length;
            second.good = 0;
            last = lasting(length, joined(last, second));
        }
    }
    if (const std::uint64_t counted = goodInTime(summary); good > counted)
        all.back().good -= std::min(all.back().good, good - counted);
    return all;
}

analysis::Block blockOf(const TargetResult &target)
{
    const metrics::Summary &summary = target.figures.summary;
    analysis::Block block;
    block.length = std::chrono::duration_cast<std::chrono::nanoseconds>(summary.duration);
    if (target.total)
        block.response = metrics::PackedHistogram(target.total->response).buckets();
    block.requests = summary.responses() + summary.ledger.transportError + summary.ledger.timeout;
    block.good = goodInTime(summary);
    block.errors = summary.failed();
    block.cache = summary.cache;
    double cpu = 0;
    double known = 0;
    for (const metrics::SeriesPoint &point : target.figures.seconds) {
        const double length = std::chrono::duration<double>(point.length).count();
        cpu += point.serverCpu.value_or(0) * length;
        known += point.serverCpu ? length : 0;
    }
    if (known > 0)
        block.serverCpu = cpu / known;
    return block;
}

std::vector<analysis::PlanSetting> planSettings(const Experiment &experiment)
{
    std::vector<analysis::PlanSetting> settings;
    boost::json::object faults;
    addFaults(experiment.faults, faults);
    addSettings(loadFields(experiment.plan), "load", settings);
    if (const auto *planned = faults.if_contains("faults"))
        addSettings(*planned, "faults", settings);
    settings.push_back({.path = "targets", .value = std::to_string(targetsAtOnce(experiment))});
    std::ranges::sort(settings, {}, &analysis::PlanSetting::path);
    return settings;
}

analysis::RunSample sampleOf(const RunResult &result, std::size_t target, std::vector<analysis::Block> seconds)
{
    const bool together = result.targets.size() > 1 && result.experiment.plan.order != load::Order::Sequential;
    return {.run = result.experiment.name,
            .target = result.targets[target].target.name,
            .blocks = inTime(std::move(seconds), result.targets[target].figures.summary),
            .plan = planSettings(result.experiment),
            .verdict = result.generator.verdict,
            .verdictText = describe(result.generator, result.experiment),
            .pairing = together ? result.id : std::string()};
}

}
