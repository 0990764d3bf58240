#pragma once

#include "history_action.h"
#include "store/run_query.h"

#include <string>

namespace escala::ctl {

/// `history list`: a line a run, or a JSON array.
class HistoryList : public HistoryAction {
public:
    explicit HistoryList(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    store::RunQuery m_query;
    std::string m_json;
    bool m_removed = false;
};

/// `history show ID`: a run as it was printed when it ended, or its result as JSON.
class HistoryShow : public HistoryAction {
public:
    explicit HistoryShow(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::string m_id;
    std::string m_json;
};

/// A run of the history as `history list --json` prints it, in an array.
[[nodiscard]] std::string rowsJson(const std::vector<store::RunRow> &rows);
/// An aligned table for a terminal, the header first.
[[nodiscard]] std::string rowsTable(const std::vector<store::RunRow> &rows);

}
