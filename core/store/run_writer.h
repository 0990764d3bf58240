#pragma once

#include "experiment/run_result.h"
#include "metrics/second.h"
#include "store/database.h"
#include "store/run_row.h"
#include "store/seconds_total.h"
#include "store/server_courses.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace escala::store {

/// Which repetition a run belongs to.
struct Repetition {
    std::string group{};
    std::uint32_t round = 0;
};

/// Writes one run into a history file as it goes: begin, seconds over and over, finish. Each call is one transaction:
/// when it returns well, what it was given survives the end of this process; when it fails, nothing of it was written
/// and it can be tried again. One thread, that of the database.
class RunWriter {
public:
    explicit RunWriter(Database &database);

    /// `head`: all that is known before the load starts.
    [[nodiscard]] std::expected<void, StoreError> begin(const experiment::RunResult &head,
                                                        const Repetition &repetition = {});
    /// `soFar`: the head with what is known by now beside the seconds, without courses; what the run is if it ends
    /// here. Of the courses what is new is written, so that a second takes no longer after hours.
    [[nodiscard]] std::expected<void, StoreError> add(std::span<const metrics::TargetSecond> seconds,
                                                      const experiment::RunResult &soFar,
                                                      const ServerCourses &courses = {});
    /// The result takes the place of what was known until now.
    [[nodiscard]] std::expected<void, StoreError> finish(const experiment::RunResult &result);
    /// It has no result: it is kept as interrupted, or deleted where not one second was measured.
    [[nodiscard]] std::expected<void, StoreError> abandon();

private:
    using Ends = std::vector<std::vector<std::chrono::steady_clock::time_point>>;

    [[nodiscard]] std::expected<void, StoreError> addCourses(const ServerCourses &courses, Ends &ends,
                                                             std::uint64_t &bytes);
    [[nodiscard]] std::expected<void, StoreError> updateFigures(const RunRow &figures);
    [[nodiscard]] RunRow rowOfSeconds(const experiment::RunResult &soFar);

    Database &m_database;
    std::int64_t m_key = 0;
    std::uint64_t m_partBytes = 0;      ///< Of all that was added.
    std::vector<SecondsTotal> m_totals; ///< One a target.
    Ends m_ends;                        ///< Until when each server's course is in the file.
    std::int64_t m_parts = 0;           ///< Of the courses.
};

/// Writes a whole run into an open transaction, as an import does.
[[nodiscard]] std::expected<void, StoreError> insertRun(const Database &database, RunRow row,
                                                        const experiment::RunResult &result,
                                                        std::span<const metrics::TargetSecond> seconds);

}
