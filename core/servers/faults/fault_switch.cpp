#include "servers/faults/fault_switch.h"

#include <utility>

namespace escala::servers {

namespace {

BackendGate::State stateOf(const FaultPlan &faults) noexcept
{
    if (faults.cutBackend)
        return BackendGate::State::Cut;
    return faults.fillQueue ? BackendGate::State::Full : BackendGate::State::Open;
}

}

/// One setting on its way through the loops.
struct FaultSwitch::Round {
    FaultPlan faults;
    Done done;
    std::size_t missing;
    std::string problem; ///< Empty where there is none.
};

std::expected<void, std::string> FaultSwitch::setAtStart(const FaultPlan &faults)
{
    m_faults = faults;
    setGates(faults);
    for (const auto &[loop, faulty] : m_loops) {
        if (auto set = faulty->setFaults(faults); !set)
            return set;
    }
    return {};
}

void FaultSwitch::set(const FaultPlan &faults, Done done)
{
    m_faults = faults;
    setGates(faults);
    const auto round = std::make_shared<Round>(Round{faults, std::move(done), m_loops.size(), {}});
    for (const auto &[loop, faulty] : m_loops) {
        loop->post([this, round, faulty] {
            auto result = faulty->setFaults(round->faults);
            m_admin.post([this, round, result = std::move(result)]() mutable { answered(*round, std::move(result)); });
        });
    }
}

void FaultSwitch::setGates(const FaultPlan &faults)
{
    m_workers.fill(faults.fillQueue);
    m_backend.set(stateOf(faults));
}

void FaultSwitch::answered(Round &round, std::expected<void, std::string> result)
{
    if (!result)
        round.problem = std::move(result.error());
    if (--round.missing > 0)
        return;
    if (round.problem.empty())
        return round.done(round.faults);
    m_faults.refuse = true; // what a loop may fail at is to listen again
    round.done(std::unexpected(round.problem));
}

}
