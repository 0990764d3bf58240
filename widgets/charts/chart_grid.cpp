#include "charts/chart_grid.h"

#include "charts/chart_export.h"

#include "charts/plot.h"

#include <QGridLayout>

#include <algorithm>
#include <numeric>

namespace escala::charts {

namespace {

constexpr int kColumnGap = 12; // as between the cards above
constexpr int kRowGap = 8;

}

ChartGrid::ChartGrid(std::vector<ChartSpec> specs, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(kColumnGap);
    m_grid->setVerticalSpacing(kRowGap);
    for (auto &spec : specs)
        m_rows.push_back({.spec = std::move(spec), .scales = {}, .panels = {}, .hidden = {}});
}

void ChartGrid::arrange(const RunCourse &course, bool overlay)
{
    QStringList names;
    for (const auto &side : course.sides)
        names << side.name;
    if (names == m_names && overlay == m_overlay)
        return;
    m_names = names;
    m_overlay = overlay;
    resetScales();
    const auto count = course.sides.size();
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        for (auto *panel : std::exchange(m_rows[row].panels, {}))
            delete panel;
        m_grid->setRowStretch(static_cast<int>(row), m_rows[row].spec.stretch);
        fillRow(row, course);
    }
    const int columns = static_cast<int>(count);
    for (int column = 0; column < std::max(columns, m_grid->columnCount()); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

// Percentiles are compared in one chart always, colours of two sides can't lie on each other.
void ChartGrid::fillRow(std::size_t row, const RunCourse &course)
{
    const auto kind = m_rows[row].spec.kind;
    const auto count = course.sides.size();
    if (count == 0)
        return;
    if (kind == ChartSpec::Kind::Tail || (m_overlay && kind == ChartSpec::Kind::Course)) {
        std::vector<std::size_t> all(count);
        std::iota(all.begin(), all.end(), 0U);
        addPanel(row, 0, static_cast<int>(count), course, std::move(all));
        return;
    }
    for (std::size_t side = 0; side < count; ++side)
        addPanel(row, static_cast<int>(side), 1, course, {side});
}

void ChartGrid::addPanel(std::size_t row, int column, int span, const RunCourse &course, std::vector<std::size_t> sides)
{
    auto *panel = new ChartPanel(m_rows[row].spec, course, std::move(sides), this);
    panel->setExportable(chartNames().contains(panel->objectName())); // others are of a page alone
    m_grid->addWidget(panel, static_cast<int>(row), column, 1, span);
    m_rows[row].panels.push_back(panel);
    connect(panel, &ChartPanel::curveToggled, this, [this, row](std::size_t side, std::size_t figure, bool shown) {
        if (shown)
            m_rows[row].hidden.erase({side, figure});
        else
            m_rows[row].hidden.insert({side, figure});
        m_rows[row].scales.reset();
        Q_EMIT curvesChanged();
    });
    Q_EMIT panelAdded(panel);
}

ChartPanel::View ChartGrid::viewOf(const Row &row, const RunCoursePtr &course, const TimeAxes &times) const
{
    return {.course = course,
            .times = times,
            .scales = row.scales,
            .shown = [&row](std::size_t side, std::size_t figure) { return !row.hidden.contains({side, figure}); }};
}

void ChartGrid::draw(const RunCoursePtr &course, const TimeAxes &times, const Options &options, bool describe)
{
    for (auto &row : m_rows) {
        if (describe) {
            for (auto *panel : row.panels)
                panel->describe(course);
        }
        const auto isSeen = [](const ChartPanel *panel) { return !panel->visibleRegion().isEmpty(); };
        if (std::ranges::none_of(row.panels, isSeen))
            continue;
        const auto view = viewOf(row, course, times);
        row.scales.update(row.spec, *course, times, view.shown,
                          {.logLatency = options.logLatency, .ticks = row.panels.front()->valueTicks()});
        for (auto *panel : row.panels) {
            if (isSeen(panel))
                panel->show(view);
        }
    }
}

void ChartGrid::setCrosshair(const RunCoursePtr &course, const TimeAxes &times, const ChartPanel::Crosshair &crosshair)
{
    for (const auto &row : m_rows) {
        const auto view = viewOf(row, course, times);
        for (auto *panel : row.panels)
            panel->setCrosshair(view, crosshair);
    }
}

void ChartGrid::resetScales()
{
    for (auto &row : m_rows)
        row.scales.reset();
}

std::vector<ChartPanel *> ChartGrid::panels() const
{
    std::vector<ChartPanel *> all;
    for (const auto &row : m_rows)
        all.insert(all.end(), row.panels.begin(), row.panels.end());
    return all;
}

double ChartGrid::paintMs() const
{
    double sum = 0;
    for (const auto *panel : panels()) {
        if (!panel->visibleRegion().isEmpty())
            sum += panel->plot()->lastPaintMs();
    }
    return sum;
}

}
