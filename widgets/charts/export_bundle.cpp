#include "charts/export_bundle.h"

#include "charts/chart_export.h"
#include "report/file_writer.h"
#include "report/report.h"
#include "report/target_stem.h"

#include <functional>
#include <utility>

namespace escala::charts {

std::expected<void, std::string> exportAll(const experiment::RunResult &result,
                                           const std::vector<report::ThresholdOutcome> &thresholds,
                                           const std::filesystem::path &dir)
{
    using Text = std::function<std::string()>; // made one at a time: a result may be large
    std::vector<std::pair<std::string, Text>> files{
        {"result.json", [&] { return report::resultJson(result, thresholds); }},
        {"summary.csv", [&] { return report::summaryCsv(result); }},
        {"series.csv", [&] { return report::seriesCsv(result); }},
        {"report.html", [&] { return report::reportHtml(result, reportCharts(result), thresholds); }}};
    for (std::size_t i = 0; i < result.targets.size(); ++i) {
        files.emplace_back(report::targetStem(result, i) + ".hlog",
                           [&result, i] { return report::histogramLog(result, i); });
    }
    for (const auto &[name, text] : files) {
        if (auto written = report::writeFile(dir / name, text()); !written)
            return written;
    }
    return exportCharts(result, dir / "charts");
}

}
