#include "compare_command.h"

#include "experiment/experiment_file.h"

namespace escala::ctl {

CompareCommand::CompareCommand(CLI::App &app)
    : m_options(app.add_subcommand("compare", "compare the built-in slow and cached servers, or the targets of a plan"))
{
    m_options->add_option("--preset", m_preset, "quick (10 s), classic (about 100 s) or a plan file")
        ->capture_default_str();
    m_session.addTo(*m_options);
}

ExitStatus CompareCommand::run(char *program)
{
    if (const auto preset = experiment::presetNamed(m_preset))
        return runExperiment(*preset, m_session, program);
    const auto experiment = experiment::readExperiment(m_preset);
    if (!experiment)
        return complain(ExitStatus::BadArguments,
                        "--preset must be quick, classic or a plan file; " + experiment.error().message);
    return runExperiment(*experiment, m_session, program);
}

}
