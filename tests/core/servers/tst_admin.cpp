#include "raw_client.h"

#include "servers/built_in_server.h"

#include <boost/json.hpp>

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;

/// The admin endpoint, and who may use it.
class TestAdmin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void answers_data();
    void answers();
    void refusesForeignHosts_data();
    void refusesForeignHosts();
    void grantsNoCors();
    void limitsBodies();
    void badFaultsChangeNothing_data();
    void badFaultsChangeNothing();
    void slowHasNoBackend();
    void statsHaveEveryField();
    void metricsAreProm();
    void removes_data();
    void removes();
    void slowHasNoCache();
    void listensOnLoopbackAlone();

private:
    std::unique_ptr<servers::BuiltInServer> m_server;
};

void TestAdmin::init()
{
    servers::ServerPlan plan;
    plan.page.delay = 0s;
    plan.cache.emplace();
    m_server = servers::BuiltInServer::start(plan).value();
    for (const char *target : {"/", "/?a=b", "/no"})
        QVERIFY(getOnce(m_server->url(), target));
}

void TestAdmin::answers_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<unsigned>("status");
    const auto row = [](const char *name, const char *method, const char *target, unsigned status) {
        QTest::newRow(name) << std::string(method) << std::string(target) << status;
    };
    row("health", "GET", "/health", 200);
    row("health, head alone", "HEAD", "/health", 200);
    row("stats", "GET", "/stats", 200);
    row("stats behind a double slash", "GET", "//stats", 200);
    row("metrics", "GET", "/metrics", 200);
    row("writing stats", "PUT", "/stats", 405);
    row("reading the cache", "GET", "/cache", 405);
    row("faults", "GET", "/faults", 200);
    row("faults that are no JSON", "PUT", "/faults", 400);
    row("clearing faults", "DELETE", "/faults", 200);
    row("posting faults", "POST", "/faults", 405);
    row("root", "GET", "/", 404);
    row("malformed query", "DELETE", "/cache?url=%zz", 400);
    row("unknown parameter", "DELETE", "/cache?path=/", 400);
    row("preflight", "OPTIONS", "/cache", 405);
}

void TestAdmin::answers()
{
    QFETCH(std::string, method);
    QFETCH(std::string, target);
    const auto answer = getOnce(m_server->adminUrl(), target, {}, method);
    QVERIFY(answer);
    QTEST(answer->status, "status");
}

void TestAdmin::refusesForeignHosts_data()
{
    QTest::addColumn<std::string>("host");
    QTest::addColumn<unsigned>("status");
    QTest::newRow("address") << std::string("127.0.0.1:80") << 200u;
    QTest::newRow("IPv6") << std::string("[::1]:80") << 200u;
    QTest::newRow("name") << std::string("LocalHost") << 200u;
    QTest::newRow("foreign") << std::string("evil.example") << 421u;
    QTest::newRow("foreign with our port") << std::string("evil.example:1") << 421u;
    QTest::newRow("below localhost") << std::string("evil.localhost") << 421u;
    QTest::newRow("starts alike") << std::string("127.0.0.1.evil.example") << 421u;
    QTest::newRow("other address") << std::string("192.0.2.1") << 421u;
}

void TestAdmin::refusesForeignHosts()
{
    QFETCH(std::string, host);
    for (const char *target : {"/stats", "/nothing"}) {
        RawClient client(m_server->adminUrl());
        client.send(std::string("GET ") + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        const auto answer = client.answer();
        QVERIFY(answer);
        QFETCH(unsigned, status);
        QCOMPARE(answer->status, status == 200 && std::string(target) == "/nothing" ? 404u : status);
    }
    RawClient old(m_server->adminUrl());
    old.send("GET /stats HTTP/1.0\r\n\r\n");
    QCOMPARE(old.answer().value_or(Answer()).status, 421u);
}

void TestAdmin::limitsBodies()
{
    for (const auto &[size, status] : {std::pair(64 * 1024, 405u), std::pair(64 * 1024 + 1, 413u)}) {
        RawClient client(m_server->adminUrl());
        client.send("PUT /stats HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n"
                    + std::string(static_cast<std::size_t>(size), ' '));
        QCOMPARE(client.answer().value_or(Answer()).status, status);
    }
}

void TestAdmin::grantsNoCors()
{
    const std::string origin = "Origin: http://evil.example\r\nAccess-Control-Request-Method: DELETE\r\n";
    for (const char *method : {"GET", "OPTIONS"}) {
        const auto answer = getOnce(m_server->adminUrl(), "/stats", origin, method);
        QVERIFY(answer);
        for (const auto &[name, value] : answer->fields)
            QVERIFY(!name.starts_with("access-control"));
    }
}

void TestAdmin::statsHaveEveryField()
{
    const auto answer = getOnce(m_server->adminUrl(), "/stats");
    QVERIFY(answer);
    QCOMPARE(answer->field("content-type"), std::string("application/json"));
    const auto stats = boost::json::parse(answer->body).as_object();
    for (const char *name : {"requests", "responses", "responses_by_status", "connections_opened", "connections_open",
                             "in_service", "queued", "cache", "cpu_s", "rss_bytes", "uptime_s"})
        QVERIFY2(stats.contains(name), name);
    for (const char *name : {"hits", "misses", "stale", "collapsed", "origin_requests", "entries", "bytes"})
        QVERIFY2(stats.at("cache").as_object().contains(name), name);
    QCOMPARE(stats.at("requests").as_int64(), 3);
    QCOMPARE(stats.at("responses_by_status").as_object().at("404").as_int64(), 1);
    QVERIFY(stats.at("rss_bytes").to_number<double>() > 1e6);
    QVERIFY(stats.at("uptime_s").to_number<double>() > 0);
}

void TestAdmin::metricsAreProm()
{
    const auto answer = getOnce(m_server->adminUrl(), "/metrics");
    QVERIFY(answer);
    QCOMPARE(answer->field("content-type"), std::string("text/plain; version=0.0.4; charset=utf-8"));
    for (const char *line : {"escala_requests_total 3\n", "escala_responses_total{status=\"200\"} 2\n",
                             "escala_cache_entries 2\n", "# TYPE escala_requests_total counter\n"})
        QVERIFY2(answer->body.contains(line), line);
}

void TestAdmin::badFaultsChangeNothing_data()
{
    QTest::addColumn<std::string>("faults");
    QTest::addColumn<std::string>("says");
    QTest::newRow("no JSON") << std::string("refuse") << std::string("this is not JSON");
    QTest::newRow("unknown") << std::string(R"({"refuse": true, "explode": true})")
                             << std::string("\"explode\" is no fault");
    QTest::newRow("out of range") << std::string(R"({"refuse": true, "error_share": 2})")
                                  << std::string("error_share is a number from 0 to 1, not 2.\n");
}

void TestAdmin::badFaultsChangeNothing()
{
    QFETCH(std::string, faults);
    QFETCH(std::string, says);
    const auto put = [this](const std::string &body) {
        return getOnce(m_server->adminUrl(), "/faults",
                       "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body, "PUT")
            .value_or(Answer());
    };
    QCOMPARE(put(R"({"error_share": 0.5})").status, 200u);
    const auto answer = put(faults);
    QCOMPARE(answer.status, 400u);
    QVERIFY2(answer.body.contains(says), answer.body.c_str());
    QCOMPARE(getOnce(m_server->adminUrl(), "/faults").value_or(Answer()).body,
             std::string("{\"error_share\":5E-1,\"error_status\":503}\n"));
    QVERIFY(RawClient(m_server->url()).isConnected());
}

void TestAdmin::slowHasNoBackend()
{
    servers::ServerPlan plan;
    const auto slow = servers::BuiltInServer::start(plan).value();
    const std::string body = R"({"cut_backend": true})";
    const auto answer = getOnce(slow->adminUrl(), "/faults",
                                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body, "PUT")
                            .value_or(Answer());
    QCOMPARE(answer.status, 400u);
    QVERIFY(answer.body.contains("is for a server with something behind it"));
}

void TestAdmin::removes_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<std::string>("removed");
    QTest::addColumn<int>("left");
    QTest::newRow("all") << std::string() << std::string("{\"removed\":2}\n") << 0;
    QTest::newRow("a path") << std::string("?url=/") << std::string("{\"removed\":1}\n") << 1;
    QTest::newRow("a URL") << std::string("?url=http%3A%2F%2F127.0.0.1%3A1%2F%3Fa%3Db")
                           << std::string("{\"removed\":1}\n") << 1;
    QTest::newRow("what is not there") << std::string("?url=/x") << std::string("{\"removed\":0}\n") << 2;
}

void TestAdmin::removes()
{
    QFETCH(std::string, query);
    const auto answer = getOnce(m_server->adminUrl(), "/cache" + query, {}, "DELETE");
    QVERIFY(answer);
    QTEST(answer->body, "removed");
    QTEST(static_cast<int>(stat(m_server->adminUrl(), "cache.entries")), "left");
}

void TestAdmin::slowHasNoCache()
{
    servers::ServerPlan plan;
    const auto slow = servers::BuiltInServer::start(plan).value();
    QCOMPARE(getOnce(slow->adminUrl(), "/cache", {}, "DELETE").value_or(Answer()).status, 404u);
    const auto stats = getOnce(slow->adminUrl(), "/stats");
    QVERIFY(stats);
    QVERIFY(boost::json::parse(stats->body).at("cache").is_null());
}

void TestAdmin::listensOnLoopbackAlone()
{
    servers::ServerPlan plan;
    plan.host = "0.0.0.0";
    const auto open = servers::BuiltInServer::start(plan).value();
    QVERIFY(open->url().starts_with("http://127.0.0.1:"));
    QVERIFY(open->adminUrl().starts_with("http://127.0.0.1:"));
    auto elsewhere = open->adminUrl();
    elsewhere.replace(elsewhere.find("127.0.0.1"), 9, "127.0.0.2");
    QVERIFY(!RawClient(elsewhere).isConnected());
}

QTEST_GUILESS_MAIN(TestAdmin)
#include "tst_admin.moc"
