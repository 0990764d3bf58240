#include "h2_client.h"

#include <QTest>

using namespace escala::http;

/// Answers that end badly, and connections that do.
class TestH2Faults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void malformedAnswers_data();
    void malformedAnswers();
    void resets_data();
    void resets();
    void goAway();
    void goAwayBeforeRequestsLeft();
    void brokenConnections_data();
    void brokenConnections();
    void truncatedAnswer();
};

void TestH2Faults::malformedAnswers_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("size");
    QTest::newRow("content-length contradicts the body") << "content-length" << -5;
    QTest::newRow("field of a connection") << "connection" << 5;
    QTest::newRow("head too long") << "x" << 70'000;
    QTest::newRow("status below 100") << ":status" << 51;
}

void TestH2Faults::malformedAnswers()
{
    QFETCH(const QString, field);
    QFETCH(const int, size);
    H2Peer peer([&](H2Peer &of, std::int32_t stream) {
        if (stream != 1)
            return answerOk(of, stream);
        const std::string value = field == QStringLiteral(":status") ? "051"
            : size < 0                                               ? std::to_string(-size)
                                                                     : std::string(static_cast<std::size_t>(size), 'v');
        of.respond(stream, {{field.toStdString(), value}}, "hola");
    });
    Client client;
    const auto &bad = client.send();
    const auto &good = client.send();
    talk(client, peer);
    QCOMPARE(bad.completed, 0);
    QCOMPARE(bad.failures, std::vector{H2Failure::Malformed});
    QCOMPARE(good.completed, 1); // the connection goes on
    QVERIFY(client.session->alive() && client.session->accepts());
    QCOMPARE(peer.resets().size(), 1UL);
}

void TestH2Faults::resets_data()
{
    QTest::addColumn<uint>("code");
    QTest::addColumn<H2Failure>("failure");
    QTest::newRow("refused") << uint{NGHTTP2_REFUSED_STREAM} << H2Failure::NotProcessed;
    QTest::newRow("internal error") << uint{NGHTTP2_INTERNAL_ERROR} << H2Failure::Reset;
    QTest::newRow("cancel") << uint{NGHTTP2_CANCEL} << H2Failure::Reset;
    QTest::newRow("no error, and no answer") << uint{NGHTTP2_NO_ERROR} << H2Failure::Reset;
    QTest::newRow("protocol error") << uint{NGHTTP2_PROTOCOL_ERROR} << H2Failure::Reset;
    QTest::newRow("a code of nobody") << 4711U << H2Failure::Reset;
}

void TestH2Faults::resets()
{
    QFETCH(const uint, code);
    QFETCH(const H2Failure, failure);
    H2Peer peer([&](H2Peer &of, std::int32_t stream) {
        if (stream == 3)
            of.reset(stream, code);
        else
            answerOk(of, stream);
    });
    Client client;
    for (int i = 0; i < 3; ++i)
        client.send();
    talk(client, peer);
    QCOMPARE(client.exchanges[0].completed, 1);
    QCOMPARE(client.exchanges[1].completed, 0);
    QCOMPARE(client.exchanges[1].failures, std::vector{failure});
    QCOMPARE(client.exchanges[1].errorCode, code);
    QCOMPARE(client.exchanges[2].completed, 1);
    QVERIFY(client.session->alive() && client.session->accepts());
}

// Streams 1 and 3 are processed, 5 and 7 are not; the connection is done when the first two are.
void TestH2Faults::goAway()
{
    std::vector<std::int32_t> streams;
    H2Peer peer([&](H2Peer &, std::int32_t stream) { streams.push_back(stream); });
    Client client;
    for (int i = 0; i < 4; ++i)
        client.send();
    talk(client, peer);
    QCOMPARE(streams.size(), 4UL);
    peer.goAway(3);
    talk(client, peer);
    QVERIFY(!client.session->accepts());
    QVERIFY(client.session->alive());
    Seen late;
    QVERIFY(!client.session->submit(kGet, late));
    QCOMPARE(client.exchanges[2].failures, std::vector{H2Failure::NotProcessed});
    QCOMPARE(client.exchanges[3].failures, std::vector{H2Failure::NotProcessed});
    answerOk(peer, 1);
    talk(client, peer);
    QVERIFY(client.session->alive());
    answerOk(peer, 3);
    talk(client, peer);
    QCOMPARE(client.exchanges[0].completed, 1);
    QCOMPARE(client.exchanges[1].completed, 1);
    QVERIFY(!client.session->alive());
    QVERIFY(!client.session->broken());
}

void TestH2Faults::goAwayBeforeRequestsLeft()
{
    H2Peer peer(answerOk);
    Client client;
    talk(client, peer);
    peer.goAway(0);
    const auto &seen = client.send();
    client.session->feed(peer.output());
    talk(client, peer);
    QVERIFY(!seen.left);
    QCOMPARE(seen.failures, std::vector{H2Failure::NotProcessed});
    QCOMPARE(peer.requests(), 0UL);
}

void TestH2Faults::brokenConnections_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray settings("\0\0\0\x4\0\0\0\0\0", 9);
    QTest::newRow("HTTP/1.1") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("garbage") << QByteArray("\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6\xf5", 11);
    QTest::newRow("an answer before the settings") << QByteArray("\0\0\x1\x1\x5\0\0\0\x1\x88", 10);
    QTest::newRow("HPACK: index that is not there") << settings + QByteArray("\0\0\x2\x1\x5\0\0\0\x1\xff\x7f", 11);
    QTest::newRow("HPACK: text that ends early") << settings + QByteArray("\0\0\x3\x1\x5\0\0\0\x1\x40\x7f\x61", 12);
    QTest::newRow("frame over the limit") << settings + QByteArray("\xff\0\0\0\0\0\0\0\x1", 9);
    QTest::newRow("DATA on no stream") << settings + QByteArray("\0\0\x1\0\0\0\0\0\0x", 10);
    QTest::newRow("stream that was never opened") << settings + QByteArray("\0\0\x1\x1\x5\0\0\0\x9\x88", 10);
    const QByteArray acknowledged("\0\0\0\x4\x1\0\0\0\0", 9);
    QTest::newRow("pushed stream") << settings + acknowledged + QByteArray("\0\0\x5\x5\x4\0\0\0\x1\0\0\0\x2\x82", 14);
    QTest::newRow("padding longer than the frame") << settings + QByteArray("\0\0\x2\x1\xd\0\0\0\x1\x50\x88", 11);
    QTest::newRow("window over its limit") << settings + QByteArray("\0\0\x4\x8\0\0\0\0\0\x7f\xff\xff\xff", 13);
    QTest::newRow("CONTINUATION of nothing") << settings + QByteArray("\0\0\x1\x9\x4\0\0\0\x1\x88", 10);
}

void TestH2Faults::brokenConnections()
{
    QFETCH(const QByteArray, bytes);
    for (const std::size_t piece : {std::size_t{1}, static_cast<std::size_t>(bytes.size())}) {
        Client client;
        auto &seen = client.send();
        static_cast<void>(taken(*client.session));
        const std::string_view all(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        for (std::size_t at = 0; at < all.size(); at += piece)
            client.session->feed(all.substr(at, piece));
        QVERIFY2(!taken(*client.session).empty(), "GOAWAY says why");
        QVERIFY(client.session->broken());
        QVERIFY(!client.session->alive());
        QVERIFY(!client.session->accepts());
        QCOMPARE(seen.completed, 0);
    }
}

// The same answer, cut anywhere: nothing is complete before the last byte, and nothing breaks.
void TestH2Faults::truncatedAnswer()
{
    std::size_t size = 1;
    for (std::size_t cut = 0; cut < size; ++cut) {
        H2Peer peer(answerOk);
        Client client;
        auto &seen = client.send();
        QVERIFY(peer.feed(taken(*client.session)));
        const std::string answer = peer.output();
        size = answer.size();
        client.session->feed(std::string_view(answer).substr(0, cut));
        static_cast<void>(taken(*client.session));
        QCOMPARE(seen.completed, 0);
        QVERIFY(seen.failures.empty());
        QVERIFY(client.session->alive());
        client.session->feed(std::string_view(answer).substr(cut));
        QCOMPARE(seen.completed, 1);
    }
}

QTEST_GUILESS_MAIN(TestH2Faults)
#include "tst_h2_faults.moc"
