#include "gui_window.h"

#include "compare/run_bar.h"

#include <QDir>
#include <QFile>
#include <QPushButton>

namespace escala::tests {

using namespace std::chrono_literals;

namespace {

// "pid (comm) state ppid …"; the name may hold blanks and brackets, so what follows the last bracket counts.
QByteArrayList statOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).split(' ');
}

QByteArray commandOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

QString program(const char *name)
{
    return QDir(qEnvironmentVariable("ESCALA_BIN")).filePath(QString::fromLatin1(name));
}

bool isAlive(qint64 pid)
{
    const auto stat = statOf(pid);
    return !stat.isEmpty() && stat.first() != "Z" && stat.first() != "X";
}

QSet<qint64> serversOf(qint64 parent)
{
    QSet<qint64> servers;
    const auto entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const auto &entry : entries) {
        bool isPid = false;
        const auto pid = entry.toLongLong(&isPid);
        const auto stat = isPid ? statOf(pid) : QByteArrayList();
        if (stat.size() > 1 && stat[0] != "Z" && stat[1].toLongLong() == parent
            && commandOf(pid).contains("escala-server"))
            servers.insert(pid);
    }
    return servers;
}

experiment::Experiment shortComparison()
{
    auto experiment = experiment::quickPreset();
    experiment.plan.users = 4;
    experiment.plan.duration = 2s;
    for (auto &target : experiment.targets) {
        target.server->port = 0;
        target.server->delay = 20ms;
        target.server->ttl = 500ms;
    }
    return experiment;
}

QPushButton *primaryButton(const window::MainWindow &window)
{
    return window.findChild<compare::RunBar *>()->findChild<QPushButton *>(QStringLiteral("primary"));
}

}
