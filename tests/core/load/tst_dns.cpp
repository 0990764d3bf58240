#include "dns_server.h"
#include "engine_run.h"
#include "script_server.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::DnsMode;
using escala::load::LoadPlan;
using escala::metrics::ErrorKind;
using escala::metrics::Summary;

namespace {

/// A plan that asks that server for names, and makes a connection for each request.
LoadPlan namePlan(const DnsServer &server, DnsMode mode, std::uint64_t requests = 20)
{
    LoadPlan plan = smallPlan(requests);
    plan.keepAlive = false;
    plan.connection.dns = mode;
    plan.connection.dnsServer = server.endpoint().text();
    return plan;
}

escala::http::Url namedUrl(std::uint16_t port)
{
    return escala::http::parseUrl(fmt::format("http://app.test:{}/", port)).value();
}

Summary summaryOf(EngineRun &run, const LoadPlan &plan, std::uint16_t port)
{
    if (const auto problem = run.start(plan, {namedUrl(port)}); !problem.empty())
        qFatal("%s", problem.c_str());
    return run.finish()->targets.front().summary;
}

std::uint64_t errorsOf(const Summary &summary, ErrorKind kind)
{
    return summary.errors[static_cast<std::size_t>(kind)];
}

}

/// Runs against a host that only a DNS server of our own knows.
class TestDns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksAsOften_data();
    void asksAsOften();
    void asksAgainAfterTtl();
    void keepsConnections();
    void takesAllAddressesInTurn_data();
    void takesAllAddressesInTurn();
    void goesOnToTheNextAddress();
    void followsAChange();
    void failures_data();
    void failures();
    void unknownBeforeTheRun();
    void asksNobody_data();
    void asksNobody();
    void stopsWhileItAsks();
    void openModel();
    void badPlans_data();
    void badPlans();
};

void TestDns::asksAsOften_data()
{
    QTest::addColumn<DnsMode>("mode");
    QTest::addColumn<std::uint64_t>("questions");
    QTest::newRow("once") << DnsMode::Once << std::uint64_t{1};
    QTest::newRow("a connection") << DnsMode::Connection << std::uint64_t{20};
    QTest::newRow("by TTL") << DnsMode::Ttl << std::uint64_t{1};
}

void TestDns::asksAsOften()
{
    QFETCH(const DnsMode, mode);
    QFETCH(const std::uint64_t, questions);
    const DnsServer names({.addresses = {"127.0.0.1"}});
    const ScriptServer server(ScriptServer::answeringOk());
    EngineRun run;
    const auto summary = summaryOf(run, namePlan(names, mode), server.port());
    QCOMPARE(summary.ledger.ok, 20UL);
    QCOMPARE(server.connections(), 20UL);
    QCOMPARE(names.questions(), questions);
    QCOMPARE(summary.dns.count, questions);
    QCOMPARE(summary.connect.count, 20UL);
    QVERIFY(summary.dns.max.count() > 0);
    QVERIFY(run.alwaysBalanced());
}

void TestDns::asksAgainAfterTtl()
{
    const DnsServer names({.addresses = {"127.0.0.1"}, .ttl = 1});
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = namePlan(names, DnsMode::Ttl);
    plan.requests.reset();
    plan.duration = 10min;
    EngineRun run;
    QCOMPARE(run.start(plan, {namedUrl(server.port())}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(names.questions() >= 3, 30'000);
    run.engine().stop();
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QVERIFY(summary.dns.count >= 2);
    QVERIFY(summary.dns.count <= names.questions());
    // Each answer held for a second, so it served all connections of that second.
    QVERIFY(names.questions() <= static_cast<std::uint64_t>(last->elapsed / 1s) + 1);
    QVERIFY(run.alwaysBalanced());
}

void TestDns::keepsConnections()
{
    const DnsServer names({.addresses = {"127.0.0.1"}});
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = namePlan(names, DnsMode::Connection);
    plan.keepAlive = true;
    EngineRun run;
    const auto summary = summaryOf(run, plan, server.port());
    QCOMPARE(summary.ledger.ok, 20UL);
    QCOMPARE(names.questions(), server.connections());
    QVERIFY(server.connections() <= 2);
}

void TestDns::takesAllAddressesInTurn_data()
{
    QTest::addColumn<DnsMode>("mode");
    QTest::newRow("once") << DnsMode::Once;
    QTest::newRow("a connection") << DnsMode::Connection;
    QTest::newRow("by TTL") << DnsMode::Ttl;
}

void TestDns::takesAllAddressesInTurn()
{
    QFETCH(const DnsMode, mode);
    const DnsServer names({.addresses = {"127.0.0.1", "127.0.0.2"}});
    const ScriptServer one(ScriptServer::answeringOk());
    const ScriptServer two(ScriptServer::answeringOk(), one);
    EngineRun run;
    const auto summary = summaryOf(run, namePlan(names, mode), one.port());
    QCOMPARE(summary.ledger.ok, 20UL);
    QCOMPARE(one.connections(), 10UL);
    QCOMPARE(two.connections(), 10UL);
}

// Nobody listens at two of the addresses; no request has to suffer from that.
void TestDns::goesOnToTheNextAddress()
{
    const DnsServer names({.addresses = {"127.0.0.2", "127.0.0.1", "::1"}});
    const ScriptServer server(ScriptServer::answeringOk());
    EngineRun run;
    const auto summary = summaryOf(run, namePlan(names, DnsMode::Connection), server.port());
    QCOMPARE(summary.ledger.ok, 20UL);
    QCOMPARE(server.connections(), 20UL);
    QCOMPARE(summary.failed(), 0UL);
    QVERIFY(run.alwaysBalanced());
}

void TestDns::followsAChange()
{
    DnsServer names({.addresses = {"127.0.0.1"}, .ttl = 0});
    const ScriptServer one(ScriptServer::answeringOk());
    const ScriptServer two(ScriptServer::answeringOk(), one);
    LoadPlan plan = namePlan(names, DnsMode::Ttl);
    plan.requests.reset();
    plan.duration = 10min;
    EngineRun run;
    QCOMPARE(run.start(plan, {namedUrl(one.port())}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(one.connections() > 0, 30'000);
    names.setAnswer({.addresses = {"127.0.0.2"}, .ttl = 0});
    QTRY_VERIFY_WITH_TIMEOUT(two.connections() > 0, 30'000);
    run.engine().stop();
    const auto last = run.finish();
    QCOMPARE(last->targets.front().summary.failed(), 0UL);
}

void TestDns::failures_data()
{
    QTest::addColumn<DnsServer::Answer>("answer");
    QTest::addColumn<DnsMode>("mode");
    const DnsServer::Answer unknown{.code = 3};
    const DnsServer::Answer failing{.code = 2};
    const DnsServer::Answer silent{.silent = true};
    QTest::newRow("NXDOMAIN, a connection") << unknown << DnsMode::Connection;
    QTest::newRow("SERVFAIL, a connection") << failing << DnsMode::Connection;
    QTest::newRow("no answer, a connection") << silent << DnsMode::Connection;
    QTest::newRow("NXDOMAIN, by TTL") << unknown << DnsMode::Ttl;
    QTest::newRow("SERVFAIL, by TTL") << failing << DnsMode::Ttl;
    QTest::newRow("no answer, by TTL") << silent << DnsMode::Ttl;
}

void TestDns::failures()
{
    QFETCH(const DnsServer::Answer, answer);
    QFETCH(const DnsMode, mode);
    const DnsServer names(answer);
    LoadPlan plan = namePlan(names, mode, 6);
    plan.connectTimeout = 60ms;
    EngineRun run;
    const auto summary = summaryOf(run, plan, 80);
    QCOMPARE(errorsOf(summary, ErrorKind::Dns), 6UL);
    QCOMPARE(summary.ledger.transportError, 6UL);
    QCOMPARE(summary.byStatus.at(escala::metrics::StatusClass::NoAnswer).response.count, 6UL);
    QCOMPARE(summary.byStatus.at(escala::metrics::StatusClass::NoAnswer).service.count, 0UL); // none was sent
    QCOMPARE(summary.connectionsOpened, 0UL);
    QVERIFY(names.questions() > 0);
    QVERIFY(run.alwaysBalanced());
}

void TestDns::unknownBeforeTheRun()
{
    const DnsServer names({.code = 3});
    EngineRun run;
    const std::string problem = run.start(namePlan(names, DnsMode::Once), {namedUrl(80)});
    QVERIFY(QString::fromStdString(problem).contains(QStringLiteral("\"app.test\" can't be resolved")));
}

void TestDns::asksNobody_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("given");
    QTest::newRow("an address") << QStringLiteral("127.0.0.1") << false;
    QTest::newRow("the plan has the address") << QStringLiteral("app.test") << true;
}

void TestDns::asksNobody()
{
    QFETCH(const QString, host);
    QFETCH(const bool, given);
    const DnsServer names({.code = 3});
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = namePlan(names, DnsMode::Connection);
    if (given)
        plan.resolve.push_back({.host = host.toStdString(), .port = server.port(), .address = "127.0.0.1"});
    EngineRun run;
    const auto url = escala::http::parseUrl(fmt::format("http://{}:{}/", host.toStdString(), server.port()));
    QCOMPARE(run.start(plan, {url.value()}), std::string());
    const auto last = run.finish();
    QCOMPARE(last->targets.front().summary.ledger.ok, 20UL);
    QCOMPARE(last->targets.front().summary.dns.count, 0UL);
    QCOMPARE(names.questions(), 0UL);
}

void TestDns::stopsWhileItAsks()
{
    const DnsServer names({.silent = true});
    EngineRun run;
    QCOMPARE(run.start(namePlan(names, DnsMode::Connection), {namedUrl(80)}), std::string());
    QTRY_VERIFY_WITH_TIMEOUT(names.questions() > 0, 30'000);
    run.engine().stop();
    const auto last = run.finish();
    QCOMPARE(last->targets.front().summary.ledger.sent, 0UL);
    QCOMPARE(last->targets.front().summary.ledger.unsent, 2UL);
    QVERIFY(run.alwaysBalanced());
}

// Whoever comes while the question is open waits for the one answer.
void TestDns::openModel()
{
    const DnsServer names({.addresses = {"127.0.0.1"}});
    const ScriptServer server(ScriptServer::answeringOk());
    LoadPlan plan = namePlan(names, DnsMode::Ttl, 100);
    plan.model = escala::load::Model::Open;
    plan.rate = 10'000;
    EngineRun run;
    const auto summary = summaryOf(run, plan, server.port());
    QCOMPARE(summary.ledger.ok, 100UL);
    QCOMPARE(names.questions(), 1UL);
    QCOMPARE(summary.dns.count, 1UL);
    QVERIFY(run.alwaysBalanced());
}

void TestDns::badPlans_data()
{
    QTest::addColumn<QString>("server");
    QTest::newRow("a name") << QStringLiteral("dns.test");
    QTest::newRow("no port") << QStringLiteral("127.0.0.1:");
    QTest::newRow("port 0") << QStringLiteral("127.0.0.1:0");
    QTest::newRow("too high a port") << QStringLiteral("127.0.0.1:65536");
    QTest::newRow("half a bracket") << QStringLiteral("[::1:53");
}

void TestDns::badPlans()
{
    QFETCH(const QString, server);
    LoadPlan plan = smallPlan();
    plan.connection.dnsServer = server.toStdString();
    QVERIFY(QString::fromStdString(escala::load::problemOf(plan)).startsWith(QStringLiteral("DNS server: ")));
    plan.connection.dnsServer = "[::1]:53";
    QCOMPARE(escala::load::problemOf(plan), std::string());
    plan.connection.dnsServer = "::1";
    QCOMPARE(escala::load::problemOf(plan), std::string());
}

QTEST_GUILESS_MAIN(TestDns)
#include "tst_dns.moc"
