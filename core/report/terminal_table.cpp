#include "experiment/verdict_text.h"
#include "report/ceiling_sentence.h"
#include "report/columns.h"
#include "report/fault_report.h"
#include "report/figure_text.h"
#include "report/markup.h"
#include "report/masking.h"
#include "report/report.h"
#include "report/words.h"

#include <QtGlobal>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace escala::report {

namespace {

using experiment::TargetResult;
std::string hits(const metrics::Summary &summary)
{
    const double ratio = metrics::hitRatio(summary.cache);
    return ratio < 0 ? "-" : shareText(ratio);
}

std::string serverCount(const TargetResult &target)
{
    if (!target.server)
        return "-";
    return target.server->counted ? numberText(static_cast<double>(target.server->requests)) : "?";
}

/// The shortest digits that read back, and at least one after the dot: "10.0".
std::string asPythonPrints(double value)
{
    const std::string digits = fmt::format("{}", value);
    return std::isfinite(value) && digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

Row rowOf(const TargetResult &target)
{
    const metrics::TargetSnapshot &figures = target.figures;
    const metrics::Summary &summary = figures.summary;
    const auto count = [](std::uint64_t value) { return numberText(static_cast<double>(value)); };
    const auto percentile = [&](metrics::Statistics::Seconds value) {
        return summary.response.count == 0 ? std::string("-") : durationText(value);
    };
    return {printable(target.target.name),
            count(summary.responses()),
            count(summary.failed()),
            numberText(summary.achievedRps),
            percentile(summary.response.p50),
            percentile(summary.response.p95),
            percentile(summary.response.p99),
            percentile(summary.response.max),
            hits(summary),
            figures.cold ? durationText(*figures.cold) : "-",
            count(summary.ledger.sent + summary.redirects + figures.warmupRequests),
            serverCount(target)};
}

std::string serverTable(const experiment::TargetResult &target)
{
    if (target.behind.empty())
        return {};
    std::vector<Row> rows{{words(QT_TRANSLATE_NOOP("Report", "Server")), words(QT_TRANSLATE_NOOP("Report", "Kind")),
                           words(QT_TRANSLATE_NOOP("Report", "Requests")), words(QT_TRANSLATE_NOOP("Report", "Errors")),
                           words(QT_TRANSLATE_NOOP("Report", "Hits"))}};
    const auto add = [&rows](const experiment::ServerRecord &server) {
        const auto cell = [&server](std::uint64_t value) {
            return server.counted ? numberText(static_cast<double>(value)) : std::string("?");
        };
        const bool looked = server.lookups > 0;
        const double share = looked ? static_cast<double>(server.hits) / static_cast<double>(server.lookups) : 0;
        rows.push_back({printable(server.name), experiment::name(server.spec.kind), cell(server.requests),
                        cell(server.errors), looked ? shareText(share) : "-"});
    };
    add(*target.server);
    std::ranges::for_each(target.behind, add);
    return printable(target.target.name) + ":\n" + aligned(rows);
}

}

std::string table(const experiment::RunResult &result)
{
    std::vector<Row> rows{{words(QT_TRANSLATE_NOOP("Report", "Target")), words(QT_TRANSLATE_NOOP("Report", "Answers")),
                           words(QT_TRANSLATE_NOOP("Report", "Errors")), words(QT_TRANSLATE_NOOP("Report", "req/s")),
                           "p50", "p95", "p99", words(QT_TRANSLATE_NOOP("Report", "max")),
                           words(QT_TRANSLATE_NOOP("Report", "Hits")), words(QT_TRANSLATE_NOOP("Report", "Cold")),
                           words(QT_TRANSLATE_NOOP("Report", "Sent in all")),
                           words(QT_TRANSLATE_NOOP("Report", "Server counted"))}};
    for (const TargetResult &target : result.targets)
        rows.push_back(rowOf(target));
    std::string text = fmt::format("{}\n\n{}\n", experiment::settingsLine(masked(result.experiment)), aligned(rows));
    text +=
        words(QT_TRANSLATE_NOOP("Report", "Generator: %1"), experiment::describe(result.generator, result.experiment))
        + '\n';
    if (const std::string ceiling = ceilingSentence(result); !ceiling.empty())
        text += ceiling + '\n';
    for (const TargetResult &target : result.targets) {
        for (const metrics::CheckOutcome &outcome : target.figures.checks)
            text +=
                words(QT_TRANSLATE_NOOP("Report", "Check at %1: %2: %3 passed, %4 failed"),
                      printable(target.target.name), printable(outcome.check),
                      numberText(static_cast<double>(outcome.passed)), numberText(static_cast<double>(outcome.failed)))
                + '\n';
    }
    for (const TargetResult &target : result.targets)
        text += serverTable(target);
    for (const experiment::FaultEvent &event : result.faults)
        text += printable(faultSentence(event, effectOf(result, event))) + '\n';
    for (const std::string &note : result.notes)
        text += words(QT_TRANSLATE_NOOP("Report", "Note: %1"), printable(maskedUrls(note))) + '\n';
    return text;
}

std::string classicLines(const TargetResult &target)
{
    const metrics::Summary &summary = target.figures.summary;
    return fmt::format("Test on url: {}\nTotal time: {} seconds\nRequests per second: {}\n", maskedUrl(target.url),
                       asPythonPrints(summary.duration.count()), asPythonPrints(summary.achievedRps));
}

}
