#pragma once

#include "history/side_by_side.h"
#include "report/run_comparison.h"

#include <QWidget>

class QLabel;
class QLayout;
class QPushButton;
class QScrollArea;

namespace escala::charts {
class ChartBoard;
}

namespace escala::compare {
class AnswerPanel;
class TargetColumns;
}

namespace escala::moment {
class MomentPanel;
}

namespace escala::history {

class ComparisonPanel;

/// Stored runs as on the Compare page: the answer, cards and charts, for reading only; beside the charts, what
/// differs between them, or what happened in the second that was clicked on.
class OpenRuns : public QWidget {
    Q_OBJECT

public:
    explicit OpenRuns(QWidget *parent = nullptr);

    /// `overlay`: all of them in the same charts.
    void show(const std::vector<OpenRun> &runs, bool overlay);
    /// The same runs again, with what was measured since: seen the same way.
    void renew(const std::vector<OpenRun> &runs);
    /// Nothing is open any more: what was shown is let go.
    void clear();
    /// What is shown, for exports; null where nothing is.
    [[nodiscard]] const compare::ResultPtr &result() const noexcept { return m_result; }
    [[nodiscard]] const std::vector<OpenRun> &runs() const noexcept { return m_runs; }
    /// "Nightly, Nov 25", or the names of all.
    [[nodiscard]] QString title() const;
    [[nodiscard]] charts::ChartBoard *board() const noexcept { return m_board; }
    [[nodiscard]] ComparisonPanel *comparison() const noexcept { return m_comparison; }
    [[nodiscard]] moment::MomentPanel *moment() const noexcept { return m_moment; }

    /// Answers to `comparisonRequested`; `why`: there is none.
    void showComparison(const std::vector<report::ComparedRuns> &comparisons);
    void showNoComparison(const QString &why);

Q_SIGNALS:
    void exportChartRequested(const QString &chart);
    /// The table is to be shown, and has not been computed yet.
    void comparisonRequested();
    /// Of runs that are under way, what was measured since is wanted.
    void renewRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildAbove();
    QWidget *buildColumns();
    QLayout *buildCharts();
    void showAnswer();
    [[nodiscard]] QStringList generators() const;
    void setOverlay(bool overlay);
    void setCompared(bool compared);
    void requestComparison();
    void fitColumns();

    std::vector<OpenRun> m_runs;
    compare::ResultPtr m_result;
    compare::AnswerPanel *m_answer;
    compare::TargetColumns *m_columns;
    charts::ChartBoard *m_board;
    ComparisonPanel *m_comparison;
    moment::MomentPanel *m_moment;
    bool m_hasComparison = false; ///< Has been asked for.
    QPushButton *m_overlay;
    QPushButton *m_compare;
    QPushButton *m_renew;
    QLabel *m_started;
    QScrollArea *m_columnScroll = nullptr;
    QScrollArea *m_chartScroll = nullptr;
};

}
