#pragma once

#include "net/event_loop.h"
#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/peak_ewma.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace escala::servers::balancer {

/// What a picker knows of a replica that takes requests. What it points to stays until the next `assign`.
struct Contender {
    std::uint64_t identity = 0;                          ///< The same for the same URL, in every process.
    double weight = 1;                                   ///< Over 0; less while the replica starts slowly.
    double keyWeight = 1;                                ///< The whole weight, which decides whose a key is.
    const std::atomic<std::int64_t> *inFlight = nullptr; ///< Over all event loops.
    const PeakEwma *latency = nullptr;

    /// Requests in flight with one more, by weight.
    [[nodiscard]] double load() const noexcept
    {
        return static_cast<double>(inFlight->load(std::memory_order_relaxed) + 1) / weight;
    }
};

/// Who may not be picked: a flag for each contender, or empty for nobody.
using Barred = std::span<const unsigned char>;

[[nodiscard]] inline bool isBarred(Barred barred, std::size_t index) noexcept
{
    return !barred.empty() && barred[index] != 0;
}

/// One pick.
struct PickRequest {
    net::Clock::time_point now{};
    std::uint64_t key = 0; ///< A hash of what decides; only for Algorithm::Hash.
    Barred barred{};
};

/// Nobody may be picked.
inline constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

/// Decides which replica gets a request. One object an event loop, on its thread.
class Picker {
public:
    virtual ~Picker() = default;
    /// Who there is from now on, in the order of the replicas. The span itself must stay until the next call.
    virtual void assign(std::span<const Contender> contenders) = 0;
    /// An index into what was assigned, or kNobody.
    [[nodiscard]] virtual std::size_t pick(const PickRequest &request) = 0;
};

/// `loop` is the number of the event loop: each begins elsewhere.
[[nodiscard]] std::unique_ptr<Picker> makePicker(const BalancerPlan &plan, unsigned loop);

}
