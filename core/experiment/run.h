#pragma once

#include "experiment/engine_thread.h"
#include "experiment/fault_schedule.h"
#include "experiment/runner.h"
#include "experiment/server_group.h"
#include "experiment/server_series.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace escala::experiment {

/// One run of an experiment, from its servers' start to its result: what the Runner makes anew for every start.
///
/// Same thread and rules as the Runner. Ends in exactly one `finished` or `failed`. Destroying it at any time stops the
/// load and kills the servers.
class Run : public QObject {
    Q_OBJECT

public:
    Run(Experiment experiment, const QString &serverProgram);
    ~Run() override;

    void start();
    void stop();
    void setLevel(std::optional<double> level);
    void strike(std::size_t target, std::size_t server, const Fault &fault,
                std::optional<std::chrono::nanoseconds> lasts);
    void mend(std::size_t target, std::size_t server);

Q_SIGNALS:
    void stateChanged(escala::experiment::Runner::State state);
    void viewChanged(const escala::experiment::RunViewPtr &view);
    void notice(const QString &sentence);
    /// The servers listen and the load is about to start. What is known of the run so far: all but figures.
    void began(const std::shared_ptr<const escala::experiment::RunResult> &head);
    /// Seconds that have become final, in order of time for each target, none left out: for who keeps them.
    void secondsMeasured(const std::vector<escala::metrics::TargetSecond> &seconds);
    void finished(const std::shared_ptr<const escala::experiment::RunResult> &result);
    void failed(const QString &sentence, bool unreachable);

private:
    void setState(Runner::State state);
    void fail(const QString &sentence, bool unreachable);
    void note(const QString &sentence);
    void startEngine();
    void onNews(const EngineThread::News &news);
    void onSeconds(std::vector<metrics::TargetSecond> seconds);
    void onSnapshot(const metrics::SnapshotPtr &snapshot);
    void noteProtocols(const metrics::Snapshot &snapshot);
    [[nodiscard]] std::shared_ptr<const metrics::Snapshot> withServerUse(const metrics::Snapshot &snapshot) const;
    [[nodiscard]] RunViewPtr viewOf(const metrics::SnapshotPtr &snapshot) const;
    void onServersEnded();
    [[nodiscard]] std::optional<std::chrono::nanoseconds> sinceMeasuring(std::size_t target) const;
    [[nodiscard]] std::shared_ptr<const RunResult> head() const;
    [[nodiscard]] std::shared_ptr<const RunResult> result() const;

    struct Failure {
        QString sentence;
        bool unreachable = false;
    };

    RunResult m_result; ///< Filled in as the run goes; its targets at the end.
    Runner::State m_state = Runner::State::StartingServers;
    ServerGroup m_servers;
    FaultSchedule m_faults;
    std::vector<http::Url> m_urls; ///< Of the targets, when the servers listen.
    std::unique_ptr<EngineThread> m_engine;
    std::vector<MeasuringStart> m_measuringStarts; ///< One a target: each has a time of its own where they take turns.
    std::optional<metrics::Calibration> m_calibration;
    metrics::SnapshotPtr m_last; ///< The finished one, with the servers' use filled in.
    std::optional<Failure> m_failure;
};

}
