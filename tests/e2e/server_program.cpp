#include "server_program.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

constexpr int kLimit = 60'000;

}

ServerProgram::~ServerProgram()
{
    process.kill();
    process.waitForFinished(kLimit);
}

bool ServerProgram::start(const QStringList &arguments)
{
    process.start(serverProgramPath(), arguments);
    while (process.state() != QProcess::NotRunning && !process.canReadLine()) {
        if (!process.waitForReadyRead(kLimit))
            return false;
    }
    return readReadyLine(process.readLine(), url, admin, pid);
}

QString serverProgramPath()
{
    return qEnvironmentVariable("ESCALA_BIN") + QStringLiteral("/escala-server");
}

QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess tool;
    tool.setProcessChannelMode(QProcess::MergedChannels);
    tool.start(program, arguments);
    if (!tool.waitForFinished(kLimit))
        return {};
    return QString::fromUtf8(tool.readAll());
}

bool readReadyLine(const QByteArray &line, QString &url, QString &admin, qint64 &pid)
{
    const auto ready = QJsonDocument::fromJson(line).object();
    url = ready[u"url"].toString();
    admin = ready[u"admin"].toString();
    pid = ready[u"pid"].toInteger();
    return ready[u"ready"].toBool() && !url.isEmpty() && !admin.isEmpty() && pid > 0;
}
