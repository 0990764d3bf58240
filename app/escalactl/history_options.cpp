#include "history_options.h"

#include "store/history_file.h"

namespace escala::ctl {

void HistoryOptions::addTo(CLI::App &command)
{
    command.add_option("--history", m_file, "the history file; without it, the one that the window shows")
        ->type_name("FILE")
        ->check([](const std::string &file) { return file.empty() ? "it needs the name of a file" : std::string(); });
}

void HistoryOptions::addForRunsTo(CLI::App &command)
{
    const char *group = "Results";
    CLI::Option *none = command.add_flag("--no-history", m_none, "don't keep the run in the history")->group(group);
    command
        .add_option("--history", m_file,
                    "keep the run in this history file; without it, in the one that the window shows")
        ->type_name("FILE")
        ->group(group)
        ->excludes(none)
        ->check([](const std::string &file) { return file.empty() ? "it needs the name of a file" : std::string(); });
}

std::optional<std::filesystem::path> HistoryOptions::file() const
{
    if (m_none)
        return std::nullopt;
    return m_file.empty() ? store::defaultHistoryFile() : std::filesystem::path(m_file);
}

}
