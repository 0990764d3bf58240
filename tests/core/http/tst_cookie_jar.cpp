#include "http/cookie_jar.h"

#include <QTest>

using namespace escala::http;
using namespace std::chrono_literals;

namespace {

using Moment = CookieJar::Clock::time_point;

const Moment kNow = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + 12h;

Url url(const QByteArray &text)
{
    return parseUrl(text.toStdString()).value();
}

std::string sent(const CookieJar &jar, const QByteArray &to, Moment now = kNow)
{
    std::string text = "what was there before";
    jar.cookiesFor(url(to), now, text);
    return text;
}

}

class TestCookieJar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keeps_data();
    void keeps();
    void expires();
    void replacesAndRemoves();
    void longerPathsFirst();
    void staysBounded();
    void dates_data();
    void dates();
};

void TestCookieJar::keeps_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("setCookie");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *name, const char *from, const char *setCookie, const char *to, const char *sent) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(setCookie) << QByteArray(to) << QByteArray(sent);
    };
    const char *root = "http://host.example/";
    row("plain", root, "a=1", root, "a=1");
    row("blanks around", root, "  a = 1 ;", root, "a=1");
    row("quotes are part of the value", root, "a=\"x y\"", root, "a=\"x y\"");
    row("equals signs in the value", root, "a=b=c==", root, "a=b=c==");
    row("empty value", root, "a=", root, "a=");
    row("no equals sign", root, "a", root, "");
    row("no name", root, "=1", root, "");
    row("control character", root, "a=1\x01", root, "");
    row("unknown attributes", root, "a=1; SameSite=Lax; HttpOnly; Priority=High", root, "a=1");
    row("whole site", "http://host.example/shop/cart", "a=1; Path=/", root, "a=1");
    row("below its path", root, "a=1; Path=/shop", "http://host.example/shop/cart?x=/", "a=1");
    row("its very path", root, "a=1; path=/shop", "http://host.example/shop", "a=1");
    row("path that only begins alike", root, "a=1; Path=/shop", "http://host.example/shopping", "");
    row("path with a slash at its end", root, "a=1; Path=/shop/", "http://host.example/shop/cart", "a=1");
    row("default path", "http://host.example/shop/cart?a/b", "a=1", "http://host.example/shop/other", "a=1");
    row("outside the default path", "http://host.example/shop/cart", "a=1", root, "");
    row("path that is none", "http://host.example/shop/cart", "a=1; Path=shop", "http://host.example/shop/x", "a=1");
    row("own domain", root, "a=1; Domain=HOST.example", root, "a=1");
    row("domain above", root, "a=1; Domain=.host.example", "http://host.example/", "a=1");
    row("another domain", root, "a=1; Domain=other.example", root, "");
    row("domain that only ends alike", root, "a=1; Domain=ost.example", root, "");
    row("top domain", root, "a=1; Domain=example", root, "");
    row("secure over https", "https://host.example/", "a=1; Secure", "https://host.example/", "a=1");
    row("secure never over http", "https://host.example/", "a=1; Secure", root, "");
    row("secure set over http", root, "a=1; Secure", "https://host.example/", "");
    row("Max-Age", root, "a=1; Max-Age=60", root, "a=1");
    row("Max-Age over", root, "a=1; Max-Age=0", root, "");
    row("negative Max-Age", root, "a=1; Max-Age=-99999999999999999999", root, "");
    row("endless Max-Age", root, "a=1; Max-Age=99999999999999999999", root, "a=1");
    row("malformed Max-Age", root, "a=1; Max-Age=soon", root, "a=1");
    row("Expires ahead", root, "a=1; Expires=Fri, 02 Jan 2026 00:00:00 GMT", root, "a=1");
    row("Expires behind", root, "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", root, "");
    row("malformed Expires", root, "a=1; Expires=tomorrow", root, "a=1");
    row("Max-Age wins over Expires", root, "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", root, "a=1");
    row("Max-Age wins also when it comes later", root, "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", root,
        "a=1");
}

void TestCookieJar::keeps()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, setCookie);
    QFETCH(const QByteArray, to);
    QFETCH(const QByteArray, sent);
    CookieJar jar;
    jar.store(setCookie.toStdString(), url(from), kNow);
    QCOMPARE(QByteArray::fromStdString(::sent(jar, to)), sent);
}

void TestCookieJar::expires()
{
    CookieJar jar;
    const auto root = url("http://host.example/");
    jar.store("a=1; Max-Age=60", root, kNow);
    jar.store("b=2", root, kNow);
    QCOMPARE(sent(jar, "http://host.example/", kNow + 59s), std::string("a=1; b=2"));
    QCOMPARE(sent(jar, "http://host.example/", kNow + 60s), std::string("b=2"));
}

void TestCookieJar::replacesAndRemoves()
{
    CookieJar jar;
    const auto root = url("http://host.example/");
    jar.store("a=1", root, kNow);
    jar.store("b=2", root, kNow);
    jar.store("a=3", root, kNow);
    QCOMPARE(sent(jar, "http://host.example/"), std::string("a=3; b=2"));
    jar.store("b=; Max-Age=0", root, kNow);
    QCOMPARE(sent(jar, "http://host.example/"), std::string("a=3"));
    jar.store("a=4; Path=/other", root, kNow);
    QCOMPARE(sent(jar, "http://host.example/other"), std::string("a=4; a=3"));
    jar.clear();
    QVERIFY(jar.empty());
}

void TestCookieJar::longerPathsFirst()
{
    CookieJar jar;
    const auto root = url("http://host.example/a/b/c");
    jar.store("one=1; Path=/a", root, kNow);
    jar.store("two=2; Path=/a/b", root, kNow);
    jar.store("three=3; Path=/a", root, kNow);
    QCOMPARE(sent(jar, "http://host.example/a/b/c"), std::string("two=2; one=1; three=3"));
}

void TestCookieJar::staysBounded()
{
    CookieJar jar;
    const auto root = url("http://host.example/");
    for (int i = 0; i < 1000; ++i)
        jar.store("c" + std::to_string(i) + "=1", root, kNow);
    const auto text = sent(jar, "http://host.example/");
    QCOMPARE(std::size_t(std::ranges::count(text, '=')), CookieJar::kMaxCookies);
    QVERIFY(text.ends_with("c999=1"));
    jar.clear();
    jar.store("a=" + std::string(CookieJar::kMaxBytes, 'x'), root, kNow);
    QVERIFY(jar.empty());
}

void TestCookieJar::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds"); // since 1970; -1: no date
    QTest::newRow("RFC 1123") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784111777);
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(784111777);
    QTest::newRow("Netscape") << QByteArray("Sun, 06-Nov-1994 08:49:37 GMT") << qint64(784111777);
    QTest::newRow("month in full") << QByteArray("6 november 1994 8:49:37") << qint64(784111777);
    QTest::newRow("two digits after 2000") << QByteArray("Thu, 01-Jan-26 00:00:00 GMT") << qint64(1767225600);
    QTest::newRow("far future") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << qint64(7258118400 + 86399);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
    QTest::newRow("no time") << QByteArray("Sun, 06 Nov 1994") << qint64(-1);
    QTest::newRow("hour 24") << QByteArray("Sun, 06 Nov 1994 24:00:00 GMT") << qint64(-1);
    QTest::newRow("31 February") << QByteArray("Sun, 31 Feb 1994 08:49:37 GMT") << qint64(-1);
    QTest::newRow("before 1601") << QByteArray("Sun, 06 Nov 1600 08:49:37 GMT") << qint64(-1);
}

void TestCookieJar::dates()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, seconds);
    const auto date = parseCookieDate(text.toStdString());
    QCOMPARE(date ? std::chrono::floor<std::chrono::seconds>(date->time_since_epoch()).count() : -1, seconds);
}

QTEST_GUILESS_MAIN(TestCookieJar)
#include "tst_cookie_jar.moc"
