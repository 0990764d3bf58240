#include "load/pace.h"

#include <algorithm>

namespace escala::load {

namespace {

double firstLevel(const LoadPlan &plan)
{
    if (plan.stages.empty())
        return plan.rate;
    const auto found = std::ranges::find_if(plan.stages, [](const Stage &stage) { return stage.from > 0; });
    return found != plan.stages.end() ? found->from : plan.stages.front().to;
}

}

Pace Pace::of(const LoadPlan &plan, std::uint32_t lanes, std::uint32_t connections)
{
    Pace pace;
    pace.connections = connections;
    pace.lanes = lanes;
    const auto profile = plan.stages.empty() ? LoadProfile::constant(plan.rate) : LoadProfile(plan.stages);
    if (plan.model == Model::Open) {
        pace.measured.emplace(profile, plan.arrivals, plan.seed);
        pace.warmup.emplace(LoadProfile::constant(firstLevel(plan)), ArrivalLaw::Constant, plan.seed);
    } else if (!plan.stages.empty()) {
        pace.users.emplace(profile);
    }
    return pace;
}

}
