#pragma once

#include "experiment/server_member.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace escala::experiment {

/// The built-in servers of one run: starts them all, those that are asked before those that ask, samples them, asks
/// what they counted, ends them all.
///
/// One thread with an event loop; never blocks. Order of use: `start`, then `ready` or `failed`; `count`, then
/// `counted`; `end`, then `ended`. Indices are those of the experiment's targets, and of their servers as in
/// topology.h; a target with a URL has none.
class ServerGroup : public QObject {
    Q_OBJECT

public:
    ServerGroup(const QString &program, const std::vector<Target> &targets, QObject *parent = nullptr);

    void start();
    /// Asks every server that still listens for its counts, the loaded ones again and again until they equal what was
    /// sent to them or a second has passed: what was aborted may still be on its way.
    void count(const std::vector<std::uint64_t> &sent);
    /// Harmless at any time and when repeated.
    void end();

    /// Of the server that is loaded. Empty where a target has none or it doesn't listen yet.
    [[nodiscard]] std::string url(std::size_t target) const;
    /// All of a target, the loaded one first.
    [[nodiscard]] std::vector<ServerStatus> statuses(std::size_t target) const;
    [[nodiscard]] std::vector<ServerRecord> records(std::size_t target) const;
    /// Of the server that is loaded; null where a target has none.
    [[nodiscard]] const ServerSampler *sampler(std::size_t target) const;
    /// What each server of a target had done by when.
    [[nodiscard]] std::vector<std::vector<ServerMoment>> courses(std::size_t target) const;
    /// Takes one more sample of every server, beside those that come by themselves.
    void sampleAll();

    /// Empty where the target has no such server.
    [[nodiscard]] ServerMember *member(std::size_t target, std::size_t server) const;
    /// A balancer in front of this server has it for broken.
    [[nodiscard]] bool isGivenUp(std::size_t target, std::size_t server) const;
    /// Asks balancers more often, while it matters when they learn of a fault.
    void watchClosely(bool closely);

Q_SIGNALS:
    void ready();
    /// A server could not be started at all; the sentence says which and why. `end` is still to be called.
    void failed(const QString &sentence);
    void notice(const QString &sentence);
    /// A balancer was asked about its replicas.
    void learned();
    void counted();
    void ended();

private:
    struct Server {
        std::unique_ptr<ServerMember> member;
        std::vector<std::string> upstreams;    ///< Names or URLs.
        std::vector<std::string> more;         ///< For its command line.
        std::optional<std::uint64_t> expected; ///< Requests of a server that is loaded.
        bool asked = false;                    ///< Since `count`.
    };
    using Servers = std::vector<Server>; ///< Of one target.

    void add(Servers &servers, const Target &target, std::size_t index);
    void launchWhatCan();
    [[nodiscard]] std::optional<std::vector<std::string>> upstreamsOf(const Servers &servers,
                                                                      const Server &server) const;
    void onReady();
    void onEnded(const ServerMember &member, const QString &cause, bool listened);
    void askAgain();
    [[nodiscard]] bool needsAnswer(Server &server);
    [[nodiscard]] bool allOver() const;
    [[nodiscard]] std::string seenAs(const Servers &servers, const ServerMember &member) const;
    template <typename Each>
    void forEach(Each each) const
    {
        for (const Servers &servers : m_targets)
            for (const Server &server : servers)
                each(*server.member);
    }

    QString m_program;
    AdminClient m_admins; // before those that use it
    std::vector<Servers> m_targets;
    QTimer m_sampling;
    QTimer m_closeWatch;
    QTimer m_askAgain;
    QElapsedTimer m_asking;
    bool m_ready = false; ///< All of them were.
    bool m_counting = false;
    bool m_ending = false;
};

}
