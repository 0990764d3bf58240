#pragma once

#include "experiment/runner.h"
#include "report/moment.h"
#include "store/history_thread.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace escala::charts {
class ChartBoard;
}

namespace escala::moment {
class MomentPanel;
}

namespace escala::window {

class RunControl;

/// Tells what happened in a second of the run that a page shows, when one of its charts is clicked on: the seconds come
/// from the history, into which they are written as the run goes, so they need no memory here. GUI thread.
class MomentControl : public QObject {
    Q_OBJECT

public:
    /// `panel` stands beside the charts of the page; it is hidden until there is something to tell.
    MomentControl(store::HistoryThread &history, moment::MomentPanel &panel, QObject *parent);

    /// Clicks on this one are answered.
    void watch(charts::ChartBoard *board);
    /// Whose runs the page shows.
    void follow(const RunControl &runs);

private:
    void begin(const std::shared_ptr<const experiment::RunResult> &head);
    void ask(std::chrono::nanoseconds at);
    [[nodiscard]] report::Moment momentAt(std::chrono::nanoseconds at,
                                          const std::vector<metrics::TargetSecond> &seconds) const;
    void close();

    store::HistoryThread &m_history;
    moment::MomentPanel &m_panel;
    std::vector<charts::ChartBoard *> m_boards;
    std::shared_ptr<const experiment::RunResult> m_run; ///< Its plan, and what was done when it is over.
    experiment::RunViewPtr m_view;                      ///< What was done so far, while it is on.
    std::uint64_t m_asked = 0;                          ///< Only the latest question's answer is shown.
};

}
