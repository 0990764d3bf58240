#include "experiment/topology.h"

#include <QTest>

#include <algorithm>

using namespace escala::experiment;
using namespace std::chrono_literals;
using Kind = ServerSpec::Kind;

namespace {

ServerSpec server(Kind kind, const char *name, std::vector<std::string> upstreams = {})
{
    ServerSpec spec;
    spec.kind = kind;
    spec.name = name;
    spec.upstreams = std::move(upstreams);
    return spec;
}

Target target(ServerSpec loaded, std::vector<ServerSpec> behind = {})
{
    return {.name = "T", .url = {}, .server = std::move(loaded), .behind = std::move(behind)};
}

Target replicas()
{
    return target(server(Kind::Balancer, "B", {"R1", "R2"}),
                  {server(Kind::Proxy, "R1", {"S"}), server(Kind::Slow, "R2"), server(Kind::Slow, "S")});
}

}

Q_DECLARE_METATYPE(Target)

class TestTopology : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsWhoeverIsAskedFirst();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void putsACacheInFront();
    void putsABalancerInFront();
    void findsUrlsToAskFor();
    void letsChecksWaitForTheSlowest();
    void leavesABalancerOfNobodyAlone();
};

void TestTopology::startsWhoeverIsAskedFirst()
{
    const Target all = replicas();
    QCOMPARE(problemOfServers(all), std::string());
    const auto order = startOrder(all);
    QCOMPARE(order.size(), serverCount(all));
    const auto place = [&](const char *name) {
        return std::ranges::find(order, *findServer(all, name)) - order.begin();
    };
    QVERIFY(place("S") < place("R1"));
    QVERIFY(place("R1") < place("B"));
    QVERIFY(place("R2") < place("B"));
}

void TestTopology::tellsWhatIsWrong_data()
{
    QTest::addColumn<Target>("wrong");
    QTest::addColumn<QString>("word");
    QTest::newRow("two of one name") << target(server(Kind::Balancer, "B", {"R"}),
                                               {server(Kind::Slow, "R"), server(Kind::Slow, "R")})
                                     << "\"R\"";
    QTest::newRow("nobody there") << target(server(Kind::Proxy, "P", {"S"})) << "\"S\"";
    QTest::newRow("no URL") << target(server(Kind::Proxy, "P", {"http://"})) << "http://";
    QTest::newRow("a proxy of two") << target(server(Kind::Proxy, "P", {"http://a/", "http://b/"})) << "one upstream";
    QTest::newRow("a balancer of none") << target(server(Kind::Balancer, "B")) << "at least one";
    QTest::newRow("one twice") << target(server(Kind::Balancer, "B", {"R", "R"}), {server(Kind::Slow, "R")}) << "twice";
    QTest::newRow("a slow server that asks") << target(server(Kind::Slow, "S", {"http://a/"})) << "asks nobody";
    QTest::newRow("a circle") << target(server(Kind::Proxy, "P", {"Q"}), {server(Kind::Proxy, "Q", {"P"})}) << "circle";
    QTest::newRow("nobody asks it") << target(server(Kind::Slow, "S"), {server(Kind::Slow, "R")}) << "nobody asks R";
    auto open = server(Kind::Slow, "S");
    open.options = {"--host=0.0.0.0"};
    QTest::newRow("an option of ours") << target(open) << "--host";
}

void TestTopology::tellsWhatIsWrong()
{
    QFETCH(Target, wrong);
    QFETCH(QString, word);
    const auto problem = QString::fromStdString(problemOfServers(wrong));
    QVERIFY2(problem.contains(word), qPrintable(problem));
}

void TestTopology::putsACacheInFront()
{
    const Target ofUrl = withCacheInFront({.name = "Mine", .url = "http://localhost:8080/", .server = {}});
    QCOMPARE(problemOfServers(ofUrl), std::string());
    QVERIFY(ofUrl.server->kind == Kind::Proxy && ofUrl.behind.empty() && ofUrl.url.empty());
    QCOMPARE(ofUrl.server->upstreams, std::vector<std::string>{"http://localhost:8080/"});

    auto slow = server(Kind::Slow, "");
    slow.port = 5001;
    const Target twice = withCacheInFront(withCacheInFront(target(slow)));
    QCOMPARE(problemOfServers(twice), std::string());
    QCOMPARE(serverCount(twice), std::size_t(3));
    QCOMPARE(serverAt(twice, 2).port, std::uint16_t(0)); // else it would be in the way of the one it is compared with
}

void TestTopology::putsABalancerInFront()
{
    const Target three = withBalancerInFront(target(server(Kind::Slow, "")), 3);
    QCOMPARE(problemOfServers(three), std::string());
    QCOMPARE(three.behind.size(), std::size_t(3));
    QCOMPARE(three.server->upstreams.back(), std::string("Replica 3"));
    const Target cached = withBalancerInFront(withCacheInFront(target(server(Kind::Slow, ""))), 2);
    QCOMPARE(problemOfServers(cached), std::string());
    const Target ofUrl = withBalancerInFront({.name = "Mine", .url = "http://localhost:8080/", .server = {}}, 3);
    QCOMPARE(ofUrl.server->upstreams.size(), std::size_t(1));
}

void TestTopology::findsUrlsToAskFor()
{
    Experiment experiment{
        .name = {}, .targets = {target(server(Kind::Proxy, "P", {"http://example.org/"}))}, .plan = {}};
    QCOMPARE(foreignHosts(experiment), std::vector<std::string>{"example.org"});
    auto &loaded = *experiment.targets.front().server;
    loaded = server(Kind::Cached, "");
    loaded.options = {"--backend", "redis://:secret@cache.example:6379/1?a@b"};
    QCOMPARE(foreignHosts(experiment), std::vector<std::string>{"cache.example"});
    loaded.options = {"--backend=memcached://10.0.0.1", "--ttl-jitter", "5"};
    QCOMPARE(foreignHosts(experiment), std::vector<std::string>{"10.0.0.1"});
    loaded.options = {"--backend", "redis://localhost"};
    QVERIFY(foreignHosts(experiment).empty());
}

void TestTopology::letsChecksWaitForTheSlowest()
{
    using Words = std::vector<std::string>;
    Target all = replicas();
    for (ServerSpec &server : all.behind)
        server.delay = 200ms;
    QCOMPARE(optionsFor(all, 0), (Words{"--check-timeout", "1400ms"}));
    serverAt(all, *findServer(all, "S")).delay = 3s; // behind a proxy
    QCOMPARE(optionsFor(all, 0), (Words{"--check-timeout", "7s"}));
    serverAt(all, *findServer(all, "R2")).delay = 1000h;
    QCOMPARE(optionsFor(all, 0), (Words{"--check-timeout", "1000h"})); // the longest that is read
    QCOMPARE(optionsFor(all, *findServer(all, "R1")), Words());
    for (const char *own : {"--check-timeout", "--check-timeout=3s"}) {
        all.server->options = {"--retries", "2", own};
        QCOMPARE(optionsFor(all, 0), Words());
    }
    QCOMPARE(optionsFor(target(server(Kind::Balancer, "B", {"http://a/"})), 0), (Words{"--check-timeout", "1s"}));
}

// A window may show one from a file; what is wrong with it is said when it is started.
void TestTopology::leavesABalancerOfNobodyAlone()
{
    Target nobody = target(server(Kind::Balancer, "B"));
    setReplicas(nobody, 0, 3);
    QVERIFY(nobody.behind.empty());
}

QTEST_GUILESS_MAIN(TestTopology)
#include "tst_topology.moc"
