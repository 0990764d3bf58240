#include "fault_fixture.h"

#include "net/endpoint.h"
#include "net/socket.h"

#include <QTest>

#include <array>
#include <chrono>
#include <string>
#include <vector>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

void kindsAndThreads()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<unsigned>("threads");
    for (const char *kind : {"slow", "cached", "proxy", "caching proxy", "balancer"}) {
        for (const unsigned threads : {1u, 2u})
            QTest::addRow("%s with %u", kind, threads) << std::string(kind) << threads;
    }
}

FaultyServer serverOfRow()
{
    QFETCH(std::string, kind);
    QFETCH(unsigned, threads);
    return FaultyServer(kind, threads);
}

unsigned statusOf(const FaultyServer &server)
{
    return getOnce(server.url(), "/").value_or(Answer()).status;
}

}

/// Each fault on each kind of server, as its clients see it.
class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void latency_data() { kindsAndThreads(); }
    void latency();
    void latencyHoldsNoThread_data() { kindsAndThreads(); }
    void latencyHoldsNoThread();
    void latencyOfWhoLeaves_data() { kindsAndThreads(); }
    void latencyOfWhoLeaves();
    void errors_data() { kindsAndThreads(); }
    void errors();
    void drip_data() { kindsAndThreads(); }
    void drip();
    void dripEndsWithTheFault_data() { kindsAndThreads(); }
    void dripEndsWithTheFault();
    void resets_data() { kindsAndThreads(); }
    void resets();
    void resetsWithoutABody_data() { kindsAndThreads(); }
    void resetsWithoutABody();
    void refuses_data() { kindsAndThreads(); }
    void refuses();
    void refusesAfterTheAnswer();
    void portIsTakenMeanwhile();
    void fillsTheQueue_data() { kindsAndThreads(); }
    void fillsTheQueue();
    void countsAgree_data() { kindsAndThreads(); }
    void countsAgree();
    void fromTheStart();
};

void TestFaults::latency()
{
    const auto server = serverOfRow();
    auto client = server.client();
    QCOMPARE(server.put(R"({"latency": {"fixed": "60ms"}})").status, 200u);
    for (int i = 0; i < 2; ++i) {
        const auto start = Clock::now();
        client.send(kGet);
        QCOMPARE(client.answer().value_or(Answer()).body, kPage);
        QVERIFY(Clock::now() - start >= 60ms);
    }
    QCOMPARE(server.clear().body, std::string("{}\n"));
    QCOMPARE(statusOf(server), 200u);
}

// One after the other they would take longer than any client here waits.
void TestFaults::latencyHoldsNoThread()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"latency": {"median": "400ms", "sigma": 0.1}})").status, 200u);
    std::vector<RawClient> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(server.client());
        clients.back().send(kGet);
    }
    for (auto &client : clients)
        QCOMPARE(client.answer().value_or(Answer()).status, 200u);
}

void TestFaults::latencyOfWhoLeaves()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"latency": {"fixed": "30s"}})").status, 200u);
    auto leaves = server.client();
    leaves.send(kGet);
    while (server.stat("requests") == 0) { }
    leaves.close();
    while (server.stat("connections_open") > 0) { }
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(statusOf(server), 200u);
}

void TestFaults::errors()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"error_share": 0.25, "error_status": 500})").status, 200u);
    auto client = server.client(); // one connection is of one loop
    int failed = 0;
    for (int i = 0; i < 12; ++i) {
        client.send(kGet);
        const auto answer = client.answer().value_or(Answer());
        failed += answer.status == 500 ? 1 : 0;
        QCOMPARE(answer.body.contains("on purpose"), answer.status == 500);
    }
    QCOMPARE(failed, 3);
    QCOMPARE(server.stat("responses_by_status.500"), 3);
    QCOMPARE(server.stat("responses_by_status.200"), 9);
    QCOMPARE(server.stat("requests"), 12);
}

// The head comes at once, the 4,000 bytes at 20,000 a second.
void TestFaults::drip()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"drip_bytes_per_s": 20000})").status, 200u);
    auto client = server.client();
    for (int i = 0; i < 2; ++i) {
        client.send(kGet);
        QVERIFY(!client.upTo(kHeadEnd).empty());
        QCOMPARE(server.stat("responses"), i);
        const auto start = Clock::now();
        QCOMPARE(client.bytes(1000).size(), 1000u);
        const auto body = client.bytes(3000);
        QCOMPARE(body.size(), 3000u);
        QVERIFY(Clock::now() - start >= 150ms);
        QCOMPARE(server.stat("responses"), i + 1);
    }
}

void TestFaults::dripEndsWithTheFault()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"drip_bytes_per_s": 20})").status, 200u);
    auto client = server.client();
    client.send(kGet + kGet);
    QVERIFY(!client.upTo(kHeadEnd).empty());
    QCOMPARE(client.bytes(1).size(), 1u);
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(client.bytes(3999).size(), 3999u);
    QCOMPARE(client.answer().value_or(Answer()).body, kPage);
}

void TestFaults::resets()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"reset_share": 1})").status, 200u);
    for (int i = 0; i < 4; ++i) {
        auto client = server.client();
        client.send(kGet);
        const auto head = client.upTo(kHeadEnd);
        QVERIFY(head.starts_with("HTTP/1.1 200 OK\r\n"));
        QVERIFY(head.contains("Content-Length: 4000\r\n"));
        QCOMPARE(client.rest(), kPage.substr(0, 2000));
        QVERIFY(client.wasReset());
    }
    QCOMPARE(server.stat("requests"), 4);
    QCOMPARE(server.stat("responses"), 0);
    QCOMPARE(server.put(R"({"reset_share": 0.5})").status, 200u);
    int whole = 0;
    for (auto client = server.client(); whole < 8; ++whole) {
        client.send(kGet);
        if (!client.answer())
            break;
    }
    QVERIFY(whole <= 2);
    QCOMPARE(server.stat("responses"), whole);
    QCOMPARE(server.stat("requests"), 5 + whole);
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(statusOf(server), 200u);
}

// Half of a head: or a client would have a whole answer.
void TestFaults::resetsWithoutABody()
{
    const auto server = serverOfRow();
    QCOMPARE(server.put(R"({"reset_share": 1})").status, 200u);
    auto client = server.client();
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto received = client.rest();
    QVERIFY(received.starts_with("HTTP/1.1 200 OK\r\n"));
    QVERIFY(!received.contains(kHeadEnd));
    QVERIFY(client.wasReset());
    QCOMPARE(server.stat("responses"), 0);
}

void TestFaults::refuses()
{
    const auto server = serverOfRow();
    auto idle = server.client();
    idle.send(kGet);
    QVERIFY(idle.answer());
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(server.put(R"({"refuse": true})").body, std::string("{\"refuse\":true}\n"));
        QVERIFY(i > 0 || idle.atEnd());
        QVERIFY(!server.client().isConnected());
        QCOMPARE(server.stat("connections_open"), 0);
        QCOMPARE(server.put(R"({"refuse": true, "error_share": 0.5})").status, 200u); // and still so
        QVERIFY(!server.client().isConnected());
        QCOMPARE(server.clear().status, 200u);
        QCOMPARE(statusOf(server), 200u);
    }
}

void TestFaults::refusesAfterTheAnswer()
{
    for (const char *kind : {"slow", "cached", "proxy", "caching proxy", "balancer"}) {
        const FaultyServer server(kind, 2, 200ms);
        auto busy = server.client();
        busy.send(kGet);
        while (server.stat("requests") == 0) { }
        QCOMPARE(server.put(R"({"refuse": true})").status, 200u);
        const auto answer = busy.answer().value_or(Answer());
        QCOMPARE(answer.body, kPage);
        QCOMPARE(answer.field("connection"), std::string("close"));
        QVERIFY(busy.atEnd());
    }
}

// Somebody else listens on the port when it is to be opened again: told, and not forgotten.
void TestFaults::portIsTakenMeanwhile()
{
    const FaultyServer server("slow");
    QCOMPARE(server.put(R"({"refuse": true, "error_share": 1})").status, 200u);
    const auto port = static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)));
    auto thief = net::listenOn(net::parseAddress("127.0.0.1", port).value(), 1);
    QVERIFY(thief);
    const auto answer = server.clear();
    QCOMPARE(answer.status, 500u);
    QVERIFY2(answer.body.contains("the port can't be opened again"), answer.body.c_str());
    QCOMPARE(getOnce(server.adminUrl(), "/faults").value_or(Answer()).body, std::string("{\"refuse\":true}\n"));
    thief->reset();
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(statusOf(server), 200u);
}

void TestFaults::fillsTheQueue()
{
    QFETCH(std::string, kind);
    const auto server = serverOfRow();
    const bool keeps = kind == "cached";
    if (keeps)
        QCOMPARE(statusOf(server), 200u);
    QCOMPARE(server.put(R"({"fill_queue": true})").status, 200u);
    QCOMPARE(statusOf(server), keeps ? 200u : 503u); // a hit needs no worker
    const auto miss = getOnce(server.url(), "/?other").value_or(Answer());
    QCOMPARE(miss.status, 503u);
    QVERIFY(!miss.field("retry-after").empty());
    if (kind.contains("proxy") || kind == "balancer")
        QVERIFY(miss.field("proxy-status").contains("error=connection_limit_reached"));
    QCOMPARE(server.clear().status, 200u);
    QCOMPARE(getOnce(server.url(), "/?other").value_or(Answer()).status, 200u);
}

// What clients have seen is what the server counted, to the unit.
void TestFaults::countsAgree()
{
    const auto server = serverOfRow();
    QCOMPARE(server
                 .put(R"({"latency": {"median": "100us", "sigma": 1}, "error_share": 0.1, "reset_share": 0.05,
                            "drip_bytes_per_s": 10000000})")
                 .status,
             200u);
    std::array<std::int64_t, 600> seen{};
    std::int64_t resets = 0;
    auto client = server.client();
    for (int i = 0; i < 200; ++i) {
        client.send(kGet);
        if (const auto answer = client.answer()) {
            ++seen.at(answer->status);
            continue;
        }
        QVERIFY(client.wasReset());
        ++resets;
        client = server.client();
    }
    QCOMPARE(server.stat("requests"), 200);
    QCOMPARE(server.stat("responses"), 200 - resets);
    QCOMPARE(server.stat("responses_by_status.200"), seen[200]);
    QCOMPARE(server.stat("responses_by_status.503"), seen[503]);
    QCOMPARE(server.stat("faults.drip_bytes_per_s"), 10'000'000);
    QFETCH(unsigned, threads);
    if (threads == 1)
        QVERIFY(std::abs(resets - 10) <= 1);
}

void TestFaults::fromTheStart()
{
    servers::ServerPlan plan;
    plan.page.delay = 0s;
    plan.faults.refuse = true;
    plan.faults.errorShare = 1;
    const auto server = servers::BuiltInServer::start(plan).value();
    QVERIFY(!RawClient(server->url()).isConnected());
    QCOMPARE(getOnce(server->adminUrl(), "/faults").value_or(Answer()).body,
             std::string("{\"error_share\":1E0,\"error_status\":503,\"refuse\":true}\n"));
    QCOMPARE(getOnce(server->adminUrl(), "/faults", {}, "DELETE").value_or(Answer()).status, 200u);
    QCOMPARE(getOnce(server->url(), "/").value_or(Answer()).status, 200u);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
