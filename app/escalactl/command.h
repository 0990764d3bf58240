#pragma once

#include "exit_status.h"

#include <CLI/CLI.hpp>

namespace escala::ctl {

/// A subcommand: its options, and what it does when it was chosen. Lives as long as the CLI::App.
class Command {
public:
    virtual ~Command() = default;
    /// `program` is argv[0].
    [[nodiscard]] virtual ExitStatus run(char *program) = 0;
    [[nodiscard]] virtual const CLI::App &options() const = 0;
};

}
