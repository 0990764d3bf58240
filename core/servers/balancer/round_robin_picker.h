#pragma once

#include "servers/balancer/picker.h"

#include <vector>

namespace escala::servers::balancer {

/// One after the other. Each turn a contender gains its weight, and a whole one is a request: so with weights of 1 all
/// take turns, and one that starts slowly is passed over now and then. Weights over 1 count as 1.
class RoundRobinPicker final : public Picker {
public:
    explicit RoundRobinPicker(std::size_t first = 0) noexcept
        : m_next(first)
    {
    }

    void assign(std::span<const Contender> contenders) override;
    std::size_t pick(const PickRequest &request) override;

private:
    std::span<const Contender> m_contenders;
    std::vector<double> m_credit;
    std::size_t m_next;
};

}
