#pragma once

#include "charts/picture_file.h"
#include "experiment/run_result.h"
#include "report/report.h"

#include <QImage>
#include <QStringList>

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace escala::charts {

/// File name stems of the charts of a run, in order: response-time, throughput, cache-hits, errors, server,
/// percentiles, heat-map; and "all",
/// the sheet with every chart of every target.
[[nodiscard]] QStringList chartNames();

/// Writes one chart of a result, all targets side by side on shared axes, in the white print theme: PNG at 2×.
/// Needs a QApplication, since Qt Charts does (offscreen will do); GUI thread. The error is a sentence for people.
[[nodiscard]] std::expected<void, std::string> exportChart(const experiment::RunResult &result, const QString &chart,
                                                           PictureFormat format, const std::filesystem::path &file);
/// Every chart and the sheet as <dir>/<chart>.png, .svg and .pdf.
[[nodiscard]] std::expected<void, std::string> exportCharts(const experiment::RunResult &result,
                                                            const std::filesystem::path &dir);
/// The charts as SVG, for the HTML report.
[[nodiscard]] std::vector<report::ReportChart> reportCharts(const experiment::RunResult &result);
/// One chart as a picture, for the clipboard.
[[nodiscard]] QImage chartImage(const experiment::RunResult &result, const QString &chart);

}
