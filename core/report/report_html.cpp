#include "experiment/local_number.h"
#include "experiment/mark_text.h"
#include "experiment/verdict_text.h"
#include "report/ceiling_sentence.h"
#include "report/error_text.h"
#include "report/fault_report.h"
#include "report/figure_text.h"
#include "report/markup.h"
#include "report/masking.h"
#include "report/report.h"
#include "report/report_style.h"
#include "report/timestamp.h"
#include "report/words.h"

#include <QLocale>
#include <QtGlobal>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace escala::report {

namespace {

using experiment::TargetResult;
using Cells = std::vector<std::string>;

/// The text as it is put into the page: translated and escaped.
template <typename... Arguments>
std::string said(const char *english, const Arguments &...arguments)
{
    return escaped(words(english, arguments...));
}

std::string tableRow(const char *tag, const Cells &cells)
{
    std::string row = "<tr>";
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        row += cell == 0 ? fmt::format("<th scope=\"row\">{}</th>", cells[cell])
                         : fmt::format("<{0}>{1}</{0}>", tag, cells[cell]);
    return row + "</tr>\n";
}

/// One row a figure, one column a target.
class FigureTable {
public:
    explicit FigureTable(const experiment::RunResult &result)
        : m_result(result)
    {
        Cells names{""};
        for (const TargetResult &target : result.targets)
            names.push_back(escaped(target.target.name));
        m_html = "<table><thead>" + tableRow("th", names) + "</thead><tbody>\n";
    }

    template <typename Figure>
    void row(const std::string &title, const Figure &figure)
    {
        markup(title, [&](const TargetResult &target) { return escaped(figure(target)); });
    }

    void duration(const std::string &title, metrics::Statistics metrics::Summary::*statistics,
                  metrics::Statistics::Seconds metrics::Statistics::*figure, double quantile = 0.5)
    {
        markup(title, [&](const TargetResult &target) {
            const metrics::Statistics &figures = target.figures.summary.*statistics;
            if (figures.count == 0)
                return std::string("–");
            const bool few = figures.count < metrics::samplesNeeded(quantile);
            const std::string text = escaped(durationText(figures.*figure));
            return few ? fmt::format("<span class=\"few\" title=\"{}\">{}</span>",
                                     said(QT_TRANSLATE_NOOP("Report", "too few answers for this percentile")), text)
                       : text;
        });
    }

    [[nodiscard]] std::string html() const { return m_html + "</tbody></table>\n"; }

private:
    template <typename Cell>
    void markup(const std::string &title, const Cell &cell)
    {
        Cells cells{title};
        for (const TargetResult &target : m_result.targets)
            cells.push_back(cell(target));
        m_html += tableRow("td", cells);
    }

    const experiment::RunResult &m_result;
    std::string m_html;
};

std::string hitText(const TargetResult &target)
{
    const double ratio = metrics::hitRatio(target.figures.summary.cache);
    return ratio < 0 ? words(QT_TRANSLATE_NOOP("Report", "no cache header")) : shareText(ratio);
}

std::string serverText(const TargetResult &target)
{
    if (!target.server)
        return "–";
    return target.server->counted ? countText(target.server->requests)
                                  : words(QT_TRANSLATE_NOOP("Report", "not known"));
}

std::string figures(const experiment::RunResult &result)
{
    using metrics::Statistics;
    using metrics::Summary;
    FigureTable table(result);
    const auto figure = [&](const char *title, const auto &of) { table.row(said(title), of); };
    table.row("URL", [](const TargetResult &each) { return maskedUrl(each.url); });
    figure(QT_TRANSLATE_NOOP("Report", "Requests/s achieved"),
           [](const TargetResult &each) { return numberText(each.figures.summary.achievedRps); });
    for (const auto &[title, member, quantile] :
         {std::tuple{"p50", &Statistics::p50, 0.5}, std::tuple{"p90", &Statistics::p90, 0.9},
          std::tuple{"p95", &Statistics::p95, 0.95}, std::tuple{"p99", &Statistics::p99, 0.99},
          std::tuple{"p99.9", &Statistics::p999, 0.999}, std::tuple{"max", &Statistics::max, 0.5},
          std::tuple{"mean", &Statistics::mean, 0.5}})
        table.duration(said(QT_TRANSLATE_NOOP("Report", "Response time %1"), std::string(title)), &Summary::response,
                       member, quantile);
    table.duration(said(QT_TRANSLATE_NOOP("Report", "Service time %1"), std::string("p99")), &Summary::service,
                   &Statistics::p99, 0.99);
    table.duration(said(QT_TRANSLATE_NOOP("Report", "Connect %1"), std::string("p50")), &Summary::connect,
                   &Statistics::p50);
    figure(QT_TRANSLATE_NOOP("Report", "Cold first request"), [](const TargetResult &each) {
        return each.figures.cold ? durationText(*each.figures.cold) : std::string("–");
    });
    figure(QT_TRANSLATE_NOOP("Report", "Cache hits"), hitText);
    figure(QT_TRANSLATE_NOOP("Report", "Measured time"),
           [](const TargetResult &each) { return durationText(each.figures.summary.duration); });
    return table.html();
}

std::string ledger(const experiment::RunResult &result)
{
    FigureTable table(result);
    const auto row = [&](const char *title, std::uint64_t metrics::Ledger::*member) {
        table.row(said(title),
                  [=](const TargetResult &each) { return countText(each.figures.summary.ledger.*member); });
    };
    using metrics::Ledger;
    row(QT_TRANSLATE_NOOP("Report", "Scheduled"), &Ledger::scheduled);
    row(QT_TRANSLATE_NOOP("Report", "Sent"), &Ledger::sent);
    row(QT_TRANSLATE_NOOP("Report", "Answered well"), &Ledger::ok);
    row(QT_TRANSLATE_NOOP("Report", "HTTP errors"), &Ledger::httpError);
    row(QT_TRANSLATE_NOOP("Report", "Transport errors"), &Ledger::transportError);
    row(QT_TRANSLATE_NOOP("Report", "Timeouts"), &Ledger::timeout);
    row(QT_TRANSLATE_NOOP("Report", "Aborted"), &Ledger::aborted);
    row(QT_TRANSLATE_NOOP("Report", "Never sent"), &Ledger::unsent);
    if (std::ranges::any_of(result.targets,
                            [](const TargetResult &each) { return each.figures.summary.redirects > 0; }))
        table.row(said(QT_TRANSLATE_NOOP("Report", "Redirects followed")),
                  [](const TargetResult &each) { return countText(each.figures.summary.redirects); });
    table.row(said(QT_TRANSLATE_NOOP("Report", "Sent before measuring (cold, warm-up)")),
              [](const TargetResult &each) { return countText(each.figures.warmupRequests); });
    table.row(said(QT_TRANSLATE_NOOP("Report", "The server's own count, in all")), serverText);
    for (std::size_t kind = 0; kind < metrics::kErrorKinds; ++kind) {
        const bool any = std::ranges::any_of(
            result.targets, [kind](const TargetResult &each) { return each.figures.summary.errors[kind] != 0; });
        if (any)
            table.row(said(QT_TRANSLATE_NOOP("Report", "Errors: %1"), errorText(static_cast<metrics::ErrorKind>(kind))),
                      [kind](const TargetResult &each) { return countText(each.figures.summary.errors[kind]); });
    }
    return table.html();
}

/// One row a status class and target; nothing where all is of one class.
std::string statusTable(const experiment::RunResult &result)
{
    std::string rows;
    bool several = false;
    for (const TargetResult &target : result.targets) {
        several |= target.figures.summary.byStatus.size() > 1;
        for (const auto &[which, times] : target.figures.summary.byStatus) {
            const auto service = times.service.count > 0 ? escaped(durationText(times.service.p50)) : std::string("–");
            rows +=
                tableRow("td",
                         {escaped(target.target.name), escaped(statusClassText(which)), countText(times.response.count),
                          escaped(durationText(times.response.p50)), escaped(durationText(times.response.p99)),
                          escaped(durationText(times.response.max)), service});
        }
    }
    if (!several)
        return {};
    const Cells head{"",
                     said(QT_TRANSLATE_NOOP("Report", "Status")),
                     said(QT_TRANSLATE_NOOP("Report", "Requests")),
                     said(QT_TRANSLATE_NOOP("Report", "Response time %1"), std::string("p50")),
                     said(QT_TRANSLATE_NOOP("Report", "Response time %1"), std::string("p99")),
                     said(QT_TRANSLATE_NOOP("Report", "Response time %1"), std::string("max")),
                     said(QT_TRANSLATE_NOOP("Report", "Service time %1"), std::string("p50"))};
    return "<table><thead>" + tableRow("th", head) + "</thead><tbody>\n" + rows + "</tbody></table>\n";
}

/// One row a check and target.
std::string checkTable(const experiment::RunResult &result)
{
    std::string rows;
    for (const TargetResult &target : result.targets) {
        for (const metrics::CheckOutcome &outcome : target.figures.checks)
            rows += tableRow("td",
                             {escaped(outcome.check), escaped(target.target.name),
                              said(QT_TRANSLATE_NOOP("Report", "passed %1"), countText(outcome.passed)),
                              said(QT_TRANSLATE_NOOP("Report", "failed %1"), countText(outcome.failed))});
    }
    return rows.empty() ? rows : "<table><tbody>\n" + rows + "</tbody></table>\n";
}

std::string thresholdTable(const std::vector<ThresholdOutcome> &thresholds)
{
    std::string html = "<table><tbody>\n";
    for (const ThresholdOutcome &outcome : thresholds) {
        const std::string actual =
            std::isnan(outcome.actual) ? "–" : experiment::localNumber(fmt::format("{:.6g}", outcome.actual));
        html += tableRow("td",
                         {escaped(outcome.expression), escaped(outcome.target), actual,
                          outcome.passed ? said(QT_TRANSLATE_NOOP("Report", "passed"))
                                         : said(QT_TRANSLATE_NOOP("Report", "missed"))});
    }
    return html + "</tbody></table>\n";
}

/// An SVG document as an element of the page: without its XML prologue.
std::string inlineSvg(std::string_view svg)
{
    const std::size_t start = svg.find("<svg");
    return start == std::string_view::npos ? std::string() : std::string(svg.substr(start));
}

std::string chartFigures(const std::vector<ReportChart> &charts)
{
    std::string html;
    for (const ReportChart &chart : charts)
        html += fmt::format("<figure role=\"img\" aria-label=\"{}\">{}<figcaption>{}</figcaption></figure>\n",
                            escaped(chart.title + ". " + chart.description), inlineSvg(chart.svg),
                            escaped(chart.description));
    return html;
}

std::string hostLine(const experiment::RunResult &result)
{
    constexpr double kGiB = 1024.0 * 1024 * 1024;
    return said(QT_TRANSLATE_NOOP("Report", "Made by Escala %1 on %2 cores (%3), %4 GiB, %5; run %6."),
                std::string(ESCALA_VERSION), std::to_string(result.host.cores), result.host.cpu,
                numberText(static_cast<double>(result.host.memoryBytes) / kGiB), result.host.kernel, result.id);
}

std::string section(const std::string &title, const std::string &content)
{
    return content.empty() ? std::string() : fmt::format("<section><h2>{}</h2>\n{}</section>\n", title, content);
}

/// Who reads the figures must know that the load was not the planned one all along.
std::string changes(const experiment::RunResult &result)
{
    std::string html;
    for (const auto &[at, word, target] : experiment::changesOf(result.experiment, result.marks)) {
        const auto whose = target && *target < result.targets.size() ? result.targets[*target].target.name + ", " : "";
        html += fmt::format("<li>{}{}: {}</li>\n", escaped(whose), escaped(durationText(at)), escaped(word));
    }
    return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
}

std::string faults(const experiment::RunResult &result)
{
    std::string html;
    for (const experiment::FaultEvent &event : result.faults)
        html += fmt::format("<li>{}</li>\n", escaped(faultSentence(event, effectOf(result, event))));
    return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
}

/// Those of targets that are more than one server.
std::string serverTable(const experiment::RunResult &result)
{
    std::string rows;
    for (const TargetResult &target : result.targets) {
        if (target.behind.empty())
            continue;
        const auto add = [&rows, &target](const experiment::ServerRecord &server) {
            const auto cell = [&server](std::uint64_t value) {
                return server.counted ? numberText(static_cast<double>(value)) : std::string("?");
            };
            const double share =
                static_cast<double>(server.hits) / static_cast<double>(std::max<std::uint64_t>(1, server.lookups));
            rows += fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                                escaped(target.target.name), escaped(server.name),
                                escaped(experiment::name(server.spec.kind)), cell(server.requests), cell(server.errors),
                                server.lookups > 0 ? shareText(share) : std::string());
        };
        add(*target.server);
        std::ranges::for_each(target.behind, add);
    }
    if (rows.empty())
        return rows;
    std::string head;
    for (const char *word : {QT_TRANSLATE_NOOP("Report", "Target"), QT_TRANSLATE_NOOP("Report", "Server"),
                             QT_TRANSLATE_NOOP("Report", "Kind"), QT_TRANSLATE_NOOP("Report", "Requests"),
                             QT_TRANSLATE_NOOP("Report", "Errors"), QT_TRANSLATE_NOOP("Report", "Hits")})
        head += fmt::format("<th>{}</th>", escaped(words(word)));
    return "<table><thead><tr>" + head + "</tr></thead><tbody>\n" + rows + "</tbody></table>\n";
}

std::string notes(const experiment::RunResult &result)
{
    std::string html;
    for (const std::string &note : result.notes)
        html += fmt::format("<li>{}</li>\n", escaped(maskedUrls(note)));
    return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
}

}

std::string reportHtml(const experiment::RunResult &result, const std::vector<ReportChart> &charts,
                       const std::vector<ThresholdOutcome> &thresholds)
{
    const std::string verdict(metrics::name(result.generator.verdict));
    // The content policy: no script and nothing from the network, whatever a name or a picture may hold.
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "img-src data:\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Escala: {}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n<header>\n<p class=\"name\">{} · {}</p>\n<h1>{}</h1>\n<p>{}</p>\n"
        "<p class=\"verdict {}\">{}</p>\n</header>\n<main>\n",
        QLocale().bcp47Name().toStdString(), escaped(result.experiment.name), kReportStyle,
        escaped(result.experiment.name), timestamp(result.startedAt), escaped(answerSentence(result)),
        escaped(experiment::settingsLine(masked(result.experiment))), verdict,
        said(QT_TRANSLATE_NOOP("Report", "Generator: %1"), experiment::describe(result.generator, result.experiment)));
    if (const std::string ceiling = ceilingSentence(result); !ceiling.empty())
        html += fmt::format("<p>{}</p>\n", escaped(ceiling));
    if (result.stopped)
        html += fmt::format("<p class=\"degraded\">{}</p>\n",
                            said(QT_TRANSLATE_NOOP("Report", "The run was stopped before its end.")));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Figures")), figures(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Charts")), chartFigures(charts));
    html +=
        section(said(QT_TRANSLATE_NOOP("Report", "Thresholds")), thresholds.empty() ? "" : thresholdTable(thresholds));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Times by status")), statusTable(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Checks")), checkTable(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Where every request went")), ledger(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Servers")), serverTable(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "What was broken")), faults(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Changed while it was running")), changes(result));
    html += section(said(QT_TRANSLATE_NOOP("Report", "Notes")), notes(result));
    html += fmt::format("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", hostLine(result));
    return html;
}

}
