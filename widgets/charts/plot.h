#pragma once

#include "charts/plot_face.h"

#include <QtCharts/QChartView>

class QLineSeries;
class QValueAxis;

namespace escala::charts {

/// The one place that knows Qt Charts: lines on a plot, in axis positions from 0 to 1.
///
/// Qt Charts paints the lines; grid, labels and shapes are PlotFace's, because its own axes hide a whole line for one
/// zero on a logarithmic axis, repeat labels, and recompute every line when a range moves. Series are made once and get
/// one `replace()` an update. Mouse events never reach the scene: a press on an empty place crashes Qt 6.4
/// (QTBUG-118669). No animation, no OpenGL. Works without ever being shown, through `paintInto`.
class Plot : public QChartView {
    Q_OBJECT

public:
    explicit Plot(QWidget *parent = nullptr);

    void setFace(PlotFace face);
    /// Crosshair and its values alone: far cheaper than a new face.
    void setCrosshair(std::optional<double> position, const QString &text,
                      const std::vector<std::optional<double>> &values);
    [[nodiscard]] const PlotFace &face() const noexcept { return m_face; }
    /// Colours for paper, whatever the palette.
    void setPrinting(bool printing);

    /// Paints the whole plot as it would look at this size. Nothing lies outside of `target`, in any paint engine.
    void paintInto(QPainter &painter, const QRectF &target);
    /// Milliseconds that the last painting took.
    [[nodiscard]] double lastPaintMs() const noexcept { return m_paintMs; }
    /// Line series in use or waiting for a gap, for tests: they are never removed.
    [[nodiscard]] qsizetype seriesCount() const;

Q_SIGNALS:
    void hovered(double position); ///< On the time axis, 0 to 1.
    void left();
    void zoomed(double factor, double position);
    void dragged(double distance); ///< In widths of the axis; right is positive.
    void resetRequested();
    void clicked(double position); ///< Pressed and let go at one place, 0 to 1 on the time axis.

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] const common::Tokens &tokens() const;
    [[nodiscard]] double positionOf(double x) const;
    void layOut(const QSizeF &size);
    void fillSeries();
    QLineSeries *seriesFor(std::size_t curve, std::size_t line);

    PlotFace m_face;
    std::vector<std::vector<QLineSeries *>> m_series; ///< By curve; the chart owns them.
    QValueAxis *m_x;
    QValueAxis *m_y;
    QRectF m_area;
    std::optional<double> m_dragX;
    std::optional<QPointF> m_pressed; ///< Until the pointer leaves that place.
    double m_paintMs = 0;
    bool m_printing = false;
};

}
