#include "http/redirect.h"

#include <QTest>

using namespace escala::http;

Q_DECLARE_METATYPE(RedirectProblem)

class TestRedirect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leads_data();
    void leads();
    void refuses_data();
    void refuses();
    void keepsCredentials();
    void methods_data();
    void methods();
};

void TestRedirect::leads_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char *location, const char *target) {
        QTest::newRow(location) << QByteArray(location) << QByteArray(target);
    };
    row("/new", "/new");
    row("  /new ", "/new");
    row("new", "/a/new");
    row("./new", "/a/new");
    row("../new", "/new");
    row("../../../new", "/new");
    row("/x/../../new", "/new");
    row("../..", "/");
    row("new?x=1&y=/", "/a/new?x=1&y=/");
    row("?x=2", "/a/b?x=2");
    row("/new#part", "/new");
    row("#part", "/a/b?x=1");
    row("http://localhost:8080/new", "/new");
    row("HTTP://LOCALHOST:8080/new", "/new");
    row("http://localhost:8080", "/");
    row("//localhost:8080/new", "/new");
    row("http://someone@localhost:8080/new", "/new");
}

void TestRedirect::leads()
{
    QFETCH(const QByteArray, location);
    QFETCH(const QByteArray, target);
    const auto base = parseUrl("http://localhost:8080/a/b?x=1").value();
    const auto url = resolveLocation(base, location.toStdString());
    QVERIFY(url);
    QCOMPARE(QByteArray::fromStdString(url->target), target);
    QCOMPARE(url->hostField(), base.hostField());
    QCOMPARE(url->userInfo, std::string());
}

void TestRedirect::refuses_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<RedirectProblem>("problem");
    const auto row = [](const char *location, RedirectProblem problem) {
        QTest::newRow(location) << QByteArray(location) << problem;
    };
    row("", RedirectProblem::NoLocation);
    row(" ", RedirectProblem::NoLocation);
    row("/a b", RedirectProblem::Malformed);
    row("http://[::1", RedirectProblem::Malformed);
    row("/%zz", RedirectProblem::Malformed);
    row("http://other.example/new", RedirectProblem::OtherHost);
    row("//other.example/new", RedirectProblem::OtherHost);
    row("http://localhost/new", RedirectProblem::OtherHost);
    row("http://localhost:8081/", RedirectProblem::OtherHost);
    row("https://localhost:8080/new", RedirectProblem::OtherHost);
    row("ftp://localhost:8080/new", RedirectProblem::OtherHost);
    row("http://localhost:8080@other.example/", RedirectProblem::OtherHost);
    row("http://localhost.other.example:8080/", RedirectProblem::OtherHost);
}

void TestRedirect::refuses()
{
    QFETCH(const QByteArray, location);
    QFETCH(const RedirectProblem, problem);
    const auto url = resolveLocation(parseUrl("http://localhost:8080/a/b?x=1").value(), location.toStdString());
    QVERIFY2(!url, url ? url->text().c_str() : "");
    QCOMPARE(url.error(), problem);
}

void TestRedirect::keepsCredentials()
{
    const auto base = parseUrl("http://me:secret@localhost/a").value();
    QCOMPARE(resolveLocation(base, "http://you:other@localhost/b").value().userInfo, std::string("me:secret"));
}

void TestRedirect::methods_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](int status, const char *method, const char *next) {
        QTest::addRow("%d after %s", status, method) << status << QByteArray(method) << QByteArray(next);
    };
    row(301, "GET", "GET");
    row(301, "POST", "GET");
    row(302, "POST", "GET");
    row(302, "PUT", "PUT");
    row(303, "POST", "GET");
    row(303, "PUT", "GET");
    row(303, "HEAD", "HEAD");
    row(307, "POST", "POST");
    row(308, "POST", "POST");
}

void TestRedirect::methods()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, next);
    QVERIFY(isRedirect(status));
    for (const int other : {200, 204, 300, 304, 305, 306, 400})
        QVERIFY(!isRedirect(other));
    QCOMPARE(QByteArray::fromStdString(std::string(methodAfter(status, method.toStdString()))), next);
}

QTEST_GUILESS_MAIN(TestRedirect)
#include "tst_redirect.moc"
