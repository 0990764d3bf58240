#pragma once

#include "command.h"
#include "history_action.h"

#include <memory>
#include <vector>

namespace escala::ctl {

/// `escalactl history …`: the runs that were made. Each subcommand is a HistoryAction of its own.
class HistoryCommand : public Command {
public:
    explicit HistoryCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    CLI::App *m_options;
    std::vector<std::unique_ptr<HistoryAction>> m_actions;
};

}
