#pragma once

#include "command.h"
#include "session.h"

#include <string>

namespace escala::ctl {

/// `escalactl compare`: the built-in slow and cached servers side by side, or what a plan file says.
class CompareCommand : public Command {
public:
    explicit CompareCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    CLI::App *m_options;
    std::string m_preset = "quick";
    SessionOptions m_session;
};

}
