#include "dns_server.h"
#include "net/event_loop.h"
#include "net/resolver.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using escala::net::EventLoop;
using escala::net::Resolver;

namespace {

QStringList addressesOf(const Resolver::Answer &answer)
{
    QStringList texts;
    for (const auto &endpoint : answer->endpoints)
        texts.push_back(QString::fromStdString(endpoint.text()));
    return texts;
}

Resolver::Answer ask(const DnsServer &server, std::chrono::nanoseconds timeout = 30s)
{
    return escala::net::lookUpNow("app.test", 80, {.server = server.endpoint(), .timeout = timeout});
}

}

/// Names are looked up at a DNS server of our own.
class TestResolver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void fails_data();
    void fails();
    void endsWhereNobodyAnswers();
    void goesOverToTcp();
    void asksManyAtOnce();
    void goesWithQuestionsOpen();
    void knowsThisMachine();
};

void TestResolver::finds_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("one") << QStringList{u"127.0.0.1"_s} << QStringList{u"127.0.0.1:80"_s};
    QTest::newRow("in a fixed order") << QStringList{u"127.0.0.3"_s, u"127.0.0.1"_s, u"127.0.0.2"_s}
                                      << QStringList{u"127.0.0.1:80"_s, u"127.0.0.2:80"_s, u"127.0.0.3:80"_s};
    QTest::newRow("both families") << QStringList{u"::1"_s, u"127.0.0.1"_s}
                                   << QStringList{u"127.0.0.1:80"_s, u"[::1]:80"_s};
    QTest::newRow("IPv6 alone") << QStringList{u"::1"_s} << QStringList{u"[::1]:80"_s};
    QTest::newRow("repeated") << QStringList{u"127.0.0.1"_s, u"127.0.0.1"_s} << QStringList{u"127.0.0.1:80"_s};
}

void TestResolver::finds()
{
    QFETCH(const QStringList, given);
    QFETCH(const QStringList, found);
    DnsServer::Answer wanted{.ttl = 77};
    for (const QString &address : given)
        wanted.addresses.push_back(address.toStdString());
    const DnsServer server(wanted);
    const auto answer = ask(server);
    QVERIFY(answer.has_value());
    QCOMPARE(addressesOf(answer), found);
    QCOMPARE(answer->ttl, 77s);
    QCOMPARE(server.questions(), 1UL);
}

void TestResolver::fails_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("NXDOMAIN") << 3;
    QTest::newRow("SERVFAIL") << 2;
    QTest::newRow("refused") << 5;
    QTest::newRow("no address") << 0;
}

void TestResolver::fails()
{
    QFETCH(const int, code);
    const DnsServer server({.code = static_cast<std::uint8_t>(code)});
    const auto answer = ask(server);
    QVERIFY(!answer.has_value());
    QVERIFY(QString::fromStdString(answer.error()).contains(QStringLiteral("\"app.test\" can't be resolved")));
}

void TestResolver::endsWhereNobodyAnswers()
{
    const DnsServer server({.silent = true});
    QVERIFY(!ask(server, 60ms).has_value());
    QVERIFY(server.questions() >= 1);
}

void TestResolver::goesOverToTcp()
{
    const DnsServer server({.addresses = {"127.0.0.1", "::1"}, .truncated = true});
    const auto answer = ask(server);
    QVERIFY(answer.has_value());
    QCOMPARE(addressesOf(answer), (QStringList{u"127.0.0.1:80"_s, u"[::1]:80"_s}));
    QCOMPARE(server.questionsByTcp(), 1UL);
}

// Each receiver asks once more, from within its answer.
void TestResolver::asksManyAtOnce()
{
    const DnsServer server({.addresses = {"127.0.0.1"}});
    EventLoop loop;
    Resolver resolver(loop, {.server = server.endpoint(), .timeout = 30s});
    constexpr int count = 50;
    int found = 0;
    const auto counted = [&](const Resolver::Answer &answer) {
        found += answer.has_value() ? 1 : 0;
        if (found == 2 * count)
            loop.stop();
    };
    for (int i = 0; i < count; ++i)
        resolver.ask("app.test", 80, [&](const Resolver::Answer &answer) {
            counted(answer);
            resolver.ask("more.test", 80, counted);
        });
    loop.run();
    QCOMPARE(server.questions(), 2UL * count);
}

void TestResolver::goesWithQuestionsOpen()
{
    const DnsServer server({.silent = true});
    EventLoop loop;
    bool told = false;
    {
        Resolver resolver(loop, {.server = server.endpoint(), .timeout = 30s});
        resolver.ask("app.test", 80, [&](const Resolver::Answer &) { told = true; });
    }
    loop.post([&loop] { loop.stop(); });
    loop.run();
    QVERIFY(!told);
}

// By /etc/hosts, or because the name means this machine.
void TestResolver::knowsThisMachine()
{
    const auto answer = escala::net::lookUpNow("localhost", 80, {.server = std::nullopt, .timeout = 30s});
    QVERIFY(answer.has_value());
    for (const auto &endpoint : answer->endpoints)
        QVERIFY(endpoint.isLoopback());
}

QTEST_GUILESS_MAIN(TestResolver)
#include "tst_resolver.moc"
