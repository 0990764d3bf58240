#pragma once

#include "experiment/experiment.h"
#include "experiment/run_result.h"
#include "metrics/second.h"
#include "metrics/snapshot.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace escala::experiment {

/// What a run looks like at one moment; immutable, emitted ten times a second.
struct RunView {
    metrics::SnapshotPtr snapshot;                     ///< Series with server CPU and memory filled in.
    std::vector<std::optional<ServerStatus>> servers;  ///< One a target: the loaded one.
    std::vector<std::vector<ServerStatus>> topologies; ///< One a target: all its servers, the loaded one first.
    std::vector<std::vector<std::vector<ServerMoment>>> courses; ///< Likewise.
    std::vector<FaultEvent> faults;
    std::vector<std::optional<std::chrono::steady_clock::time_point>>
        measuringSince; ///< Time 0 of each target's series.
};
using RunViewPtr = std::shared_ptr<const RunView>;

/// Carries an experiment out: starts its servers, runs the load engine, samples the servers, stops everything.
///
/// The only place that starts and stops things. Lives on one thread with an event loop (the GUI's, or escalactl's main
/// thread) and never blocks it; signals come on that thread. One run at a time; start again after `finished` or
/// `failed`. Destroying it stops the run and its servers.
class Runner : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, StartingServers, WarmingUp, Measuring, Finishing, Finished, Failed };
    Q_ENUM(State)

    /// `serverProgram`: path of escala-server; empty: beside this program.
    explicit Runner(QString serverProgram = {}, QObject *parent = nullptr);
    ~Runner() override;

    [[nodiscard]] State state() const noexcept;
    [[nodiscard]] bool isRunning() const noexcept; ///< StartingServers to Finishing.

    /// Ignored while a run is under way. A bad experiment ends in `failed`.
    void start(const Experiment &experiment);
    /// Ends the run soon and keeps what was measured; `finished` follows (`failed` where nothing was measured yet and
    /// the servers had not started). Harmless when repeated or when idle.
    void stop();
    /// Another rate (open model) or number of users (closed) than the plan's; 0 pauses, empty follows the plan again.
    /// Without a run: nothing.
    void setLevel(std::optional<double> level);
    /// Does something bad to a server of the run that is being measured; else ignored. Indices as in topology.h. It is
    /// undone after `lasts`, or by `mend`.
    void strike(std::size_t target, std::size_t server, const Fault &fault,
                std::optional<std::chrono::nanoseconds> lasts = {});
    /// Undoes all that was done to a server.
    void mend(std::size_t target, std::size_t server);

Q_SIGNALS:
    void stateChanged(escala::experiment::Runner::State state);
    void viewChanged(const escala::experiment::RunViewPtr &view);
    /// For a banner: cause and remedy in one sentence; the run goes on.
    void notice(const QString &sentence);
    /// The servers listen and the load is about to start. What is known of the run so far: all but figures.
    void began(const std::shared_ptr<const escala::experiment::RunResult> &head);
    /// Seconds that have become final, in order of time for each target, none left out: for who keeps them. CPU and
    /// memory of the server are filled in as far as they are known by then. `finished` follows the last ones; a run
    /// that failed may have had some too.
    void secondsMeasured(const std::vector<escala::metrics::TargetSecond> &seconds);
    void finished(const std::shared_ptr<const escala::experiment::RunResult> &result);
    /// The run could not start, or ended without a result; the sentence says why and what to do.
    /// `unreachable`: a target could not be reached (exit status 4), else it is an experiment or internal failure.
    void failed(const QString &sentence, bool unreachable);

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
