#include "report_command.h"

#include "history_action.h"
#include "pictures.h"
#include "printing.h"
#include "report/markup.h"
#include "session.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace escala::ctl {

ReportCommand::ReportCommand(CLI::App &app)
    : m_options(app.add_subcommand("report", "print and export a run of the history again, in any format"))
{
    m_options->add_option("id", m_id, "the run's id, or enough of its start (escalactl history list)")
        ->required()
        ->type_name("ID");
    m_history.addTo(*m_options);
    addThresholds(*m_options, m_thresholds);
    m_outputs.addTo(*m_options);
}

ExitStatus ReportCommand::run(char *program)
{
    int argumentCount = 1;
    char *arguments[] = {program, nullptr};
    const auto application = makeApplication(m_outputs.wantPictures(), argumentCount, arguments);
    if (const std::string problem = problemOf(m_outputs); !problem.empty())
        return complain(ExitStatus::BadArguments, problem);
    const auto history = store::History::open(*m_history.file());
    if (!history)
        return complain(history.error());
    for (const std::string &notice : (*history)->notices())
        spdlog::warn("{}", report::printable(notice));
    const auto result = (*history)->load(m_id);
    if (!result)
        return complain(result.error());
    if (m_outputs.wantPictures() && !havePictures())
        spdlog::warn("this escalactl was built without the chart renderer: pictures are left out");
    return printAndWrite(**result, m_outputs, m_thresholds);
}

}
