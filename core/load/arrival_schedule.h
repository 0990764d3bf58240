#pragma once

#include "load/load_profile.h"

#include <chrono>
#include <cstdint>
#include <random>

namespace escala::load {

/// How arrivals of the open model are spread along the planned rate.
enum class ArrivalLaw {
    Constant, ///< Evenly: the n-th is due when the integral of the rate reaches n.
    Poisson,  ///< Independently: exponential gaps, the same for the same seed on every machine.
};

/// When each request of the open model is due, whatever the server does.
///
/// Times are offsets from the start of measuring, computed from the plan alone, so lateness of one request never moves
/// another (no coordinated omission). Workers share a schedule without talking: worker w of n takes the arrivals w,
/// w + n, w + 2n, … so that their union does not depend on how many they are.
///
/// Immutable after construction; any thread may read it, each with a Cursor of its own.
class ArrivalSchedule {
public:
    ArrivalSchedule(LoadProfile profile, ArrivalLaw law, std::uint64_t seed);

    /// Goes through every `stride`-th arrival, from number `first` on. The schedule must outlive it. One thread.
    class Cursor {
    public:
        Cursor(const ArrivalSchedule &schedule, std::uint64_t first, std::uint64_t stride);
        /// The same from an offset on: what was due before it is left out. Poisson arrivals are drawn anew from there
        /// (their past has no bearing on them), alike for every worker.
        Cursor(const ArrivalSchedule &schedule, std::uint64_t first, std::uint64_t stride,
               std::chrono::nanoseconds from);

        /// Number of the arrival at hand, counted from 0 over all workers.
        [[nodiscard]] std::uint64_t index() const noexcept { return m_index; }
        /// When it is due; nanoseconds::max() where there are no more.
        [[nodiscard]] std::chrono::nanoseconds due() const noexcept { return m_due; }
        void advance();

    private:
        void skip(std::uint64_t arrivals);
        void find() noexcept;

        const ArrivalSchedule *m_schedule;
        std::uint64_t m_index = 0;
        std::uint64_t m_stride;
        long double m_count = 0; ///< Poisson: the integral of the rate up to the arrival.
        std::mt19937_64 m_random;
        std::chrono::nanoseconds m_due{};
    };

private:
    LoadProfile m_profile;
    ArrivalLaw m_law;
    std::uint64_t m_seed;
};

}
