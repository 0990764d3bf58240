#include "server_program.h"

#include <QDeadlineTimer>
#include <QTest>

#include <csignal>
#include <sys/types.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLimit = 60'000;

bool isGone(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) != 0;
}

}

/// How escala-server starts and ends.
class TestServerProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatItIsReady_data();
    void saysThatItIsReady();
    void refusesArguments_data();
    void refusesArguments();
    void answersQuestions_data();
    void answersQuestions();
    void saysThatAPortIsTaken();
    void saysThatItsBackendIsDown();
    void endsOnASignal_data();
    void endsOnASignal();
    void finishesRequestsFirst();
    void secondSignalEndsAtOnce();
    void endsWithStandardInput();
    void outlivesStandardInputOtherwise();
    void endsWhenItsParentIsKilled();
};

void TestServerProgram::saysThatItIsReady_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("start");
    const QString local = u"http://127.0.0.1:"_s;
    QTest::newRow("slow") << QStringList{u"slow"_s} << local;
    QTest::newRow("cached") << QStringList{u"cached"_s} << local;
    QTest::newRow("two threads") << QStringList{u"slow"_s, u"--threads"_s, u"2"_s} << local;
    QTest::newRow("workers") << QStringList{u"slow"_s, u"--workers"_s, u"2"_s, u"--queue"_s, u"0"_s} << local;
    QTest::newRow("every option of the cache") << QStringList{u"cached"_s,
                                                              u"--ttl"_s,
                                                              u"2s"_s,
                                                              u"--capacity"_s,
                                                              u"5"_s,
                                                              u"--policy"_s,
                                                              u"tinylfu"_s,
                                                              u"--capacity-bytes"_s,
                                                              u"64MiB"_s,
                                                              u"--no-single-flight"_s,
                                                              u"--ttl-jitter"_s,
                                                              u"10"_s,
                                                              u"--negative-ttl"_s,
                                                              u"1s"_s,
                                                              u"--stale-while-revalidate"_s,
                                                              u"1m"_s,
                                                              u"--stale-if-error"_s,
                                                              u"1h"_s,
                                                              u"--backend"_s,
                                                              u"memory"_s,
                                                              u"--body"_s,
                                                              u"x"_s,
                                                              u"--delay"_s,
                                                              u"1ms"_s,
                                                              u"--admin-port"_s,
                                                              u"0"_s}
                                               << local;
    QTest::newRow("faults") << QStringList{u"slow"_s, u"--faults"_s,
                                           u"{\"latency\": {\"fixed\": \"1ms\"}, \"reset_share\": 1}"_s}
                            << local;
    QTest::newRow("IPv6") << QStringList{u"slow"_s, u"--host"_s, u"::1"_s} << u"http://[::1]:"_s;
}

void TestServerProgram::saysThatItIsReady()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, start);
    ServerProgram server;
    QVERIFY(server.start(arguments + QStringList{u"--port"_s, u"0"_s}));
    QVERIFY(server.url.startsWith(start));
    QVERIFY(server.url.endsWith(u'/'));
    QCOMPARE(server.pid, server.process.processId());
    QVERIFY(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"health"_s}).contains(u"ok"));
}

void TestServerProgram::refusesArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QStringList{} << u"subcommand"_s;
    QTest::newRow("unknown server") << QStringList{u"quick"_s} << u"subcommand"_s;
    QTest::newRow("unknown option") << QStringList{u"slow"_s, u"--ttl"_s, u"1s"_s} << u"--ttl"_s;
    QTest::newRow("port out of range") << QStringList{u"slow"_s, u"--port"_s, u"65536"_s} << u"65536"_s;
    QTest::newRow("negative port") << QStringList{u"slow"_s, u"--port"_s, u"-1"_s} << u"-1"_s;
    QTest::newRow("duration without a unit") << QStringList{u"slow"_s, u"--delay"_s, u"5"_s} << u"--delay"_s;
    QTest::newRow("negative duration") << QStringList{u"slow"_s, u"--delay"_s, u"-5s"_s} << u"--delay"_s;
    QTest::newRow("no threads") << QStringList{u"slow"_s, u"--threads"_s, u"0"_s} << u"--threads"_s;
    QTest::newRow("no workers") << QStringList{u"slow"_s, u"--workers"_s, u"0"_s} << u"--workers"_s;
    QTest::newRow("queue alone") << QStringList{u"slow"_s, u"--queue"_s, u"3"_s} << u"--workers"_s;
    QTest::newRow("no capacity") << QStringList{u"cached"_s, u"--capacity"_s, u"0"_s} << u"--capacity"_s;
    QTest::newRow("jitter beyond all") << QStringList{u"cached"_s, u"--ttl-jitter"_s, u"91"_s} << u"--ttl-jitter"_s;
    QTest::newRow("unknown backend") << QStringList{u"cached"_s, u"--backend"_s, u"disk"_s} << u"redis://host"_s;
    QTest::newRow("fraction of nothing") << QStringList{u"cached"_s, u"--negative-ttl"_s, u"1"_s}
                                         << u"--negative-ttl"_s;
    QTest::newRow("unknown fault") << QStringList{u"slow"_s, u"--faults"_s, u"{\"slow\": true}"_s}
                                   << u"\"slow\" is no fault"_s;
    QTest::newRow("fault of no backend") << QStringList{u"slow"_s, u"--faults"_s, u"{\"cut_backend\": true}"_s}
                                         << u"with something behind it"_s;
    QTest::newRow("unknown policy") << QStringList{u"cached"_s, u"--policy"_s, u"random"_s} << u"\"random\""_s;
}

void TestServerProgram::refusesArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    QProcess server;
    server.start(serverProgramPath(), arguments);
    QVERIFY(server.waitForFinished(kLimit));
    QCOMPARE(server.exitCode(), 2);
    QVERIFY(server.readAllStandardOutput().isEmpty());
    const auto error = QString::fromUtf8(server.readAllStandardError());
    QVERIFY2(error.contains(says), qPrintable(error));
}

void TestServerProgram::answersQuestions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("version") << QStringList{u"--version"_s} << u"escala-server "_s;
    QTest::newRow("help") << QStringList{u"--help"_s} << u"cached"_s;
    QTest::newRow("help of a server") << QStringList{u"cached"_s, u"--help"_s} << u"--no-single-flight"_s;
}

void TestServerProgram::answersQuestions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    QProcess server;
    server.start(serverProgramPath(), arguments);
    QVERIFY(server.waitForFinished(kLimit));
    QCOMPARE(server.exitCode(), 0);
    QVERIFY(QString::fromUtf8(server.readAllStandardOutput()).contains(says));
}

void TestServerProgram::saysThatAPortIsTaken()
{
    ServerProgram first;
    QVERIFY(first.start({u"slow"_s, u"--port"_s, u"0"_s}));
    const auto port = first.url.section(u':', 2).chopped(1);
    QProcess second;
    second.start(serverProgramPath(), {u"slow"_s, u"--port"_s, port});
    QVERIFY(second.waitForFinished(kLimit));
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.readAllStandardOutput().isEmpty());
    const auto error = QString::fromUtf8(second.readAllStandardError());
    QVERIFY2(error.startsWith(u"escala-server: port %1 is already in use"_s.arg(port)), qPrintable(error));
    QCOMPARE(error.count(u'\n'), 1);
}

void TestServerProgram::saysThatItsBackendIsDown()
{
    ServerProgram server;
    // Nobody listens on port 1; the server is ready all the same.
    QVERIFY(server.start({u"cached"_s, u"--port"_s, u"0"_s, u"--backend"_s, u"redis://:secret@127.0.0.1:1/2"_s}));
    QByteArray news;
    QTRY_VERIFY_WITH_TIMEOUT((news += server.process.readAllStandardError()).contains('\n'), kLimit);
    QVERIFY2(news.startsWith("escala-server: the cache's backend redis://127.0.0.1:1/2 is down ("), news.constData());
    QVERIFY(!news.contains("secret"));
}

void TestServerProgram::endsOnASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestServerProgram::endsOnASignal()
{
    QFETCH(int, signal);
    ServerProgram server;
    QVERIFY(server.start({u"cached"_s, u"--port"_s, u"0"_s}));
    ::kill(static_cast<pid_t>(server.pid), signal);
    QVERIFY(server.process.waitForFinished(kLimit));
    QCOMPARE(server.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(server.process.exitCode(), 0);
}

void TestServerProgram::finishesRequestsFirst()
{
    ServerProgram server;
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1s"_s}));
    QProcess client;
    client.start(u"curl"_s, {u"-s"_s, server.url});
    QVERIFY(client.waitForStarted(kLimit));
    QTRY_VERIFY_WITH_TIMEOUT(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"stats"_s}).contains(u"\"in_service\":1"),
                             kLimit);
    ::kill(static_cast<pid_t>(server.pid), SIGTERM);
    QVERIFY(client.waitForFinished(kLimit));
    QCOMPARE(QString::fromUtf8(client.readAll()), u"¡Hola mundo!"_s);
    QVERIFY(server.process.waitForFinished(kLimit));
    QCOMPARE(server.process.exitCode(), 0);
}

void TestServerProgram::secondSignalEndsAtOnce()
{
    ServerProgram server;
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1h"_s}));
    QProcess client;
    client.start(u"curl"_s, {u"-s"_s, server.url});
    QTRY_VERIFY_WITH_TIMEOUT(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"stats"_s}).contains(u"\"in_service\":1"),
                             kLimit);
    ::kill(static_cast<pid_t>(server.pid), SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(
        !outputOf(u"curl"_s, {u"-s"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{exitcode}"_s, server.url + u"other"_s})
             .startsWith(u'0'),
        kLimit);
    ::kill(static_cast<pid_t>(server.pid), SIGTERM);
    QVERIFY(server.process.waitForFinished(5'000)); // the limit for requests in work is 10 s
    QCOMPARE(server.process.exitCode(), 0);
    client.kill();
    client.waitForFinished(kLimit);
}

void TestServerProgram::endsWithStandardInput()
{
    ServerProgram server;
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s, u"--exit-with-parent"_s}));
    server.process.closeWriteChannel();
    QVERIFY(server.process.waitForFinished(kLimit));
    QCOMPARE(server.process.exitCode(), 0);
}

void TestServerProgram::outlivesStandardInputOtherwise()
{
    ServerProgram server;
    server.process.setStandardInputFile(QProcess::nullDevice());
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s}));
    QVERIFY(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"health"_s}).contains(u"ok"));
    QCOMPARE(server.process.state(), QProcess::Running);
}

// The shell in between is killed -9. The server's stdin, a FIFO that it holds open itself, does not end with the shell:
// the kernel's signal has to do.
void TestServerProgram::endsWhenItsParentIsKilled()
{
    QProcess shell;
    shell.start(u"sh"_s,
                {u"-c"_s, u"mkfifo in && %1 slow --port 0 --exit-with-parent <>in & wait"_s.arg(serverProgramPath())});
    QByteArray line;
    while (!line.startsWith('{')) {
        if (!shell.canReadLine())
            QVERIFY(shell.waitForReadyRead(kLimit));
        line = shell.readLine();
    }
    QString url;
    QString admin;
    qint64 pid = 0;
    QVERIFY(readReadyLine(line, url, admin, pid));
    shell.kill();
    QVERIFY(shell.waitForFinished(kLimit));
    QTRY_VERIFY_WITH_TIMEOUT(isGone(pid), kLimit);
}

QTEST_GUILESS_MAIN(TestServerProgram)
#include "tst_server_program.moc"
