#include "backend_process.h"

#include "net/endpoint.h"
#include "net/socket.h"

#include <QDeadlineTimer>
#include <QStringList>
#include <QThread>

#include <unistd.h>

#include <csignal>
#include <utility>

namespace escala::tests {

namespace {

constexpr int kLimit = 30'000;

std::uint16_t freePort()
{
    const auto probe = net::listenOn(net::parseAddress("127.0.0.1", 0).value(), 1).value();
    return net::localEndpoint(probe.get()).port();
}

}

BackendProcess::BackendProcess(std::string kind, std::string password)
    : m_kind(std::move(kind))
    , m_password(std::move(password))
    , m_port(freePort())
{
    start();
}

BackendProcess::~BackendProcess()
{
    kill();
}

bool BackendProcess::isRunning() const
{
    return m_process.state() == QProcess::Running && client().isConnected();
}

std::string BackendProcess::url() const
{
    return m_kind + "://127.0.0.1:" + std::to_string(m_port);
}

RawClient BackendProcess::client() const
{
    return RawClient("http://127.0.0.1:" + std::to_string(m_port) + "/");
}

void BackendProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(kLimit);
}

void BackendProcess::restart()
{
    start();
}

void BackendProcess::freeze()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP);
}

void BackendProcess::thaw()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT);
}

void BackendProcess::start()
{
    const auto port = QString::number(m_port);
    QString program = QStringLiteral("redis-server");
    QStringList arguments{
        QStringLiteral("--port"), port,      QStringLiteral("--bind"),       QStringLiteral("127.0.0.1"),
        QStringLiteral("--save"), QString(), QStringLiteral("--appendonly"), QStringLiteral("no")};
    if (!m_password.empty())
        arguments << QStringLiteral("--requirepass") << QString::fromStdString(m_password);
    if (m_kind == "memcached") {
        program = QStringLiteral("memcached");
        arguments = {QStringLiteral("-l"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), port,
                     QStringLiteral("-U"), QStringLiteral("0")};
        if (::geteuid() == 0)
            arguments << QStringLiteral("-u") << QStringLiteral("nobody");
    }
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(program, arguments);
    m_process.waitForStarted(kLimit);
    const QDeadlineTimer limit(kLimit);
    while (!isRunning() && m_process.state() == QProcess::Running && !limit.hasExpired())
        QThread::msleep(5);
}

}
