#include "pictures.h"

#include "charts/chart_export.h"
#include "charts/export_bundle.h"

#include <QApplication>

namespace escala::ctl {

bool havePictures()
{
    return true;
}

std::unique_ptr<QCoreApplication> makeApplication(bool pictures, int &argc, char **argv)
{
    if (!pictures)
        return std::make_unique<QCoreApplication>(argc, argv);
    // Pictures are the same with and without a display, and a display that is named but gone must not end the program.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QApplication>(argc, argv);
}

std::vector<report::ReportChart> reportCharts(const experiment::RunResult &result)
{
    return charts::reportCharts(result);
}

std::expected<void, std::string> exportCharts(const experiment::RunResult &result, const std::filesystem::path &dir)
{
    return charts::exportCharts(result, dir);
}

std::expected<void, std::string> exportAll(const experiment::RunResult &result,
                                           const std::vector<report::ThresholdOutcome> &thresholds,
                                           const std::filesystem::path &dir)
{
    return charts::exportAll(result, thresholds, dir);
}

}
