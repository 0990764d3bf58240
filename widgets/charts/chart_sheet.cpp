#include "charts/chart_sheet.h"

#include "charts/heat_face.h"
#include "charts/paper.h"
#include "charts/plot.h"
#include "charts/result_course.h"
#include "common/side_shape.h"
#include "experiment/verdict_text.h"
#include "report/report.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace escala::charts {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr double kColumnGap = 20;
constexpr double kRowGap = 10;
constexpr double kLeastColumn = 380;
constexpr double kRowHead = 24;
constexpr double kTargetsHeight = 30;
constexpr double kPlotHeight = 1.25; // of the least height on screen
constexpr double kSingleHeight = 300;
constexpr int kValueTicks = 6;

QString startedAt(const experiment::RunResult &result)
{
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(result.startedAt.time_since_epoch());
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(since.count()), QLocale::ShortFormat);
}

bool shownAlways(std::size_t, std::size_t)
{
    return true;
}

}

ChartSheet::ChartSheet(const experiment::RunResult &result, const QString &title, std::vector<ChartSpec> specs)
    : m_course(courseOf(result))
    , m_title(title)
    , m_specs(std::move(specs))
    , m_plot(std::make_unique<Plot>())
{
    const auto text = [](const std::string &utf8) { return QString::fromStdString(utf8); };
    m_plot->setPrinting(true);
    m_times.update(m_course, false, false);
    for (const auto &target : result.targets)
        m_urls.push_back(text(target.url));
    m_lines.push_back({.text = title, .pixels = 17, .strong = true});
    m_lines.push_back({.text = text(report::answerSentence(result)), .pixels = 13});
    m_lines.push_back({.text = text(experiment::settingsLine(result.experiment)), .dim = true});
    m_lines.push_back({.text = Words::tr("Generator: %1 · started %2 · Escala %3")
                                   .arg(text(experiment::describe(result.generator, result.experiment)),
                                        startedAt(result), QString::fromLatin1(ESCALA_VERSION)),
                       .dim = true});
    for (const auto &note : result.notes)
        m_lines.push_back({.text = text(note), .dim = true});
    std::erase_if(m_lines, [](const Line &line) { return line.text.isEmpty(); });
}

ChartSheet::~ChartSheet() = default;

double ChartSheet::columnWidth() const
{
    const auto count = static_cast<double>(std::max<std::size_t>(1, m_course.sides.size()));
    return std::max(kLeastColumn, (kPaperWidth - 2 * kPaperMargin - (count - 1) * kColumnGap) / count);
}

double ChartSheet::columnLeft(std::size_t side) const
{
    return kPaperMargin + static_cast<double>(side) * (columnWidth() + kColumnGap);
}

double ChartSheet::rowHeight(const ChartSpec &spec) const
{
    return kRowHead + (m_specs.size() == 1 ? kSingleHeight : spec.minimumHeight * kPlotHeight);
}

double ChartSheet::width() const
{
    const auto count = static_cast<double>(std::max<std::size_t>(1, m_course.sides.size()));
    return 2 * kPaperMargin + count * columnWidth() + (count - 1) * kColumnGap;
}

// A verdict with many reasons takes several lines.
double ChartSheet::heightOf(const Line &line) const
{
    const QRectF room(0, 0, width() - 2 * kPaperMargin, kPaperWidth);
    return QFontMetricsF(paperFont(line.pixels, line.strong)).boundingRect(room, Qt::TextWordWrap, line.text).height();
}

double ChartSheet::headHeight() const
{
    double height = 0;
    for (const auto &line : m_lines)
        height += heightOf(line) + kPaperLineGap;
    return height + kPaperLineGap;
}

QSizeF ChartSheet::size() const
{
    double height = 2 * kPaperMargin + headHeight() + kTargetsHeight;
    for (const auto &spec : m_specs)
        height += rowHeight(spec) + kRowGap;
    return {width(), std::ceil(height)};
}

void ChartSheet::paint(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({}, size()), common::printTokens().panel);
    paintHead(painter);
    double top = kPaperMargin + headHeight();
    paintTargets(painter, top);
    top += kTargetsHeight;
    for (const auto &spec : m_specs) {
        paintRow(painter, spec, top);
        top += rowHeight(spec) + kRowGap;
    }
}

void ChartSheet::paintHead(QPainter &painter) const
{
    const auto &tokens = common::printTokens();
    double top = kPaperMargin;
    for (const auto &line : m_lines) {
        painter.setFont(paperFont(line.pixels, line.strong));
        painter.setPen(line.dim ? tokens.dim : tokens.text);
        painter.drawText(QRectF(kPaperMargin, top, width() - 2 * kPaperMargin, heightOf(line)), Qt::TextWordWrap,
                         line.text);
        top += heightOf(line) + kPaperLineGap;
    }
}

void ChartSheet::paintTargets(QPainter &painter, double top) const
{
    const auto &tokens = common::printTokens();
    const auto strong = paperFont(common::kBasePixels, true);
    const auto plain = paperFont(common::kNotePixels);
    const double baseline = top + QFontMetricsF(strong).ascent();
    for (std::size_t side = 0; side < m_course.sides.size(); ++side) {
        double x = columnLeft(side);
        common::paintShape(painter, common::sideShape(side), {x + 6, baseline - 5}, 10,
                           common::sideColour(side, tokens));
        x += 18;
        const auto name =
            QFontMetricsF(strong).elidedText(m_course.sides[side].name, Qt::ElideRight, columnWidth() / 2);
        painter.setFont(strong);
        painter.setPen(tokens.text);
        painter.drawText(QPointF(x, baseline), name);
        x += QFontMetricsF(strong).horizontalAdvance(name) + 8;
        painter.setFont(plain);
        painter.setPen(tokens.dim);
        painter.drawText(
            QPointF(x, baseline),
            QFontMetricsF(plain).elidedText(m_urls[side], Qt::ElideRight, columnLeft(side) + columnWidth() - x));
    }
}

void ChartSheet::paintRow(QPainter &painter, const ChartSpec &spec, double top) const
{
    RowScales scales;
    scales.update(spec, m_course, m_times, shownAlways, {.logLatency = true, .ticks = kValueTicks});
    if (spec.kind == ChartSpec::Kind::Tail && !m_course.sides.empty()) {
        std::vector<std::size_t> all(m_course.sides.size());
        std::iota(all.begin(), all.end(), 0U);
        paintChart(painter, spec, all, scales, {columnLeft(0), top, width() - 2 * kPaperMargin, rowHeight(spec)});
        return;
    }
    for (std::size_t side = 0; side < m_course.sides.size(); ++side)
        paintChart(painter, spec, {side}, scales, {columnLeft(side), top, columnWidth(), rowHeight(spec)});
}

void ChartSheet::paintChart(QPainter &painter, const ChartSpec &spec, const std::vector<std::size_t> &sides,
                            const RowScales &scales, const QRectF &room) const
{
    const auto &tokens = common::printTokens();
    const auto strong = paperFont(common::kNotePixels, true);
    const auto plain = paperFont(common::kNotePixels);
    const double baseline = room.top() + QFontMetricsF(strong).ascent() + 2;
    painter.setFont(strong);
    painter.setPen(tokens.text);
    painter.drawText(QPointF(room.left(), baseline), spec.title);
    const double noteAt = room.left() + QFontMetricsF(strong).horizontalAdvance(spec.title) + 10;
    const QRectF legend(noteAt, room.top() + 2, room.right() - noteAt, kRowHead);
    painter.setFont(plain);
    if (spec.kind == ChartSpec::Kind::Heat)
        paintHeatKey(painter, {legend.left(), legend.top(), legend.width(), QFontMetricsF(plain).height()},
                     mostOf(m_course), tokens);
    else
        paintLegend(painter, spec, sides, legend);
    painter.setFont(plain);
    painter.setPen(tokens.dim);
    painter.drawText(QPointF(room.left(), baseline + QFontMetricsF(plain).height()), scales.note(spec));

    auto face = faceOf(spec, m_course, sides, m_times, scales, shownAlways, tokens, room.width());
    face.font = paperFont(common::kSmallPixels);
    m_plot->setFace(std::move(face));
    m_plot->paintInto(painter, room.adjusted(-4, kRowHead + 8, 0, 0));
}

// From the right, as on screen.
void ChartSheet::paintLegend(QPainter &painter, const ChartSpec &spec, const std::vector<std::size_t> &sides,
                             const QRectF &room) const
{
    constexpr double kSample = 16;
    const auto &tokens = common::printTokens();
    const auto font = paperFont(common::kNotePixels);
    const QFontMetricsF metrics(font);
    const double middle = room.top() + metrics.height() / 2;
    double right = room.right();
    for (const auto &key : curvesOf(spec, {sides.rbegin(), sides.rend()})) {
        const auto style = styleOf(spec, key, false, tokens);
        const auto &figure = spec.figures[key.figure].name;
        const auto name = sides.size() > 1 ? QString(m_course.sides[key.side].name % u' ' % figure) : figure;
        right -= metrics.horizontalAdvance(name);
        painter.setFont(font);
        painter.setPen(tokens.text);
        painter.drawText(QPointF(right, room.top() + metrics.ascent()), name);
        right -= kSample + 4;
        painter.setPen(QPen(style.colour, style.width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(right, middle), QPointF(right + kSample, middle));
        common::paintShape(painter, style.shape, {right + kSample / 2, middle}, 7, style.colour);
        right -= 14;
    }
}

QString ChartSheet::description() const
{
    std::vector<std::size_t> sides;
    for (std::size_t side = 0; side < m_course.sides.size(); ++side)
        sides.push_back(side);
    if (m_specs.size() == 1)
        return descriptionOf(m_specs.front(), m_course, sides);
    QStringList sentences;
    for (const auto &spec : m_specs)
        sentences << QString(spec.title % QStringLiteral(". ") % descriptionOf(spec, m_course, sides));
    return sentences.join(u' ');
}

}
