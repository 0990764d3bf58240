#include "experiment/experiment.h"
#include "metrics/histogram_codec.h"
#include "report/markup.h"
#include "report/masking.h"
#include "report/report.h"
#include "report/target_stem.h"
#include "report/timestamp.h"

#include <fmt/format.h>

namespace escala::report {

namespace {

/// A comment line must stay one line, whatever a name or URL holds.
std::string oneLine(std::string text)
{
    text = validUtf8(text);
    for (char &each : text) {
        if (static_cast<unsigned char>(each) < 0x20)
            each = ' ';
    }
    return text;
}

}

std::string histogramLog(const experiment::RunResult &result, std::size_t target)
{
    if (target >= result.targets.size())
        return {};
    const experiment::TargetResult &of = result.targets[target];
    const metrics::Histogram histogram = of.total ? of.total->response : metrics::Histogram();
    const double start = std::chrono::duration<double>(result.startedAt.time_since_epoch()).count();
    std::string log =
        fmt::format("#[Histogram log format version 1.3]\n"
                    "#[Escala {}: response time of {} in microseconds; {}]\n"
                    "#[{}]\n"
                    "#[StartTime: {:.3f} (seconds since epoch), {}]\n"
                    "#[BaseTime: {:.3f} (seconds since epoch)]\n"
                    "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                    "\"Interval_Compressed_Histogram\"\n",
                    ESCALA_VERSION, oneLine(of.target.name), oneLine(maskedUrl(of.url)),
                    oneLine(experiment::settingsLine(masked(result.experiment), experiment::Reader::File)), start,
                    timestamp(result.startedAt), start);
    // The reader scales the maximum by 10^6, as for values in ns to ms; ours are µs, so seconds come out.
    log +=
        fmt::format("Tag={},0.000,{:.3f},{:.3f},{}\n", targetStem(result, target), of.figures.summary.duration.count(),
                    static_cast<double>(histogram.max().count()) / 1e6, metrics::encodeHistogram(histogram));
    return log;
}

}
