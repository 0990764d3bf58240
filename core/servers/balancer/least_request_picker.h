#pragma once

#include "servers/balancer/picker.h"

namespace escala::servers::balancer {

/// The fewest requests in flight, by weight; those with as few take turns.
class LeastRequestPicker final : public Picker {
public:
    explicit LeastRequestPicker(std::size_t first = 0) noexcept
        : m_next(first)
    {
    }

    void assign(std::span<const Contender> contenders) override { m_contenders = contenders; }
    std::size_t pick(const PickRequest &request) override;

private:
    std::span<const Contender> m_contenders;
    std::size_t m_next; ///< Where to begin looking.
};

}
