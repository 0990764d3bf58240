#include "charts/chart_panel.h"

#include "charts/course_reading.h"
#include "charts/heat_face.h"
#include "charts/legend_button.h"
#include "charts/number_text.h"
#include "charts/plot.h"
#include "charts/tail_face.h"
#include "charts/value_table.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace escala::charts {

namespace {

constexpr int kNoteGap = 6;
constexpr int kWidestSide = 130; // of a side's name in a legend
constexpr int kTickHeight = 21;

}

ChartPanel::ChartPanel(const ChartSpec &spec, const RunCourse &course, std::vector<std::size_t> sides, QWidget *parent)
    : ChartFrame(parent)
    , m_spec(spec)
    , m_sides(std::move(sides))
    , m_keys(curvesOf(spec, m_sides))
    , m_values(new ValueTable(this))
{
    setObjectName(spec.name);
    const auto name = chartName(spec, course, m_sides);
    setAccessibleName(name);
    plot()->setAccessibleName(name);
    addLegend(course);
}

void ChartPanel::addLegend(const RunCourse &course)
{
    for (const auto side : m_sides) {
        for (std::size_t figure = 0; figure < m_spec.figures.size(); ++figure) {
            const auto &about = m_spec.figures[figure];
            const auto named = [&](const QString &name) {
                if (m_sides.size() == 1)
                    return about.name;
                return m_spec.figures.size() == 1 ? name : QString(name % u' ' % about.name); // the title says it
            };
            const auto &whole = course.sides[side].name;
            const QFontMetrics metrics(noteFont());
            auto *button =
                new LegendButton(named(metrics.elidedText(whole, Qt::ElideRight, kWidestSide)), about.widest, this);
            button->setWholeName(named(whole));
            connect(button, &LegendButton::toggled, this,
                    [this, side, figure](bool shown) { Q_EMIT curveToggled(side, figure, shown); });
            m_legend[{side, figure}] = button;
        }
    }
    lookLegend();
}

void ChartPanel::lookLegend()
{
    for (const auto &[key, button] : m_legend) {
        const auto style = styleOf(m_spec, key, m_sides.size() > 1, common::tokensOf(*this));
        button->setLook(style.colour, style.width, style.shape);
    }
}

LegendButton *ChartPanel::legend(const CurveKey &key) const
{
    const auto found = m_legend.find(key);
    return found == m_legend.end() ? nullptr : found->second;
}

std::vector<LegendButton *> ChartPanel::buttons() const
{
    std::vector<LegendButton *> all;
    for (const auto &[key, button] : m_legend)
        all.push_back(button);
    return all;
}

void ChartPanel::show(const View &view)
{
    auto face = faceOf(m_spec, *view.course, m_sides, view.times, view.scales, view.shown, common::tokensOf(*this),
                       plot()->width());
    face.font = smallFont();
    plot()->setFace(std::move(face));
    for (const auto &[key, button] : m_legend) {
        const QSignalBlocker quiet(button);
        button->setChecked(view.shown(key.side, key.figure));
    }
    const auto note = view.scales.note(m_spec);
    if (note != m_note) {
        m_note = note;
        setToolTip(QString(m_spec.title % QStringLiteral(": ") % note));
        layOut();
        update();
    }
    if (m_spec.kind == ChartSpec::Kind::Heat && std::exchange(m_most, mostOf(*view.course)) != mostOf(*view.course))
        update(m_keyRect);
    m_values->setCourse(m_spec, view.course, m_sides);
}

void ChartPanel::describe(const RunCoursePtr &course)
{
    plot()->setAccessibleDescription(descriptionOf(m_spec, *course, m_sides));
    m_values->setCourse(m_spec, course, m_sides);
}

void ChartPanel::setCrosshair(const View &view, const Crosshair &crosshair)
{
    if (m_spec.kind == ChartSpec::Kind::Tail)
        setTailCrosshair(view, crosshair.decades);
    else
        setTimeCrosshair(view, crosshair.seconds);
}

void ChartPanel::setTimeCrosshair(const View &view, std::optional<double> seconds)
{
    std::optional<double> position;
    std::vector<std::optional<double>> values;
    if (seconds) {
        const double at = plot()->face().time.position(*seconds);
        if (at >= 0 && at <= 1)
            position = at;
        values = crossings(m_spec, *view.course, m_keys, view.scales, *seconds);
    }
    plot()->setCrosshair(position, seconds ? momentText(*seconds) : QString(), values);
    setValues(*view.course, position ? seconds : std::nullopt);
}

void ChartPanel::setTailCrosshair(const View &view, std::optional<double> decades)
{
    if (decades)
        plot()->setCrosshair(plot()->face().time.position(*decades), percentileText(*decades),
                             tailCrossings(*view.course, m_keys, view.scales, *decades));
    else
        plot()->setCrosshair(std::nullopt, {}, {});
    setValues(*view.course, decades);
}

void ChartPanel::setValues(const RunCourse &course, std::optional<double> place)
{
    for (const auto &[key, button] : m_legend) {
        const auto &side = course.sides[key.side];
        const auto &figure = m_spec.figures[key.figure];
        button->setValue(m_spec.kind == ChartSpec::Kind::Tail ? tailValueText(side.tails.at(key.figure), place)
                                                              : figure.valueText(valueAt(side, figure, place)));
    }
}

int ChartPanel::keyWidth() const
{
    return m_spec.kind == ChartSpec::Kind::Heat ? static_cast<int>(std::ceil(heatKeyWidth(noteFont()))) : 0;
}

int ChartPanel::valueTicks() const
{
    return std::clamp(plot()->height() / kTickHeight, 2, 6);
}

QSize ChartPanel::minimumSizeHint() const
{
    return {120, m_spec.minimumHeight + m_legendHeight};
}

QString ChartPanel::text() const
{
    return m_values->text();
}

QAbstractItemModel *ChartPanel::values()
{
    return m_values;
}

void ChartPanel::layOut()
{
    const QFontMetrics title(titleFont());
    const int legendWidth = keyWidth() + widthOf(buttons());
    const int noteAt = kPadding + title.horizontalAdvance(m_spec.title) + 10;
    // The unit at least must fit beside the legend, else that takes a line of its own.
    const int unit = QFontMetrics(noteFont()).horizontalAdvance(m_spec.unit + u'…');
    const bool oneLine = noteAt + unit + kNoteGap + legendWidth + kPadding <= width();
    const int noteEnd = oneLine ? width() - kPadding - legendWidth : width() - kPadding;
    m_noteRect = {noteAt, 0, std::max(0, noteEnd - noteAt - kNoteGap), kHeader};

    const int legendHeight = oneLine ? placeBesideNote(noteAt, noteEnd) : placeBelowNote();
    if (legendHeight != m_legendHeight) {
        m_legendHeight = legendHeight;
        updateGeometry(); // the plot keeps its height
    }
    placePlot(kHeader + legendHeight);
}

int ChartPanel::placeBesideNote(int noteAt, int noteEnd)
{
    constexpr int kNoteRoom = 80;
    m_keyRect = {noteEnd, 0, width() - kPadding - noteEnd, kHeader};
    // Near the title where the chart may be wider than what is seen of it.
    int x = m_spec.kind == ChartSpec::Kind::Tail ? std::min(noteEnd, noteAt + kNoteRoom) : noteEnd;
    for (const auto &[key, button] : m_legend) {
        const auto size = button->sizeHint();
        button->setGeometry(x, (kHeader - size.height()) / 2 + 1, size.width(), size.height());
        x += size.width() + kLegendGap;
    }
    return 0;
}

int ChartPanel::placeBelowNote()
{
    constexpr int kTop = kHeader - 2;
    m_keyRect = {kPadding, kTop, width() - 2 * kPadding, kLegendLine};
    return m_legend.empty() ? kLegendLine : flowLegend(buttons(), kTop);
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(painter, m_spec.title, m_note, m_noteRect);
    if (m_spec.kind == ChartSpec::Kind::Heat)
        paintHeatKey(painter, m_keyRect.translated(0, 1), m_most, common::tokensOf(*this));
}

}
