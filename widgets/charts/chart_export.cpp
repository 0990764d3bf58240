#include "charts/chart_export.h"

#include "charts/chart_sheet.h"

#include <QApplication>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace escala::charts {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

const auto kAll = QStringLiteral("all");

std::unexpected<std::string> problem(const QString &sentence)
{
    return std::unexpected(sentence.toStdString());
}

// The rows of a chart by its name; none where there is no such chart.
std::vector<ChartSpec> specsNamed(const QString &chart)
{
    auto specs = chartSpecs();
    if (chart != kAll)
        std::erase_if(specs, [&chart](const ChartSpec &spec) { return spec.name != chart; });
    return specs;
}

std::unique_ptr<ChartSheet> sheetOf(const experiment::RunResult &result, const QString &chart)
{
    auto specs = specsNamed(chart);
    if (specs.empty() || !qobject_cast<QApplication *>(QCoreApplication::instance()))
        return nullptr;
    const auto run = QString::fromStdString(result.experiment.name);
    const auto what = chart == kAll ? Words::tr("All charts") : specs.front().title;
    const auto title = run.isEmpty() ? what : Words::tr("%1: %2", "run and chart").arg(run, what);
    return std::make_unique<ChartSheet>(result, title, std::move(specs));
}

Drawing drawingOf(const ChartSheet &sheet, const QString &title)
{
    return {.size = sheet.size(),
            .title = title,
            .description = sheet.description(),
            .paint = [&sheet](QPainter &painter) { sheet.paint(painter); }};
}

}

QStringList chartNames()
{
    QStringList names;
    for (const auto &spec : chartSpecs())
        names << spec.name;
    return names << kAll;
}

std::expected<void, std::string> exportChart(const experiment::RunResult &result, const QString &chart,
                                             PictureFormat format, const std::filesystem::path &file)
{
    if (specsNamed(chart).empty())
        return problem(
            Words::tr("There is no chart “%1”; choose one of %2.").arg(chart, chartNames().join(QStringLiteral(", "))));
    const auto sheet = sheetOf(result, chart);
    if (!sheet)
        return problem(Words::tr("Charts can't be drawn: this program was started without Qt's graphics."));
    return writePicture(drawingOf(*sheet, QString::fromStdString(result.experiment.name)), format, file);
}

std::expected<void, std::string> exportCharts(const experiment::RunResult &result, const std::filesystem::path &dir)
{
    constexpr std::array kFormats{std::pair{PictureFormat::Png, ".png"}, std::pair{PictureFormat::Svg, ".svg"},
                                  std::pair{PictureFormat::Pdf, ".pdf"}};
    for (const auto &chart : chartNames()) {
        for (const auto &[format, suffix] : kFormats) {
            auto written = exportChart(result, chart, format, dir / (chart.toStdString() + suffix));
            if (!written)
                return written;
        }
    }
    return {};
}

std::vector<report::ReportChart> reportCharts(const experiment::RunResult &result)
{
    std::vector<report::ReportChart> charts;
    for (const auto &spec : chartSpecs()) {
        const auto sheet = sheetOf(result, spec.name);
        if (!sheet)
            continue;
        auto svg = svgOf(drawingOf(*sheet, spec.title)).toStdString();
        if (const auto root = svg.find("<svg"); root != std::string::npos)
            svg.erase(0, root); // a page has its own prolog
        charts.push_back({.name = spec.name.toStdString(),
                          .title = spec.title.toStdString(),
                          .svg = std::move(svg),
                          .description = sheet->description().toStdString()});
    }
    return charts;
}

QImage chartImage(const experiment::RunResult &result, const QString &chart)
{
    const auto sheet = sheetOf(result, chart);
    return sheet ? pictureOf(drawingOf(*sheet, {})) : QImage();
}

}
