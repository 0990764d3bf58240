#include "monitor/curl_pool.h"
#include "monitor/text_search.h"

#include "script_server.h"
#include "test_certificate.h"

#include <QTest>

#include <thread>

using namespace escala::monitor;
using namespace std::chrono_literals;
using escala::metrics::ErrorKind;

/// Probes against servers that misbehave, over real sockets.
class TestCurlPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void phasesAddUpToTheResponse();
    void eachProbeHasAConnectionOfItsOwn();
    void whatFailsHasItsKind_data();
    void whatFailsHasItsKind();
    void aCertificateTellsWhenItEnds();
    void anUntrustedCertificateIsAnErrorOfTls();
    void cacheFieldsAreRead();
    void bodiesArePostedAndKept();
    void aNameServerThatIsSlowIsToBlame();
    void anUnreachableHostIsNotSaidToRefuse();
    void textIsFoundWhereverItIsCut();
    void noneWaitsForAnother();
    void certificateDates();
};

namespace {

constexpr auto kPatience = 30s;

std::string urlOf(std::uint16_t port, const char *scheme = "http")
{
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port) + "/";
}

ExchangeResult resultOf(const Exchange &exchange)
{
    CurlPool pool;
    std::optional<ExchangeResult> result;
    pool.start(exchange, [&](ExchangeResult got) { result = std::move(got); });
    for (const auto end = std::chrono::steady_clock::now() + kPatience;
         !result && std::chrono::steady_clock::now() < end;)
        pool.wait(100ms);
    if (!result)
        qFatal("no end of an exchange");
    return std::move(*result);
}

ScriptServer::Script answering(const char *head)
{
    return ScriptServer::answering(head);
}

}

void TestCurlPool::phasesAddUpToTheResponse()
{
    const ScriptServer server(ScriptServer::answeringOk());
    const ProbeResult probe = resultOf({.url = "http://localhost:" + std::to_string(server.port()) + "/"}).probe;
    QVERIFY2(probe.good(), probe.sentence.c_str());
    QCOMPARE(probe.status, 200);
    QVERIFY(probe.dns + probe.connect + probe.ttfb + probe.transfer == probe.response);
    QVERIFY(probe.dns > 0us && probe.connect > 0us && probe.ttfb > 0us);
    QVERIFY(!probe.tls);
    QVERIFY(!probe.certificateEnds);
}

void TestCurlPool::eachProbeHasAConnectionOfItsOwn()
{
    const ScriptServer server(ScriptServer::answeringOk());
    CurlPool pool;
    int ended = 0;
    for (int times = 0; times < 5; ++times) {
        pool.start({.url = urlOf(server.port())}, [&](const ExchangeResult &) { ++ended; });
        while (ended <= times)
            pool.wait(100ms);
    }
    QCOMPARE(server.connections(), 5U);
    QCOMPARE(pool.underWay(), 0U);
}

void TestCurlPool::whatFailsHasItsKind_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("404") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                         << static_cast<int>(ErrorKind::Status4xx) << 404;
    QTest::newRow("503") << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")
                         << static_cast<int>(ErrorKind::Status5xx) << 503;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n") << static_cast<int>(ErrorKind::Protocol) << 0;
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
                             << static_cast<int>(ErrorKind::Reset) << 0;
    QTest::newRow("nothing") << QByteArray() << static_cast<int>(ErrorKind::Reset) << 0;
}

void TestCurlPool::whatFailsHasItsKind()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    QFETCH(int, status);
    const ScriptServer server([&](ScriptConnection &connection) {
        connection.request();
        connection.send(answer.toStdString());
    });
    const ProbeResult probe = resultOf({.url = urlOf(server.port())}).probe;
    QVERIFY(probe.error);
    QCOMPARE(static_cast<int>(*probe.error), kind);
    QCOMPARE(static_cast<int>(probe.status), status);
    QVERIFY(!probe.sentence.empty());

    const ClosedPort closed;
    QVERIFY(resultOf({.url = urlOf(closed.port())}).probe.error == ErrorKind::Refused);
    // Longer than a label can be: no name server is asked.
    const std::string noName(64, 'a');
    QVERIFY(resultOf({.url = "http://" + noName + ".invalid/"}).probe.error == ErrorKind::Dns);
    const ScriptServer silent([](ScriptConnection &connection) { connection.waitForClose(); });
    const ProbeResult late = resultOf({.url = urlOf(silent.port()), .timeout = 50ms}).probe;
    QVERIFY(late.error == ErrorKind::Timeout);
    QCOMPARE(late.sentence, "no answer within 50ms");
}

void TestCurlPool::aCertificateTellsWhenItEnds()
{
    const TestCertificate certificate;
    QVERIFY(certificate.made());
    const ScriptServer server(ScriptServer::answeringOk(), certificate.certificate(), certificate.key());
    const ProbeResult probe =
        resultOf({.url = urlOf(server.port(), "https"), .cacert = certificate.certificate()}).probe;
    QVERIFY2(probe.good(), probe.sentence.c_str());
    QVERIFY(probe.tls && *probe.tls > 0us);
    QVERIFY(probe.dns + probe.connect + *probe.tls + probe.ttfb + probe.transfer == probe.response);
    const auto left = *probe.certificateEnds - std::chrono::system_clock::now();
    QVERIFY(left > 47h && left < 49h); // it was made for two days
}

void TestCurlPool::anUntrustedCertificateIsAnErrorOfTls()
{
    const TestCertificate certificate;
    QVERIFY(certificate.made());
    const ScriptServer server(ScriptServer::answeringOk(), certificate.certificate(), certificate.key());
    const ProbeResult probe = resultOf({.url = urlOf(server.port(), "https")}).probe;
    QVERIFY(probe.error == ErrorKind::Tls);
    const ProbeResult insecure = resultOf({.url = urlOf(server.port(), "https"), .insecure = true}).probe;
    QVERIFY2(insecure.good(), insecure.sentence.c_str());
    QVERIFY(insecure.certificateEnds);
}

void TestCurlPool::cacheFieldsAreRead()
{
    const ScriptServer server(answering("HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nContent-Length: 2\r\n\r\nok"));
    const ProbeResult probe = resultOf({.url = urlOf(server.port())}).probe;
    QVERIFY(probe.cache == escala::metrics::CacheResult::Hit);
    QCOMPARE(probe.bytesReceived, 2U);
}

void TestCurlPool::bodiesArePostedAndKept()
{
    std::string seen;
    const ScriptServer server([&](ScriptConnection &connection) {
        seen = connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    });
    const ExchangeResult result = resultOf({.url = "http://me:secret@127.0.0.1:" + std::to_string(server.port()) + "/x",
                                            .method = "POST",
                                            .headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}},
                                            .body = "{\"a\":1}",
                                            .keepBody = true});
    QCOMPARE(result.body, "hello");
    QVERIFY2(seen.starts_with("POST /x HTTP/1.1\r\n"), seen.c_str());
    QVERIFY(seen.ends_with("{\"a\":1}"));
    QVERIFY(seen.contains("Content-Type: application/json\r\n"));
    QVERIFY(seen.contains("X-Empty:\r\n"));
    QVERIFY(seen.contains("Authorization: Basic bWU6c2VjcmV0\r\n"));
}

void TestCurlPool::aNameServerThatIsSlowIsToBlame()
{
    // In time or not, there is no such name.
    const ProbeResult probe = resultOf({.url = "http://no-such-host.invalid/", .timeout = 1ms}).probe;
    QVERIFY2(probe.error == ErrorKind::Dns, probe.sentence.c_str());
}

void TestCurlPool::anUnreachableHostIsNotSaidToRefuse()
{
    // Only a socket that is allowed to may send to everybody.
    const ProbeResult probe = resultOf({.url = "http://255.255.255.255/"}).probe;
    QVERIFY(probe.error == ErrorKind::Refused);
    QVERIFY2(probe.sentence.starts_with("no connection could be made ("), probe.sentence.c_str());
}

void TestCurlPool::textIsFoundWhereverItIsCut()
{
    constexpr std::string_view kBody = "aaabaaac and ever more";
    for (const std::string wanted : {"aaac", "a", "aaabaaac", "more", "aaabaaac and ever more"}) {
        for (std::size_t piece = 1; piece <= kBody.size(); ++piece) {
            TextSearch search(wanted);
            for (std::size_t at = 0; at < kBody.size(); at += piece)
                search.take(kBody.substr(at, piece));
            QVERIFY(search.found());
            TextSearch none(wanted + "!");
            for (std::size_t at = 0; at < kBody.size(); at += piece)
                none.take(kBody.substr(at, piece));
            QVERIFY(!none.found());
        }
    }
    const ScriptServer server(ScriptServer::answeringOk());
    QVERIFY(resultOf({.url = urlOf(server.port())}).found);
    QVERIFY(!resultOf({.url = urlOf(server.port()), .wanted = "no such text"}).found);
}

void TestCurlPool::noneWaitsForAnother()
{
    const ScriptServer silent([](ScriptConnection &connection) { connection.waitForClose(); });
    const ScriptServer server(ScriptServer::answeringOk());
    CurlPool pool;
    bool ended = false;
    for (int times = 0; times < 10; ++times)
        pool.start({.url = urlOf(silent.port())}, [](const ExchangeResult &) { });
    pool.start({.url = urlOf(server.port())}, [&](const ExchangeResult &) { ended = true; });
    for (const auto end = std::chrono::steady_clock::now() + kPatience;
         !ended && std::chrono::steady_clock::now() < end;)
        pool.wait(100ms);
    QVERIFY(ended);
    QCOMPARE(pool.underWay(), 10U);
    std::jthread waker([&] { pool.wake(); });
    pool.wait(60s); // ends at once
}

void TestCurlPool::certificateDates()
{
    QVERIFY(parseCertificateDate("Nov 26 10:00:01 2026 GMT") == Instant(std::chrono::seconds(1'795'687'201)));
    QVERIFY(parseCertificateDate("Jan  1 00:00:00 1970 GMT") == Instant());
    for (const char *bad : {"", "Nov 26 10:00:01 2026", "Foo 26 10:00:01 2026 GMT", "Feb 30 10:00:01 2026 GMT",
                            "Nov xx 10:00:01 2026 GMT", "ovN 26 10:00:01 2026 GMT"})
        QVERIFY(!parseCertificateDate(bad));
}

QTEST_GUILESS_MAIN(TestCurlPool)
#include "tst_curl_pool.moc"
