#include "balancer_fixture.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace escala::tests;
using namespace std::chrono_literals;

/// Requests that go to another replica, and those that must not.
class TestBalancerRetries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusedGoesOn_data();
    void refusedGoesOn();
    void closedGoesOnWhereSafe_data();
    void closedGoesOnWhereSafe();
    void sendsABodyAgainAsItCame();
    void longBodiesAreNotKept();
    void statuses_data();
    void statuses();
    void neverAfterAHead();
    void asOftenAsConfigured();
    void neverWhereForbidden();
    void notWithoutAnother();
    void backAgainWhereAllFailed();
    void goesToTheOthersPath();
    void interimOnce();
    void waitsForItsTurn();
    void clientGoesInBackoff();
    void hedges();
    void hedgedFirstWins();
    void hedgedFailureWaitsForTheOther();
    void hedgesWithinTheBudget();
    void noHedgeForAPost();
};

void TestBalancerRetries::refusedGoesOn_data()
{
    QTest::addColumn<std::string>("request");
    const std::string host = " / HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("GET") << "GET" + host + "\r\n";
    QTest::newRow("POST") << "POST" + host + "Content-Length: 4\r\n\r\nbody";
    QTest::newRow("chunked POST") << "POST" + host + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
}

void TestBalancerRetries::refusedGoesOn()
{
    QFETCH(std::string, request);
    BalancerFixture balancer(2);
    balancer.origin(0).close();
    auto client = balancer.client();
    client.send(request);
    auto replica = balancer.origin(1).accept();
    const auto end = request.substr(request.size() - 4);
    QVERIFY(replica.upTo(kHeadEnd).starts_with(request.substr(0, 3)));
    if (request.contains("body"))
        QVERIFY(replica.upTo(request.contains("chunked") ? "0\r\n\r\n" : "body").contains("body"));
    replica.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
    QCOMPARE(balancer.stat("retries"), 1);
    QCOMPARE(balancer.number(0, "failures"), 1);
}

void TestBalancerRetries::closedGoesOnWhereSafe_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<std::string>("before"); ///< What the first replica says before it closes.
    QTest::addColumn<bool>("again");
    const std::string host = " / HTTP/1.1\r\nHost: a\r\n";
    const std::string none;
    QTest::newRow("GET") << "GET" + host + "\r\n" << none << true;
    QTest::newRow("HEAD") << "HEAD" + host + "\r\n" << none << true;
    QTest::newRow("DELETE") << "DELETE" + host + "\r\n" << none << true;
    QTest::newRow("PUT with a body") << "PUT" + host + "Content-Length: 4\r\n\r\nbody" << none << true;
    QTest::newRow("GET after half a head") << "GET" + host + "\r\n" << std::string("HTTP/1.1 200 O") << true;
    QTest::newRow("GET after nonsense") << "GET" + host + "\r\n" << std::string("SSH-2.0\r\n\r\n") << true;
    QTest::newRow("POST") << "POST" + host + "Content-Length: 4\r\n\r\nbody" << none << false;
    QTest::newRow("PATCH") << "PATCH" + host + "Content-Length: 4\r\n\r\nbody" << none << false;
    QTest::newRow("POST without a body") << "POST" + host + "Content-Length: 0\r\n\r\n" << none << false;
}

void TestBalancerRetries::closedGoesOnWhereSafe()
{
    QFETCH(std::string, request);
    QFETCH(std::string, before);
    QFETCH(bool, again);
    BalancerFixture balancer(2);
    auto client = balancer.client();
    client.send(request);
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo(request.ends_with("body") ? "body" : "\r\n\r\n").empty());
    first.send(before);
    first.close();
    if (again) {
        auto second = balancer.origin(1).accept();
        const auto got = second.upTo(request.ends_with("body") ? "body" : "\r\n\r\n");
        QVERIFY(got.starts_with(request.substr(0, 3)));
        second.send(kOk);
    }
    const auto answer = client.answer(request.starts_with("HEAD")).value();
    QCOMPARE(answer.status, again ? 200u : 502u);
    QCOMPARE(balancer.stat("retries"), again ? 1 : 0);
    QVERIFY(balancer.origin(1).isIdle());
}

void TestBalancerRetries::sendsABodyAgainAsItCame()
{
    BalancerFixture balancer(2);
    auto client = balancer.client();
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo("abc\r\n").empty());
    first.close();
    auto second = balancer.origin(1).accept();
    QVERIFY(second.upTo(kHeadEnd).contains("Transfer-Encoding: chunked"));
    QCOMPARE(second.upTo("abc\r\n"), std::string("3\r\nabc\r\n"));
    client.send("2\r\nde\r\n0\r\n\r\n");
    QCOMPARE(second.upTo("0\r\n\r\n"), std::string("2\r\nde\r\n0\r\n\r\n"));
    second.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
}

void TestBalancerRetries::longBodiesAreNotKept()
{
    BalancerFixture balancer(2);
    auto client = balancer.client();
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n" + std::string(70'000, 'x'));
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo(kHeadEnd).empty());
    QCOMPARE(first.bytes(70'000).size(), 70'000u);
    first.close();
    QCOMPARE(client.answer().value().status, 502u);
    QCOMPARE(balancer.stat("retries"), 0);
}

void TestBalancerRetries::statuses_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<bool>("configured");
    QTest::addColumn<bool>("again");
    for (const unsigned status : {502u, 503u, 504u})
        QTest::newRow(std::to_string(status).c_str()) << std::string("GET") << status << true << true;
    QTest::newRow("500 is an answer") << std::string("GET") << 500u << true << false;
    QTest::newRow("404 is an answer") << std::string("GET") << 404u << true << false;
    QTest::newRow("POST") << std::string("POST") << 503u << true << false;
    QTest::newRow("forbidden") << std::string("GET") << 503u << false << false;
}

void TestBalancerRetries::statuses()
{
    QFETCH(std::string, method);
    QFETCH(unsigned, status);
    QFETCH(bool, configured);
    QFETCH(bool, again);
    BalancerFixture balancer(2, [&](BalancerPlan &plan) { plan.retry.onStatus = configured; });
    auto client = balancer.client();
    client.send(method + " / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    auto first = balancer.origin(0).accept();
    QVERIFY(!serve(first, "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 3\r\n\r\nbad").empty());
    if (again) {
        auto second = balancer.origin(1).accept();
        QVERIFY(!serve(second).empty());
    }
    const auto answer = client.answer().value();
    QCOMPARE(answer.status, again ? 200u : status);
    QCOMPARE(answer.body, std::string(again ? "ok" : "bad"));
    QCOMPARE(balancer.stat("retries"), again ? 1 : 0);
}

void TestBalancerRetries::neverAfterAHead()
{
    BalancerFixture balancer(2);
    auto client = balancer.client();
    client.send(kGet);
    auto first = balancer.origin(0).accept();
    QVERIFY(!serve(first, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc").empty());
    QVERIFY(client.upTo("abc").ends_with("abc"));
    first.close();
    QVERIFY(client.rest().empty());
    QVERIFY(client.wasReset());
    QCOMPARE(balancer.stat("retries"), 0);
    QCOMPARE(balancer.number(0, "failures"), 1);
}

void TestBalancerRetries::asOftenAsConfigured()
{
    BalancerFixture balancer(4, [](BalancerPlan &plan) { plan.retry.retries = 2; });
    auto client = balancer.client();
    client.send(kGet);
    for (std::size_t i = 0; i < 3; ++i) {
        auto replica = balancer.origin(i).accept();
        QVERIFY(!replica.upTo(kHeadEnd).empty());
    }
    QCOMPARE(client.answer().value().status, 502u);
    QVERIFY(balancer.origin(3).isIdle());
    QCOMPARE(balancer.stat("retries"), 2);
}

void TestBalancerRetries::neverWhereForbidden()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.retry.retries = 0; });
    balancer.origin(0).close();
    const auto answer = getOnce(balancer.server->url(), "/").value();
    QCOMPARE(answer.status, 502u);
    QCOMPARE(answer.field("proxy-status"), std::string("escala; error=connection_refused"));
    QVERIFY(balancer.origin(1).isIdle());
}

void TestBalancerRetries::notWithoutAnother()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) { plan.retry.retries = 5; });
    balancer.origin(0).close();
    QCOMPARE(getOnce(balancer.server->url(), "/").value().status, 502u);
    QCOMPARE(balancer.stat("retries"), 0);
}

void TestBalancerRetries::backAgainWhereAllFailed()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.retry.retries = 2; });
    auto client = balancer.client();
    client.send(kGet);
    for (std::size_t i = 0; i < 2; ++i) {
        auto replica = balancer.origin(i).accept();
        QVERIFY(!replica.upTo(kHeadEnd).empty());
    }
    auto replica = balancer.origin(0).accept();
    QVERIFY(!serve(replica).empty());
    QCOMPARE(client.answer().value().status, 200u);
}

void TestBalancerRetries::goesToTheOthersPath()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) {
        plan.replicas[0].url.target = "/one/";
        plan.replicas[1].url.target = "/second";
    });
    balancer.origin(0).close();
    auto client = balancer.client();
    client.send("GET /a?b HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n");
    auto replica = balancer.origin(1).accept();
    const auto request = serve(replica);
    const auto url = balancer.origin(1).url();
    QVERIFY(request.starts_with("GET /second/a?b HTTP/1.1\r\nHost: " + url.substr(7, url.size() - 8) + "\r\nX: y\r\n"));
    QCOMPARE(client.answer().value().status, 200u);
}

void TestBalancerRetries::interimOnce()
{
    BalancerFixture balancer(2);
    auto client = balancer.client();
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo(kHeadEnd).empty());
    first.send("HTTP/1.1 100 Continue\r\n\r\n");
    QCOMPARE(client.answer().value().status, 100u);
    client.send("body");
    QCOMPARE(first.bytes(4), std::string("body"));
    first.close();
    auto second = balancer.origin(1).accept();
    QVERIFY(second.upTo("body").ends_with("body"));
    second.send("HTTP/1.1 100 Continue\r\n\r\n" + kOk);
    QCOMPARE(client.answer().value().status, 200u);
}

// Three retries at once, and more have to wait: but none is lost.
void TestBalancerRetries::waitsForItsTurn()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.ejection.after = 0; });
    std::vector<RawClient> clients;
    std::vector<RawClient> first;
    std::vector<RawClient> second;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(balancer.client());
        clients.back().send(kGet);
        auto &replicas = i % 2 == 0 ? first : second;
        replicas.push_back(balancer.origin(static_cast<std::size_t>(i % 2)).accept());
        QVERIFY(!replicas.back().upTo(kHeadEnd).empty());
    }
    for (auto &replica : first)
        replica.close();
    std::vector<RawClient> retries;
    for (int i = 0; i < 3; ++i) {
        retries.push_back(balancer.origin(1).accept());
        QVERIFY(!retries.back().upTo(kHeadEnd).empty());
    }
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(0, "failures"), 6, 30'000);
    QCOMPARE(balancer.stat("retries"), 3);
    QVERIFY(balancer.origin(1).isIdle());
    for (auto &replica : retries) { // each serves one more
        replica.send(kOk);
        QVERIFY(!replica.upTo(kHeadEnd).empty());
    }
    for (auto *replicas : {&retries, &second}) {
        for (auto &replica : *replicas)
            replica.send(kOk);
    }
    for (auto &client : clients)
        QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(balancer.stat("retries"), 6);
}

void TestBalancerRetries::clientGoesInBackoff()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.retry.backoff = 1h; });
    auto client = balancer.client();
    client.send(kGet);
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo(kHeadEnd).empty());
    first.close();
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(0, "failures"), 1, 30'000);
    client.close();
    QTRY_COMPARE_WITH_TIMEOUT(balancer.stat("connections_open"), 0, 30'000);
    QVERIFY(balancer.origin(1).isIdle());
}

void TestBalancerRetries::hedges()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.retry.hedgeAfter = 20ms; });
    auto client = balancer.client();
    client.send(kGet);
    auto slow = balancer.origin(0).accept();
    QVERIFY(!slow.upTo(kHeadEnd).empty());
    auto quick = balancer.origin(1).accept();
    QVERIFY(!serve(quick).empty());
    QCOMPARE(client.answer().value().status, 200u);
    QVERIFY(slow.atEnd()); // nobody waits for it any more
    QCOMPARE(balancer.stat("hedges"), 1);
    QCOMPARE(balancer.stat("retries"), 0);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(0, "in_flight"), 0, 30'000);
    QCOMPARE(balancer.number(0, "failures"), 0);
}

void TestBalancerRetries::hedgedFirstWins()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.retry.hedgeAfter = 20ms; });
    auto client = balancer.client();
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
    auto first = balancer.origin(0).accept();
    QVERIFY(first.upTo("body").ends_with("body"));
    auto hedge = balancer.origin(1).accept();
    QVERIFY(hedge.upTo("body").ends_with("body"));
    first.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
    QVERIFY(hedge.atEnd());
}

void TestBalancerRetries::hedgedFailureWaitsForTheOther()
{
    BalancerFixture balancer(3, [](BalancerPlan &plan) { plan.retry.hedgeAfter = 20ms; });
    auto client = balancer.client();
    client.send(kGet);
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo(kHeadEnd).empty());
    auto hedge = balancer.origin(1).accept();
    QVERIFY(!hedge.upTo(kHeadEnd).empty());
    hedge.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(1, "failures"), 1, 30'000);
    first.close(); // now both have failed: a retry
    auto third = balancer.origin(2).accept();
    QVERIFY(!serve(third).empty());
    QCOMPARE(client.answer().value().status, 200u);
    QCOMPARE(balancer.stat("retries"), 1);
}

// Four requests hang, three may be hedged; when one of those is answered it is the fourth one's turn.
void TestBalancerRetries::hedgesWithinTheBudget()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) {
        plan.algorithm = Algorithm::Hash;
        plan.hashLoad = 1000;
        plan.retry.hedgeAfter = 20ms;
    });
    std::vector<RawClient> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(balancer.client());
        clients.back().send(kGet);
    }
    QTRY_COMPARE_WITH_TIMEOUT(balancer.stat("hedges"), 3, 30'000);
    const std::size_t hedged = balancer.number(0, "requests") == 3 ? 0 : 1;
    std::vector<RawClient> hedges;
    for (int i = 0; i < 3; ++i) {
        hedges.push_back(balancer.origin(hedged).accept());
        QVERIFY(!hedges.back().upTo(kHeadEnd).empty());
    }
    QVERIFY(balancer.origin(hedged).isIdle());
    hedges[0].send(kOk);
    QVERIFY(!serve(hedges[0]).empty());
    hedges[1].send(kOk);
    hedges[2].send(kOk);
    for (auto &client : clients)
        QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(balancer.stat("hedges"), 4);
}

void TestBalancerRetries::noHedgeForAPost()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.retry.hedgeAfter = 1ms; });
    auto client = balancer.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    auto first = balancer.origin(0).accept();
    QVERIFY(!first.upTo(kHeadEnd).empty());
    auto other = balancer.client(); // takes long enough for a hedge, and goes to the second
    other.send(kGet);
    auto second = balancer.origin(1).accept();
    QVERIFY(!serve(second).empty());
    QCOMPARE(other.answer().value().status, 200u);
    first.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
    QVERIFY(balancer.stat("hedges") <= 1); // the GET's own, at most
    QCOMPARE(balancer.number(0, "failures") + balancer.number(1, "failures"), 0);
}

QTEST_GUILESS_MAIN(TestBalancerRetries)
#include "tst_balancer_retries.moc"
