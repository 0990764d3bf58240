#include "metrics/heat_grid.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace escala::metrics {

using std::chrono::nanoseconds;

HeatGrid::HeatGrid(nanoseconds width)
    : m_width(width)
{
}

HeatGrid::HeatGrid(nanoseconds width, std::vector<Column> columns)
    : m_width(width)
    , m_columns(std::move(columns))
{
}

void HeatGrid::add(nanoseconds at, const Histogram &response)
{
    if (response.empty())
        return;
    Column &column = columnAt(at);
    const auto counts = response.counts();
    for (std::size_t index = 0; index < counts.size(); ++index) {
        if (counts[index] != 0)
            column[rowOf(Histogram::valueAt(index) + Histogram::widthAt(index) / 2)] += counts[index];
    }
}

void HeatGrid::add(nanoseconds at, nanoseconds response)
{
    ++columnAt(at)[rowOf(std::chrono::duration_cast<std::chrono::microseconds>(response))];
}

HeatGrid::Column &HeatGrid::columnAt(nanoseconds at)
{
    while (static_cast<std::size_t>(at / m_width) >= kMostColumns)
        widen();
    const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, at / m_width));
    if (m_columns.size() <= index)
        m_columns.resize(index + 1);
    return m_columns[index];
}

void HeatGrid::widen()
{
    std::vector<Column> wider((m_columns.size() + 1) / 2);
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        for (std::size_t row = 0; row < kRows; ++row)
            wider[column / 2][row] += m_columns[column][row];
    }
    m_columns = std::move(wider);
    m_width *= 2;
}

std::uint64_t HeatGrid::most() const noexcept
{
    std::uint64_t most = 0;
    for (const Column &column : m_columns)
        most = std::max(most, *std::ranges::max_element(column));
    return most;
}

std::chrono::duration<double> HeatGrid::edgeOf(std::size_t row) noexcept
{
    return std::chrono::duration<double>(1e-6 * std::pow(10, static_cast<double>(row) / kRowsPerDecade));
}

std::size_t HeatGrid::rowOf(std::chrono::microseconds response) noexcept
{
    const auto micros = static_cast<double>(std::max<std::int64_t>(1, response.count()));
    return std::min(kRows - 1, static_cast<std::size_t>(std::log10(micros) * kRowsPerDecade + 1e-9));
}

}
