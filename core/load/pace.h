#pragma once

#include "load/arrival_schedule.h"
#include "load/load_plan.h"
#include "load/load_profile.h"

#include <cstdint>
#include <optional>

namespace escala::load {

/// What the plan says of when requests begin, made ready for the lanes. The same for every target of a run, so that all
/// are loaded alike. Immutable; any thread.
struct Pace {
    std::optional<ArrivalSchedule> measured; ///< Open model.
    std::optional<ArrivalSchedule> warmup;   ///< Open model: evenly at the first level that is not 0.
    std::optional<LoadProfile> users;        ///< Closed model with stages: users over the measured time.
    std::uint32_t connections = 0;           ///< Users, or the most connections, of each target.
    std::uint32_t lanes = 1;                 ///< Of each target.

    /// `connections` at most, for a plan of the open model that names no limit of its own.
    static Pace of(const LoadPlan &plan, std::uint32_t lanes, std::uint32_t connections);

    /// What one lane of the total has: dealt like cards.
    [[nodiscard]] std::uint32_t connectionsOf(std::uint32_t lane) const noexcept
    {
        return connections / lanes + (lane < connections % lanes ? 1 : 0);
    }
};

}
