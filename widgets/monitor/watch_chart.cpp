#include "watch/watch_chart.h"

#include "charts/legend_button.h"
#include "charts/plot.h"
#include "common/plain_tip.h"
#include "common/theme.h"
#include "watch/watch_sheet.h"

#include <QPainter>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>
#include <utility>

namespace escala::watch {

using charts::LegendButton;

namespace {

constexpr int kHeight = 176;
constexpr int kWidestName = 190;
constexpr int kUnitGap = 10;

}

WatchChart::WatchChart(QWidget *parent)
    : ChartFrame(parent)
    , m_values(new QStandardItemModel(this))
{
}

void WatchChart::show(const ChartContent &content, const ChartView &view)
{
    const bool another = content.name != m_content.name;
    const bool sameLines = std::ranges::equal(content.lines, m_content.lines, {}, &ChartLine::name, &ChartLine::name);
    m_content = content;
    m_zone = view.axis.zone();
    if (another) {
        m_range.reset();
        setObjectName(content.name);
        setAccessibleName(content.title);
        plot()->setAccessibleName(content.title);
        setToolTip(common::plainTip(
            content.unit.isEmpty() ? content.title : tr("%1: %2", "chart, unit").arg(content.title, content.unit)));
    }
    if (another || !sameLines)
        renewLegend();
    auto face = faceOf(m_content, view, m_hidden, common::tokensOf(*this), QSizeF(plot()->size()), m_range);
    face.font = smallFont();
    plot()->setFace(std::move(face));
    plot()->setAccessibleDescription(description());
    if (isTableShown())
        (void)values();
    if (another)
        update();
}

charts::Drawing WatchChart::drawing(const ChartView &view) const
{
    return drawingOf(m_content, view, m_hidden, description());
}

void WatchChart::renewLegend()
{
    for (auto *button : m_legend)
        button->deleteLater();
    m_legend.clear();
    const QFontMetrics metrics(noteFont());
    const auto widest =
        m_content.left == ChartContent::Left::Share ? QStringLiteral("99.99 %") : QStringLiteral("88,888");
    for (const auto &line : m_content.lines) {
        auto *button = new LegendButton(metrics.elidedText(line.name, Qt::ElideMiddle, kWidestName), widest, this);
        button->setWholeName(line.name);
        button->setChecked(!m_hidden.contains(line.name));
        connect(button, &LegendButton::toggled, this, [this, name = line.name](bool shown) {
            if (shown)
                m_hidden.erase(name);
            else
                m_hidden.insert(name);
            Q_EMIT linesToggled();
        });
        button->show();
        m_legend.push_back(button);
    }
    lookLegend();
    layOut();
}

void WatchChart::lookLegend()
{
    for (std::size_t i = 0; i < m_legend.size(); ++i) {
        const auto style = styleOf(m_content.lines[i], common::tokensOf(*this));
        m_legend[i]->setLook(style.colour, style.width, style.shape);
    }
}

void WatchChart::setCrosshair(std::optional<double> seconds, const charts::WallAxis &axis)
{
    std::optional<double> position;
    std::vector<std::optional<double>> values;
    const auto &face = plot()->face();
    if (seconds) {
        const double at = face.time.position(*seconds);
        if (at >= 0 && at <= 1)
            position = at;
        for (std::size_t i = m_content.lines.size(); i-- > 0;) {
            const double value = valueAt(m_content.lines[i].samples, seconds);
            values.push_back(std::isfinite(value) ? std::optional(face.left.position(value)) : std::nullopt);
        }
    }
    const auto length = axis.window().to - axis.window().from;
    constexpr double kHalfDay = 43'200;
    plot()->setCrosshair(position, seconds ? charts::wallText(*seconds, axis.zone(), length > kHalfDay) : QString(),
                         values);
    for (std::size_t i = 0; i < m_legend.size(); ++i)
        m_legend[i]->setValue(
            m_content.valueText(valueAt(m_content.lines[i].samples, position ? seconds : std::nullopt)));
}

std::size_t WatchChart::points() const
{
    std::size_t count = 0;
    for (const auto &curve : plot()->face().curves) {
        count += std::size_t(curve.drawn.alone.size());
        for (const auto &line : curve.drawn.lines)
            count += std::size_t(line.size());
    }
    return count;
}

QString WatchChart::description() const
{
    if (!m_content.hasValues())
        return m_content.empty;
    QStringList parts;
    for (const auto &line : m_content.lines)
        parts << QString(line.name + u' ' + m_content.valueText(valueAt(line.samples, std::nullopt)));
    return tr("Line chart over the time of day; last: %1.").arg(parts.join(QStringLiteral(", ")));
}

QString WatchChart::text() const
{
    QStringList lines;
    QStringList names{tr("Time")};
    for (const auto &line : m_content.lines)
        names << line.name;
    lines << names.join(u'\t');
    std::set<double> moments; // several targets are not asked at the same ones
    for (const auto &line : m_content.lines) {
        for (const auto &sample : line.samples)
            moments.insert(sample.seconds);
    }
    for (const double moment : moments) {
        QStringList cells{charts::wallText(moment, m_zone, true)};
        for (const auto &line : m_content.lines) {
            const auto found = std::ranges::lower_bound(line.samples, moment, {}, &charts::Sample::seconds);
            const bool there = found != line.samples.end() && found->seconds <= moment;
            cells << (there ? m_content.valueText(found->value) : QString());
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

QSize WatchChart::sizeHint() const
{
    return {360, kHeight + m_legendHeight};
}

QSize WatchChart::minimumSizeHint() const
{
    return {220, kHeight + m_legendHeight};
}

// The legend stands beside the title where there is room, else in lines of its own.
void WatchChart::layOut()
{
    const QFontMetrics title(titleFont());
    const int noteAt = kPadding + title.horizontalAdvance(m_content.title) + kUnitGap;
    const int unit = QFontMetrics(noteFont()).horizontalAdvance(m_content.unit);
    const int legendWidth = widthOf(m_legend);
    const bool oneLine = noteAt + unit + kPadding + legendWidth <= width() - kPadding;
    if (oneLine) {
        int x = width() - kPadding - legendWidth;
        for (auto *button : m_legend) {
            const auto size = button->sizeHint();
            button->setGeometry(x, (kHeader - size.height()) / 2 + 1, size.width(), size.height());
            x += size.width() + kLegendGap;
        }
    }
    m_legendNeeded = oneLine || m_legend.empty() ? 0 : flowLegend(m_legend, kHeader - 2);
    m_noteRect = {noteAt, 0, std::max(0, (oneLine ? width() - legendWidth : width()) - kPadding - noteAt), kHeader};
    placePlot(kHeader + std::max(m_legendNeeded, m_legendHeight));
}

void WatchChart::setLegendRoom(int height)
{
    if (std::exchange(m_legendHeight, height) == height)
        return;
    updateGeometry();
    layOut();
}

void WatchChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(painter, m_content.title, m_content.unit, m_noteRect);
}

// The newest first: what is looked for stands at the top.
QAbstractItemModel *WatchChart::values()
{
    auto lines = text().split(u'\n');
    const auto head = lines.takeFirst().split(u'\t');
    m_values->setColumnCount(static_cast<int>(head.size()));
    m_values->setRowCount(static_cast<int>(lines.size()));
    m_values->setHorizontalHeaderLabels(head);
    for (int row = 0; row < m_values->rowCount(); ++row) {
        const auto cells = lines[lines.size() - 1 - row].split(u'\t');
        for (int column = 0; column < static_cast<int>(cells.size()); ++column)
            m_values->setItem(row, column, new QStandardItem(cells[column]));
    }
    return m_values;
}

}
