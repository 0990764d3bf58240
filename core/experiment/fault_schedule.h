#pragma once

#include "experiment/experiment.h"
#include "experiment/server_group.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace escala::experiment {

/// Does to the servers of a run what its plan says, and what a person asks for, and keeps a record of it.
///
/// The thread of the run; never blocks.
class FaultSchedule : public QObject {
    Q_OBJECT

public:
    /// Of a target: empty before it is measured.
    using Now = std::function<std::optional<std::chrono::nanoseconds>(std::size_t target)>;

    FaultSchedule(const Experiment &experiment, ServerGroup &servers, Now sinceMeasuring);

    /// Where a target is measured now, the plan's times for it count from here. Harmless when repeated.
    void begin(std::size_t target);
    /// Nothing more is done. What is in force stays, and ends with the servers.
    void end();

    void strike(std::size_t target, std::size_t server, const Fault &fault,
                std::optional<std::chrono::nanoseconds> lasts);
    void mend(std::size_t target, std::size_t server);

    /// In order of time.
    [[nodiscard]] const std::vector<FaultEvent> &events() const noexcept { return m_events; }

Q_SIGNALS:
    void notice(const QString &sentence);

private:
    void strikePlanned(const PlannedFault &planned);
    /// Index of the server that it happened to.
    [[nodiscard]] std::size_t serverOf(const FaultEvent &event) const;
    void undo(std::size_t event);
    void watch();
    void lookForDetections();

    const Experiment &m_experiment;
    ServerGroup &m_servers;
    Now m_now;
    std::vector<FaultEvent> m_events;
    std::vector<bool> m_begun; ///< One a target.
    bool m_ended = false;
};

}
