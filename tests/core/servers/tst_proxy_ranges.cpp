#include "proxy_fixture.h"

#include <QTest>

#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace escala;
using namespace escala::tests;

namespace {

const std::string kWhole = "0123456789";

void withCache(servers::ServerPlan &plan)
{
    plan.proxyCache.emplace();
}

std::string get(const std::string &fields)
{
    return "GET /a HTTP/1.1\r\nHost: front\r\n" + fields + "\r\n";
}

std::string range(const std::string &bytes)
{
    return "Range: bytes=" + bytes + "\r\n";
}

/// Bytes of the whole as a 206.
std::string part(std::size_t first, std::size_t last, const std::string &tag = "\"1\"")
{
    const auto body = kWhole.substr(first, last - first + 1);
    return "HTTP/1.1 206 Partial Content\r\nCache-Control: max-age=60\r\nETag: " + tag + "\r\nContent-Range: bytes "
        + std::to_string(first) + "-" + std::to_string(last) + "/10\r\nContent-Length: " + std::to_string(body.size())
        + "\r\n\r\n" + body;
}

/// A caching proxy, one client, and one connection to the origin.
struct Conversation {
    /// Asks, and has the origin answer.
    Answer fill(const std::string &request, const std::string &response)
    {
        client.send(request);
        if (!origin)
            origin = proxy.origin.accept();
        static_cast<void>(origin->upTo(kHeadEnd));
        origin->send(response);
        return client.answer().value_or(Answer());
    }
    /// Asks for what is to be in the cache.
    Answer hit(const std::string &fields)
    {
        client.send(get(fields + "Cache-Control: only-if-cached\r\n"));
        return client.answer().value_or(Answer());
    }

    ProxyFixture proxy{withCache};
    RawClient client = proxy.client();
    std::optional<RawClient> origin;
};

}

/// Parts of a response in the cache (RFC 9111 3.3, 3.4).
class TestProxyRanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesWhatAPartHolds_data();
    void servesWhatAPartHolds();
    void combines_data();
    void combines();
    void anotherResponseTakesItsPlace();
    void storesNoOther_data();
    void storesNoOther();
    void aWholeResponseNeedsNoParts();
};

void TestProxyRanges::servesWhatAPartHolds_data()
{
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<std::string>("body"); // of a hit; empty: the origin is asked
    QTest::newRow("the same") << range("2-6") << std::string("23456");
    QTest::newRow("less") << range("3-4") << std::string("34");
    QTest::newRow("with the tag that it has") << range("3-4") + "If-Range: \"1\"\r\n" << std::string("34");
    QTest::newRow("with another tag") << range("3-4") + "If-Range: \"2\"\r\n" << std::string();
    QTest::newRow("more") << range("2-7") << std::string();
    QTest::newRow("before it") << range("0-1") << std::string();
    QTest::newRow("to the end") << range("4-") << std::string();
    QTest::newRow("beyond the end") << range("10-") << std::string();
    QTest::newRow("several") << range("2-3,5-6") << std::string();
    QTest::newRow("with a condition") << range("3-4") + "If-None-Match: \"1\"\r\n" << std::string();
    QTest::newRow("the whole") << std::string() << std::string();
    QTest::newRow("malformed") << range("x") << std::string();
}

void TestProxyRanges::servesWhatAPartHolds()
{
    QFETCH(std::string, fields);
    QFETCH(std::string, body);
    Conversation talk;
    const auto first = talk.fill(get(range("2-6")), part(2, 6));
    QCOMPARE(first.status, 206u);
    QCOMPARE(first.body, std::string("23456"));
    const auto answer = talk.hit(fields);
    QCOMPARE(answer.status, body.empty() ? 504u : 206u);
    if (body.empty())
        return;
    QCOMPARE(answer.body, body);
    QVERIFY(answer.field("cache-status").starts_with("escala; hit; ttl="));
    QVERIFY(!answer.field("age").empty());
    const auto at = kWhole.find(body);
    QCOMPARE(answer.field("content-range"),
             "bytes " + std::to_string(at) + "-" + std::to_string(at + body.size() - 1) + "/10");
    QCOMPARE(talk.proxy.stat("cache.hits"), 1);
}

void TestProxyRanges::combines_data()
{
    using Bounds = std::vector<std::pair<std::size_t, std::size_t>>;
    QTest::addColumn<Bounds>("parts");
    QTest::addColumn<std::string>("asked"); // a range that a single part does not hold; empty: the whole
    QTest::addColumn<std::string>("body");
    QTest::newRow("one after the other") << Bounds{{0, 3}, {4, 6}} << std::string("2-5") << std::string("2345");
    QTest::newRow("one before the other") << Bounds{{4, 6}, {1, 3}} << std::string("1-6") << std::string("123456");
    QTest::newRow("overlapping") << Bounds{{2, 6}, {4, 8}} << std::string("2-8") << std::string("2345678");
    QTest::newRow("one within the other") << Bounds{{4, 5}, {2, 8}} << std::string("2-8") << std::string("2345678");
    QTest::newRow("with a gap") << Bounds{{0, 2}, {4, 6}} << std::string("0-6") << std::string();
    QTest::newRow("both sides of a gap") << Bounds{{0, 2}, {4, 6}} << std::string("0-2") << std::string("012");
    QTest::newRow("a gap that is filled")
        << Bounds{{0, 2}, {5, 6}, {3, 4}} << std::string("0-6") << std::string("0123456");
    QTest::newRow("all of it") << Bounds{{5, 9}, {0, 4}} << std::string() << kWhole;
    QTest::newRow("all of it, from three") << Bounds{{0, 2}, {7, 9}, {2, 7}} << std::string() << kWhole;
    QTest::newRow("all at once") << Bounds{{0, 9}} << std::string("0-9") << kWhole;
}

void TestProxyRanges::combines()
{
    using Bounds = std::vector<std::pair<std::size_t, std::size_t>>;
    QFETCH(Bounds, parts);
    QFETCH(std::string, asked);
    QFETCH(std::string, body);
    Conversation talk;
    for (const auto &[first, last] : parts)
        QCOMPARE(talk.fill(get(range(std::to_string(first) + "-" + std::to_string(last))), part(first, last)).status,
                 206u);
    const auto answer = talk.hit(asked.empty() ? std::string() : range(asked));
    QCOMPARE(answer.status, body.empty() ? 504u : asked.empty() ? 200u : 206u);
    if (!body.empty())
        QCOMPARE(answer.body, body);
    QCOMPARE(talk.proxy.stat("cache.entries"), 1);
}

void TestProxyRanges::anotherResponseTakesItsPlace()
{
    Conversation talk;
    static_cast<void>(talk.fill(get(range("0-4")), part(0, 4, "\"old\"")));
    static_cast<void>(talk.fill(get(range("5-9")), part(5, 9, "\"new\"")));
    QCOMPARE(talk.hit(range("0-4")).status, 504u);
    QCOMPARE(talk.hit(range("5-9")).field("etag"), std::string("\"new\""));
    QCOMPARE(talk.hit({}).status, 504u);
}

void TestProxyRanges::storesNoOther_data()
{
    QTest::addColumn<std::string>("response");
    const std::string start = "HTTP/1.1 206 Partial Content\r\nCache-Control: max-age=60\r\nContent-Length: 3\r\n";
    const auto row = [&start](const char *name, const std::string &fields) {
        QTest::newRow(name) << start + fields + "\r\n012";
    };
    row("without a tag", "Content-Range: bytes 0-2/10\r\n");
    row("with a weak tag", "ETag: W/\"1\"\r\nContent-Range: bytes 0-2/10\r\n");
    row("without its range", "ETag: \"1\"\r\n");
    row("with two ranges", "ETag: \"1\"\r\nContent-Range: bytes 0-2/10\r\nContent-Range: bytes 3-5/10\r\n");
    row("of unknown size", "ETag: \"1\"\r\nContent-Range: bytes 0-2/*\r\n");
    row("longer than it says", "ETag: \"1\"\r\nContent-Range: bytes 0-1/10\r\n");
    row("shorter than it says", "ETag: \"1\"\r\nContent-Range: bytes 0-3/10\r\n");
    row("beyond its own size", "ETag: \"1\"\r\nContent-Range: bytes 0-2/2\r\n");
    row("backwards", "ETag: \"1\"\r\nContent-Range: bytes 2-0/10\r\n");
    row("not of bytes", "ETag: \"1\"\r\nContent-Range: lines 0-2/10\r\n");
    row("several", "ETag: \"1\"\r\nContent-Type: multipart/byteranges; boundary=x\r\n");
    row("private", "ETag: \"1\"\r\nContent-Range: bytes 0-2/10\r\nCache-Control: private\r\n");
}

void TestProxyRanges::storesNoOther()
{
    QFETCH(std::string, response);
    Conversation talk;
    QCOMPARE(talk.fill(get(range("0-2")), response).body, std::string("012"));
    QCOMPARE(talk.hit(range("0-2")).status, 504u);
    QCOMPARE(talk.proxy.stat("cache.entries"), 0);
}

void TestProxyRanges::aWholeResponseNeedsNoParts()
{
    Conversation talk;
    static_cast<void>(talk.fill(get(range("0-4")), part(0, 4)));
    const auto whole = talk.fill(get({}),
                                 "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nETag: \"1\"\r\nContent-Length: 10"
                                 "\r\n\r\n"
                                     + kWhole);
    QVERIFY(whole.field("cache-status").starts_with("escala; fwd=uri-miss"));
    QCOMPARE(talk.hit(range("0-4")).body, std::string("01234"));
    QCOMPARE(talk.hit({}).body, kWhole);
    QCOMPARE(talk.proxy.stat("cache.entries"), 1);
}

QTEST_APPLESS_MAIN(TestProxyRanges)
#include "tst_proxy_ranges.moc"
