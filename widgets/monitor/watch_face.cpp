#include "watch/watch_face.h"

#include "common/side_style.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace escala::watch {

using charts::PlotFace;
using charts::Scale;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MonitorCharts)
};

constexpr int kTickHeight = 24;
constexpr double kTickWidth = 80;
constexpr qsizetype kMostMarks = 12; // more would be a fence; spans show them all the same

Scale leftScale(const ChartContent &content, charts::WallAxis::Window seen, const HiddenLines &hidden, int ticks,
                charts::RangeKeeper &keeper)
{
    if (content.left == ChartContent::Left::Share)
        return Scale::share();
    charts::RangeKeeper::Range range{std::numeric_limits<double>::infinity(), 0};
    for (const auto &line : content.lines) {
        for (const auto &sample : line.samples) {
            if (hidden.contains(line.name) || !(sample.value > 0) || sample.seconds < seen.from
                || sample.seconds > seen.to)
                continue;
            range.low = std::min(range.low, sample.value);
            range.high = std::max(range.high, sample.value);
        }
    }
    if (content.left == ChartContent::Left::Latency) {
        if (range.high <= 0)
            return Scale::logarithmic(0.1, 1000, ticks);
        range = keeper.logarithmic(range);
        return Scale::logarithmic(range.low, range.high, ticks);
    }
    range = keeper.linear({0, range.high});
    return range.high > 0 ? Scale::linear(range.high, ticks) : Scale::linear(1, 2);
}

void addSpan(PlotFace &face, const Stretch &stretch, PlotFace::Span::Kind kind, const QString &word)
{
    const PlotFace::Span span{face.time.position(stretch.from), face.time.position(stretch.to), kind, word};
    if (span.to > 0 && span.from < 1)
        face.spans.push_back(span);
}

void addIncidents(PlotFace &face, const ChartView &view)
{
    const double now = view.axis.whole().to;
    for (const auto &incident : view.incidents) {
        const double from = secondsOf(incident.start);
        addSpan(face, {from, incident.end ? secondsOf(*incident.end) : now}, PlotFace::Span::Kind::Incident, {});
        const double at = face.time.position(from);
        if (at >= 0 && at <= 1 && std::ssize(view.incidents) <= kMostMarks)
            face.marks.push_back(
                {.position = at,
                 .word = view.manyTargets ? QString::fromStdString(incident.target) : Words::tr("incident"),
                 .origin = charts::RunCourse::Mark::Origin::User});
    }
}

}

charts::CurveStyle styleOf(const ChartLine &line, const common::Tokens &tokens)
{
    static constexpr std::array kWidths{2.0, 1.6, 1.3};
    const auto rank = static_cast<std::size_t>(std::clamp(line.rank, 0, 2));
    return {.colour = common::sideTint(line.side, line.rank, tokens),
            .width = kWidths.at(rank),
            .filled = line.filled,
            .shape = common::sideShape(line.side),
            .marked = rank == 0};
}

PlotFace faceOf(const ChartContent &content, const ChartView &view, const HiddenLines &hidden,
                const common::Tokens &tokens, const QSizeF &room, charts::RangeKeeper &range)
{
    PlotFace face;
    face.time = view.axis.scale(std::max(2, static_cast<int>(room.width() / kTickWidth)));
    const int ticks = std::clamp(static_cast<int>(room.height()) / kTickHeight, 2, 6);
    face.left = leftScale(content, view.axis.window(), hidden, ticks, range);
    if (!content.hasValues())
        face.emptyText = content.empty;
    for (std::size_t i = content.lines.size(); i-- > 0;) {
        const auto &line = content.lines[i];
        PlotFace::Curve curve{
            .style = styleOf(line, tokens), .drawn = {}, .shown = !hidden.contains(line.name), .atCrosshair = {}};
        if (curve.shown)
            curve.drawn = charts::drawn(line.samples, face.time, face.left);
        face.curves.push_back(std::move(curve));
    }
    for (const auto &gap : view.unwatched)
        addSpan(face, gap, PlotFace::Span::Kind::Unwatched, Words::tr("not watched"));
    addIncidents(face, view);
    return face;
}

}
