#pragma once

#include "charts/chart_spec.h"
#include "charts/run_course.h"

namespace escala::charts {

/// What the table beside a chart holds: of lines over time a row an interval and a column a line, of percentiles a row
/// a percentile and a column a side, of a heat map a row a stretch of time and a column a decade of response time. A
/// view of what it is given: short-lived.
struct ChartTable {
    const ChartSpec &spec;
    const RunCourse &course;
    const std::vector<std::size_t> &sides;

    [[nodiscard]] std::size_t rows() const;
    [[nodiscard]] std::size_t columns() const;
    [[nodiscard]] QString heading(std::size_t column) const;
    /// Empty where a shorter side has nothing any more.
    [[nodiscard]] QString cell(std::size_t row, std::size_t column) const;
};

}
