#include "balancer_fixture.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

/// A request that this replica has to answer.
unsigned statusFrom(BalancerFixture &balancer, ScriptedOrigin &origin)
{
    auto client = balancer.client();
    client.send(kGet);
    auto replica = origin.accept();
    serve(replica, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    return client.answer().value_or(Answer()).status;
}

std::string urlJson(const std::string &url, const std::string &more = {})
{
    return "{\"url\":\"" + url + "\"" + more + "}";
}

std::string of(ScriptedOrigin &origin)
{
    return "/replicas?url=" + origin.url();
}

}

/// Replicas that come, go and change while requests are served.
class TestBalancerReplicas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists();
    void adds();
    void drainsAndComesBack();
    void removesWhenItsRequestsAreDone();
    void addedAgainBeforeItWent();
    void removesTheLast();
    void weighs();
    void refuses_data();
    void refuses();
    void otherServersHaveNone();
};

void TestBalancerReplicas::lists()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.replicas[1].weight = 3; });
    const auto answer = balancer.admin("GET", "/replicas");
    QCOMPARE(answer.status, 200u);
    QCOMPARE(answer.field("content-type"), std::string("application/json"));
    QCOMPARE(boost::json::parse(answer.body).as_array().size(), 2u);
    QCOMPARE(balancer.number(1, "weight"), 3);
    QCOMPARE(std::string(balancer.replica(0, "url").as_string()), balancer.origin(0).url());
}

void TestBalancerReplicas::adds()
{
    BalancerFixture balancer(1);
    ScriptedOrigin fresh;
    const auto added = balancer.admin("POST", "/replicas", urlJson(fresh.url(), ",\"weight\":2"));
    QCOMPARE(added.status, 201u);
    QCOMPARE(balancer.number(1, "weight"), 2);
    QCOMPARE(statusFrom(balancer, balancer.origin(0)), 200u);
    QCOMPARE(statusFrom(balancer, fresh), 200u);
    QCOMPARE(balancer.admin("POST", "/replicas", urlJson(fresh.url())).status, 409u);
}

void TestBalancerReplicas::drainsAndComesBack()
{
    BalancerFixture balancer(2);
    auto waiting = balancer.client();
    waiting.send(kGet);
    auto busy = balancer.origin(0).accept();
    QVERIFY(!busy.upTo(kHeadEnd).empty());
    QCOMPARE(balancer.admin("PUT", of(balancer.origin(0)), R"({"state":"draining"})").status, 200u);
    QCOMPARE(balancer.state(0), std::string("draining"));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(statusFrom(balancer, balancer.origin(1)), 200u);
    busy.send(kOk); // what it had goes on
    QCOMPARE(waiting.answer().value().status, 200u);
    QCOMPARE(balancer.admin("PUT", of(balancer.origin(0)), R"({"state":"active"})").status, 200u);
    QCOMPARE(balancer.state(0), std::string("healthy"));
    busy.close();
    auto client = balancer.client();
    const int first = servedBy(balancer, client, kGet);
    QCOMPARE(servedBy(balancer, client, kGet), 1 - first);
}

void TestBalancerReplicas::removesWhenItsRequestsAreDone()
{
    BalancerFixture balancer(2);
    auto waiting = balancer.client();
    waiting.send(kGet);
    auto busy = balancer.origin(0).accept();
    QVERIFY(!busy.upTo(kHeadEnd).empty());
    QCOMPARE(balancer.admin("DELETE", of(balancer.origin(0))).status, 200u);
    QCOMPARE(balancer.state(0), std::string("draining"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(statusFrom(balancer, balancer.origin(1)), 200u);
    QCOMPARE(balancer.state(0), std::string("draining"));
    busy.send(kOk);
    QCOMPARE(waiting.answer().value().status, 200u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(1, "requests"), -1, 30'000); // one is left
    QCOMPARE(balancer.number(0, "requests"), 3);
    QCOMPARE(balancer.stat("origin_requests"), 4); // what went is not forgotten
    QVERIFY(busy.atEnd());                         // and its connections are closed
    QCOMPARE(balancer.admin("DELETE", of(balancer.origin(0))).status, 404u);
}

void TestBalancerReplicas::addedAgainBeforeItWent()
{
    BalancerFixture balancer(2);
    auto waiting = balancer.client();
    waiting.send(kGet);
    auto busy = balancer.origin(0).accept();
    QVERIFY(!busy.upTo(kHeadEnd).empty());
    QCOMPARE(balancer.admin("DELETE", of(balancer.origin(0))).status, 200u);
    QCOMPARE(balancer.admin("POST", "/replicas", urlJson(balancer.origin(0).url())).status, 201u);
    QCOMPARE(balancer.state(1), std::string("healthy"));
    auto client = balancer.client();
    const int first = servedBy(balancer, client, kGet);
    QCOMPARE(servedBy(balancer, client, kGet), 1 - first);
    busy.send(kOk);
    QCOMPARE(waiting.answer().value().status, 200u);
}

void TestBalancerReplicas::removesTheLast()
{
    BalancerFixture balancer(1);
    QCOMPARE(balancer.admin("DELETE", of(balancer.origin(0))).status, 200u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(0, "requests"), -1, 30'000);
    const auto answer = getOnce(balancer.server->url(), "/").value();
    QCOMPARE(answer.status, 503u);
    QCOMPARE(answer.field("proxy-status"), std::string("escala; error=destination_unavailable"));
    QVERIFY(balancer.origin(0).isIdle());
}

void TestBalancerReplicas::weighs()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.algorithm = Algorithm::Weighted; });
    QCOMPARE(balancer.admin("PUT", of(balancer.origin(1)), R"({"weight":3})").status, 200u);
    for (const std::size_t expected : {1U, 0U, 1U, 1U, 1U, 0U, 1U, 1U})
        QCOMPARE(statusFrom(balancer, balancer.origin(expected)), 200u);
}

void TestBalancerReplicas::refuses_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<unsigned>("status");
    const std::string none;
    const std::string known = "/replicas";
    const std::string other = "/replicas?url=http://127.0.0.1:1/";
    QTest::newRow("no body") << std::string("POST") << known << none << 400u;
    QTest::newRow("no url") << std::string("POST") << known << std::string("{}") << 400u;
    QTest::newRow("change without a name") << std::string("PUT") << known << std::string(R"({"weight":1})") << 400u;
    QTest::newRow("change of nobody") << std::string("PUT") << other << std::string(R"({"weight":1})") << 404u;
    QTest::newRow("drain of nobody") << std::string("PUT") << other << std::string(R"({"state":"active"})") << 404u;
    QTest::newRow("no change") << std::string("PUT") << other << std::string("{}") << 400u;
    QTest::newRow("removal of nobody") << std::string("DELETE") << other << none << 404u;
    QTest::newRow("removal without a name") << std::string("DELETE") << known << none << 400u;
    QTest::newRow("PATCH") << std::string("PATCH") << known << none << 405u;
    QTest::newRow("below") << std::string("GET") << std::string("/replicas/1") << none << 404u;
}

void TestBalancerReplicas::refuses()
{
    QFETCH(std::string, method);
    QFETCH(std::string, target);
    QFETCH(std::string, body);
    QFETCH(unsigned, status);
    const BalancerFixture balancer(1);
    const auto answer = balancer.admin(method, target, body);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.body.ends_with(".\n"));
}

void TestBalancerReplicas::otherServersHaveNone()
{
    const auto server = servers::BuiltInServer::start({}).value();
    QCOMPARE(getOnce(server->adminUrl(), "/replicas").value().status, 404u);
}

QTEST_GUILESS_MAIN(TestBalancerReplicas)
#include "tst_balancer_replicas.moc"
