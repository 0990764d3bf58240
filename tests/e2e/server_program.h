#pragma once

#include <QProcess>
#include <QStringList>

/// escala-server as a process of its own; killed when the test is done with it.
class ServerProgram {
public:
    ServerProgram() = default;
    ~ServerProgram();
    ServerProgram(const ServerProgram &) = delete;
    ServerProgram &operator=(const ServerProgram &) = delete;

    /// True when it has said that it is ready.
    bool start(const QStringList &arguments);

    QProcess process;
    QString url;
    QString admin;
    qint64 pid = 0;
};

/// Path of escala-server.
QString serverProgramPath();

/// What a tool prints; null where it could not be run or was not done within a minute. Both its channels.
QString outputOf(const QString &program, const QStringList &arguments);

/// Takes a ready line apart; false where it is none.
bool readReadyLine(const QByteArray &line, QString &url, QString &admin, qint64 &pid);
