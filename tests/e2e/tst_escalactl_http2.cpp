#include "ctl.h"
#include "nginx.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Nginx::Options)

/// HTTP/2 against nginx, by what nginx logs.
class TestEscalactlHttp2 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAreTheServers_data();
    void countsAreTheServers();
};

void TestEscalactlHttp2::countsAreTheServers_data()
{
    QTest::addColumn<Nginx::Options>("nginx");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<qint64>("connections"); // 0: more than the two asked for
    const Nginx::Options plain{.http2 = true};
    const Nginx::Options tls{.tls = true, .http2 = true};
    const QString h2 = QStringLiteral("h2");
    const auto options = [](const char *text) { return QString::fromLatin1(text); };
    QTest::newRow("prior knowledge, a stream") << plain << options("--requests 500") << h2 << qint64{2};
    QTest::newRow("prior knowledge, many streams")
        << plain << options("--requests 5000 --streams 30") << h2 << qint64{2};
    QTest::newRow("more streams than nginx allows")
        << plain << options("--requests 5000 --streams 200") << h2 << qint64{2};
    QTest::newRow("TLS") << tls << options("--requests 2000 --streams 10") << h2 << qint64{2};
    QTest::newRow("by time") << tls << options("--duration 300ms --streams 10") << h2 << qint64{2};
    QTest::newRow("bodies") << plain << options("--requests 500 --streams 10 --body hola") << h2 << qint64{2};
    QTest::newRow("HEAD") << plain << options("--requests 500 --streams 10 --method HEAD") << h2 << qint64{2};
    QTest::newRow("GOAWAY every 50 requests") << Nginx::Options{.http2 = true, .requestsAConnection = 50}
                                              << options("--requests 3000 --streams 10") << h2 << qint64{0};
    QTest::newRow("the server chooses HTTP/1.1")
        << Nginx::Options{.tls = true} << options("--requests 500 --streams 10") << QStringLiteral("http/1.1")
        << qint64{2};
}

void TestEscalactlHttp2::countsAreTheServers()
{
    QFETCH(const Nginx::Options, nginx);
    QFETCH(const QString, options);
    QFETCH(const QString, protocol);
    QFETCH(const qint64, connections);
    const Nginx server(nginx);
    QVERIFY(server.listens());
    QStringList arguments = options.split(u' ');
    if (nginx.tls)
        arguments << QStringLiteral("--cacert") << server.certificate();
    const ctl::Outcome outcome =
        ctl::run({"run", "--http2", "--connections", "2", "--threads", "1", "--json", "-"}, arguments << server.url());
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const QJsonObject result = ctl::parseJson(outcome.output);
    const QJsonObject target = ctl::firstTarget(result);
    const QJsonObject summary = target[u"summary"_s].toObject();
    QCOMPARE(target[u"protocol"_s].toString(), protocol);
    QCOMPARE(summary[u"errors"_s].toInteger(), 0);
    const bool http2 = protocol == QStringLiteral("h2");
    QCOMPARE(result[u"notes"_s].toArray().size(), http2 ? 0 : 1);
    if (connections > 0)
        QCOMPARE(summary[u"connections_opened"_s].toInteger(), connections);
    else
        QVERIFY(summary[u"connections_opened"_s].toInteger() > 2);
    QTRY_COMPARE_WITH_TIMEOUT(server.logged(), summary[u"requests"_s].toInteger(), ctl::kPatience);
    QCOMPARE(server.log().count("200 HTTP/2.0"), http2 ? server.logged() : 0);
    if (options.startsWith(u"--requests"_s))
        QCOMPARE(server.logged(), options.split(u' ').at(1).toLongLong());
}

QTEST_GUILESS_MAIN(TestEscalactlHttp2)
#include "tst_escalactl_http2.moc"
