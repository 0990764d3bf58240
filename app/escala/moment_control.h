#pragma once

#include "experiment/runner.h"
#include "report/moment.h"
#include "store/history_thread.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace escala::charts {
class ChartBoard;
}

namespace escala::moment {
class MomentPanel;
}

namespace escala::window {

class RunControl;

/// Tells what happened in the second that is clicked on in a page's charts. The seconds come from the history, into
/// which they are written as a run goes, so they need no memory here. GUI thread.
class MomentControl : public QObject {
    Q_OBJECT

public:
    /// A target of a run, as the history has it.
    struct StoredTarget {
        std::string run;
        std::size_t target = 0;
    };
    using ResultPtr = std::shared_ptr<const experiment::RunResult>;

    /// `panel` stands beside the charts of the page; it is hidden until there is something to tell.
    MomentControl(store::HistoryThread &history, moment::MomentPanel &panel, QObject *parent);

    /// Clicks on this one are answered.
    void watch(charts::ChartBoard *board);
    /// Whose runs the page shows.
    void follow(const RunControl &runs);
    /// What the charts show from now on, and where the history has each of its targets; null: nothing.
    void show(const ResultPtr &shown, std::vector<StoredTarget> targets);

private:
    void begin(const ResultPtr &head);
    void ask(std::chrono::nanoseconds at);
    [[nodiscard]] report::Moment momentAt(std::chrono::nanoseconds at,
                                          const std::vector<metrics::TargetSecond> &seconds) const;
    void close();

    store::HistoryThread &m_history;
    moment::MomentPanel &m_panel;
    std::vector<charts::ChartBoard *> m_boards;
    ResultPtr m_shown; ///< Its plan, and what was done when it is over.
    std::vector<StoredTarget> m_targets;
    experiment::RunViewPtr m_view; ///< What was done so far, while it is on.
    std::uint64_t m_asked = 0;     ///< Only the latest question's answer is shown.
};

}
