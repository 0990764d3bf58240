#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace escala::ctl {

/// Which history: the one of the window, unless the command line names another.
class HistoryOptions {
public:
    /// --history, for commands that are about the history.
    void addTo(CLI::App &command);
    /// --history and --no-history, for commands that make runs.
    void addForRunsTo(CLI::App &command);

    /// Nothing where none is wanted.
    [[nodiscard]] std::optional<std::filesystem::path> file() const;

private:
    std::string m_file;
    bool m_none = false;
};

}
