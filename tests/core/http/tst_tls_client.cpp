#include "http/tls_client.h"

#include <QTest>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace escala::http;

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

/// Chooses the first name of its own that the client offers; with an empty text it does not choose.
int choose(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned inSize,
           void *names)
{
    const auto &own = *static_cast<const std::string *>(names);
    unsigned char *chosen = nullptr;
    const int result = SSL_select_next_proto(&chosen, outSize, reinterpret_cast<const unsigned char *>(own.data()),
                                             static_cast<unsigned>(own.size()), in, inSize);
    *out = chosen;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}

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
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    QVERIFY(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

    std::string names = server.toStdString();
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    SSL_CTX_set_alpn_select_cb(context.get(), choose, &names);

    std::array<int, 2> sockets{};
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, sockets.data()), 0);
    const auto clientContext = TlsContext::create({.insecure = true, .offer = offer});
    QVERIFY(clientContext.has_value());
    auto client = TlsSession::create(*clientContext, sockets[0], "127.0.0.1");
    const std::unique_ptr<SSL, decltype(&SSL_free)> peer(SSL_new(context.get()), SSL_free);
    SSL_set_fd(peer.get(), sockets[1]);
    SSL_set_accept_state(peer.get());
    auto step = StreamStep::WouldBlock;
    int peerStep = -1;
    for (int i = 0; i < 100 && (step == StreamStep::WouldBlock || peerStep != 1); ++i) {
        if (step == StreamStep::WouldBlock)
            step = client->handshake();
        if (peerStep != 1)
            peerStep = SSL_do_handshake(peer.get());
    }
    QCOMPARE(step, StreamStep::Done);
    QCOMPARE(std::string(client->protocol()), chosen.toStdString());
    client.reset();
    ::close(sockets[0]);
    ::close(sockets[1]);
}

QTEST_GUILESS_MAIN(TestTlsClient)
#include "tst_tls_client.moc"
