#pragma once

#include "random/draw.h"
#include "servers/balancer/picker.h"

namespace escala::servers::balancer {

/// Draws two and takes the better one: nearly as even as asking all, without all loops running to the same one at once
/// (Mitzenmacher 2001). By requests in flight and weight, or by latency as well.
class TwoChoicesPicker final : public Picker {
public:
    enum class By : unsigned char { Requests, Latency };

    TwoChoicesPicker(By by, std::uint64_t seed, std::uint64_t loop) noexcept
        : m_by(by)
        , m_draw(seed, random::streamOf("two choices"), loop)
    {
    }

    void assign(std::span<const Contender> contenders) override { m_contenders = contenders; }
    std::size_t pick(const PickRequest &request) override;

private:
    [[nodiscard]] double cost(const Contender &contender, net::Clock::time_point now) const noexcept;

    const By m_by;
    random::Draw m_draw;
    std::span<const Contender> m_contenders;
};

}
