#include "history_list.h"

#include "experiment/json_text.h"
#include "printing.h"
#include "report/figure_text.h"
#include "report/markup.h"
#include "report/report.h"
#include "report/timestamp.h"

#include <QDateTime>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace escala::ctl {

namespace {

namespace json = boost::json;
using store::RunQuery;
using store::RunRow;

const std::map<std::string, RunQuery::Sort> kSorts{
    {"started", RunQuery::Sort::Started},   {"name", RunQuery::Sort::Name},     {"duration", RunQuery::Sort::Duration},
    {"requests", RunQuery::Sort::Requests}, {"rate", RunQuery::Sort::Rate},     {"p99", RunQuery::Sort::P99},
    {"errors", RunQuery::Sort::Errors},     {"hits", RunQuery::Sort::HitRatio}, {"verdict", RunQuery::Sort::Verdict}};
const std::map<std::string, store::RunState> kStates{{"running", store::RunState::Running},
                                                     {"finished", store::RunState::Finished},
                                                     {"interrupted", store::RunState::Interrupted}};
const std::map<std::string, metrics::Verdict> kVerdicts{{"valid", metrics::Verdict::Valid},
                                                        {"degraded", metrics::Verdict::Degraded},
                                                        {"invalid", metrics::Verdict::Invalid}};

json::array arrayOf(const std::vector<std::string> &texts)
{
    json::array array;
    for (const std::string &text : texts)
        array.emplace_back(report::validUtf8(text));
    return array;
}

json::value orNull(const std::optional<double> &value)
{
    return value ? json::value(*value) : json::value(nullptr);
}

json::object rowJson(const RunRow &row)
{
    return {{"id", row.id},
            {"name", report::validUtf8(row.name)},
            {"started_at", report::timestamp(row.startedAt)},
            {"state", store::name(row.state)},
            {"verdict", row.verdict ? json::value(metrics::name(*row.verdict)) : json::value(nullptr)},
            {"targets", arrayOf(row.targets)},
            {"urls", arrayOf(row.urls)},
            {"duration_s", std::chrono::duration<double>(row.duration).count()},
            {"requests", row.requests},
            {"errors", row.errors},
            {"achieved_rps", orNull(row.achievedRps)},
            {"p99_s", orNull(row.p99)},
            {"hit_ratio", orNull(row.hitRatio)},
            {"note", report::validUtf8(row.note)},
            {"tags", arrayOf(row.tags)},
            {"baseline", row.baseline},
            {"repetition", row.group.empty() ? json::value(nullptr) : json::value(row.group)},
            {"round", row.round == 0 ? json::value(nullptr) : json::value(row.round)},
            {"bytes", row.bytes}};
}

/// Enough to name a run, most often.
constexpr std::size_t kShortId = 8;

std::vector<std::string> cellsOf(const RunRow &row)
{
    const auto local = QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(row.startedAt).time_since_epoch().count());
    std::string name = report::printable(row.name);
    if (row.round > 0)
        name += fmt::format(" #{}", row.round);
    if (row.baseline)
        name += " (baseline)";
    for (const std::string &tag : row.tags)
        name += " [" + report::printable(tag) + ']';
    std::vector<std::string> targets;
    for (const std::string &target : row.targets)
        targets.push_back(report::printable(target));
    return {row.id.substr(0, kShortId),
            local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toStdString(),
            row.state == store::RunState::Finished && row.verdict ? std::string(metrics::name(*row.verdict))
                                                                  : std::string(store::name(row.state)),
            row.achievedRps ? report::numberText(*row.achievedRps) : "-",
            row.p99 ? report::durationText(std::chrono::duration<double>(*row.p99)) : "-",
            report::numberText(static_cast<double>(row.errors)),
            std::move(name),
            fmt::format("{}", fmt::join(targets, ", "))};
}

std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char each) { return (static_cast<unsigned char>(each) & 0xc0U) != 0x80U; }));
}

}

std::string rowsJson(const std::vector<RunRow> &rows)
{
    json::array array;
    for (const RunRow &row : rows)
        array.push_back(rowJson(row));
    return experiment::prettyJson(array);
}

std::string rowsTable(const std::vector<RunRow> &rows)
{
    std::vector<std::vector<std::string>> lines{
        {"ID", "Started", "Verdict", "req/s", "p99", "Errors", "Name", "Targets"}};
    for (const RunRow &row : rows)
        lines.push_back(cellsOf(row));
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto &line : lines)
        for (std::size_t column = 0; column < line.size(); ++column)
            widths[column] = std::max(widths[column], widthOf(line[column]));
    std::string text;
    for (const auto &line : lines) {
        std::string padded;
        for (std::size_t column = 0; column < line.size(); ++column) {
            const bool figure = column >= 3 && column <= 5;
            const std::string padding(widths[column] - widthOf(line[column]), ' ');
            padded += (column > 0 ? "  " : "") + (figure ? padding + line[column] : line[column] + padding);
        }
        padded.erase(padded.find_last_not_of(' ') + 1);
        text += padded + '\n';
    }
    return text;
}

HistoryList::HistoryList(CLI::App &history)
    : HistoryAction(history, "list", "list the runs, the latest first")
{
    CLI::App &options = add();
    m_query.limit = 100;
    CLI::Option *search = options.add_option("--search", m_query.text,
                                             "only runs with these words in name, note, tags, targets or their URLs");
    CLI::Option *tag = options.add_option("--tag", m_query.tag, "only runs with this tag");
    CLI::Option *state = options
                             .add_option_function<std::string>(
                                 "--state", [this](const std::string &word) { m_query.state = kStates.at(word); },
                                 "only these: running, finished, interrupted")
                             ->check(CLI::IsMember(kStates));
    CLI::Option *verdict =
        options
            .add_option_function<std::string>(
                "--verdict", [this](const std::string &word) { m_query.verdict = kVerdicts.at(word); },
                "only these: valid, degraded, invalid")
            ->check(CLI::IsMember(kVerdicts));
    CLI::Option *baselines = options.add_flag("--baselines", m_query.baselines, "only baselines");
    CLI::Option *sort =
        options
            .add_option_function<std::string>(
                "--sort", [this](const std::string &word) { m_query.sort = kSorts.at(word); },
                "by started, name, duration, requests, rate, p99, errors, hits or verdict; the largest first")
            ->check(CLI::IsMember(kSorts));
    CLI::Option *ascending = options.add_flag("--ascending", m_query.ascending, "the smallest first");
    options.add_option("--limit", m_query.limit, "at most so many")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    CLI::Option *removed =
        options.add_flag("--removed", m_removed, "those that were deleted and can still be restored, instead");
    for (CLI::Option *option : {search, tag, state, verdict, baselines, sort, ascending})
        removed->excludes(option);
    options.add_option("--json", m_json, "write an array of objects; - prints it, alone, on standard output");
}

ExitStatus HistoryList::run(store::History &history)
{
    auto rows = m_removed ? history.removed() : history.list(m_query);
    if (!rows)
        return complain(rows.error());
    rows->resize(std::min(rows->size(), m_query.limit));
    if (!m_json.empty())
        return deliver(rowsJson(*rows), m_json);
    return rows->empty() ? deliver("No runs.\n") : deliver(rowsTable(*rows));
}

HistoryShow::HistoryShow(CLI::App &history)
    : HistoryAction(history, "show", "show a run as it was when it ended")
{
    addId(m_id);
    add().add_option("--json", m_json, "write the result as one JSON object; - prints it, alone, on standard output");
}

ExitStatus HistoryShow::run(store::History &history)
{
    const auto row = history.row(m_id);
    if (!row)
        return complain(row.error());
    const auto result = history.load(row->id);
    if (!result)
        return complain(result.error());
    if (!m_json.empty())
        return deliver(report::resultJson(**result), m_json);
    std::string text = fmt::format("Run {}\n{}, {}, {}\n", row->id, report::printable(row->name),
                                   report::timestamp(row->startedAt), store::name(row->state));
    if (row->baseline)
        text += "Baseline\n";
    if (!row->tags.empty())
        text += fmt::format("Tags: {}\n", report::printable(fmt::format("{}", fmt::join(row->tags, ", "))));
    if (!row->note.empty())
        text += fmt::format("Note: {}\n", report::printable(row->note));
    return deliver(text + '\n' + resultText(**result, {}, {}));
}

}
