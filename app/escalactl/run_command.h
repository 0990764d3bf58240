#pragma once

#include "command.h"
#include "load_options.h"
#include "session.h"

#include <expected>
#include <string>
#include <vector>

namespace escala::ctl {

/// `escalactl run URL…`: load on any servers. Sends nothing beyond what it counts.
class RunCommand : public Command {
public:
    explicit RunCommand(CLI::App &app);
    [[nodiscard]] ExitStatus run(char *program) override;
    [[nodiscard]] const CLI::App &options() const override { return *m_options; }

private:
    [[nodiscard]] std::expected<experiment::Experiment, std::string> asked() const;
    void addFronts(experiment::Experiment &experiment) const;

    CLI::App *m_options;
    std::vector<std::string> m_urls;
    std::string m_plan;
    bool m_cacheInFront = false;
    bool m_balancerInFront = false;
    LoadOptions m_load;
    SessionOptions m_session;
};

}
