#include "ctl.h"
#include "nginx.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace {

QStringList words(const QString &line)
{
    return line.split(u' ', Qt::SkipEmptyParts);
}

qint64 number(const QJsonObject &target, const char *part, const char *field)
{
    return target.value(QString::fromLatin1(part)).toObject().value(QString::fromLatin1(field)).toInteger(-1);
}

}

class TestEscalactlRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void printsTheResult();
    void printsJsonAlone();
    void tellsWhatACacheWouldBuy();
    void writesEachFile();
    void sendsWhatItCounts_data();
    void sendsWhatItCounts();
    void sendsTheRequestAsAsked();
    void tellsOfMissedThresholds_data();
    void tellsOfMissedThresholds();
    void tellsOfAnUnreachableTarget_data();
    void tellsOfAnUnreachableTarget();
    void planAndOptionsTogether();
};

void TestEscalactlRun::printsTheResult()
{
    const ctl::Server server(words(u"cached --port 0 --delay 1ms"_qs));
    const ctl::Outcome outcome = ctl::run({"run", "--requests", "50"}, {server.url()});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QCOMPARE(outcome.errors, QByteArray());
    const QString output = QString::fromUtf8(outcome.output);
    const QRegularExpression classic(
        uR"(^Test on url: (http://127\.0\.0\.1:\d+/)\nTotal time: [\d.e-]+ seconds\nRequests per second: [\d.e+]+\n)"_qs,
        QRegularExpression::MultilineOption);
    QVERIFY2(classic.match(output).captured(1) == server.url(), outcome.output.constData());
    QVERIFY2(output.contains(u"10 users, closed model, 50 requests"_qs), outcome.output.constData());
}

void TestEscalactlRun::tellsWhatACacheWouldBuy()
{
    const ctl::Server server(words(u"slow --port 0 --delay 50ms"_qs));
    const ctl::Outcome outcome = ctl::run(
        {"run", "--cache-in-front", "--balancer-in-front", "--connections", "4", "--duration", "1s", "--json", "-"},
        {server.url()});
    QCOMPARE(outcome.status, 0);
    const QJsonArray targets = ctl::parseJson(outcome.output).value(u"targets"_qs).toArray();
    QCOMPARE(targets.size(), 3);
    const auto answers = [&targets](int target) {
        return targets[target].toObject()[u"summary"_qs].toObject()[u"responses"_qs].toInteger();
    };
    QVERIFY(targets[1].toObject()[u"name"_qs].toString().endsWith(u" with a cache"_qs));
    QVERIFY(answers(1) > 10 * answers(0));
    QVERIFY(answers(2) > 0);
    QCOMPARE(targets[1].toObject()[u"server"_qs].toObject()[u"origin_requests"_qs].toInteger(), 1);
}

void TestEscalactlRun::printsJsonAlone()
{
    const ctl::Server server(words(u"slow --port 0 --delay 1ms"_qs));
    const ctl::Outcome outcome = ctl::run({"run", "--requests", "20", "--json", "-"}, {server.url()});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.startsWith('{') && outcome.output.trimmed().endsWith('}'));
    const QJsonObject result = ctl::parseJson(outcome.output);
    QCOMPARE(result.value(u"format"_qs).toString(), u"escala-result/1"_qs);
    QCOMPARE(number(ctl::firstTarget(result), "summary", "responses"), 20);
}

void TestEscalactlRun::writesEachFile()
{
    const ctl::Server server(words(u"slow --port 0 --delay 1ms"_qs));
    const QTemporaryDir dir;
    const auto path = [&dir](const char *name) { return dir.filePath(QString::fromLatin1(name)); };
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "20", "--connections", "2"},
                 {server.url(), u"--json"_qs, path("new/r.json"), u"--csv"_qs, path("s.csv"), u"--series-csv"_qs,
                  path("t.csv"), u"--hlog"_qs, path("h.hlog"), u"--junit"_qs, path("j.xml"), u"--html"_qs,
                  path("r.html"), u"--save-plan"_qs, path("p.json")});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QCOMPARE(ctl::readJson(path("new/r.json")).value(u"format"_qs).toString(), u"escala-result/1"_qs);
    QCOMPARE(ctl::readAll(path("s.csv")).count('\n'), 2);
    QVERIFY(ctl::readAll(path("t.csv")).count('\n') > 1);
    QVERIFY(ctl::readAll(path("h.hlog")).contains("HISTFAAAA"));
    QVERIFY(ctl::readAll(path("j.xml")).contains("<testsuite"));
    QVERIFY(ctl::readAll(path("r.html")).contains("</html>"));
    for (const char *name : {"new/r.json", "s.csv", "t.csv", "h.hlog", "j.xml", "r.html", "p.json"})
        QVERIFY2(outcome.output.contains(QByteArray("Written: ").append(path(name).toUtf8())),
                 outcome.output.constData());
    const ctl::Outcome again = ctl::run({"run", "--json", "-", "--plan"}, {path("p.json")});
    QVERIFY2(again.status == 0, again.errors.constData());
    QCOMPARE(number(ctl::firstTarget(ctl::parseJson(again.output)), "summary", "responses"), 20);
}

void TestEscalactlRun::sendsWhatItCounts_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<qint64>("responses");
    QTest::newRow("by count") << u"--connections 7 --requests 1003"_qs << qint64{1003};
    QTest::newRow("fewer requests than users") << u"--connections 20 --requests 3"_qs << qint64{3};
    QTest::newRow("by duration") << u"--connections 16 --duration 500ms"_qs << qint64{-1};
    QTest::newRow("without keep-alive") << u"--connections 4 --requests 200 --no-keepalive"_qs << qint64{200};
}

void TestEscalactlRun::sendsWhatItCounts()
{
    QFETCH(const QString, options);
    QFETCH(const qint64, responses);
    const Nginx nginx;
    QVERIFY(nginx.listens());
    const ctl::Outcome outcome = ctl::run({"run", "--json", "-"}, words(options) + QStringList{nginx.url()});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const qint64 counted = number(ctl::firstTarget(ctl::parseJson(outcome.output)), "summary", "responses");
    QVERIFY(responses < 0 ? counted > 0 : counted == responses);
    QTRY_COMPARE_WITH_TIMEOUT(nginx.logged(), counted, ctl::kPatience);
}

void TestEscalactlRun::sendsTheRequestAsAsked()
{
    QTcpServer server;
    QByteArray asked;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        auto *socket = server.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [&asked, socket] {
            asked += socket->readAll();
            if (asked.endsWith("\r\n\r\n{\"a\":1}"))
                socket->write("HTTP/1.1 204 No Content\r\n\r\n");
        });
    });
    QProcess process;
    process.start(ctl::program("escalactl"),
                  {u"run"_qs, u"http://localhost:%1/a?b=c"_qs.arg(server.serverPort()), u"--resolve"_qs,
                   u"localhost:%1:127.0.0.1"_qs.arg(server.serverPort()), u"--requests"_qs, u"1"_qs,
                   u"--connections"_qs, u"1"_qs, u"--header"_qs, u"Content-Type: application/json"_qs, u"--header"_qs,
                   u"X-Test: ü"_qs, u"--body"_qs, u"{\"a\":1}"_qs});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, ctl::kPatience);
    const ctl::Outcome outcome = ctl::finish(process);
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QVERIFY2(asked.startsWith("POST /a?b=c HTTP/1.1\r\n"), asked.constData());
    QVERIFY2(asked.contains("\r\nContent-Type: application/json\r\n"), asked.constData());
    QVERIFY2(asked.contains("\r\nX-Test: ü\r\n"), asked.constData());
    QVERIFY2(asked.contains("\r\nContent-Length: 7\r\n"), asked.constData());
}

void TestEscalactlRun::tellsOfMissedThresholds_data()
{
    QTest::addColumn<QString>("threshold");
    QTest::addColumn<int>("status");
    QTest::newRow("kept") << u"p99<30s"_qs << 0;
    QTest::newRow("missed") << u"p50<1ms"_qs << 3;
    QTest::newRow("one of two missed") << u"errors<1% --threshold min>=30s"_qs << 3;
    QTest::newRow("no such figure") << u"hit_ratio>0.5"_qs << 3;
}

void TestEscalactlRun::tellsOfMissedThresholds()
{
    QFETCH(const QString, threshold);
    QFETCH(const int, status);
    const ctl::Server server(words(u"slow --port 0 --delay 5ms"_qs));
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "10"}, QStringList{server.url()} + words(u"--threshold "_qs + threshold));
    QVERIFY2(outcome.status == status, outcome.errors.constData());
    QCOMPARE(outcome.output.contains("MISSED"), status == 3);
}

void TestEscalactlRun::tellsOfAnUnreachableTarget_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("refused") << u"http://127.0.0.1:%1/"_qs.arg(ctl::freePort());
    QTest::newRow("no such name") << u"http://nowhere.localhost.invalid/"_qs;
}

void TestEscalactlRun::tellsOfAnUnreachableTarget()
{
    QFETCH(const QString, url);
    const ctl::Outcome outcome = ctl::run({"run", "--requests", "5", "--connections", "2"},
                                          {url, u"--i-am-allowed-to-load"_qs, u"nowhere.localhost.invalid"_qs});
    QVERIFY2(outcome.status == 4, outcome.errors.constData());
    QVERIFY2(outcome.errors.contains(QUrl(url).host().toUtf8()), outcome.errors.constData());
}

void TestEscalactlRun::planAndOptionsTogether()
{
    const ctl::Server server(words(u"slow --port 0 --delay 1ms"_qs));
    const QTemporaryDir dir;
    QFile plan(dir.filePath(u"plan.json"_qs));
    QVERIFY(plan.open(QIODevice::WriteOnly));
    plan.write(R"({ "name": "Mine", "load": { "users": 3, "duration": "1h", "method": "HEAD" } })");
    plan.close();
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "12", "--json", "-"}, {u"--plan"_qs, plan.fileName(), server.url()});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const QJsonObject result = ctl::parseJson(outcome.output);
    QCOMPARE(result.value(u"name"_qs).toString(), u"Mine"_qs);
    QCOMPARE(number(ctl::firstTarget(result), "summary", "requests"), 12);
    QVERIFY(outcome.output.contains("HEAD"));
}

QTEST_GUILESS_MAIN(TestEscalactlRun)
#include "tst_escalactl_run.moc"
