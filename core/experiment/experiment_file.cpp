#include "experiment/experiment_file.h"

#include "experiment/json_text.h"
#include "experiment/plan_fields.h"
#include "experiment/plan_text.h"
#include "experiment/words.h"

#include <boost/json/array.hpp>

namespace escala::experiment {

namespace {

void readTargets(ObjectReader &reader, PlanReading &reading, std::vector<Target> &targets)
{
    const boost::json::array *array = reader.array("targets");
    if (!array)
        return;
    for (std::size_t index = 0; index < array->size(); ++index)
        readTarget((*array)[index], elementPath(reader.pathOf("targets"), index), reading, targets.emplace_back());
}

/// Files that a plan names lie beside it, where it says nothing else.
void findBeside(const std::filesystem::path &folder, load::LoadPlan &plan)
{
    const auto find = [&folder](std::string &file) { file = (folder / file).lexically_normal().string(); };
    for (load::FeedSpec &feed : plan.feeds)
        find(feed.file);
    if (plan.credentials.source == load::CredentialSpec::Source::File)
        find(plan.credentials.name);
}

Experiment readFields(const boost::json::value &json, PlanReading &reading)
{
    Experiment experiment;
    if (const auto &repeated = reading.lines.repeated())
        reading.fail(PlanProblem::NotJson, *repeated,
                     sentence(kPlanFileContext, QT_TRANSLATE_NOOP("PlanFile", "the field %1 stands twice"), *repeated));
    ObjectReader reader(json, {}, reading);
    reader.read("name", experiment.name);
    readTargets(reader, reading, experiment.targets);
    readFaults(reader, reading, experiment.faults);
    if (const boost::json::value *load = reader.find("load"))
        readLoad(*load, reader.pathOf("load"), reading, experiment.plan);
    reader.refuseUnknown();
    return experiment;
}

}

std::expected<Experiment, PlanError> parseExperiment(std::string_view json)
{
    const auto value = parsePlanJson(json);
    if (!value)
        return std::unexpected(value.error());
    PlanReading reading{.lines = FieldLines(json), .error = {}};
    Experiment experiment = readFields(*value, reading);
    if (reading.error)
        return std::unexpected(*reading.error);
    // A plan without targets can be run on URLs of the command line.
    std::string problem = experiment.targets.empty() ? load::problemOf(experiment.plan) : problemOf(experiment);
    if (!problem.empty())
        return std::unexpected(PlanError{.problem = PlanProblem::OutOfRange, .message = std::move(problem), .line = 0});
    return experiment;
}

std::expected<Experiment, PlanError> readExperiment(const std::filesystem::path &path)
{
    const auto text = readPlanText(path);
    if (!text)
        return std::unexpected(text.error());
    auto experiment = parseExperiment(*text);
    if (!experiment)
        experiment.error().message = path.string() + ": " + experiment.error().message;
    else
        findBeside(path.parent_path(), experiment->plan);
    return experiment;
}

std::string writeExperiment(const Experiment &experiment)
{
    boost::json::array targets;
    for (const Target &target : experiment.targets)
        targets.push_back(targetFields(target));
    boost::json::object plan{
        {"name", experiment.name}, {"targets", std::move(targets)}, {"load", loadFields(experiment.plan)}};
    addFaults(experiment.faults, plan);
    return prettyJson(plan);
}

}
