#include "h2_client.h"

#include <QTest>

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>

using namespace escala::http;

namespace {

std::atomic<std::uint64_t> allocations = 0;

}

// Counts what this program allocates with new: nghttp2 uses malloc.
void *operator new(std::size_t size)
{
    ++allocations;
    if (void *const memory = std::malloc(size)) // NOLINT: this is new
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory); // NOLINT: this is delete
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory); // NOLINT: this is delete
}

class TestH2Session : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneRequest();
    void shapesOfAnswers_data();
    void shapesOfAnswers();
    void bodies_data();
    void bodies();
    void manyStreams();
    void sameExchangeAgainWithoutAllocation();
    void interimAndTrailers();
    void answerBeforeTheWholeRequest();
    void cancels_data();
    void cancels();
    void cancelsInABody();
    void positions();
};

void TestH2Session::oneRequest()
{
    H2Peer peer(answerOk);
    Client client;
    const auto &seen = client.send();
    QVERIFY(!seen.left);
    talk(client, peer);
    QVERIFY(seen.left && seen.begun && seen.headSeen);
    QCOMPARE(seen.completed, 1);
    QCOMPARE(seen.stream, 0);
    QCOMPARE(seen.head.status, 200);
    QCOMPARE(seen.head.cache, CacheAnswer::Hit);
    QCOMPARE(seen.body, std::string("hola"));
    QVERIFY2(seen.bytesReceived > 9 + 9 + 4, "frame heads, compressed head and body");
    QVERIFY(peer.request(1).fields == kGet.fields());
    QVERIFY(client.session->alive() && client.session->accepts());
    QCOMPARE(client.session->maxConcurrentStreams(), 100U);
}

void TestH2Session::shapesOfAnswers_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("fieldSize"); // over 16 KiB it needs CONTINUATION
    QTest::addColumn<int>("bodySize");
    QTest::addColumn<int>("padding");
    QTest::newRow("empty body") << "GET" << "200" << 1 << 0 << 0;
    QTest::newRow("answer to HEAD") << "HEAD" << "200" << 1 << 0 << 0;
    QTest::newRow("no content") << "GET" << "204" << 1 << 0 << 0;
    QTest::newRow("not modified") << "GET" << "304" << 1 << 0 << 0;
    QTest::newRow("server error") << "GET" << "503" << 1 << 10 << 0;
    QTest::newRow("odd status") << "GET" << "999" << 1 << 10 << 0;
    QTest::newRow("CONTINUATION") << "GET" << "200" << 50'000 << 10 << 0;
    QTest::newRow("padding") << "GET" << "200" << 1 << 100'000 << 200;
    QTest::newRow("padding and CONTINUATION") << "GET" << "200" << 50'000 << 100'000 << 200;
}

// Whole and in small pieces; not byte by byte, because nghttp2 counts each piece of a CONTINUATION's head as one of the
// eight frames that it allows.
void TestH2Session::shapesOfAnswers()
{
    QFETCH(const QString, method);
    QFETCH(const QString, status);
    QFETCH(const int, fieldSize);
    QFETCH(const int, bodySize);
    QFETCH(const int, padding);
    const std::string body(static_cast<std::size_t>(bodySize), 'b');
    const bool toHead = method == QStringLiteral("HEAD");
    const H2Peer::Script answer = [&](H2Peer &peer, std::int32_t stream) {
        H2Peer::Fields fields{{":status", status.toStdString()},
                              {"x", std::string(static_cast<std::size_t>(fieldSize), '~')},
                              {"age", "3"}};
        if (toHead)
            fields.emplace_back("content-length", "500");
        peer.respond(stream, fields, body);
    };
    std::array<std::uint64_t, 2> received{};
    for (const std::size_t piece : {std::string::npos, std::size_t{7}}) {
        H2Peer peer(answer, {.padding = static_cast<std::size_t>(padding)});
        Client client;
        const H2Request request = made(method.toStdString());
        std::string fieldText;
        auto &seen = client.send(request);
        seen.fields = &fieldText;
        talk(client, peer, piece);
        QVERIFY(fieldText.starts_with("HTTP/2\r\nx: ") && fieldText.contains("\r\nage: 3\r\n"));
        QCOMPARE(seen.completed, 1);
        QCOMPARE(seen.head.status, status.toInt());
        QCOMPARE(seen.head.cache, CacheAnswer::Hit);
        QCOMPARE(seen.body, body);
        received[piece == 7 ? 1 : 0] = seen.bytesReceived;
    }
    QCOMPARE(received[0], received[1]);
    QVERIFY(received[0] > body.size() + static_cast<std::size_t>(fieldSize) / 2);
}

void TestH2Session::bodies_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<uint>("window"); // of the server
    QTest::newRow("a byte") << 1 << 65535U;
    QTest::newRow("the window to the byte") << 65535 << 65535U;
    QTest::newRow("a byte more") << 65536 << 65535U;
    QTest::newRow("80 windows, one frame each") << 80'000 << 1000U;
    QTest::newRow("5 MiB") << (5 << 20) << 65535U;
    QTest::newRow("above our own window for a stream") << (40 << 20) << 1'000'000U;
}

// The server sends back what it got.
void TestH2Session::bodies()
{
    QFETCH(const int, size);
    QFETCH(const uint, window);
    H2Peer peer([](H2Peer &of, std::int32_t stream) { of.respond(stream, {}, of.request(stream).body); },
                {.window = window});
    Client client;
    std::string body(static_cast<std::size_t>(size), '\0');
    for (std::size_t i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>(i * 7 % 251);
    const H2Request request = made("POST", body);
    const auto &first = client.send(request);
    const auto &second = client.send(request);
    talk(client, peer);
    QVERIFY(peer.request(1).body == body);
    for (const auto *seen : {&first, &second}) {
        QCOMPARE(seen->completed, 1);
        QVERIFY(seen->body == body);
        QVERIFY(seen->bytesReceived > body.size());
    }
}

void TestH2Session::manyStreams()
{
    H2Peer peer(answerOk, {.maxStreams = 10});
    Client client;
    client.send();
    talk(client, peer); // the settings are known
    QCOMPARE(client.session->maxConcurrentStreams(), 10U);
    for (int i = 0; i < 2000; ++i)
        client.send();
    talk(client, peer);
    QCOMPARE(peer.requests(), 2001UL);
    QVERIFY(peer.mostStreams() <= 10);
    for (const auto &seen : client.exchanges) {
        QCOMPARE(seen.completed, 1);
        QCOMPARE(seen.body, std::string("hola"));
    }
}

void TestH2Session::sameExchangeAgainWithoutAllocation()
{
    H2Peer peer([](H2Peer &of, std::int32_t stream) { of.respond(stream); });
    Client client;
    client.again = 5;
    const auto &seen = client.send();
    talk(client, peer);
    QCOMPARE(seen.completed, 6);
    std::uint64_t ours = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto before = allocations.load();
        QVERIFY(client.session->submit(kGet, client.exchanges.front()));
        const auto bytes = client.session->pending();
        ours += allocations - before;
        QVERIFY(peer.feed(bytes));
        client.session->written(bytes.size());
        const auto answer = peer.output();
        const auto beforeAnswer = allocations.load();
        client.session->feed(answer);
        ours += allocations - beforeAnswer;
    }
    QCOMPARE(seen.completed, 1006);
    QCOMPARE(ours, 0UL);
}

void TestH2Session::interimAndTrailers()
{
    H2Peer peer([](H2Peer &of, std::int32_t stream) {
        of.interim(stream, "103");
        of.interim(stream, "100");
        of.respond(stream, {{":status", "201"}}, "hola", {{"age", "9"}, {"x-sum", "1"}});
    });
    Client client;
    const auto &seen = client.send();
    talk(client, peer);
    QCOMPARE(seen.completed, 1);
    QCOMPARE(seen.head.status, 201);
    QCOMPARE(seen.head.cache, CacheAnswer::Unknown); // neither an interim answer's Age nor a trailer's counts
    QCOMPARE(seen.body, std::string("hola"));
}

void TestH2Session::answerBeforeTheWholeRequest()
{
    H2Peer peer([](H2Peer &of, std::int32_t stream) { of.respond(stream, {{":status", "413"}}, "no"); },
                {.window = 1000, .early = true});
    Client client;
    const H2Request request = made("POST", std::string(1'000'000, 'x'));
    const auto &seen = client.send(request);
    const auto &next = client.send();
    talk(client, peer);
    QCOMPARE(seen.completed, 1);
    QCOMPARE(seen.head.status, 413);
    QCOMPARE(seen.body, std::string("no"));
    QCOMPARE(peer.resets(), std::vector<std::uint32_t>{NGHTTP2_CANCEL});
    QVERIFY(peer.request(1).body.size() < request.body().size());
    QCOMPARE(next.completed, 1);
}

void TestH2Session::cancels_data()
{
    QTest::addColumn<bool>("left");
    QTest::addColumn<bool>("bodied");
    QTest::newRow("before it has left") << false << false;
    QTest::newRow("under way") << true << false;
    QTest::newRow("in the middle of its body") << true << true;
}

void TestH2Session::cancels()
{
    QFETCH(const bool, left);
    QFETCH(const bool, bodied);
    H2Peer peer([](H2Peer &of, std::int32_t stream) {
        if (stream != 1)
            answerOk(of, stream);
    });
    Client client;
    talk(client, peer);
    const H2Request request = bodied ? made("POST", std::string(1'000'000, 'x')) : made("GET");
    auto &given = client.send(request);
    const auto &other = client.send();
    if (left)
        QVERIFY(peer.feed(taken(*client.session)));
    client.session->cancel(given);
    QCOMPARE(given.stream, 0);
    talk(client, peer);
    QCOMPARE(given.completed, 0);
    QVERIFY(given.failures.empty());
    QCOMPARE(peer.resets().size(), left ? 1UL : 0UL);
    QCOMPARE(other.completed, 1);
    QVERIFY(client.session->submit(kGet, given)); // free at once
    talk(client, peer);
    QCOMPARE(given.completed, 1);
}

void TestH2Session::cancelsInABody()
{
    H2Peer peer([](H2Peer &of, std::int32_t stream) { of.respond(stream, {}, std::string(100'000, 'x')); });
    Client client;
    client.cancelInBody = true;
    const auto &seen = client.send();
    talk(client, peer);
    QVERIFY(!seen.body.empty() && seen.body.size() < 100'000);
    QCOMPARE(seen.completed, 0);
    QVERIFY(seen.failures.empty());
    QVERIFY(client.session->alive());
}

// Where a request begins tells, after a write that took a part only, whether the server can have seen any of it.
void TestH2Session::positions()
{
    Client client;
    const auto &first = client.send();
    const auto &second = client.send();
    const auto bytes = client.session->pending();
    QVERIFY(first.left && second.left);
    QVERIFY(first.headPosition >= 24); // behind the preface
    QVERIFY(second.headPosition > first.headPosition);
    client.session->written(second.headPosition);
    QCOMPARE(client.session->position(), second.headPosition);
    const auto rest = client.session->pending();
    QCOMPARE(rest.size(), bytes.size() - second.headPosition);
    QCOMPARE(static_cast<int>(rest[3]), int{NGHTTP2_HEADERS});
    client.session->written(rest.size());
    const auto &third = client.send();
    const auto before = client.session->position();
    QVERIFY(!client.session->pending().empty());
    QCOMPARE(third.headPosition, before);
}

QTEST_GUILESS_MAIN(TestH2Session)
#include "tst_h2_session.moc"
