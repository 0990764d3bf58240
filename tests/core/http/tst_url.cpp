#include "http/url.h"

#include <QTest>

using escala::http::parseUrl;
using escala::http::UrlProblem;

class TestUrl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void loopback_data();
    void loopback();
};

void TestUrl::accepted_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("text"); // as shown, without credentials
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("hostField");
    QTest::addColumn<QByteArray>("userInfo");
    const auto row = [](const char *name, const char *given, const char *text, const char *host, int port,
                        const char *hostField, const char *userInfo = "") {
        QTest::newRow(name) << QByteArray(given) << QByteArray(text) << QByteArray(host) << port
                            << QByteArray(hostField) << QByteArray(userInfo);
    };
    row("plain", "http://example.org/", "http://example.org/", "example.org", 80, "example.org");
    row("no path", "http://example.org", "http://example.org/", "example.org", 80, "example.org");
    row("https", "https://example.org/a", "https://example.org/a", "example.org", 443, "example.org");
    row("port", "http://127.0.0.1:5001/", "http://127.0.0.1:5001/", "127.0.0.1", 5001, "127.0.0.1:5001");
    row("port of the scheme", "https://h:443/", "https://h/", "h", 443, "h");
    row("port of the other scheme", "https://h:80/", "https://h:80/", "h", 80, "h:80");
    row("empty port", "http://h:/x", "http://h/x", "h", 80, "h");
    row("no scheme", "localhost:8080/x?y=1", "http://localhost:8080/x?y=1", "localhost", 8080, "localhost:8080");
    row("no scheme, URL in the query", "h/x?u=http://z/", "http://h/x?u=http://z/", "h", 80, "h");
    row("upper case", "HTTP://Example.ORG/A", "http://example.org/A", "example.org", 80, "example.org");
    row("query without path", "http://h?a=b", "http://h/?a=b", "h", 80, "h");
    row("fragment is dropped", "http://h/a#b", "http://h/a", "h", 80, "h");
    row("IPv6", "http://[::1]:81/", "http://[::1]:81/", "::1", 81, "[::1]:81");
    row("credentials", "http://me:s%40cret@h/", "http://h/", "h", 80, "h", "me:s@cret");
    row("letters beyond ASCII in the path", "http://h/a\xc3\xb1o", "http://h/a%C3%B1o", "h", 80, "h");
    row("blanks around", "  http://h/  ", "http://h/", "h", 80, "h");
    row("largest port", "http://h:65535/", "http://h:65535/", "h", 65535, "h:65535");
}

void TestUrl::accepted()
{
    QFETCH(const QByteArray, given);
    const auto url = parseUrl(given.toStdString());
    QVERIFY2(url.has_value(), url ? "" : url.error().message.c_str());
    QTEST(QByteArray::fromStdString(url->text()), "text");
    QTEST(QByteArray::fromStdString(url->host), "host");
    QTEST(static_cast<int>(url->port), "port");
    QTEST(QByteArray::fromStdString(url->hostField()), "hostField");
    QTEST(QByteArray::fromStdString(url->userInfo), "userInfo");
    QCOMPARE(parseUrl(url->text())->target, url->target);
}

void TestUrl::refused_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<int>("problem");
    const auto row = [](const char *name, const QByteArray &given, UrlProblem problem) {
        QTest::newRow(name) << given << static_cast<int>(problem);
    };
    row("nothing", "", UrlProblem::Empty);
    row("blanks", "   ", UrlProblem::Empty);
    row("another scheme", "ftp://h/", UrlProblem::Scheme);
    row("file", "file:///etc/passwd", UrlProblem::Scheme);
    row("no host", "http:///x", UrlProblem::NoHost);
    row("port 0", "http://h:0/", UrlProblem::PortRange);
    row("port 65536", "http://h:65536/", UrlProblem::PortRange);
    row("absurd port", "http://h:99999999999999999999999/", UrlProblem::PortRange);
    row("port not a number", "http://h:80a/", UrlProblem::Malformed);
    row("blank", "http://h/a b", UrlProblem::Malformed);
    row("line feed", "http://h/a\nb", UrlProblem::Malformed);
    row("carriage return for another field", "http://h/\r\nX: y", UrlProblem::Malformed);
    row("NUL", QByteArray("http://h/a\0b", 12), UrlProblem::Malformed);
    row("delete", "http://h/\x7f", UrlProblem::Malformed);
    row("UTF-8 cut short", "http://h/\xc3", UrlProblem::Malformed);
    row("UTF-8 overlong", "http://h/\xc0\xaf", UrlProblem::Malformed);
    row("UTF-8 surrogate", "http://h/\xed\xa0\x80", UrlProblem::Malformed);
    row("UTF-8 beyond Unicode", "http://h/\xf4\x90\x80\x80", UrlProblem::Malformed);
    row("Latin-1", "http://h/\xf1o", UrlProblem::Malformed);
    row("broken percent sign", "http://h/%zz", UrlProblem::Malformed);
    row("bracket left open", "http://[::1/", UrlProblem::Malformed);
    row("IPv6 without brackets", "http://::1/", UrlProblem::Malformed);
    row("international name", "http://se\xc3\xb1or.example/", UrlProblem::Malformed);
    row("one slash", "http:/h/", UrlProblem::Malformed);
    row("too long", "http://h/" + QByteArray(8000, 'a'), UrlProblem::TooLong);
}

void TestUrl::refused()
{
    QFETCH(const QByteArray, given);
    const auto url = parseUrl(given.toStdString());
    QVERIFY(!url.has_value());
    QTEST(static_cast<int>(url.error().problem), "problem");
    const auto &message = url.error().message;
    QVERIFY(!message.empty() && message.size() < 400);
    QVERIFY(message.find('\n') == std::string::npos && message.find('\r') == std::string::npos);
}

void TestUrl::loopback_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<bool>("loopback");
    QTest::newRow("localhost") << QByteArray("http://localhost/") << true;
    QTest::newRow("below localhost") << QByteArray("http://a.localhost/") << true;
    QTest::newRow("127.0.0.1") << QByteArray("http://127.0.0.1/") << true;
    QTest::newRow("127.9.9.9") << QByteArray("http://127.9.9.9/") << true;
    QTest::newRow("::1") << QByteArray("http://[::1]/") << true;
    QTest::newRow("name that starts alike") << QByteArray("http://127.0.0.1.example.org/") << false;
    QTest::newRow("localhost in another domain") << QByteArray("http://localhost.example.org/") << false;
    QTest::newRow("another address") << QByteArray("http://192.0.2.1/") << false;
}

void TestUrl::loopback()
{
    QFETCH(const QByteArray, given);
    QTEST(parseUrl(given.toStdString()).value().isLoopback(), "loopback");
}

QTEST_GUILESS_MAIN(TestUrl)
#include "tst_url.moc"
