#include "charts/chart_panel.h"

#include "charts/course_reading.h"
#include "charts/heat_face.h"
#include "charts/legend_button.h"
#include "charts/number_text.h"
#include "charts/plot.h"
#include "charts/tail_face.h"
#include "charts/value_table.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <utility>

namespace escala::charts {

namespace {

constexpr int kPadding = 10;
constexpr int kHeaderHeight = 28;
constexpr int kLegendLine = 22;
constexpr int kLegendGap = 2;
constexpr int kNoteGap = 6;
constexpr int kWidestSide = 130; // of a side's name in a legend
constexpr int kTickHeight = 21;
constexpr double kPictureScale = 2;

QFont titleFont(const QFont &base)
{
    auto font = base;
    font.setPixelSize(common::kNotePixels);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont noteFont(const QFont &base, int pixels)
{
    auto font = base;
    font.setPixelSize(pixels);
    return font;
}

}

ChartPanel::ChartPanel(const ChartSpec &spec, const RunCourse &course, std::vector<std::size_t> sides, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_sides(std::move(sides))
    , m_keys(curvesOf(spec, m_sides))
    , m_plot(new Plot(this))
    , m_values(new ValueTable(this))
{
    setObjectName(spec.name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMouseTracking(true);
    const auto name = chartName(spec, course, m_sides);
    setAccessibleName(name);
    m_plot->setAccessibleName(name);
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
            const QFontMetrics metrics(noteFont(font(), common::kNotePixels));
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

void ChartPanel::show(const View &view)
{
    auto face = faceOf(m_spec, *view.course, m_sides, view.times, view.scales, view.shown, common::tokensOf(*this),
                       m_plot->width());
    face.font = noteFont(font(), common::kSmallPixels);
    m_plot->setFace(std::move(face));
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
    m_plot->setAccessibleDescription(descriptionOf(m_spec, *course, m_sides));
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
        const double at = m_plot->face().time.position(*seconds);
        if (at >= 0 && at <= 1)
            position = at;
        values = crossings(m_spec, *view.course, m_keys, view.scales, *seconds);
    }
    m_plot->setCrosshair(position, seconds ? momentText(*seconds) : QString(), values);
    setValues(*view.course, position ? seconds : std::nullopt);
}

void ChartPanel::setTailCrosshair(const View &view, std::optional<double> decades)
{
    if (decades)
        m_plot->setCrosshair(m_plot->face().time.position(*decades), percentileText(*decades),
                             tailCrossings(*view.course, m_keys, view.scales, *decades));
    else
        m_plot->setCrosshair(std::nullopt, {}, {});
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
    return m_spec.kind == ChartSpec::Kind::Heat
        ? static_cast<int>(std::ceil(heatKeyWidth(noteFont(font(), common::kNotePixels))))
        : 0;
}

int ChartPanel::valueTicks() const
{
    return std::clamp(m_plot->height() / kTickHeight, 2, 6);
}

QSize ChartPanel::minimumSizeHint() const
{
    return {120, m_spec.minimumHeight + m_legendHeight};
}

void ChartPanel::resizeEvent(QResizeEvent *)
{
    layOut();
}

void ChartPanel::layOut()
{
    const QFontMetrics title(titleFont(font()));
    int legendWidth = keyWidth();
    for (const auto &[key, button] : m_legend)
        legendWidth += button->sizeHint().width() + kLegendGap;
    const int noteAt = kPadding + title.horizontalAdvance(m_spec.title) + 10;
    // The unit at least must fit beside the legend, else that takes a line of its own.
    const int unit = QFontMetrics(noteFont(font(), common::kNotePixels)).horizontalAdvance(m_spec.unit + u'…');
    const bool oneLine = noteAt + unit + kNoteGap + legendWidth + kPadding <= width();
    const int noteEnd = oneLine ? width() - kPadding - legendWidth : width() - kPadding;
    m_noteRect = {noteAt, 0, std::max(0, noteEnd - noteAt - kNoteGap), kHeaderHeight};

    const int legendHeight = oneLine ? placeBesideNote(noteAt, noteEnd) : placeBelowNote();
    if (legendHeight != m_legendHeight) {
        m_legendHeight = legendHeight;
        updateGeometry(); // the plot keeps its height
    }
    const int top = kHeaderHeight + legendHeight;
    const QRect plot(2, top, width() - 4, std::max(20, height() - top - 4));
    m_plot->setGeometry(plot);
    if (m_table)
        m_table->setGeometry(plot.adjusted(kPadding, 2, -kPadding, -kPadding / 2));
}

int ChartPanel::placeBesideNote(int noteAt, int noteEnd)
{
    constexpr int kNoteRoom = 80;
    m_keyRect = {noteEnd, 0, width() - kPadding - noteEnd, kHeaderHeight};
    // Near the title where the chart may be wider than what is seen of it.
    int x = m_spec.kind == ChartSpec::Kind::Tail ? std::min(noteEnd, noteAt + kNoteRoom) : noteEnd;
    for (const auto &[key, button] : m_legend) {
        const auto size = button->sizeHint();
        button->setGeometry(x, (kHeaderHeight - size.height()) / 2 + 1, size.width(), size.height());
        x += size.width() + kLegendGap;
    }
    return 0;
}

int ChartPanel::placeBelowNote()
{
    constexpr int kTop = kHeaderHeight - 2;
    m_keyRect = {kPadding, kTop, width() - 2 * kPadding, kLegendLine};
    return m_legend.empty() ? kLegendLine : flowLegend(kTop);
}

int ChartPanel::flowLegend(int top)
{
    int x = kPadding;
    int line = 0;
    for (const auto &[key, button] : m_legend) {
        const auto size = button->sizeHint();
        if (x > kPadding && x + size.width() > width() - kPadding) {
            x = kPadding;
            ++line;
        }
        button->setGeometry(x, top + line * kLegendLine, size.width(), size.height());
        x += size.width() + kLegendGap;
    }
    return (line + 1) * kLegendLine;
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(tokens.accent, 1.5) : QPen(tokens.hairline, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), common::kPanelRadius, common::kPanelRadius);

    painter.setFont(titleFont(font()));
    painter.setPen(tokens.text);
    painter.drawText(QRect(kPadding, 1, width(), kHeaderHeight), Qt::AlignLeft | Qt::AlignVCenter, m_spec.title);
    const auto font = noteFont(this->font(), common::kNotePixels);
    painter.setFont(font);
    painter.setPen(tokens.dim);
    painter.drawText(m_noteRect.translated(0, 1), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(m_note, Qt::ElideRight, m_noteRect.width()));
    if (m_spec.kind == ChartSpec::Kind::Heat)
        paintHeatKey(painter, m_keyRect.translated(0, 1), m_most, tokens);
}

void ChartPanel::setTableShown(bool shown)
{
    if (shown && !m_table) {
        m_table = new QTableView(this);
        m_table->setAccessibleName(accessibleName());
        m_table->setModel(m_values);
        m_table->setFrameShape(QFrame::NoFrame);
        m_table->verticalHeader()->hide();
        m_table->verticalHeader()->setDefaultSectionSize(20);
        m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_table->setFont(noteFont(font(), common::kNotePixels));
    }
    if (!m_table)
        return;
    layOut();
    m_table->setVisible(shown);
    m_plot->setVisible(!shown);
}

void ChartPanel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy picture"), this, &ChartPanel::copyPicture);
    menu->addAction(tr("Save chart as…"), this, [this] { Q_EMIT exportRequested(m_spec.name); });
    menu->addAction(tr("Copy values as text"), this, [this] { QApplication::clipboard()->setText(m_values->text()); });
    menu->addSeparator();
    auto *table = menu->addAction(tr("Show as table"));
    table->setCheckable(true);
    table->setChecked(m_table && !m_table->isHidden());
    connect(table, &QAction::toggled, this, &ChartPanel::setTableShown);
    menu->popup(event->globalPos());
}

void ChartPanel::copyPicture()
{
    QImage picture((QSizeF(size()) * kPictureScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(kPictureScale);
    picture.fill(common::tokensOf(*this).background);
    render(&picture);
    QApplication::clipboard()->setImage(picture);
}

void ChartPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    lookLegend();
    layOut();
    update();
}

}
