#include "http/request.h"
#include "http/request_body.h"

#include <QTest>

#include <string>

using namespace escala::http;

namespace {

using Problem = std::optional<RequestProblem>;
using enum RequestProblem;

constexpr RequestLimits kLimits{.target = 100, .head = 600, .fields = 10};

std::string get(const std::string &fields, const std::string &line = "GET / HTTP/1.1")
{
    return line + "\r\n" + fields + "\r\n";
}

}

Q_DECLARE_METATYPE(RequestProblem)

class TestRequest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void everyPrefixIsIncomplete();
    void reads_data();
    void reads();
    void keepsOrCloses_data();
    void keepsOrCloses();
    void refusesEarly_data();
    void refusesEarly();
    void moves();
    void body_data();
    void body();
    void bodyByteByByte();
};

void TestRequest::refuses_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<RequestProblem>("problem");
    const std::string host = "Host: a\r\n";
    const auto row = [](const char *name, const std::string &bytes, RequestProblem problem) {
        QTest::newRow(name) << bytes << problem;
    };
    row("bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", Malformed);
    row("bare LF after a field", "GET / HTTP/1.1\r\nHost: a\n\r\n", Malformed);
    row("bare LF as the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", Malformed);
    row("bare CR in a field", get(host + "X: a\rb\r\n"), Malformed);
    row("two CR", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", Malformed);
    row("two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", Malformed);
    row("NUL in a value", get(host + std::string("X: a\0b\r\n", 8)), Malformed);
    row("obs-fold", get(host + "X: a\r\n b\r\n"), Malformed);
    row("fold of the first field", get(" Host: a\r\n"), Malformed);
    row("blank before the colon", get("Host : a\r\n"), Malformed);
    row("field without a name", get(host + ": a\r\n"), Malformed);
    row("field without a colon", get(host + "nonsense\r\n"), Malformed);
    row("blank in a field name", get(host + "X Y: a\r\n"), Malformed);
    row("no Host", get("X: a\r\n"), Malformed);
    row("two Hosts", get(host + host), Malformed);
    row("empty Host", get("Host:\r\n"), Malformed);
    row("Host with a user", get("Host: u@a\r\n"), Malformed);
    row("Host with a path", get("Host: a/b\r\n"), Malformed);
    row("Host with a blank", get("Host: a b\r\n"), Malformed);
    row("Host with a port out of range", get("Host: a:65536\r\n"), Malformed);
    row("Host with a broken bracket", get("Host: [::1\r\n"), Malformed);
    row("two Hosts in HTTP/1.0", get(host + host, "GET / HTTP/1.0"), Malformed);
    row("Content-Length twice, alike", get(host + "Content-Length: 1\r\nContent-Length: 1\r\n"), Malformed);
    row("Content-Length twice, unlike", get(host + "Content-Length: 1\r\nContent-Length: 2\r\n"), Malformed);
    row("Content-Length as a list", get(host + "Content-Length: 1, 1\r\n"), Malformed);
    row("Content-Length with a sign", get(host + "Content-Length: +1\r\n"), Malformed);
    row("Content-Length negative", get(host + "Content-Length: -1\r\n"), Malformed);
    row("Content-Length hexadecimal", get(host + "Content-Length: 0x1\r\n"), Malformed);
    row("Content-Length empty", get(host + "Content-Length:\r\n"), Malformed);
    row("Content-Length beyond 64 bits", get(host + "Content-Length: 99999999999999999999\r\n"), BodyTooLarge);
    row("both framings", get(host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), Malformed);
    row("both framings the other way", get(host + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"), Malformed);
    row("chunked twice", get(host + "Transfer-Encoding: chunked, chunked\r\n"), Malformed);
    row("chunked in two fields", get(host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), Malformed);
    row("chunked not last", get(host + "Transfer-Encoding: chunked, gzip\r\n"), Malformed);
    row("empty coding", get(host + "Transfer-Encoding:\r\n"), Malformed);
    row("chunked in HTTP/1.0", get(host + "Transfer-Encoding: chunked\r\n", "GET / HTTP/1.0"), Malformed);
    row("unknown coding", get(host + "Transfer-Encoding: gzip, chunked\r\n"), UnknownCoding);
    row("disguised coding", get(host + "Transfer-Encoding: xchunked\r\n"), UnknownCoding);
    row("identity", get(host + "Transfer-Encoding: identity\r\n"), UnknownCoding);
    row("unknown expectation", get(host + "Expect: 200-ok\r\n"), ExpectationUnknown);
    row("HTTP/2", get(host, "GET / HTTP/2.0"), VersionNotSupported);
    row("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", VersionNotSupported);
    row("HTTP/0.9 with a version", get(host, "GET / HTTP/0.9"), VersionNotSupported);
    row("HTTP/0.9 without one", "GET /\r\n", Malformed);
    row("lower-case version", get(host, "GET / http/1.1"), Malformed);
    row("version with two digits", get(host, "GET / HTTP/1.10"), Malformed);
    row("no target", get(host, "GET  HTTP/1.1"), Malformed);
    row("blank in the target", get(host, "GET /a b HTTP/1.1"), Malformed);
    row("two blanks", get(host, "GET  / HTTP/1.1"), Malformed);
    row("tab as blank", get(host, "GET\t/ HTTP/1.1"), Malformed);
    row("blank at the end", get(host, "GET / HTTP/1.1 "), Malformed);
    row("fragment", get(host, "GET /#a HTTP/1.1"), Malformed);
    row("raw UTF-8 in the target", get(host, "GET /ñ HTTP/1.1"), Malformed);
    row("relative target", get(host, "GET a HTTP/1.1"), Malformed);
    row("asterisk for GET", get(host, "GET * HTTP/1.1"), Malformed);
    row("https target", get(host, "GET https://a/ HTTP/1.1"), Malformed);
    row("absolute target without host", get(host, "GET http:/// HTTP/1.1"), Malformed);
    row("CONNECT without a host", get(host, "CONNECT : HTTP/1.1"), Malformed);
    row("blank before the method", get(host, " GET / HTTP/1.1"), Malformed);
    row("method not a token", get(host, "G(T / HTTP/1.1"), Malformed);
    row("endless method", get(host, std::string(33, 'A') + " / HTTP/1.1"), Malformed);
    row("long target", get(host, "GET /" + std::string(100, 'a') + " HTTP/1.1"), TargetTooLong);
    row("long field", get(host + "X: " + std::string(600, 'a') + "\r\n"), FieldsTooLarge);
    row("many fields",
        get(host +
            [] {
                std::string fields;
                for (int i = 0; i < 10; ++i)
                    fields += "X: a\r\n";
                return fields;
            }()),
        FieldsTooLarge);
}

void TestRequest::refuses()
{
    QFETCH(std::string, bytes);
    QFETCH(RequestProblem, problem);
    const auto parsed = parseRequestHead(bytes, kLimits);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error(), problem);
}

void TestRequest::everyPrefixIsIncomplete()
{
    const std::string bytes = get("Host: a:80\r\nX-Y: \t z\xf1 \r\nContent-Length: 12\r\n", "POST /a?b=%20 HTTP/1.1");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto parsed = parseRequestHead(std::string_view(bytes).substr(0, size), kLimits);
        QVERIFY2(parsed && !*parsed, qPrintable(QString::number(size)));
    }
    const std::string more = bytes + "more";
    const auto parsed = parseRequestHead(more, kLimits);
    QVERIFY(parsed && *parsed);
    QCOMPARE((*parsed)->size, bytes.size());
    QCOMPARE((*parsed)->contentLength, 12u);
    QCOMPARE((*parsed)->path(), std::string_view("/a"));
    QCOMPARE((*parsed)->query(), std::string_view("b=%20"));
}

void TestRequest::reads_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("host");
    const std::string host = "Host: a\r\n";
    const auto row = [](const char *name, const std::string &bytes, const char *method, const char *target,
                        const char *hostName) {
        QTest::newRow(name) << bytes << std::string(method) << std::string(target) << std::string(hostName);
    };
    row("plain", get(host), "GET", "/", "a");
    row("after one empty line", "\r\n" + get(host), "GET", "/", "a");
    row("HTTP/1.0 without Host", get("", "GET / HTTP/1.0"), "GET", "/", "");
    row("later minor version", get(host, "GET / HTTP/1.7"), "GET", "/", "a");
    row("unknown method", get(host, "BREW /pot HTTP/1.1"), "BREW", "/pot", "a");
    row("asterisk", get(host, "OPTIONS * HTTP/1.1"), "OPTIONS", "*", "a");
    row("CONNECT", get(host, "CONNECT a:443 HTTP/1.1"), "CONNECT", "a:443", "a");
    row("absolute target", get(host, "GET http://b:1/c?d HTTP/1.1"), "GET", "/c?d", "b:1");
    row("absolute target without a path", get(host, "GET HTTP://b HTTP/1.1"), "GET", "/", "b");
    row("IPv6 host", get("Host: [::1]:80\r\n"), "GET", "/", "[::1]:80");
    row("host with an empty port", get("hOST:a:\r\n"), "GET", "/", "a:");
    row("empty value", get(host + "X:\r\n"), "GET", "/", "a");
}

void TestRequest::reads()
{
    QFETCH(std::string, bytes);
    const auto parsed = parseRequestHead(bytes, kLimits);
    QVERIFY(parsed && *parsed);
    QTEST(std::string((*parsed)->method), "method");
    QTEST(std::string((*parsed)->target), "target");
    QTEST(std::string((*parsed)->host), "host");
    QCOMPARE((*parsed)->size, bytes.size());
}

void TestRequest::keepsOrCloses_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("keeps");
    const auto ten = [](const std::string &field) { return get(field, "GET / HTTP/1.0"); };
    const auto eleven = [](const std::string &field) { return get("Host: a\r\n" + field); };
    QTest::newRow("1.1 keeps") << eleven("") << true;
    QTest::newRow("1.1 closes when told") << eleven("Connection: close\r\n") << false;
    QTest::newRow("1.1 closes, said in a list") << eleven("Connection: x, CLOSE\r\n") << false;
    QTest::newRow("1.1 close wins") << eleven("Connection: keep-alive\r\nConnection: close\r\n") << false;
    QTest::newRow("1.0 closes") << ten("") << false;
    QTest::newRow("1.0 keeps when told") << ten("Connection: Keep-Alive\r\n") << true;
}

void TestRequest::keepsOrCloses()
{
    QFETCH(std::string, bytes);
    const auto parsed = parseRequestHead(bytes, kLimits);
    QVERIFY(parsed && *parsed);
    QTEST((*parsed)->keepAlive, "keeps");
}

void TestRequest::refusesEarly_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<RequestProblem>("problem");
    QTest::newRow("TLS on a plain port") << std::string("\x16\x03\x01\x02\x00\x01", 6) << Malformed;
    QTest::newRow("endless target") << "GET /" + std::string(200, 'a') << TargetTooLong;
    QTest::newRow("endless method") << std::string(40, 'A') << Malformed;
    QTest::newRow("endless field") << "GET / HTTP/1.1\r\nX: " + std::string(600, 'a') << FieldsTooLarge;
    QTest::newRow("CR that no LF follows") << std::string("GET / HTTP/1.1\rX") << Malformed;
}

void TestRequest::refusesEarly()
{
    refuses();
}

void TestRequest::moves()
{
    const std::string bytes = get("Host: a\r\n", "GET /b HTTP/1.1");
    const std::string copy = bytes;
    const auto head = (**parseRequestHead(bytes, kLimits)).movedTo(bytes.data(), copy.data());
    QCOMPARE(head.method.data(), copy.data());
    QCOMPARE(head.target, std::string_view("/b"));
    QCOMPARE(head.host.data(), copy.data() + copy.find("a\r\n"));
}

void TestRequest::body_data()
{
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<std::string>("left");
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const auto row = [](const char *name, const std::string &field, const std::string &bytes, Problem problem,
                        const char *left = "") {
        QTest::newRow(name) << field << bytes << problem << std::string(left);
    };
    row("by length", "Content-Length: 3\r\n", "abcGET", {}, "GET");
    row("length at the limit", "Content-Length: 20\r\n", std::string(20, 'a'), {});
    row("length over the limit", "Content-Length: 21\r\n", "", BodyTooLarge);
    row("chunks", chunked, "3\r\nabc\r\n1\r\nd\r\n0\r\n\r\nGET", {}, "GET");
    row("extension", chunked, "3;a=\"b\"\r\nabc\r\n0\r\n\r\n", {});
    row("trailer", chunked, "0\r\nX: y\r\nZ: z\r\n\r\nGET", {}, "GET");
    row("leading zeros", chunked, "0003\r\nabc\r\n000\r\n\r\n", {});
    row("chunks over the limit", chunked, "a\r\n0123456789\r\nb\r\n0123456789x\r\n", BodyTooLarge);
    row("huge chunk", chunked, "fffffffffffffff\r\n", BodyTooLarge);
    row("overflowing chunk", chunked, "ffffffffffffffffffff\r\n", BodyTooLarge);
    row("no size", chunked, "\r\n", Malformed);
    row("size not hexadecimal", chunked, "g\r\n", Malformed);
    row("size with a sign", chunked, "-1\r\n", Malformed);
    row("size with 0x", chunked, "0x3\r\n", Malformed);
    row("blank before the size", chunked, " 3\r\n", Malformed);
    row("blank after the size", chunked, "3 \r\n", Malformed);
    row("bare LF after the size", chunked, "3\nabc", Malformed);
    row("bare LF in an extension", chunked, "3;a\nabc", Malformed);
    row("bare LF after the data", chunked, "3\r\nabc\n", Malformed);
    row("data longer than its size", chunked, "3\r\nabcd\r\n", Malformed);
    row("bare LF in a trailer", chunked, "0\r\nX: y\n\r\n", Malformed);
    row("bare CR in a trailer", chunked, "0\r\nX: \ry\r\n\r\n", Malformed);
    row("endless extension", chunked, "1;" + std::string(70'000, 'a'), BodyTooLarge);
    row("endless trailer", chunked, "0\r\n" + std::string(70'000, 'a'), BodyTooLarge);
}

Q_DECLARE_METATYPE(Problem)

void TestRequest::body()
{
    QFETCH(std::string, field);
    QFETCH(std::string, bytes);
    QFETCH(Problem, problem);
    const std::string head = get("Host: a\r\n" + field);
    BodySkipper skipper(**parseRequestHead(head, kLimits), 20);
    std::string_view rest = bytes;
    const auto complete = skipper.consume(rest);
    QCOMPARE(complete.has_value(), !problem);
    if (problem) {
        QCOMPARE(complete.error(), *problem);
    } else {
        QVERIFY(*complete);
        QTEST(std::string(rest), "left");
    }
}

void TestRequest::bodyByteByByte()
{
    const std::string head = get("Host: a\r\nTransfer-Encoding: chunked\r\n");
    const std::string bytes = "5;x\r\nhello\r\n0\r\nX: y\r\n\r\n";
    BodySkipper skipper(**parseRequestHead(head, kLimits), 20);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto one = std::string_view(bytes).substr(i, 1);
        const auto complete = skipper.consume(one);
        QVERIFY(complete);
        QVERIFY(one.empty());
        QCOMPARE(*complete, i + 1 == bytes.size());
    }
}

QTEST_APPLESS_MAIN(TestRequest)
#include "tst_request.moc"
