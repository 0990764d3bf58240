#include "analysis/block_table.h"
#include "experiment/json_text.h"
#include "report/markup.h"
#include "report/repetition_report.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <string_view>

namespace escala::report {

namespace {

namespace json = boost::json;
using analysis::Figure;
using analysis::FigureComparison;

constexpr std::array<std::string_view, analysis::kFigures> kUnits{"requests/s", "s", "s", "s", "share", "share", "s"};
constexpr std::array<std::string_view, 4> kJudgements{"passed", "undecided", "failed", "incomparable"};

json::value orNull(const std::optional<double> &value)
{
    return value ? json::value(*value) : json::value(nullptr);
}

json::value interval(const std::optional<analysis::Interval> &value)
{
    return value ? json::value(json::array{value->low, value->high}) : json::value(nullptr);
}

json::value reason(const std::optional<analysis::Obstacle> &obstacle)
{
    return obstacle ? json::value(validUtf8(obstacleText(*obstacle))) : json::value(nullptr);
}

json::object sideJson(const ComparedSide &side, std::size_t blocks)
{
    return {{"id", side.id.empty() ? json::value(nullptr) : json::value(validUtf8(side.id))},
            {"run", validUtf8(side.run)},
            {"target", validUtf8(side.target)},
            {"blocks", blocks}};
}

json::object figureJson(const FigureComparison &row)
{
    return {{"figure", analysis::name(row.figure)},
            {"unit", kUnits[static_cast<std::size_t>(row.figure)]},
            {"baseline", orNull(row.baseline)},
            {"candidate", orNull(row.candidate)},
            {"baseline_interval", interval(row.baselineInterval)},
            {"candidate_interval", interval(row.candidateInterval)},
            {"ratio", orNull(row.ratio)},
            {"ratio_interval", row.ratio ? interval(row.interval) : json::value(nullptr)},
            {"change_interval", interval(row.change)},
            {"word", analysis::name(row.word)},
            {"reason", reason(row.obstacle)}};
}

json::object pairJson(const ComparedRuns &pair)
{
    const analysis::RunComparison &comparison = pair.comparison;
    json::array figures;
    for (const FigureComparison &row : comparison.rows)
        figures.push_back(figureJson(row));
    json::array conditions;
    for (const Judged &judged : pair.conditions)
        conditions.push_back(json::object{{"expression", validUtf8(judged.expression)},
                                          {"outcome", kJudgements[static_cast<std::size_t>(judged.judgement)]},
                                          {"detail", validUtf8(judged.sentence)}});
    return {{"baseline", sideJson(pair.baseline, comparison.baselineBlocks)},
            {"candidate", sideJson(pair.candidate, comparison.candidateBlocks)},
            {"comparable", !comparison.obstacle},
            {"reason", reason(comparison.obstacle)},
            {"paired", comparison.paired},
            {"caution",
             comparison.caution == analysis::Caution::None ? json::value(nullptr)
                                                           : json::value(analysis::name(comparison.caution))},
            {"block_length_s", std::chrono::duration<double>(comparison.blockLength).count()},
            {"figures", std::move(figures)},
            {"conditions", std::move(conditions)}};
}

json::array pairsJson(const std::vector<ComparedRuns> &all)
{
    json::array pairs;
    for (const ComparedRuns &pair : all)
        pairs.push_back(pairJson(pair));
    return pairs;
}

json::object runJson(const experiment::RepeatedRun &run)
{
    const auto figure = [&run](Figure which) { return orNull(figureOf(run.block, which)); };
    return {{"id", run.id},
            {"round", run.round},
            {"verdict", metrics::name(run.verdict)},
            {"warm_up_s", std::chrono::duration<double>(run.warmUp.at).count()},
            {"steady", run.warmUp.steady},
            {"throughput_rps", figure(Figure::Throughput)},
            {"p50_s", figure(Figure::P50)},
            {"p95_s", figure(Figure::P95)},
            {"p99_s", figure(Figure::P99)}};
}

json::array targetsJson(const experiment::RepetitionResult &result)
{
    json::array targets;
    for (std::size_t target = 0; target < result.experiment.targets.size(); ++target) {
        json::array runs;
        for (const experiment::RepeatedRun &run : result.runs) {
            if (run.target == target)
                runs.push_back(runJson(run));
        }
        targets.push_back(
            json::object{{"name", validUtf8(result.experiment.targets[target].name)}, {"runs", std::move(runs)}});
    }
    return targets;
}

}

std::string comparisonJson(const std::vector<ComparedRuns> &all)
{
    return experiment::prettyJson(json::object{{"format", "escala-comparison/1"},
                                               {"escala_version", ESCALA_VERSION},
                                               {"confidence", analysis::CompareOptions().confidence},
                                               {"noise_threshold", analysis::CompareOptions().noise},
                                               {"comparisons", pairsJson(all)},
                                               {"failed", failed(all)}});
}

std::string repetitionJson(const experiment::RepetitionResult &result, const std::vector<ComparedRuns> &comparisons)
{
    return experiment::prettyJson(json::object{{"format", "escala-repetition/1"},
                                               {"escala_version", ESCALA_VERSION},
                                               {"group", result.group},
                                               {"rounds", result.rounds},
                                               {"invalid_rounds", result.invalidRounds()},
                                               {"stopped", result.stopped},
                                               {"targets", targetsJson(result)},
                                               {"comparisons", pairsJson(comparisons)},
                                               {"failed", failed(comparisons)}});
}

}
