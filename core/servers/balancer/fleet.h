#pragma once

#include "servers/balancer/balancer_plan.h"
#include "servers/balancer/picker.h"
#include "servers/balancer/roster.h"
#include "servers/balancer/upstream.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace escala::servers::balancer {

/// The replicas of one event loop: who takes requests, and which one gets the next. The loop's thread only.
class Fleet {
public:
    using TimePoint = net::Clock::time_point;
    using Tried = std::span<const std::shared_ptr<Replica>>;
    /// Is told of a replica that failed often enough to be an outlier.
    using OnOutlier = std::function<void(const std::shared_ptr<Replica> &)>;

    Fleet(net::EventLoop &loop, const BalancerPlan &plan, unsigned number, unsigned loops, OnOutlier onOutlier);
    ~Fleet();
    Fleet(const Fleet &) = delete;
    Fleet &operator=(const Fleet &) = delete;

    /// Who there is from now on. Requests under way to those who left go on.
    void take(const std::shared_ptr<const Roster> &roster);

    struct Wish {
        std::uint64_t key = 0;    ///< For Algorithm::Hash.
        std::uint64_t sticky = 0; ///< The identity of who should get it, if that can; 0: nobody's.
        Tried tried{};            ///< Who shall not.
    };
    /// Null where nobody can take it.
    [[nodiscard]] Upstream *choose(const Wish &wish, TimePoint now);

    /// Somebody else takes requests. (The one that failed may do so no more.)
    [[nodiscard]] bool hasOther(const Upstream &than) const noexcept;

    // A request goes to an upstream, and what becomes of it: `sent` first, `done` last, each once.

    /// True where it tries an upstream whose breaker is open: this is to be said again.
    [[nodiscard]] bool sent(Upstream &upstream, TimePoint now);
    void succeeded(Upstream &upstream, TimePoint now, net::Clock::duration latency, bool tries);
    void failed(Upstream &upstream, TimePoint now, bool tries);
    /// `tries`: and neither of those was called. The upstream may go then.
    void done(Upstream &upstream, bool tries);

private:
    [[nodiscard]] bool mayTake(Upstream &upstream, const Wish &wish, TimePoint now) const;
    [[nodiscard]] Upstream *sticky(const Wish &wish, TimePoint now) const;
    [[nodiscard]] Barred bar(const Wish &wish, TimePoint now, bool full);
    [[nodiscard]] std::unique_ptr<Upstream> upstreamOf(const std::shared_ptr<Replica> &replica);
    void freeRetired();

    net::EventLoop &m_loop;
    const BalancerPlan &m_plan;
    const unsigned m_number;
    const unsigned m_loops;
    const OnOutlier m_onOutlier;
    const std::unique_ptr<Picker> m_picker;
    std::vector<std::unique_ptr<Upstream>> m_upstreams;
    std::vector<std::unique_ptr<Upstream>> m_retired; ///< Of the roster no more, with requests under way.
    std::vector<Upstream *> m_takers;
    std::vector<Contender> m_contenders; ///< The same.
    std::vector<unsigned char> m_barred;
    std::optional<net::EventLoop::TimerKey> m_freeing;
};

}
