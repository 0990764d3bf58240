#include "nginx.h"
#include "server_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString curl(const QStringList &arguments)
{
    return outputOf(u"curl"_s, QStringList{u"-sS"_s} + arguments);
}

QJsonArray replicas(const ServerProgram &balancer)
{
    return QJsonDocument::fromJson(curl({balancer.admin + u"replicas"_s}).toUtf8()).array();
}

Nginx::Options saying(bool tls, const QByteArray &word)
{
    Nginx::Options options;
    options.tls = tls;
    options.locations = "location /say { return 200 \"" + word + " $http_traceparent\"; }";
    return options;
}

}

/// The load balancer as a shell has it, before the servers that everybody has.
class TestServerBalancer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesArguments_data();
    void refusesArguments();
    void nginxBehindIt();
    void replicasWithTls();
    void keepsToWeights();
    void cutOff();
};

void TestServerBalancer::refusesArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const QStringList replica{u"--replica"_s, u"http://127.0.0.1:1/"_s};
    const auto row = [&replica](const char *name, const QStringList &more, const QString &sentence) {
        QTest::newRow(name) << replica + more << sentence;
    };
    QTest::newRow("no replica") << QStringList{} << u"--replica"_s;
    QTest::newRow("bad URL") << QStringList{u"--replica"_s, u"ftp://a"_s} << u"ftp"_s;
    QTest::newRow("URL with a query") << QStringList{u"--replica"_s, u"http://a/?b"_s} << u"query"_s;
    row("the same twice", {u"--replica"_s, u"http://127.0.0.1:1"_s}, u"is there twice"_s);
    row("too many weights", {u"--weight"_s, u"1"_s, u"--weight"_s, u"2"_s}, u"more weights than replicas"_s);
    row("weight 0", {u"--weight"_s, u"0"_s}, u"--weight"_s);
    row("algorithm", {u"--algorithm"_s, u"fair"_s}, u"least-request"_s);
    row("hash key", {u"--hash-key"_s, u"body"_s}, u"cookie:NAME"_s);
    row("hash load", {u"--hash-load"_s, u"0.5"_s}, u"--hash-load"_s);
    row("check path", {u"--check-path"_s, u"health"_s}, u"is no path"_s);
    row("check status", {u"--check-status"_s, u"2xx"_s}, u"200-399"_s);
    row("check status the wrong way round", {u"--check-status"_s, u"399-200"_s}, u"200-399"_s);
    row("duration", {u"--eject-time"_s, u"5"_s}, u"--eject-time"_s);
    row("percent", {u"--max-ejected"_s, u"101"_s}, u"--max-ejected"_s);
    row("hedge", {u"--hedge-after"_s, u"soon"_s}, u"--hedge-after"_s);
    row("cookie", {u"--sticky"_s, u"a b"_s}, u"no name of a cookie"_s);
}

void TestServerBalancer::refusesArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    QProcess program;
    program.start(serverProgramPath(), QStringList{u"balancer"_s} + arguments);
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(QString::fromUtf8(program.readAllStandardError()).contains(sentence));
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

void TestServerBalancer::nginxBehindIt()
{
    const Nginx one(saying(false, "one"));
    const Nginx two(saying(false, "two"));
    QVERIFY(one.listens() && two.listens());
    ServerProgram balancer;
    QVERIFY(balancer.start({u"balancer"_s, u"--port"_s, u"0"_s, u"--check-path"_s, u"/say"_s, u"--replica"_s, one.url(),
                            u"--replica"_s, two.url()}));
    QTRY_VERIFY_WITH_TIMEOUT(one.logged() > 0 && two.logged() > 0, 60'000); // checks
    const auto trace = u"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"_s;
    QStringList said;
    for (int i = 0; i < 4; ++i)
        said += curl({u"-H"_s, u"traceparent: "_s + trace, balancer.url + u"say"_s});
    said.sort();
    const QString oneSaid = u"one "_s + trace;
    const QString twoSaid = u"two "_s + trace;
    QCOMPARE(said, (QStringList{oneSaid, oneSaid, twoSaid, twoSaid}));
    for (const auto &replica : replicas(balancer))
        QCOMPARE(replica.toObject()[u"state"].toString(), u"healthy"_s);
}

void TestServerBalancer::replicasWithTls()
{
    const Nginx plain(saying(false, "plain"));
    const Nginx secure(saying(true, "secure"));
    QVERIFY(plain.listens() && secure.listens());
    ServerProgram balancer;
    QVERIFY(balancer.start({u"balancer"_s, u"--port"_s, u"0"_s, u"--no-checks"_s, u"--origin-cacert"_s,
                            secure.certificate(), u"--replica"_s, plain.url()}));
    QCOMPARE(curl({balancer.url + u"say"_s}), u"plain "_s);
    const auto added = curl({u"-X"_s, u"POST"_s, u"-d"_s, u"{\"url\":\"%1\"}"_s.arg(secure.url()), u"-w"_s,
                             u"%{http_code}"_s, u"-o"_s, u"/dev/null"_s, balancer.admin + u"replicas"_s});
    QCOMPARE(added, u"201"_s); // the first one with TLS
    QStringList said{curl({balancer.url + u"say"_s}), curl({balancer.url + u"say"_s})};
    said.sort();
    QCOMPARE(said, (QStringList{u"plain "_s, u"secure "_s}));
}

void TestServerBalancer::keepsToWeights()
{
    const Nginx one(saying(false, "one"));
    const Nginx two(saying(false, "two"));
    QVERIFY(one.listens() && two.listens());
    ServerProgram balancer;
    QVERIFY(balancer.start({u"balancer"_s, u"--port"_s, u"0"_s, u"--no-checks"_s, u"--algorithm"_s, u"weighted"_s,
                            u"--replica"_s, one.url(), u"--replica"_s, two.url(), u"--weight"_s, u"3"_s, u"--weight"_s,
                            u"2"_s}));
    QString said;
    for (int i = 0; i < 10; ++i)
        said += curl({balancer.url + u"say"_s}).left(1);
    QCOMPARE(said, u"ototoototo"_s);
}

// A fault: nobody is reached, neither by clients nor by checks, and then everybody again.
void TestServerBalancer::cutOff()
{
    const Nginx one(saying(false, "one"));
    const Nginx two(saying(false, "two"));
    QVERIFY(one.listens() && two.listens());
    ServerProgram balancer;
    QVERIFY(balancer.start({u"balancer"_s, u"--port"_s, u"0"_s, u"--check-path"_s, u"/say"_s, u"--check-interval"_s,
                            u"20ms"_s, u"--replica"_s, one.url(), u"--replica"_s, two.url()}));
    const auto status = [&balancer] {
        return curl({u"-w"_s, u"%{http_code}"_s, u"-o"_s, u"/dev/null"_s, balancer.url + u"say"_s});
    };
    const auto state = [&balancer](int index) { return replicas(balancer)[index].toObject()[u"state"].toString(); };
    QCOMPARE(status(), u"200"_s);
    curl({u"-X"_s, u"PUT"_s, u"-d"_s, u"{\"cut_backend\":true}"_s, balancer.admin + u"faults"_s});
    QTRY_VERIFY_WITH_TIMEOUT(state(0) == u"unhealthy"_s && state(1) == u"unhealthy"_s, 60'000);
    QCOMPARE(status(), u"502"_s);
    curl({u"-X"_s, u"DELETE"_s, balancer.admin + u"faults"_s});
    QTRY_VERIFY_WITH_TIMEOUT(state(0) == u"healthy"_s && state(1) == u"healthy"_s, 60'000);
    QCOMPARE(status(), u"200"_s);
}

QTEST_GUILESS_MAIN(TestServerBalancer)
#include "tst_server_balancer.moc"
