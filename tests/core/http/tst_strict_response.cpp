#include "http/strict_response.h"

#include <QTest>

#include <string>

using namespace escala::http;

/// Heads of origins: which are read, how they end, and which are not passed on.
class TestStrictResponse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framing_data();
    void framing();
    void refuses_data();
    void refuses();
    void bytesOneByOne();
    void keepsEveryField();
    void limits();
};

void TestStrictResponse::framing_data()
{
    QTest::addColumn<std::string>("head");
    QTest::addColumn<bool>("toHead");
    QTest::addColumn<Framing>("framing");
    QTest::addColumn<bool>("keepAlive");
    const auto row = [](const char *name, const std::string &head, bool toHead, Framing framing, bool keepAlive) {
        QTest::newRow(name) << "HTTP/1." + head + "\r\n" << toHead << framing << keepAlive;
    };
    row("length", "1 200 OK\r\nContent-Length: 5\r\n", false, Framing::Length, true);
    row("chunked", "1 200 OK\r\nTransfer-Encoding: Chunked\r\n", false, Framing::Chunked, true);
    row("until the end", "1 200 OK\r\n", false, Framing::UntilClose, false);
    row("no reason", "1 200\r\nContent-Length: 5\r\n", false, Framing::Length, true);
    row("HEAD", "1 200 OK\r\nContent-Length: 5\r\n", true, Framing::None, true);
    row("204", "1 204 No Content\r\n", false, Framing::None, true);
    row("304", "1 304 Not Modified\r\nContent-Length: 5\r\n", false, Framing::None, true);
    row("103", "1 103 Early Hints\r\n", false, Framing::None, true);
    row("closes", "1 200 OK\r\nContent-Length: 5\r\nConnection: x, Close\r\n", false, Framing::Length, false);
    row("HTTP/1.0", "0 200 OK\r\nContent-Length: 5\r\n", false, Framing::Length, false);
    row("HTTP/1.0 that stays", "0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n", false, Framing::Length,
        true);
}

void TestStrictResponse::framing()
{
    QFETCH(std::string, head);
    QFETCH(bool, toHead);
    const auto parsed = parseStrictResponse(head + "rest", toHead);
    QVERIFY(parsed);
    QVERIFY(*parsed);
    QCOMPARE((*parsed)->size, head.size());
    QTEST((*parsed)->framing, "framing");
    QTEST((*parsed)->keepAlive, "keepAlive");
}

void TestStrictResponse::refuses_data()
{
    QTest::addColumn<std::string>("bytes");
    for (const char *bytes : {"hello",
                              "HTTP/2.0 200 OK\r\n",
                              "HTTP/1.1 200OK\r\n",
                              "HTTP/1.1 099 OK\r\n",
                              "HTTP/1.1 600 OK\r\n",
                              "HTTP/1.1 101 Switching Protocols\r\n",
                              "HTTP/1.1 200 OK\n",
                              "HTTP/1.1 200 O\rK\r\n",
                              "HTTP/1.1 200 OK\r\nA\r\n",
                              "HTTP/1.1 200 OK\r\n: a\r\n",
                              "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n",
                              "HTTP/1.1 200 OK\r\nA B: c\r\n",
                              "HTTP/1.1 200 OK\r\nA: \x01\r\n",
                              "HTTP/1.1 200 OK\r\nContent-Length: a\r\n",
                              "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n",
                              "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
                              "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n",
                              "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                              "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                              "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
                              "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n\r\n"})
        QTest::newRow(bytes) << std::string(bytes);
}

void TestStrictResponse::refuses()
{
    QFETCH(std::string, bytes);
    const auto parsed = parseStrictResponse(bytes, false);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error(), ResponseProblem::Malformed);
}

void TestStrictResponse::bytesOneByOne()
{
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\n";
    for (std::size_t size = 0; size < head.size(); ++size) {
        const auto part = parseStrictResponse(std::string_view(head).substr(0, size), false);
        QVERIFY(part);
        QVERIFY(!*part);
    }
    QVERIFY(parseStrictResponse(head, false)->has_value());
}

void TestStrictResponse::keepsEveryField()
{
    const auto parsed =
        parseStrictResponse("HTTP/1.1 200 All is well\r\nA:b\r\nC \t:  d e \r\nA: f\r\nG:\r\n\r\n", false);
    QVERIFY(parsed && *parsed);
    const auto &head = **parsed;
    QCOMPARE(head.status, 200);
    QVERIFY(head.reason == "All is well");
    const std::vector<std::pair<std::string_view, std::string_view>> expected{
        {"A", "b"}, {"C", "d e"}, {"A", "f"}, {"G", ""}};
    QVERIFY(head.fields == expected);
}

void TestStrictResponse::limits()
{
    const ResponseLimits limits{.head = 100, .fields = 2};
    const auto problem = [&limits](const std::string &fields) {
        const auto parsed = parseStrictResponse("HTTP/1.1 200 OK\r\n" + fields, false, limits);
        return parsed ? std::optional<ResponseProblem>() : parsed.error();
    };
    QVERIFY(!problem("A: b\r\nC: d\r\n\r\n"));
    QVERIFY(problem("A: b\r\nC: d\r\nE: f\r\n\r\n") == ResponseProblem::TooLarge);
    QVERIFY(problem("A: " + std::string(100, 'b')) == ResponseProblem::TooLarge);
    QVERIFY(problem("A: " + std::string(100, 'b') + "\r\n\r\n") == ResponseProblem::TooLarge);
}

QTEST_GUILESS_MAIN(TestStrictResponse)
#include "tst_strict_response.moc"
