#include "experiment/calibration.h"

#include "experiment/json_text.h"

#include <QStandardPaths>
#include <QSysInfo>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace escala::experiment {

namespace {

namespace json = boost::json;

constexpr std::string_view kFormat = "escala-calibration/1";

double numberOf(const json::object &object, std::string_view field)
{
    const json::value *value = object.if_contains(field);
    return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

std::string textOf(const json::object &object, std::string_view field)
{
    const json::value *value = object.if_contains(field);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}

std::string thisMachine()
{
    const HostInfo host = thisHost();
    return fmt::format("{}, {}, {} cores", QSysInfo::machineHostName().toStdString(), host.cpu, host.cores);
}

std::filesystem::path calibrationFile()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(data.toStdString()) / "escala" / "calibration.json";
}

std::string calibrationText(const MachineCalibration &calibration)
{
    const auto &figures = calibration.figures;
    const auto since = std::chrono::duration_cast<std::chrono::seconds>(calibration.measuredAt.time_since_epoch());
    return prettyJson(json::object{{"format", kFormat},
                                   {"machine", calibration.machine},
                                   {"measured_at_unix_s", since.count()},
                                   {"engine_threads", figures.engineThreads},
                                   {"ceiling_rps", figures.ceilingRps},
                                   {"lag_floor_s", std::chrono::duration<double>(figures.lagFloor).count()}});
}

std::optional<MachineCalibration> parseCalibration(std::string_view text)
{
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
    const json::object *object = error ? nullptr : value.if_object();
    if (object == nullptr || textOf(*object, "format") != kFormat)
        return std::nullopt;
    constexpr double kMostThreads = load::LoadPlan::kMaxThreads;
    constexpr double kLongest = 3600;
    constexpr double kLatest = 1e11;
    const std::chrono::duration<double> lag(std::clamp(numberOf(*object, "lag_floor_s"), 0.0, kLongest));
    const double since = std::clamp(numberOf(*object, "measured_at_unix_s"), 0.0, kLatest);
    MachineCalibration calibration;
    calibration.machine = textOf(*object, "machine");
    calibration.measuredAt =
        std::chrono::system_clock::time_point(std::chrono::seconds(static_cast<std::int64_t>(since)));
    calibration.figures = {.ceilingRps = numberOf(*object, "ceiling_rps"),
                           .lagFloor = std::chrono::round<std::chrono::nanoseconds>(lag),
                           .engineThreads = static_cast<std::uint32_t>(
                               std::clamp(numberOf(*object, "engine_threads"), 0.0, kMostThreads))};
    if (!(calibration.figures.ceilingRps > 0))
        return std::nullopt;
    return calibration;
}

std::optional<metrics::Calibration> keptCalibration(std::uint32_t engineThreads)
{
    std::ifstream file(calibrationFile());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto kept = parseCalibration(text);
    if (!kept || kept->machine != thisMachine() || kept->figures.engineThreads != engineThreads)
        return std::nullopt;
    return kept->figures;
}

// Targets that are loaded at the same time share the generator; else one after the other has all of it.
std::optional<double> ceilingShare(const RunResult &result)
{
    const auto &calibration = result.generator.calibration;
    if (!calibration)
        return std::nullopt;
    double all = 0;
    double most = 0;
    for (const TargetResult &target : result.targets) {
        const metrics::Summary &summary = target.figures.summary;
        if (summary.duration.count() <= 0)
            continue;
        const double rate = static_cast<double>(summary.ledger.sent) / summary.duration.count();
        all += rate;
        most = std::max(most, rate);
    }
    return (result.experiment.plan.order == load::Order::Parallel ? all : most) / calibration->ceilingRps;
}

}
