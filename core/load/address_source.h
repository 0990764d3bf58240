#pragma once

#include "load/address_ring.h"
#include "load/connection_spec.h"
#include "load/load_plan.h"
#include "load/target_run.h"
#include "net/resolver.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace escala::load {

/// How names are looked up, where the plan does not leave that to the system.
[[nodiscard]] net::Resolver::Options resolverOptionsOf(const LoadPlan &plan);

/// Where the connections of a lane lead: the addresses of its target, asked for as the plan says.
///
/// For each connection a question of its own; or, by TTL, one question for all who need a connection once the answer
/// before has run out. The lane's thread only.
class AddressSource {
public:
    using TimePoint = net::Clock::time_point;

    /// Who waits for an answer.
    class Waiter {
    public:
        /// `time` is how long the answer took, told to one of those who wait for it.
        virtual void lookedUp(bool found, std::optional<std::chrono::nanoseconds> time) = 0;
        std::uint64_t question = 0; ///< That it waits for; the source's to set.

    protected:
        ~Waiter() = default;
    };

    /// `resolver` may be null where the addresses are known before the run.
    AddressSource(TargetRun &target, DnsMode mode, net::Resolver *resolver, std::size_t start);
    AddressSource(const AddressSource &) = delete;
    AddressSource &operator=(const AddressSource &) = delete;

    /// A connection that is made at `now` must ask first.
    [[nodiscard]] bool mustAsk(TimePoint now) const noexcept;
    /// The waiter is told later, once.
    void ask(AddressSource::Waiter &waiter);
    /// It waits no more. Harmless when it does not.
    void forget(AddressSource::Waiter &waiter) noexcept;

    /// Which addresses the next connection tries.
    [[nodiscard]] AddressRing::Turn take(TimePoint now) { return m_ring.take(now); }
    void failed(const net::Endpoint &endpoint, TimePoint now) { m_ring.failed(endpoint, now); }

private:
    struct Question {
        TimePoint asked;
        std::deque<Waiter *> waiters;
        bool answered = false;
    };
    void answered(std::uint64_t question, net::Resolver::Answer answer);

    TargetRun &m_target;
    DnsMode m_mode;
    net::Resolver *m_resolver;
    AddressRing m_ring;
    TimePoint m_validUntil = TimePoint::min();
    std::map<std::uint64_t, Question> m_questions; ///< Under way, or being answered.
    std::uint64_t m_lastQuestion = 0;
};

}
