#pragma once

#include "compare/banner.h"
#include "compare/experiment_model.h"
#include "compare/result_exporter.h"
#include "experiment/runner.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;

namespace escala::charts {
class ChartBoard;
}

namespace escala::compare {
class AnswerPanel;
}

namespace escala::lab {

class ServerDetails;
class TopologyView;

/// One topology, live: what happens in a sentence, the servers as boxes and arrows, the selected one beside them, and
/// charts beneath.
class LabPage : public QWidget {
    Q_OBJECT

public:
    /// `model`: an experiment of one target.
    explicit LabPage(compare::ExperimentModel &model, QWidget *parent = nullptr);

    void addBanner(compare::Banner::Kind kind, const QString &sentence);
    void clearBanners();
    [[nodiscard]] QStringList banners() const;
    [[nodiscard]] TopologyView *topology() const noexcept { return m_topology; }
    [[nodiscard]] charts::ChartBoard *board() const noexcept { return m_throughput; }
    /// Of the selected server: true where there was one.
    bool strikeSelected(experiment::Fault::Kind kind);

    void setState(experiment::Runner::State state);
    void showView(const experiment::RunViewPtr &view);
    void showResult(const compare::ResultPtr &result);
    /// Puts details of a moment where those of a server stand; the page owns them. Shown and hidden as they are.
    void setAside(QWidget *details);
    /// All that have the time of the run.
    [[nodiscard]] std::vector<charts::ChartBoard *> boards() const { return {m_throughput, m_latency, m_servers}; }

Q_SIGNALS:
    void strikeRequested(std::size_t server, const escala::experiment::Fault &fault);
    void mendRequested(std::size_t server);
    void exportChartRequested(const QString &chart);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void compose();
    void refresh();
    void refreshSettings();
    void showSelected();
    void showMenu(std::size_t server, const QPoint &where);
    void changeSpec(std::size_t server, const experiment::ServerSpec &spec);
    void changeReplicas(std::size_t server, int replicas);
    void showAnswer(const experiment::RunView &view);
    void showCourses(const experiment::Target &target,
                     const std::vector<std::vector<experiment::ServerMoment>> &courses,
                     std::optional<std::chrono::steady_clock::time_point> since, bool running,
                     const std::vector<experiment::FaultEvent> &faults);
    [[nodiscard]] const experiment::Target &target() const { return m_model.experiment().targets.front(); }

    compare::ExperimentModel &m_model;
    QHBoxLayout *m_middle = nullptr;
    QWidget *m_aside = nullptr;
    experiment::Experiment m_started;
    experiment::RunViewPtr m_view; ///< Of the run under way; null else.
    compare::ResultPtr m_result;   ///< Of the last one, while the topology is the same.
    compare::BannerStack *m_banners;
    compare::AnswerPanel *m_answer;
    QElapsedTimer m_sinceAnswer;
    TopologyView *m_topology;
    ServerDetails *m_details;
    charts::ChartBoard *m_throughput;
    charts::ChartBoard *m_latency;
    charts::ChartBoard *m_servers;
};

}
