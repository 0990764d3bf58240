#pragma once

#include "metrics/histogram.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace escala::metrics {

/// How many answers of each response time came in each stretch of a run: what a heat map shows.
///
/// Rows are buckets of response time, evenly on a logarithmic axis; columns are stretches of equal length. When there
/// would be more than kMostColumns, pairs of columns become one, so its size does not depend on how long a run is. A
/// value type; one thread at a time.
class HeatGrid {
public:
    static constexpr std::size_t kMostColumns = 240;
    static constexpr int kRowsPerDecade = 8;
    static constexpr std::size_t kRows = 10 * kRowsPerDecade; ///< From 1 µs; the last ones hold an hour.
    using Column = std::array<std::uint64_t, kRows>;

    HeatGrid() = default;
    /// `width` of a column to begin with; positive.
    explicit HeatGrid(std::chrono::nanoseconds width);
    /// As one was that had them; at most kMostColumns.
    HeatGrid(std::chrono::nanoseconds width, std::vector<Column> columns);

    /// Adds what was answered at a moment since the start of measuring.
    void add(std::chrono::nanoseconds at, const Histogram &response);
    void add(std::chrono::nanoseconds at, std::chrono::nanoseconds response);

    [[nodiscard]] std::chrono::nanoseconds width() const noexcept { return m_width; }
    [[nodiscard]] const std::vector<Column> &columns() const noexcept { return m_columns; }
    /// The greatest count of a cell.
    [[nodiscard]] std::uint64_t most() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return most() == 0; }

    /// Lower edge of a row; the upper one is that of the next.
    [[nodiscard]] static std::chrono::duration<double> edgeOf(std::size_t row) noexcept;
    [[nodiscard]] static std::size_t rowOf(std::chrono::microseconds response) noexcept;

    friend bool operator==(const HeatGrid &, const HeatGrid &) = default;

private:
    [[nodiscard]] Column &columnAt(std::chrono::nanoseconds at);
    void widen();

    std::chrono::nanoseconds m_width{};
    std::vector<Column> m_columns;
};

}
