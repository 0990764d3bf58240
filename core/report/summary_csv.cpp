#include "experiment/verdict_text.h"
#include "report/csv.h"
#include "report/masking.h"
#include "report/report.h"
#include "report/timestamp.h"

#include <fmt/format.h>

#include <utility>

namespace escala::report {

namespace {

using metrics::Statistics;

/// Header and row grow together, so that they can't part.
class Columns {
public:
    void text(std::string_view name, std::string_view value) { add(name, csvCell(value)); }
    void number(std::string_view name, double value) { add(name, csvNumber(value)); }
    void count(std::string_view name, std::uint64_t value) { add(name, std::to_string(value)); }

    void statistics(std::string_view prefix, const Statistics &figures)
    {
        const auto figure = [&](std::string_view name, Statistics::Seconds value) {
            add(fmt::format("{}_{}_s", prefix, name), figures.count == 0 ? std::string() : csvNumber(value.count()));
        };
        figure("min", figures.min);
        figure("mean", figures.mean);
        figure("stdev", figures.stdev);
        figure("p50", figures.p50);
        figure("p75", figures.p75);
        figure("p90", figures.p90);
        figure("p95", figures.p95);
        figure("p99", figures.p99);
        figure("p999", figures.p999);
        figure("max", figures.max);
    }

    template <std::size_t size>
    void counts(std::string_view prefix, const std::array<std::string_view, size> &names,
                const std::array<std::uint64_t, size> &values)
    {
        for (std::size_t each = 0; each < size; ++each)
            count(fmt::format("{}_{}", prefix, names[each]), values[each]);
    }

    [[nodiscard]] std::string header() const { return csvRow(m_names); }
    [[nodiscard]] std::string row() const { return csvRow(m_cells); }

private:
    void add(std::string_view name, std::string cell)
    {
        m_names.emplace_back(name);
        m_cells.push_back(std::move(cell));
    }

    std::vector<std::string> m_names;
    std::vector<std::string> m_cells;
};

std::string statusText(const metrics::Summary &summary)
{
    std::string text;
    for (const auto &[status, count] : summary.status)
        text += fmt::format("{}{}:{}", text.empty() ? "" : " ", status, count);
    return text;
}

/// "status==200: 99 passed, 1 failed; body contains a: …".
std::string checksText(const std::vector<metrics::CheckOutcome> &checks)
{
    std::string text;
    for (const metrics::CheckOutcome &outcome : checks)
        text += fmt::format("{}{}: {} passed, {} failed", text.empty() ? "" : "; ", outcome.check, outcome.passed,
                            outcome.failed);
    return text;
}

void addFigures(Columns &columns, const metrics::TargetSnapshot &figures)
{
    const metrics::Summary &summary = figures.summary;
    columns.count("requests", summary.ledger.sent);
    columns.count("responses", summary.responses());
    columns.count("errors", summary.failed());
    columns.count("dropped", summary.ledger.dropped);
    columns.number("duration_s", summary.duration.count());
    columns.number("offered_rps", summary.offeredRps);
    columns.number("achieved_rps", summary.achievedRps);
    columns.count("bytes_sent", summary.bytesSent);
    columns.count("bytes_received", summary.bytesReceived);
    columns.count("connections_opened", summary.connectionsOpened);
    columns.count("redirects_followed", summary.redirects);
    columns.text("cold_first_s", figures.cold ? csvNumber(std::chrono::duration<double>(*figures.cold).count()) : "");
    columns.statistics("response_time", summary.response);
    columns.statistics("service_time", summary.service);
    columns.statistics("lag", summary.lag);
    columns.statistics("wait", summary.wait);
    columns.statistics("including_unsent", summary.includingUnsent);
    columns.statistics("phases_dns", summary.dns);
    columns.statistics("phases_connect", summary.connect);
    columns.statistics("phases_tls", summary.tls);
    columns.statistics("phases_ttfb", summary.ttfb);
    columns.statistics("phases_transfer", summary.transfer);
    columns.counts("errors_by_kind", metrics::kErrorKindNames, summary.errors);
    columns.text("checks", checksText(figures.checks));
    columns.text("status", statusText(summary));
    columns.counts("cache", metrics::kCacheResultNames, summary.cache);
    const double ratio = metrics::hitRatio(summary.cache);
    columns.text("cache_hit_ratio", ratio < 0 ? "" : csvNumber(ratio));
}

void addLedger(Columns &columns, const metrics::Ledger &ledger)
{
    columns.count("ledger_scheduled", ledger.scheduled);
    columns.count("ledger_sent", ledger.sent);
    columns.count("ledger_unsent", ledger.unsent);
    columns.count("ledger_ok", ledger.ok);
    columns.count("ledger_http_error", ledger.httpError);
    columns.count("ledger_transport_error", ledger.transportError);
    columns.count("ledger_timeout", ledger.timeout);
    columns.count("ledger_aborted", ledger.aborted);
}

Columns columnsOf(const experiment::RunResult &result, const experiment::TargetResult &target)
{
    Columns columns;
    columns.text("target", target.target.name);
    columns.text("url", maskedUrl(target.url));
    addFigures(columns, target.figures);
    addLedger(columns, target.figures.summary.ledger);
    const bool counted = target.server && target.server->counted;
    columns.text("server_requests", counted ? std::to_string(target.server->requests) : "");
    columns.text("verdict", metrics::name(result.generator.verdict));
    columns.text("settings", experiment::settingsLine(masked(result.experiment), experiment::Reader::File));
    columns.text("started_at", timestamp(result.startedAt));
    columns.text("id", result.id);
    return columns;
}

}

std::string summaryCsv(const experiment::RunResult &result)
{
    std::string csv;
    for (const experiment::TargetResult &target : result.targets) {
        const Columns columns = columnsOf(result, target);
        if (csv.empty())
            csv = columns.header();
        csv += columns.row();
    }
    return csv;
}

}
