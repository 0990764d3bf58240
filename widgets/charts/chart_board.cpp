#include "charts/chart_board.h"

#include "charts/chart_grid.h"
#include "charts/course_reading.h"
#include "charts/paint_pace.h"
#include "charts/plot.h"
#include "common/thin_scroll_bar.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace escala::charts {

namespace {

constexpr int kSecond = 1000;
constexpr int kFrame = 16;         // of a screen of 60 Hz
constexpr double kKeyZoom = 0.7;   // a key press shows so much of the window
constexpr qsizetype kBigStep = 10; // points, with Shift

}

class ChartBoard::Private {
public:
    Private(ChartBoard &owner, std::vector<ChartSpec> specs);

    void schedule();
    void redraw();
    void measurePace();
    void connectPanel(ChartPanel *panel);
    void setCrosshair(std::optional<double> seconds);
    void setDecades(std::optional<double> place);
    void choose(double seconds);
    void showCrosshair();
    void moveCrosshair(qsizetype points);
    void jumpCrosshair(bool toEnd);
    void keepInWindow();
    void zoom(double factor);
    void afterZoom();
    bool handleKey(const QKeyEvent &event);
    bool handlePercentileKey(const QKeyEvent &event);
    [[nodiscard]] bool canPaint() const;

    ChartBoard &board;
    QScrollArea *area;
    QScrollBar *bar;
    ChartGrid *grid;
    RunCoursePtr course = std::make_shared<const RunCourse>();
    TimeAxes times;
    ChartGrid::Options options;
    bool follow = false;
    std::optional<double> crosshair;
    std::optional<double> decades; ///< The crosshair of percentiles.
    std::size_t crosshairSide = 0; ///< Whose points the keys step through.
    QTimer redrawTimer;
    QTimer crosshairTimer;
    QElapsedTimer sinceRedraw;
    QElapsedTimer sinceSecond;
    PaintPace pace;
    BusyShare busy;
    double updateMs = 0;
};

ChartBoard::Private::Private(ChartBoard &owner, std::vector<ChartSpec> specs)
    : board(owner)
    , area(new QScrollArea(&owner))
    , bar(new common::ThinScrollBar(Qt::Vertical, &owner))
    , grid(new ChartGrid(std::move(specs)))
{
    area->setWidget(grid);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    grid->setAutoFillBackground(false);
    // The bar stands in a gutter of its own, so that the columns keep their width and line up with the cards above.
    auto policy = bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    bar->setSizePolicy(policy);
    bar->setFixedWidth(kGutter);
    bar->hide();
    auto *inner = area->verticalScrollBar();
    connect(inner, &QScrollBar::rangeChanged, bar, [this, inner](int low, int high) {
        bar->setPageStep(inner->pageStep());
        bar->setSingleStep(inner->singleStep());
        bar->setRange(low, high);
        bar->setVisible(high > low);
    });
    connect(inner, &QScrollBar::valueChanged, bar, &QScrollBar::setValue);
    connect(bar, &QScrollBar::valueChanged, inner, &QScrollBar::setValue);
    connect(inner, &QScrollBar::valueChanged, &board, [this] { redraw(); });
    auto *row = new QHBoxLayout(&board);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(area, 1);
    row->addWidget(bar);

    redrawTimer.setSingleShot(true);
    crosshairTimer.setSingleShot(true);
    crosshairTimer.setInterval(kFrame);
    connect(&redrawTimer, &QTimer::timeout, &board, [this] { redraw(); });
    connect(&crosshairTimer, &QTimer::timeout, &board, [this] { showCrosshair(); });
    connect(grid, &ChartGrid::panelAdded, &board, [this](ChartPanel *panel) { connectPanel(panel); });
    connect(grid, &ChartGrid::curvesChanged, &board, [this] { redraw(); });
}

void ChartBoard::Private::connectPanel(ChartPanel *panel)
{
    const auto side = panel->sides().front();
    panel->installEventFilter(&board);
    connect(panel, &ChartPanel::exportRequested, &board, &ChartBoard::exportChartRequested);
    auto *plot = panel->plot();
    if (panel->spec().kind == ChartSpec::Kind::Tail) {
        connect(plot, &Plot::hovered, &board,
                [this, plot](double position) { setDecades(plot->face().time.value(position)); });
        connect(plot, &Plot::left, &board, [this] { setDecades(std::nullopt); });
        return;
    }
    connect(plot, &Plot::hovered, &board, [this, side, plot](double position) {
        crosshairSide = side;
        setCrosshair(plot->face().time.value(position));
    });
    connect(plot, &Plot::left, &board, [this] { setCrosshair(std::nullopt); });
    connect(plot, &Plot::zoomed, &board, [this, side, plot](double factor, double position) {
        times.zoom(side, factor, plot->face().time.value(position));
        afterZoom();
    });
    connect(plot, &Plot::dragged, &board, [this, side](double distance) {
        const auto window = times.window(side);
        times.pan(side, -distance * (window.to - window.from));
        redraw();
    });
    connect(plot, &Plot::clicked, &board, [this, plot](double position) { choose(plot->face().time.value(position)); });
    connect(plot, &Plot::resetRequested, &board, [this] {
        times.resetZoom();
        afterZoom();
    });
}

bool ChartBoard::Private::canPaint() const
{
    return board.isVisible() && !board.window()->isMinimized();
}

// As soon as the pace allows: courses that come faster are left out, the latest one wins.
void ChartBoard::Private::schedule()
{
    if (redrawTimer.isActive() || !canPaint())
        return;
    const auto waited = sinceRedraw.isValid() ? sinceRedraw.elapsed() : pace.interval().count();
    redrawTimer.start(static_cast<int>(std::max<qint64>(0, pace.interval().count() - waited)));
}

void ChartBoard::Private::redraw()
{
    if (!canPaint())
        return;
    sinceRedraw.restart();
    QElapsedTimer frame;
    frame.start();
    const bool newSecond = !sinceSecond.isValid() || sinceSecond.elapsed() >= kSecond;
    if (newSecond) {
        measurePace();
        sinceSecond.restart();
    }
    times.update(*course, options.overlay, follow);
    grid->draw(course, times, options, newSecond || !course->running);
    showCrosshair();
    updateMs = static_cast<double>(frame.nsecsElapsed()) / 1e6;
}

void ChartBoard::Private::measurePace()
{
    if (const auto share = busy.read())
        pace.update(*share, board.lastFrameMs());
}

void ChartBoard::Private::showCrosshair()
{
    grid->setCrosshair(course, times, {.seconds = crosshair, .decades = decades});
}

void ChartBoard::Private::choose(double seconds)
{
    Q_EMIT board.momentChosen(
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds)));
}

void ChartBoard::Private::setDecades(std::optional<double> place)
{
    decades = place;
    if (!crosshairTimer.isActive())
        crosshairTimer.start();
}

void ChartBoard::Private::setCrosshair(std::optional<double> seconds)
{
    crosshair = seconds;
    if (!crosshairTimer.isActive())
        crosshairTimer.start();
}

void ChartBoard::Private::moveCrosshair(qsizetype points)
{
    if (course->sides.empty())
        return;
    if (!crosshair || crosshairSide >= course->sides.size())
        crosshairSide = longestSide(*course);
    const auto &all = course->sides[crosshairSide].points;
    if (all.empty())
        return;
    const auto last = static_cast<qsizetype>(all.size()) - 1;
    qsizetype index = last;
    if (crosshair) {
        const auto *point = pointAt(all, *crosshair);
        index = std::clamp<qsizetype>((point ? point - all.data() : last) + points, 0, last);
    }
    setCrosshair(middle(all[static_cast<std::size_t>(index)]));
    keepInWindow();
}

void ChartBoard::Private::jumpCrosshair(bool toEnd)
{
    moveCrosshair(0);
    if (!crosshair)
        return;
    const auto &all = course->sides[crosshairSide].points;
    setCrosshair(middle(toEnd ? all.back() : all.front()));
    keepInWindow();
}

void ChartBoard::Private::keepInWindow()
{
    const auto window = times.window(crosshairSide);
    if (!crosshair || (*crosshair >= window.from && *crosshair <= window.to))
        return;
    times.pan(crosshairSide, *crosshair - (window.from + window.to) / 2);
    redraw();
}

void ChartBoard::Private::zoom(double factor)
{
    if (!crosshair)
        crosshairSide = longestSide(*course);
    const auto window = times.window(crosshairSide);
    times.zoom(crosshairSide, factor, crosshair.value_or((window.from + window.to) / 2));
    afterZoom();
}

void ChartBoard::Private::afterZoom()
{
    grid->resetScales();
    redraw();
}

bool ChartBoard::Private::handleKey(const QKeyEvent &event)
{
    const qsizetype step = event.modifiers().testFlag(Qt::ShiftModifier) ? kBigStep : 1;
    switch (event.key()) {
    case Qt::Key_Left:
        moveCrosshair(-step);
        return true;
    case Qt::Key_Right:
        moveCrosshair(step);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        jumpCrosshair(event.key() == Qt::Key_End);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!crosshair)
            return false;
        choose(*crosshair);
        return true;
    case Qt::Key_Escape:
        if (!crosshair)
            return false;
        setCrosshair(std::nullopt);
        return true;
    case Qt::Key_Plus:
        zoom(kKeyZoom);
        return true;
    case Qt::Key_Minus:
        zoom(1 / kKeyZoom);
        return true;
    case Qt::Key_0:
        times.resetZoom();
        afterZoom();
        return true;
    default:
        return false;
    }
}

// Percentiles have an axis of their own; it can't be zoomed.
bool ChartBoard::Private::handlePercentileKey(const QKeyEvent &event)
{
    constexpr double kStep = 1.0 / metrics::TailCurve::kPerDecade;
    const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? kStep * kBigStep : kStep;
    const double now = decades.value_or(metrics::TailCurve::decadesOf(0.99));
    const auto moveTo = [this](double place) {
        setDecades(std::clamp<double>(place, 0, metrics::TailCurve::kDecades));
        return true;
    };
    switch (event.key()) {
    case Qt::Key_Left:
        return moveTo(now - step);
    case Qt::Key_Right:
        return moveTo(now + step);
    case Qt::Key_Home:
        return moveTo(0);
    case Qt::Key_End:
        return moveTo(metrics::TailCurve::kDecades);
    case Qt::Key_Escape:
        if (!decades)
            return false;
        setDecades(std::nullopt);
        return true;
    default:
        return false;
    }
}

ChartBoard::ChartBoard(QWidget *parent)
    : ChartBoard(chartSpecs(), parent)
{
}

ChartBoard::ChartBoard(std::vector<ChartSpec> specs, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, std::move(specs)))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Charts"));
    setAccessibleDescription(tr("Left and right move the crosshair, Enter tells what happened there, plus and minus "
                                "zoom the time, zero shows all of it."));
}

ChartBoard::~ChartBoard() = default;

void ChartBoard::setCourse(RunCoursePtr course)
{
    if (!course)
        return;
    if (isAnotherRun(*d->course, *course)) {
        d->grid->resetScales();
        d->times.resetZoom();
    }
    d->course = std::move(course);
    d->grid->arrange(*d->course, d->options.overlay);
    if (!d->course->running)
        d->sinceSecond.invalidate(); // the last one is described too
    d->schedule();
}

void ChartBoard::setOverlay(bool overlay)
{
    d->options.overlay = overlay;
    d->grid->arrange(*d->course, overlay);
    d->times.resetZoom();
    d->schedule();
}

void ChartBoard::setLogLatency(bool log)
{
    d->options.logLatency = log;
    d->grid->resetScales();
    d->redraw();
}

void ChartBoard::setFollow(bool follow)
{
    d->follow = follow;
    d->times.resetZoom();
    d->redraw();
}

void ChartBoard::putCrosshair(std::chrono::nanoseconds at)
{
    d->setCrosshair(std::chrono::duration<double>(at).count());
    d->keepInWindow();
}

double ChartBoard::lastFrameMs() const noexcept
{
    return d->updateMs + d->grid->paintMs();
}

std::chrono::milliseconds ChartBoard::interval() const noexcept
{
    return d->pace.interval();
}

void ChartBoard::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && !d->crosshair)
        d->moveCrosshair(0); // shows where the keys act
}

bool ChartBoard::event(QEvent *event)
{
    const auto type = event->type();
    const bool handled = QWidget::event(event);
    if (type == QEvent::Show || type == QEvent::PaletteChange || type == QEvent::ApplicationPaletteChange
        || type == QEvent::Resize || type == QEvent::WindowStateChange)
        QTimer::singleShot(0, this, [this] { d->redraw(); }); // when the layout has settled
    return handled;
}

bool ChartBoard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) { // before the scroll area takes the arrows
        const auto &key = *static_cast<QKeyEvent *>(event);
        const auto *panel = qobject_cast<ChartPanel *>(watched);
        if (panel && panel->spec().kind == ChartSpec::Kind::Tail ? d->handlePercentileKey(key) : d->handleKey(key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ChartBoard::keyPressEvent(QKeyEvent *event)
{
    if (!d->handleKey(*event))
        QWidget::keyPressEvent(event);
}

}
