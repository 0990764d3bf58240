#include "servers/balancer/replica_request.h"

#include <QTest>

#include <string>

using namespace escala::servers::balancer;

/// What the admin endpoint takes of replicas.
class TestReplicaRequest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newReplicas_data();
    void newReplicas();
    void changes_data();
    void changes();
    void queries_data();
    void queries();
};

void TestReplicaRequest::newReplicas_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("result"); ///< URL and weight, or a part of the sentence.
    const auto row = [](const char *name, const char *body, const char *result) {
        QTest::newRow(name) << std::string(body) << std::string(result);
    };
    row("url alone", R"({"url":"http://127.0.0.1:5001"})", "http://127.0.0.1:5001/ 1");
    row("with a weight", R"({"url":"https://a/b","weight":7})", "https://a/b 7");
    row("no JSON", "url=http://a", "no JSON object");
    row("no object", "[]", "no JSON object");
    row("empty", "", "no JSON object");
    row("no url", R"({"weight":1})", "\"url\" is missing");
    row("bad url", R"({"url":"ftp://a"})", "http");
    row("url with a query", R"({"url":"http://a/?b"})", "neither a query");
    row("url with credentials", R"({"url":"http://u:p@a/"})", "neither a query");
    row("url is a number", R"({"url":1})", "");
    row("weight 0", R"({"url":"http://a","weight":0})", "from 1 to 1000");
    row("weight 1001", R"({"url":"http://a","weight":1001})", "from 1 to 1000");
    row("weight 1.5", R"({"url":"http://a","weight":1.5})", "from 1 to 1000");
    row("weight as text", R"({"url":"http://a","weight":"1"})", "from 1 to 1000");
    row("unknown field", R"({"url":"http://a","wieght":1})", "\"wieght\" is not known");
}

void TestReplicaRequest::newReplicas()
{
    QFETCH(std::string, body);
    QFETCH(std::string, result);
    const auto parsed = parseNewReplica(body);
    if (parsed)
        QCOMPARE(parsed->url.text() + " " + std::to_string(parsed->weight), result);
    else
        QVERIFY(parsed.error().contains(result) && !result.starts_with("http:/"));
}

void TestReplicaRequest::changes_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<bool>("good");
    QTest::addColumn<int>("draining"); ///< -1: not said.
    QTest::addColumn<unsigned>("weight");
    QTest::newRow("draining") << std::string(R"({"state":"draining"})") << true << 1 << 0u;
    QTest::newRow("active") << std::string(R"({"state":"active"})") << true << 0 << 0u;
    QTest::newRow("weight") << std::string(R"({"weight":3})") << true << -1 << 3u;
    QTest::newRow("both") << std::string(R"({"state":"active","weight":3})") << true << 0 << 3u;
    QTest::newRow("healthy can't be said") << std::string(R"({"state":"healthy"})") << false << -1 << 0u;
    QTest::newRow("nothing") << std::string("{}") << false << -1 << 0u;
    QTest::newRow("unknown") << std::string(R"({"sate":"active"})") << false << -1 << 0u;
    QTest::newRow("no JSON") << std::string("draining") << false << -1 << 0u;
}

void TestReplicaRequest::changes()
{
    QFETCH(std::string, body);
    QFETCH(bool, good);
    QFETCH(int, draining);
    QFETCH(unsigned, weight);
    const auto parsed = parseReplicaChange(body);
    QCOMPARE(parsed.has_value(), good);
    const auto change = parsed.value_or(ReplicaChange());
    QCOMPARE(change.draining ? int(*change.draining) : -1, draining);
    QCOMPARE(change.weight.value_or(0), weight);
}

void TestReplicaRequest::queries_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<std::string>("url"); ///< Empty: refused.
    QTest::newRow("plain") << std::string("url=http://127.0.0.1:1/") << std::string("http://127.0.0.1:1/");
    QTest::newRow("encoded") << std::string("url=http%3A%2F%2F127.0.0.1%3A1") << std::string("http://127.0.0.1:1/");
    QTest::newRow("badly encoded") << std::string("url=http%3") << std::string();
    QTest::newRow("nothing") << std::string() << std::string();
    QTest::newRow("more") << std::string("url=http://a&b=c") << std::string();
}

void TestReplicaRequest::queries()
{
    QFETCH(std::string, query);
    QFETCH(std::string, url);
    const auto parsed = parseReplicaQuery(query);
    QCOMPARE(parsed ? parsed->text() : std::string(), url);
}

QTEST_GUILESS_MAIN(TestReplicaRequest)
#include "tst_replica_request.moc"
