#include "pictures.h"

#include "report/file_writer.h"
#include "report/report.h"
#include "report/target_stem.h"

namespace escala::ctl {

bool havePictures()
{
    return false;
}

std::unique_ptr<QCoreApplication> makeApplication(bool /*pictures*/, int &argc, char **argv)
{
    return std::make_unique<QCoreApplication>(argc, argv);
}

std::vector<report::ReportChart> reportCharts(const experiment::RunResult & /*result*/)
{
    return {};
}

std::expected<void, std::string> exportCharts(const experiment::RunResult & /*result*/,
                                              const std::filesystem::path & /*dir*/)
{
    return {};
}

std::expected<void, std::string> exportAll(const experiment::RunResult &result,
                                           const std::vector<report::ThresholdOutcome> &thresholds,
                                           const std::filesystem::path &dir)
{
    std::vector<std::pair<std::string, std::string>> files{
        {"result.json", report::resultJson(result, thresholds)},
        {"summary.csv", report::summaryCsv(result)},
        {"series.csv", report::seriesCsv(result)},
        {"report.html", report::reportHtml(result, {}, thresholds)},
    };
    for (std::size_t target = 0; target < result.targets.size(); ++target)
        files.emplace_back(report::targetStem(result, target) + ".hlog", report::histogramLog(result, target));
    for (const auto &[name, content] : files)
        if (auto written = report::writeFile(dir / name, content); !written)
            return written;
    return {};
}

}
