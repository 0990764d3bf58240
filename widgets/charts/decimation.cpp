#include "charts/decimation.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace escala::charts {

namespace {

constexpr int kPerBucket = 4; // first, lowest, highest, last

// A run of samples without a gap between them.
using Segment = std::vector<Sample>;

std::vector<Segment> segments(const std::vector<Sample> &samples, const Scale &time)
{
    // One neighbour on each side, so that a line goes on to the edge of a zoomed window.
    const auto byTime = [](const Sample &sample, double at) { return sample.seconds < at; };
    auto first = std::lower_bound(samples.begin(), samples.end(), time.low(), byTime);
    auto last = std::lower_bound(first, samples.end(), time.high(), byTime);
    if (first != samples.begin())
        --first;
    if (last != samples.end())
        ++last;
    std::vector<Segment> result;
    bool open = false;
    for (auto it = first; it != last; ++it) {
        const bool known = std::isfinite(it->value);
        if (known && !open)
            result.emplace_back();
        if (known)
            result.back().push_back(*it);
        open = known;
    }
    return result;
}

// Gaps narrower than a bucket are closed, or a line of holes would have no bound.
void join(std::vector<Segment> &all, double width)
{
    std::vector<Segment> joined;
    for (auto &segment : all) {
        if (!joined.empty() && segment.front().seconds - joined.back().back().seconds < width)
            joined.back().insert(joined.back().end(), segment.begin(), segment.end());
        else
            joined.push_back(std::move(segment));
    }
    all = std::move(joined);
}

void thin(std::vector<Segment> &all, const Scale &time, int most)
{
    const int buckets = most / kPerBucket - 1; // the grid may cut one bucket in two
    const double width = (time.high() - time.low()) / buckets;
    if (all.size() > static_cast<std::size_t>(buckets) / 2)
        join(all, width);
    const auto bucketOf = [width](const Sample &sample) { return std::floor(sample.seconds / width); };
    for (auto &segment : all) {
        Segment kept;
        for (auto it = segment.cbegin(); it != segment.cend();) {
            const double edge = (bucketOf(*it) + 1) * width;
            const auto end =
                std::find_if(it + 1, segment.cend(), [edge](const Sample &each) { return each.seconds >= edge; });
            const auto [lowest, highest] =
                std::minmax_element(it, end, [](const Sample &a, const Sample &b) { return a.value < b.value; });
            std::array picked{it, lowest, highest, end - 1};
            std::sort(picked.begin(), picked.end());
            const auto unique = std::unique(picked.begin(), picked.end());
            std::for_each(picked.begin(), unique, [&kept](auto pick) { kept.push_back(*pick); });
            it = end;
        }
        segment = std::move(kept);
    }
}

QPointF at(double x, const QPointF &a, const QPointF &b)
{
    return {x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x())};
}

// A line cut at x = 0 and x = 1.
QList<QPointF> clipped(const QList<QPointF> &line)
{
    QList<QPointF> result;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const auto &point = line[i];
        if (i > 0) {
            for (const double edge : {0.0, 1.0}) {
                if ((line[i - 1].x() < edge && point.x() > edge))
                    result << at(edge, line[i - 1], point);
            }
        }
        if (point.x() >= 0 && point.x() <= 1)
            result << point;
    }
    return result;
}

}

double DrawnCurve::size() const
{
    double points = 0;
    for (const auto &line : lines)
        points += static_cast<double>(line.size());
    return points;
}

bool DrawnCurve::last(QPointF &point) const
{
    bool found = false;
    const auto take = [&](const QPointF &candidate) {
        if (!found || candidate.x() > point.x())
            point = candidate;
        found = true;
    };
    if (!lines.empty())
        take(lines.back().last());
    if (!alone.isEmpty())
        take(alone.last());
    return found;
}

int mostPoints(double width) noexcept
{
    constexpr double kPixels = 2;
    constexpr double kFewest = 100;
    return static_cast<int>(std::clamp(width / kPixels, kFewest, static_cast<double>(kMostPoints)));
}

DrawnCurve drawn(const std::vector<Sample> &samples, const Scale &time, const Scale &values, int most)
{
    auto all = segments(samples, time);
    std::size_t count = 0;
    for (const auto &segment : all)
        count += segment.size();
    if (count > static_cast<std::size_t>(most))
        thin(all, time, most);

    DrawnCurve curve;
    for (const auto &segment : all) {
        QList<QPointF> line;
        line.reserve(qsizetype(segment.size()));
        for (const auto &sample : segment)
            line << QPointF(time.position(sample.seconds), std::clamp(values.position(sample.value), 0.0, 1.0));
        line = clipped(line);
        if (line.size() == 1)
            curve.alone << line.first();
        else if (line.size() > 1)
            curve.lines.push_back(std::move(line));
    }
    return curve;
}

}
