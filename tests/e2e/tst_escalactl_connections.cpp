#include "ctl.h"
#include "dns_server.h"
#include "nginx.h"

#include <QJsonObject>
#include <QMap>
#include <QTest>

/// What an outside server sees of how connections are made.
class TestEscalactlConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unixSocket();
    void names_data();
    void names();
    void sourceAddresses();
    void requestsOfAConnection();
    void connectionsPerSecond();
    void clientCertificate_data();
    void clientCertificate();
    void keyOfAnotherCertificate();
    void tlsResumption_data();
    void tlsResumption();
};

namespace {

QJsonObject load(const QStringList &arguments)
{
    const ctl::Outcome outcome = ctl::run({"run", "--json", "-", "--threads", "1"}, arguments);
    if (outcome.status != 0)
        qWarning("%s", outcome.errors.constData());
    return ctl::firstTarget(ctl::parseJson(outcome.output));
}

QStringList split(const char *options)
{
    return QString::fromLatin1(options).split(u' ');
}

/// How often each line stands in a log.
QMap<QByteArray, int> counted(const QByteArray &log)
{
    QMap<QByteArray, int> lines;
    for (const QByteArray &line : log.trimmed().split('\n'))
        ++lines[line];
    return lines;
}

}

void TestEscalactlConnections::unixSocket()
{
    const Nginx nginx({.servers = "server { listen unix:DIR/web.sock; location / { return 200 \"$http_host\"; } }"});
    QVERIFY(nginx.listens());
    // The name leads nowhere, and needs no permission: nothing leaves this machine.
    const QJsonObject target = load(split("--requests 30 --connections 4 http://shop.test/ --unix-socket")
                                    << nginx.filePath(QStringLiteral("web.sock")));
    QCOMPARE(target.value(u"ledger").toObject().value(u"ok").toInt(), 30);
    QCOMPARE(nginx.logged(), 30);
}

void TestEscalactlConnections::names_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<quint64>("questions");
    QTest::newRow("once") << QStringLiteral("once") << quint64{1};
    QTest::newRow("a connection") << QStringLiteral("connection") << quint64{12};
    QTest::newRow("by TTL") << QStringLiteral("ttl") << quint64{1};
}

void TestEscalactlConnections::names()
{
    QFETCH(const QString, mode);
    QFETCH(const quint64, questions);
    const Nginx nginx;
    QVERIFY(nginx.listens());
    const DnsServer server({.addresses = {"127.0.0.1"}});
    const QString url = nginx.url().replace(QStringLiteral("127.0.0.1"), QStringLiteral("shop.test"));
    const QJsonObject target =
        load(split("--requests 12 --connections 2 --no-keepalive --i-am-allowed-to-load shop.test --dns")
             << mode << QStringLiteral("--dns-server") << QString::fromStdString(server.endpoint().text()) << url);
    QCOMPARE(target.value(u"ledger").toObject().value(u"ok").toInt(), 12);
    QCOMPARE(nginx.logged(), 12);
    QCOMPARE(server.questions(), questions);
    const QJsonObject phases = target.value(u"summary").toObject().value(u"phases_s").toObject();
    QVERIFY(phases.value(u"dns").toObject().value(u"max").toDouble() > 0);
}

void TestEscalactlConnections::sourceAddresses()
{
    const Nginx nginx({.log = "$remote_addr"});
    QVERIFY(nginx.listens());
    (void)load(split("--requests 12 --connections 1 --no-keepalive --source 127.0.0.2 --source 127.0.0.3 --source ::1")
               << nginx.url());
    const auto sources = counted(nginx.log());
    QCOMPARE(sources.value("127.0.0.2"), 6);
    QCOMPARE(sources.value("127.0.0.3"), 6);
}

void TestEscalactlConnections::requestsOfAConnection()
{
    const Nginx nginx({.log = "$connection"});
    QVERIFY(nginx.listens());
    (void)load(split("--requests 14 --connections 1 --requests-per-connection 4") << nginx.url());
    QCOMPARE(counted(nginx.log()).values(), (QList<int>{4, 4, 4, 2}));
    const Nginx http2({.tls = true, .http2 = true, .log = "$connection"});
    QVERIFY(http2.listens());
    (void)load(split("--requests 30 --connections 1 --http2 --streams 3 --insecure --requests-per-connection 10")
               << http2.url());
    QCOMPARE(counted(http2.log()).values(), (QList<int>{10, 10, 10}));
}

// Never more than the limit, however slow or quick the machine is.
void TestEscalactlConnections::connectionsPerSecond()
{
    const Nginx nginx;
    QVERIFY(nginx.listens());
    const QJsonObject target =
        load(split("--duration 500ms --connections 20 --no-keepalive --connections-per-second 50") << nginx.url());
    QVERIFY(nginx.logged() > 0);
    QVERIFY2(nginx.logged() <= 26, qPrintable(QString::number(nginx.logged())));
    QCOMPARE(target.value(u"ledger").toObject().value(u"sent").toInteger(), nginx.logged());
}

void TestEscalactlConnections::clientCertificate_data()
{
    QTest::addColumn<bool>("given");
    QTest::newRow("none") << false;
    QTest::newRow("one") << true;
}

void TestEscalactlConnections::clientCertificate()
{
    QFETCH(const bool, given);
    const Nginx nginx({.tls = true, .log = "$ssl_client_s_dn", .locations = "ssl_verify_client optional_no_ca;"});
    QVERIFY(nginx.listens());
    QStringList arguments = split("--requests 3 --connections 1 --insecure");
    if (given)
        arguments << QStringLiteral("--cert") << nginx.certificate() << QStringLiteral("--key")
                  << nginx.filePath(QStringLiteral("key.pem"));
    (void)load(arguments << nginx.url());
    QCOMPARE(counted(nginx.log()).value(given ? "CN=escala test" : "-"), 3);
}

void TestEscalactlConnections::keyOfAnotherCertificate()
{
    const Nginx one({.tls = true});
    const Nginx other({.tls = true});
    QVERIFY(one.listens() && other.listens());
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "3", "--insecure", "--cert"},
                 {one.certificate(), QStringLiteral("--key"), other.filePath(QStringLiteral("key.pem")), one.url()});
    QVERIFY(outcome.status != 0);
    QVERIFY2(outcome.errors.contains("holds no PEM key for the certificate"), outcome.errors.constData());
    QCOMPARE(one.logged(), 0);
}

void TestEscalactlConnections::tlsResumption_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::newRow("off") << false;
    QTest::newRow("on") << true;
}

void TestEscalactlConnections::tlsResumption()
{
    QFETCH(const bool, wanted);
    const Nginx nginx({.tls = true, .log = "$ssl_session_reused"});
    QVERIFY(nginx.listens());
    QStringList arguments = split("--requests 8 --connections 1 --no-keepalive --insecure");
    if (wanted)
        arguments << QStringLiteral("--tls-resumption");
    (void)load(arguments << nginx.url());
    const auto connections = counted(nginx.log());
    QCOMPARE(connections.value("."), wanted ? 1 : 8);
    QCOMPARE(connections.value("r"), wanted ? 7 : 0);
}

QTEST_GUILESS_MAIN(TestEscalactlConnections)
#include "tst_escalactl_connections.moc"
