#pragma once

#include "monitor/monitor_plan.h"
#include "monitor/source_watch.h"

#include <expected>
#include <map>
#include <string>
#include <vector>

namespace escala::monitor {

/// CPU time and resident memory of the processes that a plan means, added up; processes may come and go. One thread;
/// a reading takes microseconds for a pid and some milliseconds for a name.
class ProcessReader {
public:
    explicit ProcessReader(ProcessPlan plan)
        : m_plan(std::move(plan))
    {
    }

    /// Now; the error says that there is none. A name is looked for again every kLookEvery readings, and where one is
    /// gone. Series are named as Prometheus' client libraries name them.
    [[nodiscard]] std::expected<std::vector<Reading>, std::string> read();

private:
    static constexpr int kLookEvery = 10;
    void look();

    ProcessPlan m_plan;
    std::vector<std::int64_t> m_pids;
    int m_untilLook = 0;                     ///< Readings.
    std::map<std::int64_t, double> m_before; ///< CPU seconds of each.
    double m_total = 0;                      ///< What they used while they were watched.
};

}
