#include "server_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The first number that a pattern captures; -1 where there is none.
qint64 number(const QString &text, const QString &pattern)
{
    const auto match = QRegularExpression(pattern).match(text);
    return match.hasMatch() ? match.captured(1).toLongLong() : -1;
}

QJsonObject stats(const ServerProgram &server)
{
    return QJsonDocument::fromJson(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"stats"_s}).toUtf8()).object();
}

qint64 okResponses(const ServerProgram &server)
{
    return stats(server)[u"responses_by_status"][u"200"].toInteger();
}

}

/// The clients people use are content with our servers, and both sides count alike.
class TestServerTools : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void curl_data();
    void curl();
    void wrk();
    void ab_data();
    void ab();
    void hey();
    void slowHttpTest_data();
    void slowHttpTest();

private:
    std::unique_ptr<ServerProgram> m_server;
};

void TestServerTools::init()
{
    m_server = std::make_unique<ServerProgram>();
    QVERIFY(m_server->start({u"cached"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1ms"_s}));
    QVERIFY(outputOf(u"curl"_s, {u"-s"_s, m_server->url}).contains(u"Hola"));
}

void TestServerTools::curl_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("GET") << QStringList{} << 200;
    QTest::newRow("HEAD") << QStringList{u"-I"_s} << 200;
    QTest::newRow("HTTP/1.0") << QStringList{u"--http1.0"_s} << 200;
    QTest::newRow("an upgrade to HTTP/2 that is not taken") << QStringList{u"--http2"_s} << 200;
    QTest::newRow("POST") << QStringList{u"-d"_s, u"a=b"_s} << 405;
    QTest::newRow("chunked POST") << QStringList{u"-d"_s, u"a=b"_s, u"-H"_s, u"Transfer-Encoding: chunked"_s} << 405;
    QTest::newRow("POST with an expectation")
        << QStringList{u"-d"_s, u"a=b"_s, u"-H"_s, u"Expect: 100-continue"_s} << 405;
}

void TestServerTools::curl()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const auto output = outputOf(u"curl"_s,
                                 QStringList{u"-sS"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code} %{exitcode}"_s}
                                     + arguments + QStringList{m_server->url});
    QCOMPARE(output, u"%1 0"_s.arg(status));
}

void TestServerTools::wrk()
{
    const auto output = outputOf(u"wrk"_s, {u"-t1"_s, u"-c16"_s, u"-d1s"_s, m_server->url});
    QVERIFY2(!output.contains(u"Socket errors"_s), qPrintable(output));
    QVERIFY2(!output.contains(u"Non-2xx"_s), qPrintable(output));
    const auto requests = number(output, u"(\\d+) requests in"_s);
    QVERIFY2(requests > 0, qPrintable(output));
    // wrk leaves with up to one request a connection under way.
    const auto counted = okResponses(*m_server) - 1;
    QVERIFY(counted >= requests && counted <= requests + 16);
}

void TestServerTools::ab_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("kept");
    QTest::newRow("a connection for each request") << QStringList{} << -1;
    QTest::newRow("keep-alive") << QStringList{u"-k"_s} << 500;
    QTest::newRow("HEAD") << QStringList{u"-i"_s} << -1;
}

void TestServerTools::ab()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, kept);
    const auto output = outputOf(
        u"ab"_s, QStringList{u"-q"_s, u"-n"_s, u"500"_s, u"-c"_s, u"10"_s} + arguments + QStringList{m_server->url});
    QCOMPARE(number(output, u"Complete requests:\\s+(\\d+)"_s), 500);
    QCOMPARE(number(output, u"Failed requests:\\s+(\\d+)"_s), 0);
    QVERIFY2(!output.contains(u"Non-2xx"_s), qPrintable(output));
    QCOMPARE(number(output, u"Keep-Alive requests:\\s+(\\d+)"_s), kept);
    QCOMPARE(okResponses(*m_server), 501);
}

void TestServerTools::hey()
{
    const auto output = outputOf(u"hey"_s, {u"-n"_s, u"500"_s, u"-c"_s, u"10"_s, m_server->url});
    QCOMPARE(number(output, u"\\[200\\]\\s+(\\d+) responses"_s), 500);
    QVERIFY2(!output.contains(u"Error distribution"_s), qPrintable(output));
    QCOMPARE(okResponses(*m_server), 501);
}

void TestServerTools::slowHttpTest_data()
{
    QTest::addColumn<QString>("attack");
    QTest::newRow("slow headers") << u"-H"_s;
    QTest::newRow("slow bodies") << u"-B"_s;
    QTest::newRow("slow reading") << u"-X"_s;
}

void TestServerTools::slowHttpTest()
{
    QFETCH(QString, attack);
    QProcess attacker;
    attacker.start(
        u"slowhttptest"_s,
        {attack, u"-c"_s, u"500"_s, u"-r"_s, u"500"_s, u"-l"_s, u"60"_s, u"-i"_s, u"1"_s, u"-u"_s, m_server->url});
    QVERIFY(attacker.waitForStarted(60'000));
    QTRY_VERIFY_WITH_TIMEOUT(stats(*m_server)[u"connections_opened"].toInteger() >= 400, 60'000);
    const auto output = outputOf(u"ab"_s, {u"-q"_s, u"-n"_s, u"200"_s, u"-c"_s, u"5"_s, m_server->url});
    QCOMPARE(number(output, u"Complete requests:\\s+(\\d+)"_s), 200);
    QCOMPARE(number(output, u"Failed requests:\\s+(\\d+)"_s), 0);
    attacker.kill();
    QVERIFY(attacker.waitForFinished(60'000));
}

QTEST_GUILESS_MAIN(TestServerTools)
#include "tst_server_tools.moc"
