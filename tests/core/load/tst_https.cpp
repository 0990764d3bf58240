#include "engine_run.h"
#include "h2_script.h"
#include "test_certificate.h"

#include <QTest>

using escala::load::LoadPlan;
using escala::metrics::ErrorKind;

/// HTTPS with a certificate of our own, made by the openssl program for 127.0.0.1 and localhost.
class TestHttps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void verification_data();
    void verification();
    void peerIsNotTls();
    void connectionForEachRequest();
    void answerInManyRecords();
    void requestInManyRecords_data();
    void requestInManyRecords();

private:
    TestCertificate m_made;
};

void TestHttps::initTestCase()
{
    QVERIFY(m_made.made());
}

void TestHttps::verification_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<bool>("succeeds");

    QTest::newRow("CA file, by address") << QStringLiteral("127.0.0.1") << true << false << true;
    QTest::newRow("CA file, by name") << QStringLiteral("localhost") << true << false << true;
    QTest::newRow("certificate for another name") << QStringLiteral("other.test") << true << false << false;
    QTest::newRow("certificate of an unknown CA") << QStringLiteral("127.0.0.1") << false << false << false;
    QTest::newRow("unknown CA, not verified") << QStringLiteral("127.0.0.1") << false << true << true;
    QTest::newRow("another name, not verified") << QStringLiteral("other.test") << false << true << true;
}

void TestHttps::verification()
{
    QFETCH(const QString, host);
    QFETCH(const bool, trusted);
    QFETCH(const bool, insecure);
    QFETCH(const bool, succeeds);
    const ScriptServer server(ScriptServer::answeringOk(), m_made.certificate(), m_made.key());
    LoadPlan plan = smallPlan(20);
    plan.insecure = insecure;
    if (trusted)
        plan.caFile = m_made.certificate();
    plan.resolve = {{.host = host.toStdString(), .port = server.port(), .address = "127.0.0.1"}};
    EngineRun run;
    auto url = localUrl(server.port(), "https");
    url.host = host.toStdString();
    QCOMPARE(run.start(plan, {url}), std::string());
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QVERIFY(run.alwaysBalanced());
    QCOMPARE(summary.ledger.ok, succeeds ? 20UL : 0UL);
    QCOMPARE(summary.errors[static_cast<std::size_t>(ErrorKind::Tls)], succeeds ? 0UL : 20UL);
    QCOMPARE(server.requests(), succeeds ? 20UL : 0UL);
    QCOMPARE(summary.tls.count, succeeds ? 2UL : 0UL);
    QCOMPARE(summary.connectionsOpened, succeeds ? 2UL : 0UL);
}

void TestHttps::peerIsNotTls()
{
    const ScriptServer server([](ScriptConnection &connection) {
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        connection.waitForClose();
    });
    EngineRun run;
    LoadPlan plan = smallPlan(4);
    plan.insecure = true;
    QCOMPARE(run.start(plan, {localUrl(server.port(), "https")}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.errors[static_cast<std::size_t>(ErrorKind::Tls)], 4UL);
}

void TestHttps::connectionForEachRequest()
{
    const ScriptServer server(ScriptServer::answeringOk(), m_made.certificate(), m_made.key());
    LoadPlan plan = smallPlan(10);
    plan.keepAlive = false;
    plan.insecure = true;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port(), "https")}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 10UL);
    QCOMPARE(summary.connectionsOpened, 10UL);
    QCOMPARE(server.requests(), 10UL);
}

void TestHttps::answerInManyRecords()
{
    const std::string body(300'000, 'x');
    const ScriptServer server(ScriptServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + body),
                              m_made.certificate(), m_made.key());
    LoadPlan plan = smallPlan(10);
    plan.caFile = m_made.certificate();
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port(), "https")}), std::string());
    const auto &summary = run.finish()->targets.front().summary;
    QCOMPARE(summary.ledger.ok, 10UL);
    QVERIFY(summary.bytesReceived > 10 * body.size());
}

void TestHttps::requestInManyRecords_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<int>("size");
    QTest::newRow("HTTP/1.1") << false << 300'000;
    QTest::newRow("HTTP/2, two records") << true << 30'000; // of which the server's window takes all: it says nothing
    QTest::newRow("HTTP/2, many records") << true << 300'000;
}

// OpenSSL writes one record at a time. The socket has room for the next one, so nothing would come to ask for it.
void TestHttps::requestInManyRecords()
{
    QFETCH(const bool, http2);
    QFETCH(const int, size);
    const ScriptServer server(http2 ? speaking(ok) : ScriptServer::answeringOk(), m_made.certificate(), m_made.key(),
                              http2 ? "h2" : "http/1.1");
    LoadPlan plan = smallPlan(10);
    plan.insecure = true;
    plan.http2 = http2;
    plan.request.method = "POST";
    plan.request.body = std::string(static_cast<std::size_t>(size), 'x');
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port(), "https")}), std::string());
    const auto &target = run.finish()->targets.front();
    QCOMPARE(target.summary.ledger.ok, 10UL);
    QVERIFY(target.summary.bytesSent > 10 * plan.request.body.size());
    QCOMPARE(target.protocol, http2 ? escala::metrics::Protocol::Http2 : escala::metrics::Protocol::Http1);
}

QTEST_GUILESS_MAIN(TestHttps)
#include "tst_https.moc"
