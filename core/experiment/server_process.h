#pragma once

#include "experiment/server_spec.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace escala::experiment {

/// What a server says in its ready line.
struct ServerAddress {
    std::string url;
    std::string admin;
    std::int64_t pid = 0;
    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;
};

/// The first line of escala-server's output; empty when it isn't a ready line.
[[nodiscard]] std::optional<ServerAddress> parseReadyLine(std::string_view line);

/// One `escala-server` child. Never blocks but for the moment its destructor needs to reap a killed child.
///
/// The child is in a process group of its own, so that Ctrl-C in a terminal reaches Escala alone, which ends its
/// servers when it has asked them what they counted. It ends with this process whatever happens to it
/// (--exit-with-parent).
class ServerProcess : public QObject {
    Q_OBJECT

public:
    /// `upstreams` and `more` as for argumentsFor.
    ServerProcess(const QString &program, const ServerSpec &spec, const std::vector<std::string> &upstreams = {},
                  const std::vector<std::string> &more = {}, QObject *parent = nullptr);
    /// Kills the child.
    ~ServerProcess() override;

    void start();
    /// Asks the child to end; it is killed when it takes longer than two seconds. `ended` follows.
    void end();

    /// It listens: between `ready` and `ended`.
    [[nodiscard]] bool isReady() const noexcept { return m_address && !m_over; }
    [[nodiscard]] bool isOver() const noexcept { return m_over; }
    /// Of the ready line; kept when the child is gone.
    [[nodiscard]] const std::optional<ServerAddress> &address() const noexcept { return m_address; }
    [[nodiscard]] const ServerSpec &spec() const noexcept { return m_spec; }

Q_SIGNALS:
    void ready();
    /// Once, when the child is gone or could not be started. `cause` is empty where it ended because of `end`, else
    /// half a sentence in the language of the program: "was killed by signal 9".
    void ended(const QString &cause);

private:
    void readOutput();
    void readErrors();
    void giveUp(const QString &cause);
    void finish(const QString &cause);
    [[nodiscard]] QString causeOfEnd(int exitCode, QProcess::ExitStatus status) const;

    ServerSpec m_spec;
    QProcess m_process;
    QTimer m_patience; ///< For the ready line, later for the end.
    std::optional<ServerAddress> m_address;
    QByteArray m_output;
    QByteArray m_errors; ///< The last that the child wrote to standard error.
    QString m_givenUp;   ///< Why we kill it, where it isn't `end`.
    bool m_ending = false;
    bool m_over = false;
};

}
