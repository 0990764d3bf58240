#include "lab_command.h"

#include "experiment/experiment_file.h"
#include "experiment/lab_templates.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace escala::ctl {

namespace {

std::string templateNames()
{
    std::vector<std::string_view> names;
    for (const auto each : experiment::kLabTemplates)
        names.push_back(experiment::name(each));
    return fmt::format("{}", fmt::join(names, ", "));
}

std::expected<experiment::Experiment, std::string> topology(const std::string &text)
{
    if (const auto known = experiment::labTemplateNamed(text))
        return experiment::labExperiment(*known);
    auto plan = experiment::readExperiment(text);
    if (!plan)
        return std::unexpected(
            fmt::format("{}; a topology is a plan file or one of {}", plan.error().message, templateNames()));
    if (plan->targets.empty())
        return std::unexpected(text + " has no targets");
    return std::move(*plan);
}

}

LabCommand::LabCommand(CLI::App &app)
    : m_options(app.add_subcommand("lab", "load a topology of servers, and break what its plan breaks"))
{
    m_options
        ->add_option("topologies", m_topologies,
                     "plan files, or the steps of the lab: " + templateNames()
                         + "; several stand side by side under the load of the first, which the options below change")
        ->required()
        ->type_name("FILE");
    m_load.addTo(*m_options);
    m_session.addTo(*m_options);
}

ExitStatus LabCommand::run(char *program)
{
    experiment::Experiment all;
    for (const std::string &text : m_topologies) {
        auto next = topology(text);
        if (!next)
            return complain(ExitStatus::BadArguments, next.error());
        if (all.targets.empty())
            all = std::move(*next);
        else
            experiment::append(all, *next);
    }
    if (const auto applied = m_load.applyTo(all.plan); !applied)
        return complain(ExitStatus::BadArguments, applied.error());
    return runExperiment(all, m_session, program);
}

}
