#pragma once

#include "exit_status.h"
#include "history_options.h"
#include "store/history.h"

#include <CLI/CLI.hpp>

#include <string>

namespace escala::ctl {

/// A subcommand of `escalactl history`: its options, and what it does with the history when it was chosen.
class HistoryAction {
public:
    HistoryAction(CLI::App &history, const char *name, const char *help);
    virtual ~HistoryAction() = default;
    HistoryAction(const HistoryAction &) = delete;
    HistoryAction &operator=(const HistoryAction &) = delete;

    [[nodiscard]] virtual ExitStatus run(store::History &history) = 0;
    [[nodiscard]] const CLI::App &options() const { return *m_options; }
    [[nodiscard]] const HistoryOptions &file() const { return m_file; }

protected:
    [[nodiscard]] CLI::App &add() { return *m_options; }
    /// A run's id, as an argument.
    void addId(std::string &id, const char *name = "id");

private:
    CLI::App *m_options;
    HistoryOptions m_file;
};

/// Says it on standard error; bad arguments where the person named something that is not there, else a failure.
[[nodiscard]] ExitStatus complain(const store::StoreError &error);
/// Likewise where there is something to say, else Done.
template <typename Value>
[[nodiscard]] ExitStatus conclude(const std::expected<Value, store::StoreError> &outcome)
{
    return outcome ? ExitStatus::Done : complain(outcome.error());
}

/// Text to standard output, or to a file where one is named; "-" is standard output.
[[nodiscard]] ExitStatus deliver(const std::string &text, const std::string &file = "-");

}
