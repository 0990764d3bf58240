#include "watch/watch_chart.h"

#include "charts/legend_button.h"
#include "charts/plot.h"
#include "common/side_style.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QTableWidget>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace escala::watch {

using charts::LegendButton;
using charts::PlotFace;
using charts::Scale;

namespace {

constexpr int kPadding = 10;
constexpr int kHeader = 28;
constexpr int kLegendLine = 22;
constexpr int kLegendGap = 2;
constexpr int kHeight = 176;
constexpr int kTickHeight = 24;
constexpr double kTickWidth = 80;
constexpr double kPictureScale = 2;
constexpr qsizetype kMostMarks = 12; // more would be a fence; spans show them all the same
constexpr int kWidestName = 190;

QFont fontOf(const QFont &base, int pixels, QFont::Weight weight = QFont::Normal)
{
    auto font = base;
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
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

}

WatchChart::WatchChart(QWidget *parent)
    : QWidget(parent)
    , m_plot(new charts::Plot(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMouseTracking(true);
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
        m_plot->setAccessibleName(content.title);
        setToolTip(content.unit.isEmpty() ? content.title
                                          : tr("%1: %2", "chart, unit").arg(content.title, content.unit));
    }
    if (another || !sameLines)
        renewLegend();
    auto made = face(view);
    made.font = fontOf(font(), common::kSmallPixels);
    m_plot->setFace(std::move(made));
    m_plot->setAccessibleDescription(description());
    if (m_table && !m_table->isHidden())
        fillTable();
    if (another)
        update();
}

bool WatchChart::isShown(std::size_t line) const
{
    return !m_hidden.contains(m_content.lines[line].name);
}

void WatchChart::renewLegend()
{
    for (auto *button : m_legend)
        button->deleteLater();
    m_legend.clear();
    const QFontMetrics metrics(fontOf(font(), common::kNotePixels));
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

Scale WatchChart::leftScale(const charts::WallAxis &axis)
{
    const int ticks = std::clamp(m_plot->height() / kTickHeight, 2, 6);
    if (m_content.left == ChartContent::Left::Share)
        return Scale::share();
    charts::RangeKeeper::Range range{std::numeric_limits<double>::infinity(), 0};
    const auto seen = axis.window();
    for (std::size_t i = 0; i < m_content.lines.size(); ++i) {
        for (const auto &sample : m_content.lines[i].samples) {
            if (!isShown(i) || !(sample.value > 0) || sample.seconds < seen.from || sample.seconds > seen.to)
                continue;
            range.low = std::min(range.low, sample.value);
            range.high = std::max(range.high, sample.value);
        }
    }
    if (m_content.left == ChartContent::Left::Latency) {
        if (range.high <= 0)
            return Scale::logarithmic(0.1, 1000, ticks);
        range = m_range.logarithmic(range);
        return Scale::logarithmic(range.low, range.high, ticks);
    }
    range = m_range.linear({0, range.high});
    return range.high > 0 ? Scale::linear(range.high, ticks) : Scale::linear(1, 2);
}

PlotFace WatchChart::face(const ChartView &view)
{
    const auto &tokens = common::tokensOf(*this);
    PlotFace face;
    face.time = view.axis.scale(std::max(2, static_cast<int>(m_plot->width() / kTickWidth)));
    face.left = leftScale(view.axis);
    if (!m_content.hasValues())
        face.emptyText = m_content.empty;
    for (std::size_t i = m_content.lines.size(); i-- > 0;) { // the strongest last, on top
        PlotFace::Curve curve{
            .style = styleOf(m_content.lines[i], tokens), .drawn = {}, .shown = isShown(i), .atCrosshair = {}};
        if (curve.shown)
            curve.drawn = charts::drawn(m_content.lines[i].samples, face.time, face.left);
        face.curves.push_back(std::move(curve));
    }
    const auto add = [&face](double from, double to, PlotFace::Span::Kind kind, const QString &word) {
        const PlotFace::Span span{face.time.position(from), face.time.position(to), kind, word};
        if (span.to > 0 && span.from < 1)
            face.spans.push_back(span);
    };
    for (const auto &gap : view.unwatched)
        add(gap.from, gap.to, PlotFace::Span::Kind::Unwatched, tr("not watched"));
    const double now = view.axis.whole().to;
    for (const auto &incident : view.incidents) {
        const double from = secondsOf(incident.start);
        add(from, incident.end ? secondsOf(*incident.end) : now, PlotFace::Span::Kind::Incident, {});
        const double at = face.time.position(from);
        if (at >= 0 && at <= 1 && std::ssize(view.incidents) <= kMostMarks)
            face.marks.push_back({.position = at,
                                  .word = view.manyTargets ? QString::fromStdString(incident.target) : tr("incident"),
                                  .origin = charts::RunCourse::Mark::Origin::User});
    }
    return face;
}

void WatchChart::setCrosshair(std::optional<double> seconds, const charts::WallAxis &axis)
{
    std::optional<double> position;
    std::vector<std::optional<double>> values;
    const auto &face = m_plot->face();
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
    m_plot->setCrosshair(position, seconds ? charts::wallText(*seconds, axis.zone(), length > kHalfDay) : QString(),
                         values);
    for (std::size_t i = 0; i < m_legend.size(); ++i)
        m_legend[i]->setValue(
            m_content.valueText(valueAt(m_content.lines[i].samples, position ? seconds : std::nullopt)));
}

std::size_t WatchChart::points() const
{
    std::size_t count = 0;
    for (const auto &curve : m_plot->face().curves) {
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

void WatchChart::resizeEvent(QResizeEvent *)
{
    layOut();
}

// The legend stands beside the title where there is room, else in lines of its own.
void WatchChart::layOut()
{
    const QFontMetrics title(fontOf(font(), common::kNotePixels, QFont::DemiBold));
    const int noteAt = kPadding + title.horizontalAdvance(m_content.title) + 10;
    const int unit = QFontMetrics(fontOf(font(), common::kNotePixels)).horizontalAdvance(m_content.unit);
    int legendWidth = 0;
    for (const auto *button : m_legend)
        legendWidth += button->sizeHint().width() + kLegendGap;
    const bool oneLine = noteAt + unit + kPadding + legendWidth <= width() - kPadding;
    int x = oneLine ? width() - kPadding - legendWidth : kPadding;
    int y = oneLine ? (kHeader - 20) / 2 + 1 : kHeader - 2;
    for (auto *button : m_legend) {
        const auto size = button->sizeHint();
        if (!oneLine && x > kPadding && x + size.width() > width() - kPadding) {
            x = kPadding;
            y += kLegendLine;
        }
        button->setGeometry(x, y, std::min(size.width(), width() - 2 * kPadding), size.height());
        x += size.width() + kLegendGap;
    }
    m_legendNeeded = oneLine || m_legend.empty() ? 0 : y + kLegendLine - kHeader + 2;
    m_noteRect = {noteAt, 0, std::max(0, (oneLine ? width() - legendWidth : width()) - kPadding - noteAt), kHeader};
    const int top = kHeader + std::max(m_legendNeeded, m_legendHeight);
    const QRect plot(2, top, width() - 4, std::max(20, this->height() - top - 4));
    m_plot->setGeometry(plot);
    if (m_table)
        m_table->setGeometry(plot.adjusted(kPadding, 2, -kPadding, -kPadding / 2));
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
    const auto &tokens = common::tokensOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(tokens.accent, 1.5) : QPen(tokens.hairline, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), common::kPanelRadius, common::kPanelRadius);
    const auto bold = fontOf(font(), common::kNotePixels, QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    painter.drawText(QRect(kPadding, 1, width() - 2 * kPadding, kHeader), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(bold).elidedText(m_content.title, Qt::ElideMiddle, width() - 2 * kPadding));
    const auto plain = fontOf(font(), common::kNotePixels);
    painter.setFont(plain);
    painter.setPen(tokens.dim);
    painter.drawText(m_noteRect.translated(0, 1), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(plain).elidedText(m_content.unit, Qt::ElideRight, m_noteRect.width()));
}

void WatchChart::setTableShown(bool shown)
{
    if (shown && !m_table) {
        m_table = new QTableWidget(this);
        m_table->setAccessibleName(accessibleName());
        m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        m_table->setFrameShape(QFrame::NoFrame);
        m_table->verticalHeader()->hide();
        m_table->verticalHeader()->setDefaultSectionSize(20);
        m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_table->setFont(fontOf(font(), common::kNotePixels));
    }
    if (!m_table)
        return;
    layOut();
    m_table->setVisible(shown);
    m_plot->setVisible(!shown);
    if (shown)
        fillTable();
}

// The newest first: what is looked for stands at the top.
void WatchChart::fillTable()
{
    auto lines = text().split(u'\n');
    const auto head = lines.takeFirst().split(u'\t');
    m_table->setColumnCount(int(head.size()));
    m_table->setHorizontalHeaderLabels(head);
    m_table->setRowCount(int(lines.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto cells = lines[lines.size() - 1 - row].split(u'\t');
        for (int column = 0; column < int(cells.size()); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells[column]));
    }
}

void WatchChart::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy picture"), this, &WatchChart::copyPicture);
    menu->addAction(tr("Copy values as text"), this, [this] { QApplication::clipboard()->setText(text()); });
    menu->addSeparator();
    auto *table = menu->addAction(tr("Show as table"));
    table->setCheckable(true);
    table->setChecked(m_table && !m_table->isHidden());
    connect(table, &QAction::toggled, this, &WatchChart::setTableShown);
    menu->popup(event->globalPos());
}

void WatchChart::copyPicture()
{
    QImage picture((QSizeF(size()) * kPictureScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(kPictureScale);
    picture.fill(common::tokensOf(*this).background);
    render(&picture);
    QApplication::clipboard()->setImage(picture);
}

void WatchChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    lookLegend();
    layOut();
    update();
}

}
