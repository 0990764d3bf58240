#pragma once

#include "command.h"

#include <cstdint>
#include <string>

namespace escala::ctl {

/// `escalactl calibrate`: what the generator can do on this machine, kept for the results of later runs.
class CalibrateCommand : public Command {
public:
    explicit CalibrateCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    CLI::App *m_options;
    std::uint32_t m_threads = 0;
    std::string m_json;
};

}
