#include "charts/plot_face.h"

#include "common/colour.h"
#include "common/side_shape.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace escala::charts {

namespace {

constexpr double kLeftRoom = 44;
constexpr double kRightRoom = 44; // kept without an axis too: all plots of a column line up
constexpr double kTopRoom = 15;   // for the words of marks
constexpr double kBottomRoom = 20;
constexpr double kLabelGap = 6;
constexpr double kShapeSize = 8;
constexpr double kLoneSize = 6;

QPointF onto(const QRectF &area, const QPointF &position)
{
    return {area.left() + position.x() * area.width(), area.bottom() - position.y() * area.height()};
}

// On a pixel's middle, so that a hairline is one pixel wide.
double crisp(double coordinate)
{
    return std::floor(coordinate) + 0.5;
}

void paintGrid(QPainter &painter, const QRectF &area, const Scale &left, const common::Tokens &tokens)
{
    painter.setPen(QPen(tokens.hairline, 1));
    for (const auto &tick : left.ticks()) {
        const double y = crisp(onto(area, {0, tick.position}).y());
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
}

// Strip by strip, without antialiasing: the raster engine takes twenty times as long for one outline with many peaks,
// and the curve's line covers the rough edge. Strips share their borders to the pixel.
void paintStrips(QPainter &painter, const QPolygonF &top, double bottom)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (qsizetype i = 1; i < top.size(); ++i) {
        const std::array strip{top[i - 1], top[i], QPointF(top[i].x(), bottom), QPointF(top[i - 1].x(), bottom)};
        painter.drawConvexPolygon(strip.data(), strip.size());
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

// The strips of a dense curve are so narrow that steps will do, and those are filled in a third of the time.
void paintSteps(QPainter &painter, const QPolygonF &top, double bottom, const QColor &colour)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (qsizetype i = 1; i < top.size(); ++i) {
        const QPointF corner(std::round(top[i - 1].x()), (top[i - 1].y() + top[i].y()) / 2);
        painter.fillRect(QRectF(corner, QPointF(std::round(top[i].x()), bottom)), colour);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void paintFill(QPainter &painter, const QRectF &area, const PlotFace::Curve &curve, double base)
{
    auto colour = curve.style.colour;
    colour.setAlphaF(0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double bottom = onto(area, {0, base}).y();
    for (const auto &line : curve.drawn.lines) {
        QPolygonF outline;
        outline.reserve(line.size() + 2);
        for (const auto &point : line)
            outline << onto(area, point);
        if (painter.paintEngine()->type() == QPaintEngine::Raster) {
            if (curve.dense)
                paintSteps(painter, outline, bottom, colour);
            else
                paintStrips(painter, outline, bottom);
            continue;
        }
        outline << QPointF(outline.last().x(), bottom) << QPointF(outline.first().x(), bottom);
        painter.drawPolygon(outline); // in a file of vectors borders of strips would be seen
    }
}

// On whole pixels: neighbours neither overlap nor leave a seam, in any paint engine.
void paintCells(QPainter &painter, const QRectF &area, const std::vector<PlotFace::Cell> &cells)
{
    painter.setRenderHint(QPainter::Antialiasing, false); // faster, and of no use here
    for (const auto &cell : cells) {
        const auto from = onto(area, cell.place.topLeft());
        const auto to = onto(area, cell.place.bottomRight());
        const QPointF corner(std::round(from.x()), std::round(to.y()));
        painter.fillRect(QRectF(corner,
                                QPointF(std::max(corner.x() + 1, std::round(to.x())),
                                        std::max(corner.y() + 1, std::round(from.y())))),
                         cell.colour);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void paintSpan(QPainter &painter, const QRectF &area, const PlotFace &face, const PlotFace::Span &span,
               const common::Tokens &tokens)
{
    const double from = onto(area, {std::clamp(span.from, 0.0, 1.0), 0}).x();
    const double to = std::max(from + 1, onto(area, {std::clamp(span.to, 0.0, 1.0), 0}).x());
    const QRectF room(QPointF(from, area.top()), QPointF(to, area.bottom()));
    if (span.kind == PlotFace::Span::Kind::Incident) {
        constexpr double kBar = 3;
        auto tint = tokens.bad;
        tint.setAlphaF(0.10F);
        painter.fillRect(room, tint);
        painter.fillRect(QRectF(room.topLeft(), QSizeF(room.width(), kBar)), tokens.bad);
        return;
    }
    painter.fillRect(room, tokens.shade);
    painter.fillRect(room, QBrush(tokens.hairline, Qt::BDiagPattern));
    const QFontMetricsF metrics(face.font);
    const double width = metrics.horizontalAdvance(span.word);
    if (span.word.isEmpty() || width + kLabelGap > room.width() || !face.emptyText.isEmpty())
        return;
    painter.setFont(face.font);
    painter.setPen(tokens.dim);
    const QRectF behind(room.center().x() - width / 2 - 3, room.top() + 4, width + 6, metrics.height());
    painter.fillRect(behind, tokens.panel);
    painter.drawText(behind, Qt::AlignCenter, span.word);
}

void paintLabels(QPainter &painter, const QRectF &area, const PlotFace &face, const common::Tokens &tokens)
{
    const QFontMetricsF metrics(face.font);
    painter.setFont(face.font);
    painter.setPen(tokens.dim);
    const double height = metrics.height();
    double lastY = area.bottom() + 2 * height;
    for (const auto &tick : face.left.ticks()) {
        const double y = onto(area, {0, tick.position}).y();
        if (lastY - y < height)
            continue;
        lastY = y;
        painter.drawText(QRectF(area.left() - kLeftRoom, y - height / 2, kLeftRoom - kLabelGap, height),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
    }
    for (const auto &tick : face.right.ticks()) {
        if (!face.hasRight)
            break;
        const double y = onto(area, {0, tick.position}).y();
        painter.drawText(QRectF(area.right() + kLabelGap, y - height / 2, kRightRoom, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
    }
    double lastX = -1e9;
    for (const auto &tick : face.time.ticks()) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double x = onto(area, {tick.position, 0}).x();
        const bool covered = face.crosshair && face.emptyText.isEmpty()
            && std::abs(x - onto(area, {*face.crosshair, 0}).x())
                < width / 2 + metrics.horizontalAdvance(face.crosshairText) / 2 + kLabelGap;
        if (x - width / 2 < lastX + kLabelGap || covered)
            continue;
        lastX = x + width / 2;
        painter.drawText(QRectF(x - width / 2, area.bottom() + 4, width, height), Qt::AlignCenter | Qt::TextDontClip,
                         tick.label);
    }
}

// Words stand above their lines as far as there is room.
void paintMarks(QPainter &painter, const QRectF &area, const PlotFace &face, const common::Tokens &tokens)
{
    const QFontMetricsF metrics(face.font);
    painter.setFont(face.font);
    QList<QRectF> taken;
    if (!face.axisNote.isEmpty())
        taken << QRectF(area.right() - metrics.horizontalAdvance(face.axisNote), 0, area.width(), 1);
    using Origin = RunCourse::Mark::Origin;
    for (const auto origin : {Origin::User, Origin::Plan, Origin::Answers}) {
        for (const auto &mark : face.marks) {
            if (mark.origin != origin)
                continue;
            const auto colour = origin == Origin::User ? tokens.text : tokens.dim;
            const double x = crisp(onto(area, {mark.position, 0}).x());
            painter.setPen(QPen(common::mixed(colour, tokens.panel, 0.7), 1));
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
            const double width = metrics.horizontalAdvance(mark.word);
            const double left = std::clamp(x - width / 2, area.left() - kLeftRoom + kLabelGap,
                                           area.right() + kRightRoom - kLabelGap - width);
            const QRectF room(left - kLabelGap / 2, 0, width + kLabelGap, 1);
            if (std::ranges::any_of(taken, [&room](const QRectF &other) { return other.intersects(room); }))
                continue;
            taken << room;
            painter.setPen(colour);
            painter.drawText(QPointF(left, area.top() - 4), mark.word);
        }
    }
}

// The word stands on the line at its right end, or below it where the plot ends.
void paintLimit(QPainter &painter, const QRectF &area, const PlotFace &face, const common::Tokens &tokens)
{
    const double y = crisp(onto(area, {0, face.limit->position}).y());
    painter.setPen(QPen(tokens.text, 1, Qt::DashDotLine));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const QFontMetricsF metrics(face.font);
    const double above = y - metrics.height();
    const QRectF room(area.left(), above >= area.top() ? above : y + 1, area.width() - kLabelGap, metrics.height());
    painter.setFont(face.font);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, face.limit->word);
}

// One pixel wide, which the raster engine draws without an outline. Its weight comes from how many points there are.
void paintDense(QPainter &painter, const QRectF &area, const PlotFace::Curve &curve)
{
    painter.setPen(QPen(curve.style.colour, 1, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    for (const auto &line : curve.drawn.lines) {
        QPolygonF points;
        points.reserve(line.size());
        for (const auto &point : line)
            points << onto(area, point);
        painter.drawPolyline(points);
    }
}

void paintShapes(QPainter &painter, const QRectF &area, const PlotFace::Curve &curve, const common::Tokens &tokens)
{
    for (const auto &point : curve.drawn.alone)
        common::paintShape(painter, curve.style.shape, onto(area, point), kLoneSize, curve.style.colour);
    QPointF newest;
    if (!curve.style.marked || !curve.drawn.last(newest))
        return;
    common::paintShape(painter, curve.style.shape, onto(area, newest), kShapeSize + 3, tokens.panel);
    common::paintShape(painter, curve.style.shape, onto(area, newest), kShapeSize, curve.style.colour);
}

void paintCrosshair(QPainter &painter, const QRectF &area, const PlotFace &face, const common::Tokens &tokens)
{
    const double x = crisp(onto(area, {*face.crosshair, 0}).x());
    painter.setPen(QPen(tokens.dim, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    for (const auto &curve : face.curves) {
        if (!curve.shown || !curve.atCrosshair)
            continue;
        const auto at = onto(area, {*face.crosshair, std::clamp(*curve.atCrosshair, 0.0, 1.0)});
        common::paintShape(painter, curve.style.shape, at, kShapeSize + 2, tokens.panel);
        common::paintShape(painter, curve.style.shape, at, kShapeSize - 1, curve.style.colour);
    }
    const QFontMetricsF metrics(face.font);
    const double width = metrics.horizontalAdvance(face.crosshairText) + 8;
    const QRectF box(std::clamp(x - width / 2, area.left(), std::max(area.left(), area.right() - width)),
                     area.bottom() + 3, width, metrics.height() + 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.text);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(face.font);
    painter.setPen(tokens.panel);
    painter.drawText(box, Qt::AlignCenter, face.crosshairText);
}

void paintEmpty(QPainter &painter, const QRectF &area, const PlotFace &face, const common::Tokens &tokens)
{
    auto font = face.font;
    font.setPixelSize(common::kNotePixels);
    painter.setFont(font);
    const auto room = area.adjusted(12, 4, -12, -4);
    const auto flags = Qt::AlignCenter | Qt::TextWordWrap;
    const auto behind = QFontMetricsF(font).boundingRect(room, flags, face.emptyText).adjusted(-6, -2, 6, 2);
    painter.fillRect(behind, tokens.panel); // no grid line through the words
    painter.setPen(tokens.dim);
    painter.drawText(room, flags, face.emptyText);
}

}

QRectF PlotFace::area(const QSizeF &size) const
{
    return {kLeftRoom, kTopRoom, std::max(10.0, size.width() - kLeftRoom - kRightRoom),
            std::max(10.0, size.height() - kTopRoom - kBottomRoom)};
}

void PlotFace::paintUnder(QPainter &painter, const QRectF &area, const common::Tokens &tokens) const
{
    paintGrid(painter, area, left, tokens);
    for (const auto &span : spans)
        paintSpan(painter, area, *this, span, tokens);
    paintCells(painter, area, cells);
    for (const auto &curve : curves) {
        if (curve.shown && curve.style.filled)
            paintFill(painter, area, curve, left.base());
    }
}

void PlotFace::paintOver(QPainter &painter, const QRectF &area, const common::Tokens &tokens) const
{
    for (const auto &curve : curves) {
        if (curve.shown && curve.dense)
            paintDense(painter, area, curve);
    }
    paintLabels(painter, area, *this, tokens);
    painter.drawText(QRectF(area.left(), area.top() - kTopRoom, area.width(), kTopRoom),
                     Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, axisNote);
    paintMarks(painter, area, *this, tokens);
    if (limit && emptyText.isEmpty())
        paintLimit(painter, area, *this, tokens);
    for (const auto &curve : curves) {
        if (curve.shown)
            paintShapes(painter, area, curve, tokens);
    }
    if (!emptyText.isEmpty())
        paintEmpty(painter, area, *this, tokens);
    else if (crosshair)
        paintCrosshair(painter, area, *this, tokens);
}

}
