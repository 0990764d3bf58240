#include "servers/balancer/picker.h"

#include "servers/balancer/bounded_hash_picker.h"
#include "servers/balancer/least_request_picker.h"
#include "servers/balancer/random_picker.h"
#include "servers/balancer/round_robin_picker.h"
#include "servers/balancer/smooth_weighted_picker.h"
#include "servers/balancer/two_choices_picker.h"

namespace escala::servers::balancer {

std::unique_ptr<Picker> makePicker(const BalancerPlan &plan, unsigned loop)
{
    switch (plan.algorithm) {
    case Algorithm::RoundRobin:
        return std::make_unique<RoundRobinPicker>(loop);
    case Algorithm::Weighted:
        return std::make_unique<SmoothWeightedPicker>();
    case Algorithm::LeastRequest:
        return std::make_unique<LeastRequestPicker>(loop);
    case Algorithm::TwoChoices:
        return std::make_unique<TwoChoicesPicker>(TwoChoicesPicker::By::Requests, plan.seed, loop);
    case Algorithm::PeakEwma:
        return std::make_unique<TwoChoicesPicker>(TwoChoicesPicker::By::Latency, plan.seed, loop);
    case Algorithm::Random:
        return std::make_unique<RandomPicker>(plan.seed, loop);
    case Algorithm::Hash:
        return std::make_unique<BoundedHashPicker>(plan.hashLoad);
    }
    return nullptr;
}

}
