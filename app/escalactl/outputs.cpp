#include "outputs.h"

#include "experiment/experiment_file.h"
#include "pictures.h"
#include "report/file_writer.h"
#include "report/report.h"
#include "report/target_stem.h"

#include <fmt/format.h>

#include <filesystem>
#include <functional>

namespace escala::ctl {

namespace {

namespace fs = std::filesystem;

constexpr const char *kStandardOutput = "-";

/// Several targets get a file each: "run.hlog" becomes "run-Slow.hlog", "run-Cached.hlog".
fs::path histogramFile(const std::string &asked, const experiment::RunResult &result, std::size_t target)
{
    if (result.targets.size() == 1 || asked == kStandardOutput)
        return asked;
    const fs::path path(asked);
    const std::string name = report::targetStem(result, target);
    return path.parent_path() / (path.stem().string() + "-" + name + path.extension().string());
}

class Writer {
public:
    explicit Writer(Written &written)
        : m_written(written)
    {
    }

    void file(const fs::path &path, const std::function<std::string()> &content)
    {
        if (path == kStandardOutput)
            m_written.standardOutput = m_written.standardOutput.value_or("") + content();
        else if (!path.empty())
            note(report::writeFile(path, content()), path.string());
    }

    void note(const std::expected<void, std::string> &outcome, const std::string &path)
    {
        if (outcome)
            m_written.paths.push_back(path);
        else
            m_written.problems.push_back(outcome.error());
    }

private:
    Written &m_written;
};

}

void Outputs::addTo(CLI::App &command)
{
    const std::string group = "Results";
    const auto add = [&](const char *name, std::string &value, const char *help) {
        command.add_option(name, value, help)->group(group);
    };
    add("--out", dir, "write result.json, summary.csv, series.csv, report.html, <target>.hlog and charts/ to DIR");
    add("--json", json, "write the result as one JSON object; - prints it, alone, on standard output");
    add("--csv", csv, "write the summary, a row a target");
    add("--series-csv", seriesCsv, "write the course of the run, a row a target and second");
    add("--hlog", hlog, "write the response times as HdrHistogram log; with several targets a file each");
    add("--junit", junit, "write targets and thresholds as JUnit XML");
    add("--html", html, "write a report in one file");
    add("--charts", charts, "write the charts as PNG, SVG and PDF to DIR");
    add("--save-plan", plan, "write the plan that these options make, for --plan, --preset and the window");
}

Written write(const Outputs &outputs, const experiment::RunResult &result,
              const std::vector<report::ThresholdOutcome> &thresholds)
{
    Written written;
    Writer writer(written);
    writer.file(outputs.json, [&] { return report::resultJson(result, thresholds); });
    writer.file(outputs.csv, [&] { return report::summaryCsv(result); });
    writer.file(outputs.seriesCsv, [&] { return report::seriesCsv(result); });
    for (std::size_t target = 0; !outputs.hlog.empty() && target < result.targets.size(); ++target)
        writer.file(histogramFile(outputs.hlog, result, target), [&] { return report::histogramLog(result, target); });
    writer.file(outputs.junit, [&] { return report::junitXml(result, thresholds); });
    writer.file(outputs.html, [&] { return report::reportHtml(result, reportCharts(result), thresholds); });
    writer.file(outputs.plan, [&] { return experiment::writeExperiment(result.experiment); });
    if (!outputs.charts.empty() && havePictures())
        writer.note(exportCharts(result, outputs.charts), outputs.charts);
    if (!outputs.dir.empty())
        writer.note(exportAll(result, thresholds, outputs.dir), outputs.dir);
    return written;
}

}
