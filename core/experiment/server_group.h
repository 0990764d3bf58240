#pragma once

#include "experiment/run_result.h"
#include "experiment/runner.h"
#include "experiment/server_process.h"
#include "experiment/server_sampler.h"
#include "experiment/stats_client.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// The built-in servers of one run: starts them all, samples them, asks what they counted, ends them all.
///
/// One thread with an event loop; never blocks. Order of use: `start`, then `ready` or `failed`; `count`, then
/// `counted`; `end`, then `ended`. Indices are those of the experiment's targets; a target with a URL has no server.
class ServerGroup : public QObject {
    Q_OBJECT

public:
    ServerGroup(const QString &program, const std::vector<Target> &targets, QObject *parent = nullptr);

    void start();
    /// Asks every server that still listens for its counts, again and again until they equal what was sent to it or a
    /// second has passed: what was aborted may still be on its way.
    void count(const std::vector<std::uint64_t> &sent);
    /// Harmless at any time and when repeated.
    void end();

    /// Empty where a target has no server or it doesn't listen yet.
    [[nodiscard]] std::string url(std::size_t target) const;
    [[nodiscard]] std::optional<ServerStatus> status(std::size_t target) const;
    [[nodiscard]] std::optional<ServerRecord> record(std::size_t target) const;
    /// Null where a target has no server.
    [[nodiscard]] const ServerSampler *sampler(std::size_t target) const;
    /// Takes one more sample of every server, beside those that come by themselves.
    void sampleAll();

Q_SIGNALS:
    void ready();
    /// A server could not be started at all; the sentence says which and why. `end` is still to be called.
    void failed(const QString &sentence);
    void notice(const QString &sentence);
    void counted();
    void ended();

private:
    struct Member {
        QString name;
        ServerSpec spec;
        std::unique_ptr<ServerProcess> process;
        std::unique_ptr<ServerSampler> sampler;
        std::optional<QString> portTrouble; ///< Why the wanted port was given up for a free one.
        ServerCounts counts;
        bool counted = false;
        bool asking = false;
        bool mute = false; ///< Asked for its counts, it gave no answer.
        std::uint64_t expected = 0;
    };

    void launch(Member &member);
    void onReady(Member &member);
    void onEnded(Member &member, const QString &cause);
    void askAgain();
    void ask(Member &member);
    [[nodiscard]] bool allOver() const;
    [[nodiscard]] Member *memberAt(std::size_t target) const { return m_members.at(target).get(); }

    QString m_program;
    std::vector<std::unique_ptr<Member>> m_members; ///< One a target; null where it has no server.
    StatsClient m_stats;
    QTimer m_sampling;
    QTimer m_askAgain;
    QElapsedTimer m_asking;
    bool m_ending = false;
};

}
