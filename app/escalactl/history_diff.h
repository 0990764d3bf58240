#pragma once

#include "history_action.h"
#include "report/run_comparison.h"

#include <string>
#include <vector>

namespace escala::ctl {

/// `history diff [A] B`: how a run did against another, or against the baseline, with an interval and a word; and
/// whether that is bad enough to fail a build.
class HistoryDiff : public HistoryAction {
public:
    explicit HistoryDiff(CLI::App &history);
    [[nodiscard]] ExitStatus run(store::History &history) override;

private:
    using Pairs = std::expected<std::vector<report::ComparedRuns>, ExitStatus>;
    [[nodiscard]] Pairs compareVariants(const store::History &history) const;
    [[nodiscard]] Pairs compareRuns(const store::History &history) const;
    [[nodiscard]] ExitStatus deliverAll(const std::vector<report::ComparedRuns> &pairs) const;

    std::vector<std::string> m_ids;
    std::string m_target;
    bool m_variants = false;
    bool m_anyPlan = false;
    std::vector<report::FailCondition> m_conditions;
    std::string m_json;
    std::string m_junit;
};

/// --fail-if, as often as it is given.
void addFailConditions(CLI::App &command, std::vector<report::FailCondition> &conditions);

}
