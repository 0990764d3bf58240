#pragma once

#include "random/draw.h"
#include "servers/balancer/picker.h"

namespace escala::servers::balancer {

/// Drawn by weight, independently of everything before.
class RandomPicker final : public Picker {
public:
    RandomPicker(std::uint64_t seed, std::uint64_t loop) noexcept
        : m_draw(seed, random::streamOf("random replica"), loop)
    {
    }

    void assign(std::span<const Contender> contenders) override { m_contenders = contenders; }
    std::size_t pick(const PickRequest &request) override;

private:
    random::Draw m_draw;
    std::span<const Contender> m_contenders;
};

}
