#include "report/masking.h"

#include "experiment/experiment_file.h"

#include <QTest>

using namespace escala;

class TestMasking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void sentences();
    void experiments();
};

void TestMasking::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("masked");
    const auto row = [](const char *url, const char *masked) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(masked);
    };
    row("http://host/", "http://host/");
    row("http://user:secret@host:81/a", "http://***@host:81/a");
    row("https://user@host", "https://***@host");
    row("http://user:p@ss@host/", "http://***@host/");
    row("http://user:secret@[::1]:80/?q", "http://***@[::1]:80/?q");
    row("user:secret@host/path", "***@host/path");
    row("http://host/mail@example.org", "http://host/mail@example.org");
    row("http://host?to=a@b", "http://host?to=a@b");
    row("http://host#a@b", "http://host#a@b");
    row("host:80/a@b", "host:80/a@b");
    row("", "");
}

void TestMasking::urls()
{
    QFETCH(const QString, url);
    QFETCH(const QString, masked);
    QCOMPARE(QString::fromStdString(report::maskedUrl(url.toStdString())), masked);
}

void TestMasking::sentences()
{
    QCOMPARE(report::maskedUrls("went from http://a:b@one/ to \"https://c:d@two\", see me@example.org"),
             std::string("went from http://***@one/ to \"https://***@two\", see me@example.org"));
}

void TestMasking::experiments()
{
    experiment::Experiment secret;
    secret.name = "bad \xff name";
    secret.targets = {{.name = "A", .url = "http://user:secret@host/", .server = {}}};
    secret.plan.request.headers = {{"Authorization", "Bearer secret"}, {"COOKIE", "id=secret"},
                                   {"proxy-authorization", "secret"},  {"X-Api-Key", "secret"},
                                   {"Referer", "http://u:secret@h/"},  {"Accept", "text/html"}};
    secret.plan.moreRequests = {{.headers = {{"cookie", "id=secret"}}}};
    secret.plan.credentials = {.scheme = load::CredentialSpec::Scheme::Basic, .name = "NAME_OF_A_VARIABLE"};
    experiment::ServerSpec proxy;
    proxy.kind = experiment::ServerSpec::Kind::Proxy;
    proxy.upstreams = {"http://user:secret@host/"};
    proxy.options = {"--backend=redis://:secret@host", "redis://host/1?password=secret"};
    secret.targets.push_back({.name = "B", .url = {}, .server = proxy, .behind = {proxy}});
    const experiment::Experiment masked = report::masked(secret);
    QVERIFY(!experiment::writeExperiment(masked).contains("secret"));
    QCOMPARE(masked.name, std::string("bad \xef\xbf\xbd name"));
    QCOMPARE(masked.targets.front().url, std::string("http://***@host/"));
    for (const auto &[name, value] : masked.plan.request.headers)
        QVERIFY2(value.find("secret") == std::string::npos, name.c_str());
    QCOMPARE(masked.plan.request.headers.back().second, std::string("text/html"));
    QCOMPARE(masked.plan.moreRequests.front().headers.front().second, std::string("***"));
    QCOMPARE(masked.plan.credentials.name, std::string("NAME_OF_A_VARIABLE"));
}

QTEST_APPLESS_MAIN(TestMasking)
#include "tst_masking.moc"
