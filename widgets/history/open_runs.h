#pragma once

#include "history/side_by_side.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace escala::charts {
class ChartBoard;
}

namespace escala::compare {
class AnswerPanel;
class TargetColumns;
}

namespace escala::history {

/// Stored runs as on the Compare page: the answer, cards and charts, for reading only.
class OpenRuns : public QWidget {
    Q_OBJECT

public:
    explicit OpenRuns(QWidget *parent = nullptr);

    /// `overlay`: all of them in the same charts.
    void show(const std::vector<OpenRun> &runs, bool overlay);
    /// Nothing is open any more: what was shown is let go.
    void clear();
    /// What is shown, for exports; null where nothing is.
    [[nodiscard]] const compare::ResultPtr &result() const noexcept { return m_result; }
    [[nodiscard]] const std::vector<OpenRun> &runs() const noexcept { return m_runs; }
    /// "Nightly, Nov 25", or the names of all.
    [[nodiscard]] QString title() const;
    [[nodiscard]] charts::ChartBoard *board() const noexcept { return m_board; }

Q_SIGNALS:
    void exportChartRequested(const QString &chart);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildAbove();
    QWidget *buildColumns();
    QWidget *buildCharts();
    void showAnswer();
    void setOverlay(bool overlay);
    void fitColumns();

    std::vector<OpenRun> m_runs;
    compare::ResultPtr m_result;
    compare::AnswerPanel *m_answer;
    compare::TargetColumns *m_columns;
    charts::ChartBoard *m_board;
    QPushButton *m_overlay;
    QLabel *m_started;
    QScrollArea *m_columnScroll = nullptr;
    QScrollArea *m_chartScroll = nullptr;
};

}
