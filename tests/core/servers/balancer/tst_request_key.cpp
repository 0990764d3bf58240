#include "servers/balancer/request_key.h"
#include "servers/balancer/sticky_cookie.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::servers::balancer;

/// What the hash and the sticky cookie read of a request.
class TestRequestKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sources_data();
    void sources();
    void keys_data();
    void keys();
    void identities_data();
    void identities();
    void comesBack();
};

void TestRequestKey::sources_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("source"); ///< -1: refused.
    QTest::addColumn<std::string>("name");
    using enum HashKey::Source;
    QTest::newRow("path") << std::string("path") << int(Path) << std::string();
    QTest::newRow("client") << std::string("client") << int(Client) << std::string();
    QTest::newRow("header") << std::string("header:X-User") << int(Header) << std::string("X-User");
    QTest::newRow("cookie") << std::string("cookie:id") << int(Cookie) << std::string("id");
    QTest::newRow("header without a name") << std::string("header:") << -1 << std::string();
    QTest::newRow("header alone") << std::string("header") << -1 << std::string();
    QTest::newRow("no name of a field") << std::string("header:a b") << -1 << std::string();
    QTest::newRow("unknown") << std::string("body") << -1 << std::string();
    QTest::newRow("empty") << std::string() << -1 << std::string();
}

void TestRequestKey::sources()
{
    QFETCH(std::string, text);
    QFETCH(int, source);
    QFETCH(std::string, name);
    const auto key = parseHashKey(text);
    QCOMPARE(key ? int(key->source) : -1, source);
    QCOMPARE(key ? key->name : std::string(), name);
}

void TestRequestKey::keys_data()
{
    QTest::addColumn<std::string>("source");
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<bool>("has");
    QTest::addColumn<std::string>("key");
    const std::string none;
    QTest::newRow("path without query") << std::string("path") << none << true << std::string("/a");
    QTest::newRow("client") << std::string("client") << none << true << std::string("192.0.2.1");
    QTest::newRow("header in any case") << std::string("header:x-user") << std::string("X-USER: kim\r\n") << true
                                        << std::string("kim");
    QTest::newRow("no header") << std::string("header:x-user") << std::string("X: kim\r\n") << false << none;
    QTest::newRow("cookie") << std::string("cookie:id") << std::string("Cookie: id=7\r\n") << true << std::string("7");
    QTest::newRow("one of several") << std::string("cookie:id") << std::string("Cookie: a=1; id=7; b=2\r\n") << true
                                    << std::string("7");
    QTest::newRow("in a second field") << std::string("cookie:id") << std::string("Cookie: a=1\r\nCookie: id=7\r\n")
                                       << true << std::string("7");
    QTest::newRow("names have their case")
        << std::string("cookie:id") << std::string("Cookie: ID=7\r\n") << false << none;
    QTest::newRow("a value with an equals sign")
        << std::string("cookie:id") << std::string("Cookie: id=7==\r\n") << true << std::string("7==");
    QTest::newRow("an empty value") << std::string("cookie:id") << std::string("Cookie: id=\r\n") << true << none;
    QTest::newRow("no value") << std::string("cookie:id") << std::string("Cookie: id\r\n") << false << none;
}

void TestRequestKey::keys()
{
    QFETCH(std::string, source);
    QFETCH(std::string, fields);
    QFETCH(bool, has);
    QFETCH(std::string, key);
    const std::string bytes = "GET /a?b=c HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
    const auto head = http::parseRequestHead(bytes, {}).value().value();
    const auto found = keyOf(parseHashKey(source).value(), head, bytes, "192.0.2.1");
    QCOMPARE(found.has_value(), has);
    QCOMPARE(found.value_or(std::string()), key);
}

void TestRequestKey::identities_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<quint64>("identity");
    QTest::newRow("hexadecimal") << std::string("00000000000000ff") << quint64(255);
    QTest::newRow("empty") << std::string() << quint64(0);
    QTest::newRow("no number") << std::string("replica-1") << quint64(0);
    QTest::newRow("more after it") << std::string("ff;") << quint64(0);
    QTest::newRow("too long") << std::string("1ffffffffffffffff") << quint64(0);
}

void TestRequestKey::identities()
{
    QFETCH(std::string, value);
    QFETCH(quint64, identity);
    QCOMPARE(quint64(identityIn(value)), identity);
}

void TestRequestKey::comesBack()
{
    constexpr std::uint64_t identity = 0x0123456789abcdef;
    const auto line = setCookieLine("backend", identity);
    QCOMPARE(line, std::string("Set-Cookie: backend=0123456789abcdef; Path=/; HttpOnly; SameSite=Lax\r\n"));
    const auto value = cookieOf("GET / HTTP/1.1\r\nCookie: backend=0123456789abcdef\r\n\r\n", "backend");
    QCOMPARE(quint64(identityIn(value.value_or(""))), quint64(identity));
}

QTEST_GUILESS_MAIN(TestRequestKey)
#include "tst_request_key.moc"
