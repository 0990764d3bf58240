#pragma once

#include "servers/balancer/picker.h"

#include <string_view>
#include <vector>

namespace escala::servers::balancer {

/// The same key goes to the same replica, and where that has its bound of requests in flight, to the next of the key's
/// own order (consistent hashing with bounded loads, Mirrokni, Thorup and Zadimoghaddam 2018).
///
/// The order is by weighted rendezvous hashing: each replica draws a number from its identity and the key, and the best
/// wins. So shares are as exact as draws are, and when a replica comes or goes only its own keys move. A replica that
/// starts slowly keeps its keys, and a smaller bound.
class BoundedHashPicker final : public Picker {
public:
    /// `factor` times a fair share of all requests in flight is the bound; at least 1.
    explicit BoundedHashPicker(double factor) noexcept
        : m_factor(factor)
    {
    }

    void assign(std::span<const Contender> contenders) override;
    std::size_t pick(const PickRequest &request) override;

private:
    [[nodiscard]] std::int64_t countInFlight() const noexcept;
    [[nodiscard]] bool isFull(std::size_t index, std::int64_t all) const noexcept;
    [[nodiscard]] double score(std::size_t index, std::uint64_t key) const noexcept;

    const double m_factor;
    std::span<const Contender> m_contenders;
    double m_weights = 0;
};

/// Of a key's text.
[[nodiscard]] std::uint64_t hashOf(std::string_view text) noexcept;

}
