#include "watch/watch_board.h"

#include "charts/plot.h"
#include "common/thin_scroll_bar.h"
#include "watch/watch_chart.h"

#include <QElapsedTimer>
#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace escala::watch {

namespace {

constexpr int kGap = 8;
constexpr int kPace = 200; // ms between two drawings, at most five a second
constexpr double kKeyZoom = 0.7;
constexpr int kPointsOnAxis = charts::kMostPoints;
constexpr int kBigStep = 10;

}

WatchBoard::WatchBoard(QWidget *parent)
    : QWidget(parent)
    , m_area(new QScrollArea(this))
    , m_inner(new QWidget)
    , m_grid(new QGridLayout(m_inner))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(kGap);
    m_inner->setObjectName(QStringLiteral("page"));
    m_area->setWidget(m_inner);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_area->setVerticalScrollBar(new common::ThinScrollBar(Qt::Vertical, m_area));
    m_area->verticalScrollBar()->setFixedWidth(kGutter);
    auto *row = new QGridLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_area);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPace);
    connect(&m_timer, &QTimer::timeout, this, &WatchBoard::draw);
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &WatchBoard::schedule);
}

std::vector<WatchChart *> WatchBoard::charts() const
{
    std::vector<WatchChart *> shown;
    std::ranges::copy_if(m_charts, std::back_inserter(shown),
                         [](const WatchChart *chart) { return !chart->isHidden(); });
    return shown;
}

bool WatchBoard::canPaint() const
{
    return isVisible() && !window()->isMinimized();
}

void WatchBoard::schedule()
{
    if (!m_timer.isActive() && canPaint())
        m_timer.start();
}

void WatchBoard::setWhole(charts::WallAxis::Window whole)
{
    m_axis.setWhole(whole);
    schedule();
}

void WatchBoard::setCourses(const Courses &courses)
{
    m_courses = courses;
    schedule();
}

void WatchBoard::setIncidents(const std::vector<monitor::IncidentView> &incidents)
{
    if (incidents == m_incidents)
        return;
    m_incidents = incidents;
    schedule();
}

void WatchBoard::zoomTo(charts::WallAxis::Window window)
{
    m_axis.zoomTo(window);
    afterZoom();
}

void WatchBoard::resetZoom()
{
    m_axis.resetZoom();
    afterZoom();
}

void WatchBoard::afterZoom()
{
    schedule();
    Q_EMIT windowChanged();
}

void WatchBoard::connectChart(WatchChart *chart)
{
    auto *plot = chart->plot();
    connect(chart, &WatchChart::linesToggled, this, &WatchBoard::draw);
    connect(chart, &WatchChart::exportRequested, this, &WatchBoard::exportChartRequested);
    connect(plot, &charts::Plot::hovered, this,
            [this, plot](double position) { setCrosshair(plot->face().time.value(position)); });
    connect(plot, &charts::Plot::left, this, [this] { setCrosshair(std::nullopt); });
    connect(plot, &charts::Plot::zoomed, this, [this, plot](double factor, double position) {
        m_axis.zoom(factor, plot->face().time.value(position));
        afterZoom();
    });
    connect(plot, &charts::Plot::dragged, this, [this](double distance) {
        if (!m_axis.isZoomed())
            return;
        const auto window = m_axis.window();
        m_axis.pan(-distance * (window.to - window.from));
        afterZoom();
    });
    connect(plot, &charts::Plot::resetRequested, this, &WatchBoard::resetZoom);
}

// Two columns; an odd one at the end has the row for itself.
void WatchBoard::compose(std::size_t count)
{
    while (m_charts.size() < count) {
        auto *chart = new WatchChart(m_inner);
        connectChart(chart);
        m_charts.push_back(chart);
    }
    if (charts().size() == count && m_grid->count() == int(count))
        return;
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const bool needed = i < count;
        const bool wide = i + 1 == count && i % 2 == 0;
        if (needed)
            m_grid->addWidget(m_charts[i], int(i / 2), int(i % 2), 1, wide ? 2 : 1);
        m_charts[i]->setVisible(needed);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    m_grid->activate();
}

void WatchBoard::alignLegends(std::size_t count)
{
    for (std::size_t i = 0; i < count; i += 2) {
        const bool pair = i + 1 < count;
        const int room =
            pair ? std::max(m_charts[i]->legendNeeded(), m_charts[i + 1]->legendNeeded()) : m_charts[i]->legendNeeded();
        m_charts[i]->setLegendRoom(room);
        if (pair)
            m_charts[i + 1]->setLegendRoom(room);
    }
}

ChartView WatchBoard::view(const std::vector<Stretch> &gaps) const
{
    return {.axis = m_axis, .unwatched = gaps, .incidents = m_incidents, .manyTargets = m_courses.targets.size() > 1};
}

std::expected<void, std::string> WatchBoard::writeChart(const QString &chart, charts::PictureFormat format,
                                                        const std::filesystem::path &file) const
{
    const auto shown = charts();
    const auto found = std::ranges::find(shown, chart, [](const WatchChart *each) { return each->objectName(); });
    if (found == shown.end())
        return std::unexpected(tr("This chart is not shown any more; select what it was of again.").toStdString());
    const auto gaps = unwatched(m_courses);
    return charts::writePicture((*found)->drawing(view(gaps)), format, file);
}

void WatchBoard::draw()
{
    m_timer.stop();
    if (!canPaint())
        return;
    QElapsedTimer frame;
    frame.start();
    const auto contents = chartsOf(m_courses);
    compose(contents.size());
    const auto gaps = unwatched(m_courses);
    for (std::size_t i = 0; i < contents.size(); ++i)
        m_charts[i]->show(contents[i], view(gaps));
    alignLegends(contents.size());
    setCrosshair(m_crosshair);
    m_updateMs = double(frame.nsecsElapsed()) / 1e6;
}

void WatchBoard::setCrosshair(std::optional<double> seconds)
{
    m_crosshair = seconds;
    for (auto *chart : m_charts) {
        if (!chart->isHidden())
            chart->setCrosshair(seconds, m_axis);
    }
}

void WatchBoard::moveCrosshair(int points)
{
    const auto window = m_axis.window();
    const double step = (window.to - window.from) / kPointsOnAxis;
    const double from = m_crosshair ? *m_crosshair + points * step : points > 0 ? window.from : window.to;
    setCrosshair(std::clamp(from, window.from, window.to));
}

std::size_t WatchBoard::points() const
{
    std::size_t count = 0;
    for (const auto *chart : charts())
        count += chart->points();
    return count;
}

double WatchBoard::lastFrameMs() const
{
    double sum = m_updateMs;
    for (const auto *chart : charts())
        sum += chart->plot()->lastPaintMs();
    return sum;
}

void WatchBoard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    schedule();
}

void WatchBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    schedule();
}

void WatchBoard::keyPressEvent(QKeyEvent *event)
{
    const auto window = m_axis.window();
    const double at = m_crosshair.value_or((window.from + window.to) / 2);
    const int points = event->modifiers().testFlag(Qt::ShiftModifier) ? kBigStep : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        moveCrosshair(-points);
        return;
    case Qt::Key_Right:
        moveCrosshair(points);
        return;
    case Qt::Key_Plus:
        m_axis.zoom(kKeyZoom, at);
        afterZoom();
        return;
    case Qt::Key_Minus:
        m_axis.zoom(1 / kKeyZoom, at);
        afterZoom();
        return;
    case Qt::Key_Home:
        resetZoom();
        return;
    case Qt::Key_Escape:
        setCrosshair(std::nullopt);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

}
