#pragma once

#include "command.h"

#include <cstdint>
#include <optional>
#include <string>

namespace escala::ctl {

/// `escalactl monitor FILE`: watches what a plan says until it is interrupted; alerts go to the log and the webhook.
/// Monitoring asks a URL that the user wrote down at most ten times a second, which is no load test: no permission is
/// asked for.
class MonitorCommand : public Command {
public:
    explicit MonitorCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    CLI::App *m_options;
    std::string m_file;
    std::optional<std::uint16_t> m_port;
    std::string m_history;
};

}
