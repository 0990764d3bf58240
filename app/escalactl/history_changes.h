#pragma once

#include "history_action.h"
#include "store/retention.h"

#include <string>
#include <vector>

namespace escala::ctl {

/// `history rename ID NAME`.
class HistoryRename : public HistoryAction {
public:
    explicit HistoryRename(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::string m_id;
    std::string m_name;
};

/// `history note ID TEXT`.
class HistoryNote : public HistoryAction {
public:
    explicit HistoryNote(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::string m_id;
    std::string m_note;
};

/// `history tag ID TAG… [--remove]`.
class HistoryTag : public HistoryAction {
public:
    explicit HistoryTag(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::string m_id;
    std::vector<std::string> m_tags;
    bool m_remove = false;
};

/// `history baseline ID [--off]`.
class HistoryBaseline : public HistoryAction {
public:
    explicit HistoryBaseline(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::string m_id;
    bool m_off = false;
    bool m_force = false;
};

/// `history delete ID…`: until `restore` or `prune`.
class HistoryDelete : public HistoryAction {
public:
    explicit HistoryDelete(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::vector<std::string> m_ids;
};

/// `history restore ID…`.
class HistoryRestore : public HistoryAction {
public:
    explicit HistoryRestore(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    std::vector<std::string> m_ids;
};

/// `history prune`: deletes for good what was deleted, and what is beyond the limits.
class HistoryPrune : public HistoryAction {
public:
    explicit HistoryPrune(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    store::Retention m_retention;
};

/// `history check`: looks through the whole file.
class HistoryCheck : public HistoryAction {
public:
    explicit HistoryCheck(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;
};

}
