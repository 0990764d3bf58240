#include "raw_client.h"

#include "servers/built_in_server.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

servers::ServerPlan quickPlan()
{
    servers::ServerPlan plan;
    plan.page.delay = 0s;
    return plan;
}

std::unique_ptr<servers::BuiltInServer> start(const servers::ServerPlan &plan)
{
    return servers::BuiltInServer::start(plan).value();
}

}

/// What the server says to any bytes a client may send.
class TestHttpServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void givesThePage();
    void headHasNoBody();
    void notAllowedNamesWhatIs();
    void keepsTheConnection();
    void oldVersion_data();
    void oldVersion();
    void pipelines_data();
    void pipelines();
    void pipelineBehindASlowAnswer();
    void bytesOneByOne();
    void closesAfterARefusal();
    void refusalReachesAClientThatStillSends();
    void skipsBodies_data();
    void skipsBodies();
    void continues();
    void dawdling_data();
    void dawdling();
    void clientThatDoesNotRead();
    void largeBodyInPieces();
    void countsAgree();
};

void TestHttpServer::answers_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<unsigned>("status");
    const std::string host = "Host: a\r\n";
    const auto row = [](const char *name, const std::string &request, unsigned status) {
        QTest::newRow(name) << request << status;
    };
    row("page", kGet, 200);
    row("page with a query", "GET /?a=b HTTP/1.1\r\nHost: a\r\n\r\n", 200);
    row("absolute target", "GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n", 200);
    row("other path", "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", 404);
    row("other method", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    row("unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    row("OPTIONS for the whole server", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 404);
    row("malformed", "GET /\r\n\r\n", 400);
    row("bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    row("both framings", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("broken chunk", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", 400);
    row("large body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413);
    row("long target", "GET /" + std::string(8000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
    row("unknown expectation", "GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417);
    row("large field", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n", 431);
    row("unknown coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501);
    row("version", "GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505);
    row("TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400);
}

void TestHttpServer::answers()
{
    QFETCH(std::string, request);
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send(request);
    const auto answer = client.answer();
    QVERIFY(answer);
    QTEST(answer->status, "status");
    QVERIFY(!answer->field("date").empty());
    QVERIFY(!answer->body.empty());
}

void TestHttpServer::givesThePage()
{
    const auto server = start(quickPlan());
    const auto answer = getOnce(server->url(), "/");
    QVERIFY(answer);
    QCOMPARE(answer->status, 200u);
    QCOMPARE(answer->field("content-type"), std::string("text/html; charset=utf-8"));
    QCOMPARE(answer->body, std::string("¡Hola mundo!"));
    QCOMPARE(answer->field("date").size(), std::string("Sun, 06 Nov 1994 08:49:37 GMT").size());
    QVERIFY(answer->field("date").ends_with(" GMT"));
}

void TestHttpServer::headHasNoBody()
{
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + kGet);
    const auto head = client.answer(true);
    QVERIFY(head);
    QCOMPARE(head->field("content-length"), std::string("13"));
    const auto next = client.answer();
    QVERIFY(next);
    QCOMPARE(next->body, std::string("¡Hola mundo!"));
}

void TestHttpServer::notAllowedNamesWhatIs()
{
    const auto server = start(quickPlan());
    const auto answer = getOnce(server->url(), "/", {}, "PUT");
    QVERIFY(answer);
    QCOMPARE(answer->field("allow"), std::string("GET, HEAD"));
}

void TestHttpServer::keepsTheConnection()
{
    const auto server = start(quickPlan());
    RawClient client(server->url());
    for (int i = 0; i < 5; ++i) {
        client.send(i % 2 == 0 ? kGet : "GET /no HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, i % 2 == 0 ? 200u : 404u);
        QCOMPARE(answer->field("connection"), std::string());
    }
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QCOMPARE(client.answer().value_or(Answer()).field("connection"), std::string("close"));
    QVERIFY(client.atEnd());
}

void TestHttpServer::oldVersion_data()
{
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<std::string>("connection");
    QTest::newRow("closes") << std::string() << std::string("close");
    QTest::newRow("keeps when asked") << std::string("Connection: Keep-Alive\r\n") << std::string("keep-alive");
}

void TestHttpServer::oldVersion()
{
    QFETCH(std::string, fields);
    QFETCH(std::string, connection);
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send("GET / HTTP/1.0\r\n" + fields + "\r\n");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->field("connection"), connection);
    if (connection == "close") {
        QVERIFY(client.atEnd());
        return;
    }
    client.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(client.answer());
    QVERIFY(client.atEnd());
}

void TestHttpServer::pipelines_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<std::string>("body");
    QTest::newRow("two") << 2 << std::string("x");
    QTest::newRow("more than one read holds") << 2000 << std::string("x");
    QTest::newRow("more than the socket holds") << 200 << std::string(100'000, 'x');
}

void TestHttpServer::pipelines()
{
    QFETCH(int, count);
    QFETCH(std::string, body);
    auto plan = quickPlan();
    plan.page.body = body;
    plan.cache.emplace();
    const auto server = start(plan);
    RawClient client(server->url());
    std::string requests;
    for (int i = 0; i < count; ++i)
        requests += i % 10 == 9 ? "GET /no HTTP/1.1\r\nHost: a\r\n\r\n" : kGet;
    client.send(requests);
    for (int i = 0; i < count; ++i) {
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, i % 10 == 9 ? 404u : 200u);
        QVERIFY(i % 10 == 9 || answer->body == body);
    }
    QCOMPARE(stat(server->adminUrl(), "requests"), count);
    QCOMPARE(stat(server->adminUrl(), "responses"), count);
}

void TestHttpServer::pipelineBehindASlowAnswer()
{
    auto plan = quickPlan();
    plan.page.delay = 20ms;
    const auto server = start(plan);
    RawClient client(server->url());
    client.send("GET /no HTTP/1.1\r\nHost: a\r\n\r\n" + kGet + "GET /no HTTP/1.1\r\nHost: a\r\n\r\n"
                + kGet.substr(0, 9));
    QCOMPARE(client.answer().value_or(Answer()).status, 404u);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(client.answer().value_or(Answer()).status, 404u);
    client.send(kGet.substr(9));
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
}

void TestHttpServer::bytesOneByOne()
{
    const auto server = start(quickPlan());
    RawClient client(server->url());
    const std::string request =
        "POST /no HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n" + kGet;
    for (const char c : request)
        client.send({&c, 1});
    QCOMPARE(client.answer().value_or(Answer()).status, 404u);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
}

void TestHttpServer::closesAfterARefusal()
{
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send(kGet + "nonsense\r\n\r\n" + kGet);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    const auto refusal = client.answer();
    QVERIFY(refusal);
    QCOMPARE(refusal->status, 400u);
    QCOMPARE(refusal->field("connection"), std::string("close"));
    QVERIFY(client.atEnd());
}

void TestHttpServer::refusalReachesAClientThatStillSends()
{
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n");
    client.send(std::string(500'000, 'x'));
    QCOMPARE(client.answer().value_or(Answer()).status, 413u);
}

void TestHttpServer::skipsBodies_data()
{
    QTest::addColumn<std::string>("request");
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("length") << start + "Content-Length: 4\r\n\r\nbody";
    QTest::newRow("chunks") << start + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
    QTest::newRow("long") << start + "Content-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x');
}

void TestHttpServer::skipsBodies()
{
    QFETCH(std::string, request);
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send(request + request);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
}

void TestHttpServer::continues()
{
    const auto server = start(quickPlan());
    RawClient client(server->url());
    client.send("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.answer().value_or(Answer()).status, 100u);
    client.send("body");
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
    QCOMPARE(stat(server->adminUrl(), "responses"), 1);
}

void TestHttpServer::dawdling_data()
{
    QTest::addColumn<std::string>("sent");
    QTest::addColumn<unsigned>("status");
    QTest::newRow("nothing at all") << std::string() << 0u;
    QTest::newRow("half a request line") << std::string("GE") << 408u;
    QTest::newRow("half a head") << kGet.substr(0, kGet.size() - 2) << 408u;
    QTest::newRow("half a body") << std::string("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo") << 408u;
    QTest::newRow("nothing after an answer") << kGet << 200u;
}

void TestHttpServer::dawdling()
{
    QFETCH(std::string, sent);
    QFETCH(unsigned, status);
    auto plan = quickPlan();
    plan.limits.resolution = 5ms;
    plan.limits.idle = plan.limits.header = plan.limits.bodyRead = plan.limits.linger = 50ms;
    const auto server = start(plan);
    RawClient client(server->url());
    client.send(sent);
    QCOMPARE(client.answer().value_or(Answer()).status, status);
    QVERIFY(client.atEnd());
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_open"), 0, 30'000);
}

void TestHttpServer::clientThatDoesNotRead()
{
    auto plan = quickPlan();
    plan.page.body.assign(4'000'000, 'x');
    plan.cache.emplace();
    plan.limits.resolution = 5ms;
    plan.limits.writeStall = 50ms;
    const auto server = start(plan);
    RawClient client(server->url());
    for (int i = 0; i < 20; ++i)
        client.send(kGet);
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_opened"), 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_open"), 0, 30'000);
    QVERIFY(stat(server->adminUrl(), "responses") < 20);
}

void TestHttpServer::largeBodyInPieces()
{
    auto plan = quickPlan();
    plan.page.body.assign(8'000'000, 'y');
    const auto server = start(plan);
    RawClient client(server->url());
    for (int i = 0; i < 2; ++i) {
        client.send(kGet);
        const auto answer = client.answer();
        QVERIFY(answer);
        QVERIFY(answer->body == plan.page.body);
    }
    QCOMPARE(stat(server->adminUrl(), "responses"), 2);
}

void TestHttpServer::countsAgree()
{
    auto plan = quickPlan();
    plan.threads = 3;
    const auto server = start(plan);
    for (int i = 0; i < 9; ++i) {
        RawClient client(server->url());
        client.send(kGet + kGet);
        QVERIFY(client.answer());
        QVERIFY(client.answer());
        client.send("x\r\n\r\n");
        QCOMPARE(client.answer().value_or(Answer()).status, 400u);
        client.close();
    }
    QCOMPARE(stat(server->adminUrl(), "requests"), 18);
    QCOMPARE(stat(server->adminUrl(), "responses"), 27);
    QCOMPARE(stat(server->adminUrl(), "responses_by_status.200"), 18);
    QCOMPARE(stat(server->adminUrl(), "responses_by_status.400"), 9);
    QCOMPARE(stat(server->adminUrl(), "connections_opened"), 9);
    QTRY_COMPARE_WITH_TIMEOUT(stat(server->adminUrl(), "connections_open"), 0, 30'000);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
