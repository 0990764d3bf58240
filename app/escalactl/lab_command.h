#pragma once

#include "command.h"
#include "load_options.h"
#include "session.h"

#include <string>
#include <vector>

namespace escala::ctl {

/// `escalactl lab FILE…`: loads topologies, breaks what their plans break, and says what came of it.
class LabCommand : public Command {
public:
    explicit LabCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    CLI::App *m_options;
    std::vector<std::string> m_topologies;
    LoadOptions m_load;
    SessionOptions m_session;
};

}
