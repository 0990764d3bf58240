#include "watch/watch_sheet.h"

#include "charts/paper.h"
#include "charts/plot.h"
#include "common/side_shape.h"
#include "common/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <memory>

namespace escala::watch {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MonitorCharts)
};

constexpr double kPlotHeight = 300;
constexpr int kTitlePixels = 17;
constexpr double kSample = 16; // of a line in the legend
constexpr double kNameGap = 4;
constexpr double kEntryGap = 18;

/// What is on the paper, and where.
struct Sheet {
    struct Entry {
        QPointF at; ///< Top left.
        QString name;
        charts::CurveStyle style;
    };
    QString title;
    QString when;
    std::vector<Entry> legend;
    double plotTop = 0;
    std::shared_ptr<charts::Plot> plot;

    [[nodiscard]] QSizeF size() const { return {charts::kPaperWidth, plotTop + kPlotHeight + charts::kPaperMargin}; }
    void paint(QPainter &painter) const;
};

QString whenOf(const ChartView &view)
{
    const auto window = view.axis.window();
    const auto &zone = view.axis.zone();
    return Words::tr("%1 to %2 (%3) · Escala %4", "a time, a time, time zone, version")
        .arg(charts::wallText(window.from, zone, true), charts::wallText(window.to, zone, true),
             QString::fromLatin1(zone.id()), QString::fromLatin1(ESCALA_VERSION));
}

// From the left, in as many lines as it needs; returns where it ends.
double placeLegend(Sheet &sheet, const ChartContent &content, const HiddenLines &hidden, double top)
{
    const QFontMetricsF metrics(charts::paperFont(common::kNotePixels));
    const double line = metrics.height() + charts::kPaperLineGap;
    double x = charts::kPaperMargin;
    for (const auto &each : content.lines) {
        if (hidden.contains(each.name))
            continue;
        const double room = charts::kPaperWidth - 2 * charts::kPaperMargin - kSample - kNameGap;
        const auto name = metrics.elidedText(each.name, Qt::ElideMiddle, room);
        const double width = kSample + kNameGap + metrics.horizontalAdvance(name);
        if (x > charts::kPaperMargin && x + width > charts::kPaperWidth - charts::kPaperMargin) {
            x = charts::kPaperMargin;
            top += line;
        }
        sheet.legend.push_back({{x, top}, name, styleOf(each, common::printTokens())});
        x += width + kEntryGap;
    }
    return top + line;
}

void Sheet::paint(QPainter &painter) const
{
    const auto &tokens = common::printTokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({}, size()), tokens.panel);
    const auto strong = charts::paperFont(kTitlePixels, true);
    const auto plain = charts::paperFont(common::kNotePixels);
    const QFontMetricsF metrics(plain);
    double top = charts::kPaperMargin;
    painter.setFont(strong);
    painter.setPen(tokens.text);
    painter.drawText(
        QPointF(charts::kPaperMargin, top + QFontMetricsF(strong).ascent()),
        QFontMetricsF(strong).elidedText(title, Qt::ElideMiddle, charts::kPaperWidth - 2 * charts::kPaperMargin));
    top += QFontMetricsF(strong).height() + charts::kPaperLineGap;
    painter.setFont(plain);
    painter.setPen(tokens.dim);
    painter.drawText(QPointF(charts::kPaperMargin, top + metrics.ascent()), when);
    for (const auto &[at, name, style] : legend) {
        const QPointF middle = at + QPointF(kSample / 2, metrics.height() / 2);
        painter.setPen(QPen(style.colour, style.width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(middle - QPointF(kSample / 2, 0), middle + QPointF(kSample / 2, 0));
        common::paintShape(painter, style.shape, middle, 7, style.colour);
        painter.setPen(tokens.text);
        painter.drawText(at + QPointF(kSample + kNameGap, metrics.ascent()), name);
    }
    plot->paintInto(painter,
                    {charts::kPaperMargin, plotTop, charts::kPaperWidth - 2 * charts::kPaperMargin, kPlotHeight});
}

}

charts::Drawing drawingOf(const ChartContent &content, const ChartView &view, const HiddenLines &hidden,
                          const QString &description)
{
    const auto sheet = std::make_shared<Sheet>();
    sheet->title =
        content.unit.isEmpty() ? content.title : Words::tr("%1: %2", "chart, unit").arg(content.title, content.unit);
    sheet->when = whenOf(view);
    const double above = charts::kPaperMargin + QFontMetricsF(charts::paperFont(kTitlePixels, true)).height()
        + charts::kPaperLineGap + QFontMetricsF(charts::paperFont(common::kNotePixels)).height()
        + 2 * charts::kPaperLineGap;
    sheet->plotTop = placeLegend(*sheet, content, hidden, above) + charts::kPaperLineGap;
    charts::RangeKeeper range;
    auto face = faceOf(content, view, hidden, common::printTokens(),
                       {charts::kPaperWidth - 2 * charts::kPaperMargin, kPlotHeight}, range);
    face.font = charts::paperFont(common::kSmallPixels);
    sheet->plot = std::make_shared<charts::Plot>();
    sheet->plot->setPrinting(true);
    sheet->plot->setFace(std::move(face));
    return {.size = sheet->size(),
            .title = sheet->title,
            .description = description,
            .paint = [sheet](QPainter &painter) { sheet->paint(painter); }};
}

}
