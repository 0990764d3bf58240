#include "charts/heat_face.h"

#include "charts/course_reading.h"
#include "charts/number_text.h"
#include "common/colour.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace escala::charts {

using metrics::HeatGrid;
using Milliseconds = std::chrono::duration<double, std::milli>;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr int kShades = 16; // cells of one shade beside each other are painted as one
constexpr double kBarWidth = 96;
constexpr double kGap = 6;

// ColorBrewer's YlGnBu (colorbrewer2.org), without its lightest shades.
constexpr std::array<QRgb, 7> kShadesOfBlue{0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x253494, 0x081d58};

int shadeOf(std::uint64_t count, std::uint64_t most)
{
    if (most <= 1)
        return kShades - 1;
    const double share = std::log(static_cast<double>(count)) / std::log(static_cast<double>(most));
    return std::clamp(static_cast<int>(share * kShades), 0, kShades - 1);
}

QString mostText(std::uint64_t most)
{
    return Words::tr("%1 answers").arg(countText(static_cast<double>(most)));
}

// One row of cells: neighbours of one shade are one.
void addRow(PlotFace &face, const HeatGrid &heat, std::size_t row, std::uint64_t most,
            const std::array<QColor, kShades> &colours)
{
    const double bottom = face.left.position(Milliseconds(HeatGrid::edgeOf(row)).count());
    const double top = face.left.position(Milliseconds(HeatGrid::edgeOf(row + 1)).count());
    if (top <= 0 || bottom >= 1)
        return;
    const double width = std::chrono::duration<double>(heat.width()).count();
    const auto &columns = heat.columns();
    for (std::size_t first = 0; first < columns.size();) {
        const auto count = columns[first][row];
        std::size_t next = first + 1;
        if (count > 0) {
            const int shade = shadeOf(count, most);
            while (next < columns.size() && columns[next][row] > 0 && shadeOf(columns[next][row], most) == shade)
                ++next;
            const double left = std::clamp(face.time.position(static_cast<double>(first) * width), 0.0, 1.0);
            const double right = std::clamp(face.time.position(static_cast<double>(next) * width), 0.0, 1.0);
            if (right > left)
                face.cells.push_back(
                    {.place = QRectF(QPointF(left, std::max(bottom, 0.0)), QPointF(right, std::min(top, 1.0))),
                     .colour = colours.at(static_cast<std::size_t>(shade))});
        }
        first = next;
    }
}

}

std::uint64_t mostOf(const RunCourse &course)
{
    std::uint64_t most = 0;
    for (const auto &side : course.sides)
        most = std::max(most, side.heat.most());
    return most;
}

QColor heatColour(double share, const common::Tokens &tokens)
{
    // On dark the end that is nearest to the background is left out: a single answer is to be seen.
    const double place = tokens.dark ? 0.7 * (1 - share) : share;
    const double at = std::clamp(place, 0.0, 1.0) * (kShadesOfBlue.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), kShadesOfBlue.size() - 2);
    return common::mixed(QColor(kShadesOfBlue.at(below + 1)), QColor(kShadesOfBlue.at(below)),
                         at - static_cast<double>(below));
}

PlotFace heatFaceOf(const ChartSpec &spec, const RunCourse &course, std::size_t side, const TimeAxes &times,
                    const RowScales &scales, const common::Tokens &tokens, double width)
{
    PlotFace face = timeFaceOf(spec, course, {side}, times, scales, width);
    std::array<QColor, kShades> colours;
    for (int shade = 0; shade < kShades; ++shade)
        colours.at(static_cast<std::size_t>(shade)) = heatColour(shade / (kShades - 1.0), tokens);
    const auto most = mostOf(course);
    for (std::size_t row = 0; row < HeatGrid::kRows; ++row)
        addRow(face, course.sides[side].heat, row, most, colours);
    return face;
}

double heatKeyWidth(const QFont &font)
{
    const QFontMetricsF metrics(font);
    return metrics.horizontalAdvance(mostText(8'888'888)) + metrics.horizontalAdvance(u'1') + kBarWidth + 2 * kGap;
}

void paintHeatKey(QPainter &painter, const QRectF &line, std::uint64_t most, const common::Tokens &tokens)
{
    if (most == 0 || line.width() < heatKeyWidth(painter.font()))
        return;
    const QFontMetricsF metrics(painter.font());
    const auto last = mostText(most);
    const double right = line.right() - metrics.horizontalAdvance(last);
    const QRectF bar(std::round(right - kGap - kBarWidth), std::round(line.center().y()) - 5, kBarWidth, 10);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int shade = 0; shade < kShades; ++shade)
        painter.fillRect(
            QRectF(bar.left() + shade * bar.width() / kShades, bar.top(), bar.width() / kShades, bar.height()),
            heatColour(shade / (kShades - 1.0), tokens));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.text);
    painter.drawText(QRectF(right, line.top(), line.right() - right, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     last);
    painter.drawText(QRectF(line.left(), line.top(), bar.left() - kGap - line.left(), line.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("1"));
}

QString heatDescriptionOf(const RunCourse &course, const std::vector<std::size_t> &sides)
{
    QStringList parts;
    for (const auto side : sides) {
        std::array<std::uint64_t, HeatGrid::kRows> sums{};
        for (const auto &column : course.sides[side].heat.columns()) {
            for (std::size_t row = 0; row < sums.size(); ++row)
                sums.at(row) += column.at(row);
        }
        const auto most = static_cast<std::size_t>(std::ranges::max_element(sums) - sums.begin());
        parts << Words::tr("most answers of %1 took %2 to %3")
                     .arg(course.sides[side].name, momentText(HeatGrid::edgeOf(most).count()),
                          momentText(HeatGrid::edgeOf(most + 1).count()));
    }
    return Words::tr("Heat map of response time over time; %1.").arg(parts.join(QStringLiteral("; ")));
}

}
