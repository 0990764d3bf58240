#include "store/run_rows.h"

#include "report/markup.h"
#include "report/masking.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>

namespace escala::store {

namespace {

namespace json = boost::json;
using experiment::RunResult;
using experiment::TargetResult;
using std::chrono::milliseconds;

void raise(std::optional<double> &most, double value)
{
    most = std::max(most.value_or(value), value);
}

void addFigures(RunRow &row, const metrics::Summary &summary, bool together)
{
    const auto length = std::chrono::round<milliseconds>(summary.duration);
    row.duration = together ? std::max(row.duration, length) : row.duration + length;
    row.requests += summary.ledger.sent;
    row.errors += summary.failed();
    if (summary.responses() > 0) {
        raise(row.achievedRps, summary.achievedRps);
        raise(row.p99, summary.response.p99.count());
    }
    if (const double ratio = metrics::hitRatio(summary.cache); ratio >= 0)
        raise(row.hitRatio, ratio);
}

template <typename Enum, std::size_t size>
Enum choiceAt(const Query &query, int column, const std::array<std::string_view, size> &names)
{
    return static_cast<Enum>(std::clamp<std::int64_t>(query.integer(column), 0, std::ssize(names) - 1));
}

}

RunRow rowOf(const RunResult &result)
{
    RunRow row;
    row.id = result.id;
    row.name = report::validUtf8(result.experiment.name);
    row.startedAt = std::chrono::floor<milliseconds>(result.startedAt);
    row.state = RunState::Finished;
    row.verdict = result.generator.verdict;
    for (const TargetResult &target : result.targets) {
        row.targets.push_back(report::validUtf8(target.target.name));
        row.urls.push_back(report::maskedUrl(target.url));
        addFigures(row, target.figures.summary, result.experiment.plan.order == load::Order::Parallel);
    }
    return row;
}

RunRow rowAt(const Query &query)
{
    RunRow row;
    int column = 0;
    row.id = query.text(column++);
    row.name = query.text(column++);
    row.startedAt = std::chrono::system_clock::time_point(milliseconds(query.integer(column++)));
    row.duration = milliseconds(query.integer(column++));
    row.state = choiceAt<RunState>(query, column++, kRunStateNames);
    if (!query.isNull(column))
        row.verdict = choiceAt<metrics::Verdict>(query, column, metrics::kVerdictNames);
    ++column;
    row.targets = textsOf(query.text(column++));
    row.urls = textsOf(query.text(column++));
    row.requests = query.natural(column++);
    row.errors = query.natural(column++);
    row.achievedRps = query.real(column++);
    row.p99 = query.real(column++);
    row.hitRatio = query.real(column++);
    row.note = query.text(column++);
    row.tags = textsOf(query.text(column++));
    row.baseline = query.integer(column++) != 0;
    row.group = query.text(column++);
    row.round = static_cast<std::uint32_t>(query.natural(column++));
    row.bytes = query.natural(column);
    return row;
}

std::string searchText(const RunRow &row)
{
    std::string text = row.name + '\n' + row.note;
    for (const auto *texts : {&row.targets, &row.urls, &row.tags})
        for (const std::string &each : *texts)
            text += '\n' + each;
    return folded(text);
}

std::string folded(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toCaseFolded().toStdString();
}

std::string jsonArray(const std::vector<std::string> &texts)
{
    json::array array;
    for (const std::string &text : texts)
        array.emplace_back(report::validUtf8(text));
    return json::serialize(array);
}

std::vector<std::string> textsOf(const std::string &jsonArray)
{
    std::vector<std::string> texts;
    boost::system::error_code error;
    const json::value value = json::parse(jsonArray, error);
    if (error || !value.is_array())
        return texts;
    for (const json::value &each : value.get_array())
        if (const json::string *text = each.if_string())
            texts.emplace_back(*text);
    return texts;
}

std::expected<void, StoreError> updateTexts(const Database &database, const RunRow &row)
{
    Query query(database, "UPDATE runs SET name = ?, note = ?, tags = ?, search = ? WHERE id = ?");
    return query.run(row.name, row.note, jsonArray(row.tags), searchText(row), row.id);
}

}
