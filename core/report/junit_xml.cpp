#include "report/markup.h"
#include "report/report.h"
#include "report/timestamp.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace escala::report {

namespace {

std::string failureOf(const metrics::Summary &summary)
{
    if (summary.responses() == 0)
        return "no complete answer";
    if (summary.failed() == 0)
        return {};
    std::string kinds;
    for (std::size_t kind = 0; kind < metrics::kErrorKinds; ++kind) {
        if (summary.errors[kind] != 0)
            kinds +=
                fmt::format("{}{} {}", kinds.empty() ? "" : ", ", summary.errors[kind], metrics::kErrorKindNames[kind]);
    }
    return fmt::format("{} of {} requests failed: {}", summary.failed(), summary.ledger.sent, kinds);
}

std::string testCase(std::string_view group, std::string_view name, double seconds, const std::string &failure)
{
    const std::string opening =
        fmt::format(R"(    <testcase classname="{}" name="{}" time="{:.3f}")", escaped(group), escaped(name), seconds);
    if (failure.empty())
        return opening + "/>\n";
    return fmt::format("{}>\n      <failure message=\"{}\"/>\n    </testcase>\n", opening, escaped(failure));
}

}

std::string junitXml(const experiment::RunResult &result, const std::vector<ThresholdOutcome> &thresholds)
{
    std::string cases;
    std::size_t failures = 0;
    double longest = 0;
    for (const experiment::TargetResult &target : result.targets) {
        const metrics::Summary &summary = target.figures.summary;
        const std::string failure = failureOf(summary);
        failures += failure.empty() ? 0U : 1U;
        longest = std::max(longest, summary.duration.count());
        cases += testCase("targets", target.target.name, summary.duration.count(), failure);
    }
    std::size_t checks = 0;
    for (const experiment::TargetResult &target : result.targets) {
        checks += target.figures.checks.size();
        for (const metrics::CheckOutcome &outcome : target.figures.checks) {
            failures += outcome.failed == 0 ? 0U : 1U;
            cases += testCase("checks", fmt::format("{} on {}", outcome.check, target.target.name), 0,
                              outcome.failed == 0 ? std::string()
                                                  : fmt::format("{} of {} answers failed", outcome.failed,
                                                                outcome.passed + outcome.failed));
        }
    }
    for (const ThresholdOutcome &outcome : thresholds) {
        failures += outcome.passed ? 0U : 1U;
        cases += testCase("thresholds", fmt::format("{} on {}", outcome.expression, outcome.target), 0,
                          outcome.passed                   ? std::string()
                              : std::isnan(outcome.actual) ? std::string("there is no such figure")
                                                           : fmt::format("it was {:.6g}", outcome.actual));
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites>\n"
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" time=\"{:.3f}\" "
        "timestamp=\"{}\">\n{}  </testsuite>\n</testsuites>\n",
        escaped(result.experiment.name), result.targets.size() + checks + thresholds.size(), failures, longest,
        timestamp(result.startedAt), cases);
}

}
