#include "experiment/experiment_file.h"

#include "experiment/json_text.h"
#include "experiment/plan_fields.h"
#include "experiment/words.h"

#include <boost/json/array.hpp>
#include <boost/json/parser.hpp>

#include <QFile>
#include <QStringDecoder>

#include <algorithm>

namespace escala::experiment {

namespace {

constexpr const char *kContext = "PlanFile";
constexpr std::int64_t kMaxBytes = 1 << 20;

std::unexpected<PlanError> refuse(PlanProblem problem, std::string message, int line = 0)
{
    return std::unexpected(PlanError{.problem = problem, .message = std::move(message), .line = line});
}

int lineAt(std::string_view text, std::size_t offset)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

/// The offset of the first byte that is not UTF-8; empty when all is well.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString line = decoder(QByteArrayView(text.data() + at, static_cast<qsizetype>(end - at)));
        if (decoder.hasError())
            return at;
        at = end;
    }
    return std::nullopt;
}

std::expected<boost::json::value, PlanError> parseJson(std::string_view json)
{
    if (const auto offset = firstInvalidUtf8(json)) {
        const int line = lineAt(json, *offset);
        return refuse(PlanProblem::NotJson,
                      sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "line %1: the text is not valid UTF-8"),
                               std::to_string(line)),
                      line);
    }
    boost::json::parser parser;
    boost::system::error_code error;
    std::size_t read = parser.write_some(json.data(), json.size(), error);
    const std::size_t rest = json.find_first_not_of(" \t\r\n", read);
    if (!error && rest != std::string_view::npos) {
        error = boost::json::error::extra_data;
        read = rest;
    }
    if (!error)
        return parser.release();
    const int line = lineAt(json, read);
    return refuse(PlanProblem::NotJson,
                  sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "line %1: this is not JSON (%2)"),
                           std::to_string(line), error.message()),
                  line);
}

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
                     sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "the field %1 stands twice"), *repeated));
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
    const auto value = parseJson(json);
    if (!value)
        return std::unexpected(value.error());
    PlanReading reading{.lines = FieldLines(json), .error = {}};
    Experiment experiment = readFields(*value, reading);
    if (reading.error)
        return std::unexpected(*reading.error);
    // A plan without targets can be run on URLs of the command line.
    std::string problem = experiment.targets.empty() ? load::problemOf(experiment.plan) : problemOf(experiment);
    if (!problem.empty())
        return refuse(PlanProblem::OutOfRange, std::move(problem));
    return experiment;
}

std::expected<Experiment, PlanError> readExperiment(const std::filesystem::path &path)
{
    const std::string shown = path.string();
    QFile file(QString::fromStdString(shown));
    if (!file.open(QIODevice::ReadOnly))
        return refuse(PlanProblem::Unreadable,
                      sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 can't be read: %2"), shown,
                               file.errorString().toStdString()));
    const QByteArray text = file.read(kMaxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return refuse(PlanProblem::Unreadable,
                      sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 can't be read: %2"), shown,
                               file.errorString().toStdString()));
    if (text.size() > kMaxBytes)
        return refuse(
            PlanProblem::Unreadable,
            sentence(kContext, QT_TRANSLATE_NOOP("PlanFile", "%1 is larger than 1 MiB: this is no plan file"), shown));
    auto experiment = parseExperiment(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
    if (!experiment)
        experiment.error().message = shown + ": " + experiment.error().message;
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
