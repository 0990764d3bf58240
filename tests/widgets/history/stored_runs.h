#pragma once

#include "history/run_list_model.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace escala::tests {

/// A run that took 10 s, the n-th of a day: nightly-0007.
[[nodiscard]] store::RunRow storedRun(int number);

/// Runs in memory in place of a store: answers as it does, and keeps count of what it was asked.
class StoredRuns {
public:
    explicit StoredRuns(int count);

    [[nodiscard]] history::RunListModel::Fetch fetch();
    /// Questions wait until `answer` is called, instead of being answered at once.
    void hold() { m_held = true; }
    /// Answers what waits.
    void answer();

    std::vector<store::RunRow> runs;
    std::vector<store::RunQuery> asked;
    std::optional<store::StoreError> error; ///< Instead of an answer.

private:
    [[nodiscard]] history::RunWindowOr find(const store::RunQuery &query) const;

    bool m_held = false;
    std::deque<std::function<void()>> m_waiting;
};

}
