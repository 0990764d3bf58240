#pragma once

#include "servers/balancer/picker.h"

#include <vector>

namespace escala::servers::balancer {

/// In turn by weight, and evenly spread: weights of 5, 1 and 1 give a a b a c a a, not five of one in a row (the smooth
/// weighted round robin of nginx). Over as many picks as the weights add up to, each gets exactly its weight.
class SmoothWeightedPicker final : public Picker {
public:
    void assign(std::span<const Contender> contenders) override;
    std::size_t pick(const PickRequest &request) override;

private:
    std::span<const Contender> m_contenders;
    std::vector<double> m_lead; ///< How far each is behind its share; the sum is zero.
};

}
