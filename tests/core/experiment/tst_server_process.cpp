#include "experiment/server_process.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace escala::experiment;

namespace {

constexpr int kPatience = 30'000;

QString serverProgram()
{
    return qEnvironmentVariable("ESCALA_BIN") + QStringLiteral("/escala-server");
}

bool isAlive(std::int64_t pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

/// A program that does what the script says instead of being a server.
class FakeServer {
public:
    explicit FakeServer(const QByteArray &script)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no temporary file");
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("server")); }

private:
    QTemporaryDir m_dir;
};

constexpr auto kReady =
    R"({"ready":true,"kind":"slow","url":"http://127.0.0.1:1/","admin":"http://127.0.0.1:2/","pid":4711})";

}

class TestServerProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parseReadyLine_data();
    void parseReadyLine();
    void startsAndEndsTheServer();
    void killsWhoeverWillNotEnd();
    void tellsWhyItEnded_data();
    void tellsWhyItEnded();
    void tellsOfAKill();
    void leavesNoProcess();
    void serverEndsWhenItsInputDoes();
};

void TestServerProcess::parseReadyLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("valid");
    QTest::newRow("ready") << QByteArray(kReady) << true;
    QTest::newRow("not ready") << QByteArray(kReady).replace("true", "false") << false;
    QTest::newRow("no admin") << QByteArray(kReady).replace("admin", "andim") << false;
    QTest::newRow("pid is text") << QByteArray(kReady).replace("4711", "\"4711\"") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("no JSON") << QByteArray("listening on port 5001") << false;
    QTest::newRow("a number") << QByteArray("5001") << false;
}

void TestServerProcess::parseReadyLine()
{
    QFETCH(const QByteArray, line);
    QFETCH(const bool, valid);
    const auto address = escala::experiment::parseReadyLine(line.toStdString());
    QCOMPARE(address.has_value(), valid);
    const ServerAddress expected{.url = "http://127.0.0.1:1/", .admin = "http://127.0.0.1:2/", .pid = 4711};
    QCOMPARE(address.value_or(expected), expected);
}

void TestServerProcess::startsAndEndsTheServer()
{
    ServerProcess process(serverProgram(), ServerSpec{});
    QSignalSpy ready(&process, &ServerProcess::ready);
    QSignalSpy ended(&process, &ServerProcess::ended);
    process.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, kPatience);
    QVERIFY(process.isReady() && isAlive(process.address()->pid));
    process.end();
    process.end();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
    QCOMPARE(ended.first().first().toString(), QString());
    QVERIFY(process.isOver() && !process.isReady() && !isAlive(process.address()->pid));
}

void TestServerProcess::killsWhoeverWillNotEnd()
{
    const FakeServer stubborn("trap '' TERM\necho '" + QByteArray(kReady) + "'\nwhile :; do read line; done\n");
    ServerProcess process(stubborn.path(), ServerSpec{});
    QSignalSpy ready(&process, &ServerProcess::ready);
    QSignalSpy ended(&process, &ServerProcess::ended);
    process.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, kPatience);
    process.end();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
    QCOMPARE(ended.first().first().toString(), QString());
}

void TestServerProcess::tellsWhyItEnded_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const QByteArray &script, const char *cause) {
        QTest::newRow(name) << script << QString::fromUtf8(cause);
    };
    row("with a sentence", "echo 'port 5001 is in use' >&2; exit 1\n", "ended by itself: port 5001 is in use");
    row("without a word", "exit 3\n", "ended by itself with exit status 3");
    row("something else", "echo hello; read line\n", "did not begin with a ready line: is it Escala's own server?");
    row("endless first line", "while :; do printf aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done\n",
        "did not begin with a ready line: is it Escala's own server?");
    row("after it was ready", "echo '" + QByteArray(kReady) + "'; echo 'out of memory' >&2; exit 1\n",
        "ended by itself: out of memory");
}

void TestServerProcess::tellsWhyItEnded()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, cause);
    const FakeServer server(script);
    ServerProcess process(server.path(), ServerSpec{});
    QSignalSpy ended(&process, &ServerProcess::ended);
    process.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
    QCOMPARE(ended.first().first().toString(), cause);
}

void TestServerProcess::tellsOfAKill()
{
    ServerProcess process(serverProgram(), ServerSpec{});
    QSignalSpy ready(&process, &ServerProcess::ready);
    QSignalSpy ended(&process, &ServerProcess::ended);
    process.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, kPatience);
    ::kill(static_cast<pid_t>(process.address()->pid), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
    QCOMPARE(ended.first().first().toString(), QStringLiteral("was killed by signal 9"));

    ServerProcess missing(QStringLiteral("/nowhere/escala-server"), ServerSpec{});
    QSignalSpy missed(&missing, &ServerProcess::ended);
    missing.start();
    QTRY_COMPARE_WITH_TIMEOUT(missed.count(), 1, kPatience);
    QVERIFY(missed.first().first().toString().startsWith(QStringLiteral("could not be started")));
}

void TestServerProcess::leavesNoProcess()
{
    std::int64_t pid = 0;
    {
        ServerProcess process(serverProgram(), ServerSpec{});
        QSignalSpy ready(&process, &ServerProcess::ready);
        process.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, kPatience);
        pid = process.address()->pid;
    }
    QVERIFY(!isAlive(pid));
}

void TestServerProcess::serverEndsWhenItsInputDoes()
{
    QProcess server;
    server.start(
        serverProgram(),
        {QStringLiteral("slow"), QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--exit-with-parent")});
    QVERIFY(server.waitForReadyRead(kPatience));
    server.closeWriteChannel();
    QVERIFY(server.waitForFinished(kPatience));
    QCOMPARE(server.exitStatus(), QProcess::NormalExit);
}

QTEST_GUILESS_MAIN(TestServerProcess)
#include "tst_server_process.moc"
