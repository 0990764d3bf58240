#pragma once

#include "servers/built_in_server.h"

#include <string>
#include <variant>

namespace escala::program {

/// What the command line asks for.
struct ServeCommand {
    servers::ServerPlan plan;
    bool exitWithParent = false;
};

/// The command line was a question (--help) or a mistake: print the text and go.
struct EarlyExit {
    int status = 0;
    std::string output; ///< For standard output.
    std::string error;  ///< For standard error.
};

[[nodiscard]] std::variant<ServeCommand, EarlyExit> readCommandLine(int argc, const char *const *argv);

}
