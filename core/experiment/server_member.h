#pragma once

#include "experiment/admin_client.h"
#include "experiment/run_result.h"
#include "experiment/server_process.h"
#include "experiment/server_sampler.h"
#include "experiment/server_status.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// One server of a run: its process, what it uses and counts, and the faults it suffers.
///
/// One thread with an event loop; never blocks. `start`, then `ready` or `ended`; a fault may end it and undoing starts
/// it again, on the same port, without either signal.
class ServerMember : public QObject {
    Q_OBJECT

public:
    ServerMember(QString program, QString name, const ServerSpec &spec, AdminClient &admins);

    /// `upstreams` and `more` as for argumentsFor.
    void start(std::vector<std::string> upstreams, std::vector<std::string> more);
    void end();
    [[nodiscard]] bool hasStarted() const noexcept { return m_process != nullptr; }
    [[nodiscard]] bool isReady() const noexcept { return m_process && m_process->isReady(); }
    /// Never started, or gone.
    [[nodiscard]] bool isOver() const noexcept { return !m_process || m_process->isOver(); }

    /// False where it can't suffer that now: it is not up.
    bool strike(const Fault &fault);
    void undo(Fault::Kind kind);

    void sample();
    /// Asks for its counts; `learned` follows, whatever comes of it. Nothing while an answer is awaited.
    void ask();
    /// The last answer, where there was one.
    [[nodiscard]] const std::optional<ServerCounts> &counts() const noexcept { return m_counts; }
    [[nodiscard]] bool isAsking() const noexcept { return m_asking; }
    /// It gave no answer to the last question.
    [[nodiscard]] bool isMute() const noexcept { return m_mute; }

    [[nodiscard]] const QString &name() const noexcept { return m_name; }
    [[nodiscard]] std::string url() const; ///< Empty before it listens.
    [[nodiscard]] ServerStatus status() const;
    [[nodiscard]] ServerRecord record() const;
    [[nodiscard]] const ServerSampler *sampler() const noexcept { return m_sampler.get(); }
    /// What it had done by when: about four times a second in the first minute, then once a second.
    [[nodiscard]] const std::vector<ServerMoment> &course() const noexcept { return m_course; }

Q_SIGNALS:
    void ready();
    /// It is gone though nobody wanted that; `listened` before.
    void ended(const QString &cause, bool listened);
    /// After `end`, when it is gone.
    void over();
    void notice(const QString &sentence);
    void learned();

private:
    using Condition = ServerStatus::Condition;

    void launch();
    void onReady();
    void onEnded(const QString &cause);
    void onCounts(const std::optional<ServerCounts> &counts);
    void tellFaults();
    void onTold(const std::optional<QString> &problem);
    [[nodiscard]] bool giveUpPort(const QString &cause);
    void signalProcess(int signal) const;

    QString m_program;
    QString m_name;
    ServerSpec m_spec;
    AdminClient &m_admins;
    std::vector<std::string> m_upstreams;
    std::vector<std::string> m_more;
    std::unique_ptr<ServerProcess> m_process;
    std::unique_ptr<ServerSampler> m_sampler;
    std::optional<QString> m_portTrouble; ///< Why the wanted port was given up for a free one.
    Condition m_condition = Condition::Starting;
    std::vector<Fault> m_faults; ///< In force.
    std::optional<ServerCounts> m_counts;
    std::vector<ServerMoment> m_course;
    std::deque<std::pair<std::chrono::steady_clock::time_point, ServerCounts>> m_recent; ///< Of about a second.
    bool m_asking = false;
    bool m_telling = false;   ///< Of its faults; one at a time, so that the last word is the last one heard.
    bool m_tellAgain = false; ///< They changed meanwhile.
    bool m_mute = false;
    bool m_everReady = false;
    bool m_beganAgain = false; ///< What it counts is not all that was sent to it.
    bool m_restarting = false; ///< Starts again when it has ended.
    bool m_ending = false;
};

}
