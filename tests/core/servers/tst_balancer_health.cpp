#include "balancer_fixture.h"

#include <QTest>

#include <set>
#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

const std::string kBad = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n";

std::string urlJson(const std::string &url)
{
    return "{\"url\":\"" + url + "\"}";
}

/// The next check gets this answer; what it asked.
std::string answerCheck(BalancerFixture &balancer, std::size_t index, const std::string &answer)
{
    auto check = balancer.origin(index).accept();
    return serve(check, answer);
}

/// A request that one of the replicas has to answer, on a connection of its own.
unsigned statusOf(BalancerFixture &balancer, std::size_t index, const std::string &answer)
{
    auto client = balancer.client();
    client.send(kGet);
    auto replica = balancer.origin(index).accept();
    if (serve(replica, answer).empty())
        return 0;
    replica.close();
    return client.answer().value_or(Answer()).status;
}

}

/// Replicas that fail, and how they come back.
class TestBalancerHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ejectsAfterFailuresInARow();
    void aGoodAnswerBetween();
    void ejectsWhoRefuses();
    void neverEjectsTheOnlyOne();
    void comesBackByItself();
    void comesBackWhenTold();
    void checksFallAndRise();
    void checksAskAsConfigured();
    void aCheckThatHangsIsBad();
    void refusedChecks();
    void panics();
    void slowStart();
    void breaker();
};

void TestBalancerHealth::ejectsAfterFailuresInARow()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) {
        plan.ejection.after = 3;
        plan.ejection.time = 1h;
    });
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(statusOf(balancer, 0, kBad), 500u); // 500 is no gateway's error: it is the client's
        QCOMPARE(statusOf(balancer, 1, kOk), 200u);
    }
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("ejected"), 30'000);
    QCOMPARE(balancer.stat("ejections"), 1);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(statusOf(balancer, 1, kOk), 200u);
    QCOMPARE(balancer.number(0, "failures"), 3);
}

void TestBalancerHealth::aGoodAnswerBetween()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.ejection.after = 2; });
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(statusOf(balancer, 0, i % 2 == 0 ? kBad : kOk), i % 2 == 0 ? 500u : 200u);
        QCOMPARE(statusOf(balancer, 1, kOk), 200u);
    }
    QCOMPARE(balancer.stat("ejections"), 0);
}

void TestBalancerHealth::ejectsWhoRefuses()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.ejection.time = 1h; });
    balancer.origin(0).close();
    for (int i = 0; i < 5; ++i) // each of them by a retry, which takes the second one's turn
        QCOMPARE(statusOf(balancer, 1, kOk), 200u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("ejected"), 30'000);
    QCOMPARE(balancer.stat("retries"), 5);
}

void TestBalancerHealth::neverEjectsTheOnlyOne()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) { plan.ejection.after = 1; });
    for (int i = 0; i < 5; ++i)
        QCOMPARE(statusOf(balancer, 0, kBad), 500u);
    QCOMPARE(statusOf(balancer, 0, kOk), 200u);
    QCOMPARE(balancer.state(0), std::string("healthy"));
}

void TestBalancerHealth::comesBackByItself()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) {
        plan.ejection.after = 1;
        plan.ejection.time = 50ms;
    });
    QCOMPARE(statusOf(balancer, 0, kBad), 500u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.stat("ejections"), 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("healthy"), 30'000);
    auto client = balancer.client();
    const int first = servedBy(balancer, client, kGet);
    QCOMPARE(servedBy(balancer, client, kGet), 1 - first);
}

void TestBalancerHealth::comesBackWhenTold()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) {
        plan.ejection.after = 1;
        plan.ejection.time = 1h;
    });
    QCOMPARE(statusOf(balancer, 0, kBad), 500u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("ejected"), 30'000);
    QCOMPARE(balancer.admin("PUT", "/replicas?url=" + balancer.origin(0).url(), R"({"state":"active"})").status, 200u);
    QCOMPARE(balancer.state(0), std::string("healthy"));
}

void TestBalancerHealth::checksFallAndRise()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) {
        plan.checks.on = true;
        plan.checks.interval = 5ms;
        plan.checks.timeout = 30s;
    });
    QVERIFY(!answerCheck(balancer, 0, kOk).empty());
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(balancer.state(0), std::string("healthy"));
        QVERIFY(!answerCheck(balancer, 0, kBad).empty());
    }
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("unhealthy"), 30'000);
    QVERIFY(!answerCheck(balancer, 0, kOk).empty());
    QVERIFY(!answerCheck(balancer, 0, kBad).empty());
    QVERIFY(!answerCheck(balancer, 0, kOk).empty());
    QCOMPARE(balancer.state(0), std::string("unhealthy"));
    QVERIFY(!answerCheck(balancer, 0, kOk).empty());
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("healthy"), 30'000);
    QCOMPARE(balancer.number(0, "requests"), 0); // checks are no requests of clients
    QCOMPARE(balancer.number(0, "in_flight"), 0);
}

void TestBalancerHealth::checksAskAsConfigured()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) {
        plan.checks.on = true;
        plan.checks.path = "/healthz?deep=1";
        plan.checks.leastStatus = plan.checks.mostStatus = 204;
        plan.checks.interval = 5ms;
        plan.replicas[0].url.target = "/app/";
    });
    const auto request = answerCheck(balancer, 0, kOk);
    QVERIFY(request.starts_with("GET /app/healthz?deep=1 HTTP/1.1\r\nHost: 127.0.0.1:"));
    QVERIFY(request.contains("\r\nConnection: close\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("unhealthy"), 30'000); // 200 is not 204
    QVERIFY(!answerCheck(balancer, 0, "HTTP/1.1 204 No Content\r\n\r\n").empty());
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("healthy"), 30'000);
}

void TestBalancerHealth::aCheckThatHangsIsBad()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) {
        plan.checks.on = true;
        plan.checks.interval = 5ms;
        plan.checks.timeout = 20ms;
    });
    auto check = balancer.origin(0).accept();
    QVERIFY(!check.upTo(kHeadEnd).empty());
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(0), std::string("unhealthy"), 30'000);
    QVERIFY(check.atEnd());
}

void TestBalancerHealth::refusedChecks()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) {
        plan.checks.on = true;
        plan.checks.interval = 1h; // after the first
    });
    auto check = balancer.origin(1).accept();
    QVERIFY(!serve(check).empty());
    balancer.origin(0).close();
    const auto added = balancer.admin("POST", "/replicas", urlJson("http://127.0.0.1:1/"));
    QCOMPARE(added.status, 201u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(2), std::string("unhealthy"), 30'000);
}

// Where fewer than half of them are healthy, all get requests.
void TestBalancerHealth::panics()
{
    BalancerFixture balancer(3, [](BalancerPlan &plan) {
        plan.checks.on = true;
        plan.checks.interval = 1h; // after the first
        plan.checks.timeout = 1h;
    });
    QVERIFY(!answerCheck(balancer, 0, kOk).empty());
    QVERIFY(!answerCheck(balancer, 1, kBad).empty());
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(1), std::string("unhealthy"), 30'000);
    auto check = balancer.origin(2).accept();
    auto client = balancer.client();
    const auto served = [&] {
        std::set<int> by;
        for (int i = 0; i < 3; ++i)
            by.insert(servedBy(balancer, client, kGet));
        return by;
    };
    QCOMPARE(served(), (std::set<int>{0, 2}));
    QVERIFY(!serve(check, kBad).empty());
    QTRY_COMPARE_WITH_TIMEOUT(balancer.state(2), std::string("unhealthy"), 30'000);
    QCOMPARE(served(), (std::set<int>{0, 1, 2}));
}

void TestBalancerHealth::slowStart()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) { plan.slowStart = 1h; });
    ScriptedOrigin fresh;
    QCOMPARE(balancer.admin("POST", "/replicas", urlJson(fresh.url())).status, 201u);
    int first = 0;
    int second = 0;
    auto client = balancer.client();
    for (int i = 0; i < 33; ++i) {
        client.send(kGet);
        while (fresh.isIdle() && balancer.origin(0).isIdle()) { }
        const bool isFresh = !fresh.isIdle();
        ++(isFresh ? second : first);
        auto replica = isFresh ? fresh.accept() : balancer.origin(0).accept();
        QVERIFY(!serve(replica, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok").empty());
        QCOMPARE(client.answer().value().status, 200u);
    }
    QVERIFY(first >= 30); // eleven turns are ten of the old one's and one of the new one's
    QVERIFY(second >= 2);
}

void TestBalancerHealth::breaker()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) {
        plan.ejection.after = 0;
        plan.breaker = {.percent = 50, .requests = 3, .window = 1h, .open = 1h};
    });
    for (int i = 0; i < 3; ++i)
        QCOMPARE(statusOf(balancer, 0, kBad), 500u);
    const auto answer = getOnce(balancer.server->url(), "/").value();
    QCOMPARE(answer.status, 503u);
    QCOMPARE(answer.field("proxy-status"), std::string("escala; error=destination_unavailable"));
    QVERIFY(balancer.origin(0).isIdle());
}

QTEST_GUILESS_MAIN(TestBalancerHealth)
#include "tst_balancer_health.moc"
