#include "history_command.h"

#include "history_changes.h"
#include "history_diff.h"
#include "history_list.h"
#include "history_transfer.h"
#include "pictures.h"
#include "report/markup.h"

#include <spdlog/spdlog.h>

namespace escala::ctl {

HistoryCommand::HistoryCommand(CLI::App &app)
    : m_options(app.add_subcommand("history", "list, show, change, export and import the runs that were made"))
{
    m_options->require_subcommand(1);
    m_actions.push_back(std::make_unique<HistoryList>(*m_options));
    m_actions.push_back(std::make_unique<HistoryShow>(*m_options));
    m_actions.push_back(std::make_unique<HistoryDiff>(*m_options));
    m_actions.push_back(std::make_unique<HistoryExport>(*m_options));
    m_actions.push_back(std::make_unique<HistoryImport>(*m_options));
    m_actions.push_back(std::make_unique<HistoryRename>(*m_options));
    m_actions.push_back(std::make_unique<HistoryNote>(*m_options));
    m_actions.push_back(std::make_unique<HistoryTag>(*m_options));
    m_actions.push_back(std::make_unique<HistoryBaseline>(*m_options));
    m_actions.push_back(std::make_unique<HistoryDelete>(*m_options));
    m_actions.push_back(std::make_unique<HistoryRestore>(*m_options));
    m_actions.push_back(std::make_unique<HistoryPrune>(*m_options));
    m_actions.push_back(std::make_unique<HistoryCheck>(*m_options));
}

ExitStatus HistoryCommand::run(char *program)
{
    int argumentCount = 1;
    char *arguments[] = {program, nullptr};
    const auto application = makeApplication(false, argumentCount, arguments);
    for (const auto &action : m_actions) {
        if (!action->options().parsed())
            continue;
        const auto history = store::History::open(*action->file().file());
        if (!history)
            return complain(history.error());
        for (const std::string &notice : (*history)->notices())
            spdlog::warn("{}", report::printable(notice));
        return action->run(**history);
    }
    return ExitStatus::BadArguments;
}

}
