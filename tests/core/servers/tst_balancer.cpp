#include "balancer_fixture.h"

#include <QTest>

#include <set>
#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

std::string ok(const std::string &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}

/// What goes to which replica, and what it gets to see.
class TestBalancer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inTurn();
    void leastRequests();
    void keepsConnections();
    void headers();
    void keepsHost();
    void sticky();
    void stickyGoesOnWithoutItsReplica();
    void hashOfAHeader();
    void queueAndLimit();
    void prefersRoom();
    void manyLoopsShareALimit();
    void streamsBodies();
    void answersItself();
    void stats();
    void drains();
};

void TestBalancer::inTurn()
{
    BalancerFixture balancer(3);
    auto client = balancer.client();
    for (int i = 0; i < 9; ++i)
        QCOMPARE(servedBy(balancer, client, kGet), i % 3);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(balancer.number(i, "requests"), 3);
}

void TestBalancer::leastRequests()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.algorithm = Algorithm::LeastRequest; });
    auto waiting = balancer.client();
    waiting.send(kGet);
    auto busy = balancer.origin(0).accept();
    QVERIFY(!busy.upTo(kHeadEnd).empty());
    auto client = balancer.client();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(servedBy(balancer, client, kGet), 1);
    QCOMPARE(balancer.number(0, "in_flight"), 1);
    busy.send(kOk);
    QCOMPARE(waiting.answer().value().status, 200u);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(0, "in_flight"), 0, 30'000);
}

void TestBalancer::keepsConnections()
{
    BalancerFixture balancer(2);
    auto client = balancer.client();
    std::vector<RawClient> replicas;
    for (std::size_t i = 0; i < 6; ++i) {
        client.send(kGet);
        if (i < 2)
            replicas.push_back(balancer.origin(i).accept());
        QVERIFY(!serve(replicas[i % 2]).empty());
        QCOMPARE(client.answer().value().status, 200u);
    }
    QCOMPARE(balancer.stat("origin_connections_opened"), 2);
    QCOMPARE(balancer.stat("origin_requests"), 6);
}

void TestBalancer::headers()
{
    BalancerFixture balancer(1);
    auto client = balancer.client();
    client.send("GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: 192.0.2.7\r\n"
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\ntracestate: a=b\r\n"
                "Connection: x-hop\r\nX-Hop: 1\r\n\r\n");
    auto replica = balancer.origin(0).accept();
    const auto request = serve(replica);
    QVERIFY(request.starts_with("GET /a?b=c HTTP/1.1\r\nHost: " + balancer.origin(0).url().substr(7, 9)));
    QVERIFY(request.contains("\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"));
    QVERIFY(request.contains("\r\ntracestate: a=b\r\n"));
    QVERIFY(request.contains("\r\nX-Forwarded-For: 192.0.2.7, 127.0.0.1\r\n"));
    QVERIFY(request.contains("\r\nX-Forwarded-Host: shop.example\r\n"));
    QVERIFY(request.contains("\r\nForwarded: for=127.0.0.1;proto=http;host=\"shop.example\"\r\n"));
    QVERIFY(request.contains("\r\nVia: 1.1 escala\r\n"));
    QVERIFY(!request.contains("X-Hop"));
    QCOMPARE(client.answer().value().field("via"), std::string("1.1 escala"));
}

void TestBalancer::keepsHost()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) { plan.keepsHost = true; });
    auto client = balancer.client();
    client.send(kGet);
    auto replica = balancer.origin(0).accept();
    QVERIFY(serve(replica).contains("\r\nHost: a\r\n"));
    QCOMPARE(client.answer().value().status, 200u);
}

void TestBalancer::sticky()
{
    BalancerFixture balancer(3, [](BalancerPlan &plan) { plan.stickyCookie = "backend"; });
    std::set<std::string> cookies;
    for (std::size_t i = 0; i < 3; ++i) {
        auto client = balancer.client();
        client.send(kGet);
        auto replica = balancer.origin(i).accept();
        QVERIFY(!serve(replica).empty());
        const auto answer = client.answer().value();
        const auto cookie = answer.field("set-cookie");
        QVERIFY(cookie.starts_with("backend="));
        QVERIFY(cookie.contains("HttpOnly"));
        const auto pair = cookie.substr(0, cookie.find(';'));
        cookies.insert(pair);
        for (int again = 0; again < 3; ++again) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nCookie: x=y; " + pair + "\r\n\r\n");
            QVERIFY(!serve(replica).empty());
            QCOMPARE(client.answer().value().field("set-cookie"), std::string());
        }
    }
    QCOMPARE(cookies.size(), 3u);
}

void TestBalancer::stickyGoesOnWithoutItsReplica()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.stickyCookie = "backend"; });
    auto client = balancer.client();
    client.send(kGet);
    auto first = balancer.origin(0).accept();
    QVERIFY(!serve(first).empty());
    const auto cookie = client.answer().value().field("set-cookie");
    const auto pair = cookie.substr(0, cookie.find(';'));
    QCOMPARE(balancer.admin("PUT", "/replicas?url=" + balancer.origin(0).url(), R"({"state":"draining"})").status,
             200u);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + pair + "\r\n\r\n");
    auto second = balancer.origin(1).accept();
    QVERIFY(!serve(second).empty());
    const auto moved = client.answer().value().field("set-cookie");
    QVERIFY(moved.starts_with("backend=") && !moved.starts_with(pair));
    client.send("GET / HTTP/1.1\r\nHost: a\r\nCookie: backend=nonsense\r\n\r\n");
    QVERIFY(!serve(second).empty());
    QVERIFY(client.answer().value().field("set-cookie").starts_with("backend="));
}

void TestBalancer::hashOfAHeader()
{
    BalancerFixture balancer(4, [](BalancerPlan &plan) {
        plan.algorithm = Algorithm::Hash;
        plan.hashKey = parseHashKey("header:X-User").value();
    });
    auto client = balancer.client();
    std::set<int> used;
    for (int user = 0; user < 64; ++user) {
        const auto request = "GET / HTTP/1.1\r\nHost: a\r\nX-User: " + std::to_string(user) + "\r\n\r\n";
        const int first = servedBy(balancer, client, request);
        QVERIFY(first >= 0);
        for (int again = 0; again < 3; ++again)
            QCOMPARE(servedBy(balancer, client, request), first);
        used.insert(first);
    }
    QCOMPARE(used.size(), 4u);
    used.clear();
    for (int i = 0; i < 64; ++i)
        used.insert(servedBy(balancer, client, kGet)); // without a key: drawn
    QCOMPARE(used.size(), 4u);
}

void TestBalancer::queueAndLimit()
{
    BalancerFixture balancer(1, [](BalancerPlan &plan) {
        plan.maxInFlight = 1;
        plan.replicaQueue = 1;
    });
    auto first = balancer.client();
    first.send(kGet);
    auto replica = balancer.origin(0).accept();
    QVERIFY(!replica.upTo(kHeadEnd).empty());
    auto second = balancer.client();
    second.send(kGet);
    QTRY_COMPARE_WITH_TIMEOUT(balancer.number(0, "queued"), 1, 30'000);
    QCOMPARE(balancer.number(0, "in_flight"), 2);
    const auto third = getOnce(balancer.server->url(), "/").value();
    QCOMPARE(third.status, 503u);
    QCOMPARE(third.field("retry-after"), std::string("1"));
    replica.send(kOk);
    QCOMPARE(first.answer().value().status, 200u);
    QVERIFY(!serve(replica).empty());
    QCOMPARE(second.answer().value().status, 200u);
    QCOMPARE(balancer.stat("origin_connections_opened"), 1);
}

void TestBalancer::prefersRoom()
{
    BalancerFixture balancer(2, [](BalancerPlan &plan) { plan.maxInFlight = 1; });
    auto first = balancer.client();
    first.send(kGet);
    auto busy = balancer.origin(0).accept();
    QVERIFY(!busy.upTo(kHeadEnd).empty());
    auto client = balancer.client();
    for (int i = 0; i < 4; ++i) // it would be the first one's turn each second time
        QCOMPARE(servedBy(balancer, client, kGet), 1);
    busy.send(kOk);
    QCOMPARE(first.answer().value().status, 200u);
}

void TestBalancer::manyLoopsShareALimit()
{
    servers::ServerPlan plan;
    ScriptedOrigin origin;
    auto &balanced = plan.balancer.emplace();
    balanced.replicas.push_back({.url = http::parseUrl(origin.url()).value()});
    balanced.checks.on = false;
    balanced.maxInFlight = 4;
    plan.threads = 2;
    const auto server = servers::BuiltInServer::start(plan).value();
    std::vector<RawClient> clients;
    std::vector<RawClient> connections;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back(server->url());
        clients.back().send(kGet);
    }
    for (int i = 0; i < 4; ++i)
        connections.push_back(origin.accept());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "origin_queued"), 4, 30'000);
    QVERIFY(origin.isIdle());
    for (int round = 0; round < 2; ++round) {
        for (auto &connection : connections)
            QVERIFY(!serve(connection).empty());
    }
    for (auto &client : clients)
        QCOMPARE(client.answer().value().status, 200u);
}

void TestBalancer::streamsBodies()
{
    BalancerFixture balancer(1);
    auto client = balancer.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    auto replica = balancer.origin(0).accept();
    QVERIFY(replica.upTo("3\r\nabc\r\n").ends_with("abc\r\n"));
    client.send("2\r\nde\r\n0\r\n\r\n");
    QCOMPARE(replica.upTo("0\r\n\r\n"), std::string("2\r\nde\r\n0\r\n\r\n"));
    replica.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
    QVERIFY(client.upTo("2\r\nhi\r\n").ends_with("hi\r\n"));
    replica.send("0\r\n\r\n");
    QVERIFY(client.upTo("0\r\n\r\n").ends_with("0\r\n\r\n"));
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + std::string(200'000, 'x'));
    QVERIFY(replica.upTo(kHeadEnd).contains("Content-Length: 200000"));
    QCOMPARE(replica.bytes(200'000).size(), 200'000u);
    replica.send(ok("done"));
    QCOMPARE(client.answer().value().body, std::string("done"));
}

void TestBalancer::answersItself()
{
    BalancerFixture balancer(1);
    QCOMPARE(getOnce(balancer.server->url(), "/", "Max-Forwards: 0\r\n", "TRACE").value().status, 200u);
    QVERIFY(balancer.origin(0).isIdle());
}

void TestBalancer::stats()
{
    BalancerFixture balancer(2);
    auto client = balancer.client();
    QCOMPARE(servedBy(balancer, client, kGet), 0);
    const auto answer = getOnce(balancer.server->adminUrl(), "/stats").value();
    const auto stats = boost::json::parse(answer.body).as_object();
    QCOMPARE(std::string(stats.at("kind").as_string()), std::string("balancer"));
    const auto &replicas = stats.at("replicas").as_array();
    QCOMPARE(replicas.size(), 2u);
    const auto &first = replicas[0].as_object();
    QCOMPARE(std::string(first.at("url").as_string()), balancer.origin(0).url());
    QCOMPARE(std::string(first.at("state").as_string()), std::string("healthy"));
    QVERIFY(first.at("latency_s").to_number<double>() > 0);
    for (const auto *field : {"weight", "requests", "failures", "in_flight", "queued"})
        QVERIFY2(first.contains(field), field);
    for (const auto *field : {"retries", "hedges", "ejections"})
        QCOMPARE(stats.at(field).as_int64(), 0);
    const auto metrics = getOnce(balancer.server->adminUrl(), "/metrics").value().body;
    const auto label = "{replica=\"" + balancer.origin(0).url() + "\"";
    QVERIFY(metrics.contains("escala_replica_requests_total" + label + "} 1\n"));
    QVERIFY(metrics.contains("escala_replica_state" + label + ",state=\"healthy\"} 1\n"));
    QVERIFY(metrics.contains("escala_balancer_retries_total 0\n"));
}

void TestBalancer::drains()
{
    BalancerFixture balancer(1);
    auto client = balancer.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
    auto replica = balancer.origin(0).accept();
    QVERIFY(replica.upTo("bo").ends_with("bo"));
    balancer.server->drain();
    client.send("dy");
    QCOMPARE(replica.bytes(2), std::string("dy"));
    replica.send(kOk);
    QCOMPARE(client.answer().value().field("connection"), std::string("close"));
    QVERIFY(client.atEnd());
}

QTEST_GUILESS_MAIN(TestBalancer)
#include "tst_balancer.moc"
