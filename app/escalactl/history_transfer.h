#pragma once

#include "history_action.h"

#include <string>
#include <vector>

namespace escala::ctl {

/// `history export ID FILE`: a run as one file, for another history.
class HistoryExport : public HistoryAction {
public:
    explicit HistoryExport(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::string m_id;
    std::string m_to;
};

/// `history import FILE…`: takes such files in, and prints the id of each.
class HistoryImport : public HistoryAction {
public:
    explicit HistoryImport(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::vector<std::string> m_files;
};

}
