#include "charts/plot.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <cmath>
#include <utility>

namespace escala::charts {

namespace {

constexpr double kWheelStep = 120;   // an eighth of a degree, times 15
constexpr double kStill = 3;         // pixels that a hand moves in a click
constexpr double kZoomPerStep = 0.8; // a step of the wheel shows four fifths

QChart *bareChart()
{
    auto *chart = new QChart;
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins({});
    chart->legend()->setVisible(false);
    return chart;
}

QValueAxis *unitAxis(QChart &chart, Qt::Alignment alignment)
{
    auto *axis = new QValueAxis;
    axis->setRange(0, 1);
    axis->setVisible(false);
    chart.addAxis(axis, alignment);
    return axis;
}

/// By Qt Charts; dense curves are the face's.
bool isStroked(const PlotFace::Curve &curve)
{
    return curve.shown && !curve.dense;
}

}

Plot::Plot(QWidget *parent)
    : QChartView(bareChart(), parent)
    , m_x(unitAxis(*chart(), Qt::AlignBottom))
    , m_y(unitAxis(*chart(), Qt::AlignLeft))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setInteractive(false);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(80, 60);
}

const common::Tokens &Plot::tokens() const
{
    return m_printing ? common::printTokens() : common::tokensOf(*this);
}

void Plot::setPrinting(bool printing)
{
    m_printing = printing;
}

void Plot::setFace(PlotFace face)
{
    m_face = std::move(face);
    layOut(chart()->size());
    fillSeries();
    viewport()->update();
}

void Plot::setCrosshair(std::optional<double> position, const QString &text,
                        const std::vector<std::optional<double>> &values)
{
    m_face.crosshair = position;
    m_face.crosshairText = text;
    for (std::size_t i = 0; i < m_face.curves.size(); ++i)
        m_face.curves[i].atCrosshair = i < values.size() ? values[i] : std::nullopt;
    viewport()->update();
}

void Plot::layOut(const QSizeF &size)
{
    const auto area = m_face.area(size);
    if (area == m_area)
        return;
    m_area = area;
    chart()->setPlotArea(area);
}

QLineSeries *Plot::seriesFor(std::size_t curve, std::size_t line)
{
    if (m_series.size() <= curve)
        m_series.resize(curve + 1);
    auto &lines = m_series[curve];
    while (lines.size() <= line) {
        auto *series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        lines.push_back(series);
    }
    return lines[line];
}

void Plot::fillSeries()
{
    for (std::size_t i = 0; i < m_face.curves.size(); ++i) {
        const auto &curve = m_face.curves[i];
        const auto count = isStroked(curve) ? curve.drawn.lines.size() : 0;
        for (std::size_t line = 0; line < count; ++line) {
            auto *series = seriesFor(i, line);
            // Qt Charts draws each piece of a line on its own: round ends take three times as long, and look the same.
            const QPen pen(curve.style.colour, curve.style.width, Qt::SolidLine, Qt::SquareCap);
            if (series->pen() != pen)
                series->setPen(pen);
            series->replace(curve.drawn.lines[line]);
        }
    }
    // What was drawn by more lines, or by more curves, before.
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const bool stroked = i < m_face.curves.size() && isStroked(m_face.curves[i]);
        for (std::size_t line = stroked ? m_face.curves[i].drawn.lines.size() : 0; line < m_series[i].size(); ++line) {
            if (m_series[i][line]->count() > 0)
                m_series[i][line]->clear();
        }
    }
}

qsizetype Plot::seriesCount() const
{
    return chart()->series().size();
}

void Plot::paintInto(QPainter &painter, const QRectF &target)
{
    chart()->resize(target.size());
    layOut(target.size());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(target.topLeft());
    m_face.paintUnder(painter, m_area, tokens());
    scene()->render(&painter, QRectF({}, target.size()), QRectF({}, target.size()));
    m_face.paintOver(painter, m_area, tokens());
    painter.restore();
}

void Plot::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, tokens().panel);
    m_face.paintUnder(*painter, m_area, tokens());
}

void Plot::drawForeground(QPainter *painter, const QRectF &)
{
    m_face.paintOver(*painter, m_area, tokens());
}

void Plot::paintEvent(QPaintEvent *event)
{
    QElapsedTimer timer;
    timer.start();
    QChartView::paintEvent(event);
    m_paintMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void Plot::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    chart()->resize(event->size());
    layOut(event->size());
}

double Plot::positionOf(double x) const
{
    return std::clamp((x - m_area.left()) / m_area.width(), 0.0, 1.0);
}

void Plot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->position();
    m_dragX = m_pressed ? std::optional(m_pressed->x()) : std::nullopt;
    event->ignore(); // the panel takes the focus
}

void Plot::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (m_pressed && (event->position() - *m_pressed).manhattanLength() > kStill)
        m_pressed.reset();
    if (m_dragX && !m_pressed && event->buttons().testFlag(Qt::LeftButton)) {
        Q_EMIT dragged((x - *m_dragX) / m_area.width());
        m_dragX = x;
    }
    if (x >= m_area.left() - 2 && x <= m_area.right() + 2)
        Q_EMIT hovered(positionOf(x));
}

void Plot::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragX.reset();
    if (const auto pressed = std::exchange(m_pressed, std::nullopt); pressed && event->button() == Qt::LeftButton
        && pressed->x() >= m_area.left() - 2 && pressed->x() <= m_area.right() + 2)
        Q_EMIT clicked(positionOf(pressed->x()));
}

void Plot::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT resetRequested();
}

void Plot::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier) || event->angleDelta().y() == 0) {
        event->ignore(); // scrolls the board
        return;
    }
    Q_EMIT zoomed(std::pow(kZoomPerStep, event->angleDelta().y() / kWheelStep), positionOf(event->position().x()));
    event->accept();
}

void Plot::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    Q_EMIT left();
}

void Plot::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void Plot::contextMenuEvent(QContextMenuEvent *event)
{
    event->ignore(); // the panel's
}

}
