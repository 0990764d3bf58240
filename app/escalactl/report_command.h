#pragma once

#include "command.h"
#include "history_options.h"
#include "outputs.h"
#include "report/threshold.h"

#include <string>
#include <vector>

namespace escala::ctl {

/// `escalactl report ID`: the exports of a run that was made before.
class ReportCommand : public Command {
public:
    explicit ReportCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    CLI::App *m_options;
    std::string m_id;
    HistoryOptions m_history;
    Outputs m_outputs;
    std::vector<report::Threshold> m_thresholds;
};

}
