#include "http/tls_client.h"
#include "tls_peer.h"

#include <QTest>

using namespace escala::http;

class TestTlsClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alpn_data();
    void alpn();
};

void TestTlsClient::alpn_data()
{
    QTest::addColumn<AlpnOffer>("offer");
    QTest::addColumn<QString>("server"); // names that the server speaks, best first
    QTest::addColumn<QString>("chosen");
    const QString both = QStringLiteral("\2h2\10http/1.1");
    const QString one = QStringLiteral("\10http/1.1");
    const QString two = QStringLiteral("\2h2");
    QTest::newRow("both speak both") << AlpnOffer::H2ThenHttp11 << both << "h2";
    QTest::newRow("old server") << AlpnOffer::H2ThenHttp11 << one << "http/1.1";
    QTest::newRow("client of HTTP/1.1") << AlpnOffer::Http11 << both << "http/1.1";
    QTest::newRow("client of HTTP/2") << AlpnOffer::H2 << both << "h2";
    QTest::newRow("nothing in common") << AlpnOffer::H2 << one << "";
    QTest::newRow("nothing in common the other way") << AlpnOffer::Http11 << two << "";
    QTest::newRow("server that does not choose") << AlpnOffer::H2ThenHttp11 << "" << "";
}

void TestTlsClient::alpn()
{
    QFETCH(const AlpnOffer, offer);
    QFETCH(const QString, server);
    QFETCH(const QString, chosen);
    TlsPeer peer(server.toStdString());
    const auto context = TlsContext::create({.insecure = true, .offer = offer});
    QVERIFY(context.has_value());
    const auto client = TlsSession::create(*context, peer.clientSocket(), "127.0.0.1");
    auto step = StreamStep::WouldBlock;
    bool peerIsDone = false;
    for (int i = 0; i < 100 && (step == StreamStep::WouldBlock || !peerIsDone); ++i) {
        if (step == StreamStep::WouldBlock)
            step = client->handshake();
        peerIsDone = peer.handshake();
    }
    QCOMPARE(step, StreamStep::Done);
    QCOMPARE(std::string(client->protocol()), chosen.toStdString());
}

QTEST_GUILESS_MAIN(TestTlsClient)
#include "tst_tls_client.moc"
