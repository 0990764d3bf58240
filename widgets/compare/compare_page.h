#pragma once

#include "compare/banner.h"
#include "compare/experiment_model.h"
#include "compare/result_exporter.h"
#include "compare/view_settings.h"
#include "experiment/runner.h"

#include <QElapsedTimer>
#include <QWidget>

#include <functional>

class QScrollArea;

namespace escala::charts {
class ChartBoard;
}

namespace escala::compare {

class AnswerPanel;
class TargetColumns;

/// The comparison: banners, the answer, a column of figures for each target, and the charts beneath.
class ComparePage : public QWidget {
    Q_OBJECT

public:
    explicit ComparePage(ExperimentModel &model, QWidget *parent = nullptr);

    void addBanner(Banner::Kind kind, const QString &sentence);
    /// With a button that does something about it.
    void addBanner(Banner::Kind kind, const QString &sentence, const QString &action,
                   const std::function<void()> &does);
    void clearBanners();
    [[nodiscard]] QStringList banners() const;
    [[nodiscard]] charts::ChartBoard *board() const noexcept { return m_board; }

    void setViewOptions(const ViewOptions &options);
    void setState(experiment::Runner::State state);
    void showView(const experiment::RunViewPtr &view);
    void showResult(const ResultPtr &result);
    /// Of a repetition: which round is on, in place of an answer so far. Holds until the next run begins.
    void showRound(const QString &sentence);
    /// The end of a repetition: the latest results of the targets, null where not each has one, and what the rounds
    /// say.
    void showRounds(const ResultPtr &latest, const QString &answer);
    /// Puts details at the right of figures and charts, which then leave it room; the page owns them. Shown and hidden
    /// as they are.
    void setAside(QWidget *details);

Q_SIGNALS:
    void exportChartRequested(const QString &chart);
    /// This target is to be opened in the lab.
    void labRequested(std::size_t target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildColumns();
    [[nodiscard]] QWidget *buildCharts();
    void refreshTargets();
    void refreshSettings();
    void showLiveAnswer(const metrics::Snapshot &snapshot);
    void showFigures(const experiment::RunResult &result);
    /// The figures on the page are of the last result.
    [[nodiscard]] bool showsResult() const;
    void fitColumns();

    ExperimentModel &m_model;
    experiment::Experiment m_started; ///< What the figures on the page are of.
    ResultPtr m_result;               ///< Of the last run; null while one is under way.
    QString m_round;                  ///< The one that is on, or what all of them say; else empty.
    bool m_overlay = false;
    BannerStack *m_banners;
    AnswerPanel *m_answer;
    QElapsedTimer m_sinceAnswer; ///< Since its live sentences were renewed.
    TargetColumns *m_columns;
    charts::ChartBoard *m_board;
    QScrollArea *m_columnScroll = nullptr;
    QScrollArea *m_chartScroll = nullptr;
    QWidget *m_aside = nullptr;
};

}
