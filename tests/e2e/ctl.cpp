#include "ctl.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>

#include <csignal>

namespace ctl {

QString program(const char *name)
{
    return qEnvironmentVariable("ESCALA_BIN") + u'/' + QString::fromLatin1(name);
}

Outcome finish(QProcess &process)
{
    Outcome outcome;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(kPatience)) {
        process.kill();
        process.waitForFinished(kPatience);
    } else if (process.exitStatus() == QProcess::NormalExit) {
        outcome.status = process.exitCode();
    }
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

Outcome run(const QStringList &arguments)
{
    QProcess process;
    process.start(program("escalactl"), arguments);
    return finish(process);
}

Outcome run(std::initializer_list<const char *> arguments, const QStringList &more)
{
    QStringList all;
    for (const char *argument : arguments)
        all.append(QString::fromUtf8(argument));
    return run(all + more);
}

Server::Server(const QStringList &arguments)
{
    m_process.start(program("escala-server"), arguments + QStringList{QStringLiteral("--exit-with-parent")});
    QByteArray line;
    while (!line.contains('\n') && m_process.waitForReadyRead(kPatience))
        line += m_process.readAllStandardOutput();
    m_url = parseJson(line).value(QStringLiteral("url")).toString();
}

Server::~Server()
{
    m_process.kill();
    m_process.waitForFinished(kPatience);
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QJsonObject parseJson(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray readAll(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject readJson(const QString &file)
{
    return parseJson(readAll(file));
}

QJsonObject firstTarget(const QJsonObject &result)
{
    return result.value(QStringLiteral("targets")).toArray().first().toObject();
}

QList<qint64> descendants(qint64 pid)
{
    QList<qint64> all;
    const QByteArray children = readAll(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    for (const QByteArray &child : children.split(' ')) {
        if (child.isEmpty())
            continue;
        all.append(child.toLongLong());
        all.append(descendants(child.toLongLong()));
    }
    return all;
}

bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

}
