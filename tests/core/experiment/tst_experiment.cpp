#include "experiment/experiment.h"
#include "http/url.h"

#include <QLocale>
#include <QTest>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;

namespace {

Experiment onUrls(const std::vector<std::string> &urls)
{
    Experiment experiment{.name = "Test", .targets = {}, .plan = {}};
    experiment.plan.duration = 1s;
    for (const std::string &url : urls)
        experiment.targets.push_back(
            {.name = "target " + std::to_string(experiment.targets.size()), .url = url, .server = {}});
    return experiment;
}

template <typename Change>
Experiment changed(Experiment experiment, Change change)
{
    change(experiment);
    return experiment;
}

QStringList toQt(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list.append(QString::fromStdString(text));
    return list;
}

}

class TestExperiment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsCanRun_data();
    void presetsCanRun();
    void presetsAreAsPromised();
    void problemOf_data();
    void problemOf();
    void foreignHosts_data();
    void foreignHosts();
    void argumentsFor_data();
    void argumentsFor();
    void settingsLine_data();
    void settingsLine();
    void settingsLineForItsReader();
};

void TestExperiment::presetsCanRun_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("quick") << QByteArray("quick");
    QTest::newRow("classic") << QByteArray("classic");
}

void TestExperiment::presetsCanRun()
{
    QFETCH(const QByteArray, name);
    const auto preset = presetNamed(name.toStdString());
    QVERIFY(preset.has_value());
    QCOMPARE(experiment::problemOf(*preset), std::string());
    QCOMPARE(preset->targets.size(), std::size_t{2});
    QVERIFY(experiment::foreignHosts(*preset).empty());
}

void TestExperiment::presetsAreAsPromised()
{
    const Experiment quick = quickPreset();
    QCOMPARE(quick.plan.users, 20U);
    QCOMPARE(quick.plan.duration.value(), std::chrono::nanoseconds(10s));
    QCOMPARE(quick.targets[1].server->ttl, std::chrono::nanoseconds(2s));
    QCOMPARE(quick.targets[0].server->delay, std::chrono::nanoseconds(200ms));
    const Experiment classic = classicPreset();
    QCOMPARE(classic.plan.users, 5U);
    QCOMPARE(classic.plan.requests.value(), std::uint64_t{100});
    QVERIFY(classic.plan.coldRequest && !classic.plan.duration);
    QCOMPARE(classic.targets[0].server->delay, std::chrono::nanoseconds(5s));
    QCOMPARE(classic.targets[1].server->ttl, std::chrono::nanoseconds(300s));
    QVERIFY(!presetNamed("Quick") && !presetNamed(""));
}

void TestExperiment::problemOf_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<QString>("said");
    using Urls = std::vector<std::string>;
    const Experiment good = onUrls({"http://127.0.0.1:8080/"});
    const auto row = [](const char *name, const Experiment &experiment, const char *said) {
        QTest::newRow(name) << experiment << QString::fromUtf8(said);
    };
    row("fine", good, "");
    row("no target", onUrls({}), "add a target");
    row("as many targets as a run can have", onUrls(Urls(256, "http://127.0.0.1:8080/")), "");
    row("one too many", onUrls(Urls(257, "http://127.0.0.1:8080/")), "257 targets, and a run can have 256 at most");
    row("no name", changed(good, [](Experiment &e) { e.targets[0].name.clear(); }), "no name");
    row("two of one name", changed(quickPreset(), [](Experiment &e) { e.targets[1].name = "Slow"; }), "\"Slow\"");
    row("no URL", onUrls({""}), "no URL");
    row("blank in URL", onUrls({"http://local host/"}), "http://local host/");
    row("bracket in URL", onUrls({"http://[::1/"}), "not a URL");
    row("scheme", onUrls({"ftp://127.0.0.1/"}), "neither an http nor an https");
    row("port 0", onUrls({"http://127.0.0.1:0/"}), "1 to 65535");
    row("port 65536", onUrls({"http://127.0.0.1:65536/"}), "1 to 65535");
    row("no host", onUrls({"http:///path"}), "no host");
    row("too long", onUrls({"http://127.0.0.1/" + std::string(9'000, 'a')}), "8,000");
    row("server without threads", changed(quickPreset(), [](Experiment &e) { e.targets[0].server->threads = 0; }),
        "Slow: a server needs at least 1 thread");
    row("cache without room", changed(quickPreset(), [](Experiment &e) { e.targets[1].server->capacity = 0; }),
        "Cached: a cache needs");
    row("server without workers", changed(quickPreset(), [](Experiment &e) { e.targets[0].server->workers = 0; }),
        "at least 1 worker");
    row("bad plan", changed(good, [](Experiment &e) { e.plan.users = 0; }), "0");
}

void TestExperiment::problemOf()
{
    QFETCH(const Experiment, experiment);
    QFETCH(const QString, said);
    const QString problem = QString::fromStdString(experiment::problemOf(experiment));
    QCOMPARE(problem.isEmpty(), said.isEmpty());
    QVERIFY2(problem.contains(said), qPrintable(problem));
}

void TestExperiment::foreignHosts_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<QStringList>("hosts");
    const auto resolving = [](Experiment experiment, const char *host, const char *address) {
        experiment.plan.resolve.push_back({.host = host, .port = 80, .address = address});
        return experiment;
    };
    const auto list = [](std::initializer_list<const char *> texts) {
        QStringList result;
        for (const char *text : texts)
            result.append(QString::fromUtf8(text));
        return result;
    };
    QTest::newRow("built-in servers") << quickPreset() << list({});
    QTest::newRow("loopback in all forms")
        << onUrls({"http://localhost/", "http://127.9.9.9/", "http://[::1]:81/", "http://a.localhost/"}) << list({});
    QTest::newRow("each host once") << onUrls({"http://example.org/a", "http://EXAMPLE.org/b", "http://192.0.2.1/"})
                                    << list({"example.org", "192.0.2.1"});
    QTest::newRow("name given a loopback address")
        << resolving(onUrls({"http://example.org/"}), "example.org", "127.0.0.1") << list({});
    QTest::newRow("another port is given a loopback address")
        << resolving(onUrls({"http://example.org:81/"}), "example.org", "127.0.0.1") << list({"example.org"});
    QTest::newRow("localhost given a foreign address")
        << resolving(onUrls({"http://localhost/"}), "LocalHost", "192.0.2.1") << list({"192.0.2.1"});
    QTest::newRow("a name that only looks like loopback")
        << onUrls({"http://localhost.example.org/", "http://notlocalhost/"})
        << list({"localhost.example.org", "notlocalhost"});
}

void TestExperiment::foreignHosts()
{
    QFETCH(const Experiment, experiment);
    QFETCH(const QStringList, hosts);
    QCOMPARE(toQt(experiment::foreignHosts(experiment)), hosts);
}

void TestExperiment::argumentsFor_data()
{
    QTest::addColumn<ServerSpec>("spec");
    QTest::addColumn<QString>("line");
    ServerSpec slow;
    slow.port = 5001;
    QTest::newRow("slow") << slow << QStringLiteral("slow --port 5001 --delay 5s --threads 1 --exit-with-parent");
    slow.workers = 4;
    slow.queue = 0;
    slow.delay = 1500us;
    QTest::newRow("slow with workers")
        << slow
        << QStringLiteral("slow --port 5001 --delay 1500us --workers 4 --queue 0 --threads 1 --exit-with-parent");
    ServerSpec cached;
    cached.kind = ServerSpec::Kind::Cached;
    cached.ttl = 2s;
    cached.threads = 2;
    QTest::newRow("cached")
        << cached
        << QStringLiteral(
               "cached --port 0 --delay 5s --ttl 2s --capacity 10000 --policy lru --threads 2 --exit-with-parent");
    cached.singleFlight = false;
    QTest::newRow("cached without single flight")
        << cached
        << QStringLiteral(
               "cached --port 0 --delay 5s --ttl 2s --capacity 10000 --policy lru --no-single-flight --threads 2 "
               "--exit-with-parent");
    cached.policy = "tinylfu";
    cached.keys = 1000;
    cached.zipf = 1.1;
    cached.size = "1KiB..4KiB";
    QTest::newRow("cached with many pages")
        << cached
        << QStringLiteral(
               "cached --port 0 --delay 5s --keys 1000 --zipf 1.1 --size 1KiB..4KiB --ttl 2s --capacity 10000 "
               "--policy tinylfu --no-single-flight --threads 2 --exit-with-parent");
    ServerSpec proxy;
    proxy.kind = ServerSpec::Kind::Proxy;
    proxy.ttl = 20s;
    proxy.options = {"--largest-body", "1MiB"};
    QTest::newRow("proxy") << proxy
                           << QStringLiteral("proxy --port 0 --origin http://a/ --origin http://b/ --default-ttl 20s "
                                             "--capacity 10000 --policy lru --threads 1 --largest-body 1MiB "
                                             "--exit-with-parent");
    ServerSpec balancer;
    balancer.kind = ServerSpec::Kind::Balancer;
    balancer.algorithm = "p2c";
    QTest::newRow("balancer") << balancer
                              << QStringLiteral("balancer --port 0 --replica http://a/ --replica http://b/ "
                                                "--algorithm p2c --threads 1 --exit-with-parent");
}

void TestExperiment::argumentsFor()
{
    QFETCH(const ServerSpec, spec);
    QFETCH(const QString, line);
    const std::vector<std::string> upstreams{"http://a/", "http://b/"};
    const auto asked = experiment::asksOthers(spec.kind) ? std::span(upstreams) : std::span<const std::string>();
    QCOMPARE(toQt(experiment::argumentsFor(spec, asked)).join(u' '), line);
}

void TestExperiment::settingsLine_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<QString>("line");
    const auto oneThread = [](Experiment experiment) {
        experiment.plan.threads = 1;
        return experiment;
    };
    QTest::newRow("quick") << oneThread(quickPreset())
                           << QStringLiteral("20 users, closed model, 10 s, keep-alive, 1 engine thread, parallel");
    QTest::newRow("classic") << oneThread(classicPreset())
                             << QStringLiteral("5 users, closed model, 100 requests, one cold request first, "
                                               "keep-alive, 1 engine thread, parallel");
    Experiment one = onUrls({"https://localhost/"});
    one.plan.users = 1;
    one.plan.warmup = 2s;
    one.plan.keepAlive = false;
    one.plan.insecure = true;
    one.plan.request.method = "POST";
    one.plan.request.body = "12345";
    Experiment mix = onUrls({"http://localhost/"});
    mix.plan.users = 1;
    mix.plan.request = {.path = "/a", .checks = {"status==200"}};
    mix.plan.moreRequests = {{.method = "POST", .checks = {"status==200", "size>0"}}};
    mix.plan.cookies = mix.plan.compressed = true;
    mix.plan.followRedirects = 5;
    mix.plan.credentials = {.scheme = load::CredentialSpec::Scheme::Basic, .name = "SECRET"};
    const QString start = QStringLiteral("1 user, closed model, 1 s, keep-alive, 1 engine thread, ");
    QTest::newRow("two requests") << oneThread(mix)
                                  << start
            + QStringLiteral("GET /a and 1 more request, cookies, up to 5 redirects followed, gzip offered, with "
                             "credentials, 2 checks");
    mix.plan = onUrls({"http://localhost/"}).plan;
    mix.plan.users = 1;
    mix.plan.moreRequests.resize(3);
    QTest::newRow("several requests") << oneThread(mix) << start + QStringLiteral("GET and 3 more requests");
    mix.plan.moreRequests.clear();
    mix.plan.request.path = "/a";
    QTest::newRow("a path of its own") << oneThread(mix) << start + QStringLiteral("GET /a");
    mix.plan.request.path.clear();
    mix.plan.connection = {.unixSocket = "/run/web.sock",
                           .sources = {"127.0.0.2"},
                           .perSecond = 50,
                           .requestsEach = 100,
                           .certFile = "client.pem",
                           .keyFile = {},
                           .dns = load::DnsMode::Ttl,
                           .dnsServer = "127.0.0.1",
                           .resumeTls = true};
    QTest::newRow("connections") << oneThread(mix)
                                 << QStringLiteral("1 user, closed model, 1 s, keep-alive, Unix socket /run/web.sock, "
                                                   "from 1 address, up to 50 new connections/s, 100 requests a "
                                                   "connection, name look-ups by TTL, DNS server 127.0.0.1, "
                                                   "client certificate, TLS sessions resumed, 1 engine thread");
    QTest::newRow("one target, much set") << oneThread(one)
                                          << QStringLiteral("1 user, closed model, 1 s, warm-up 2 s, a connection a "
                                                            "request, 1 engine thread, POST, body 5 B, certificates "
                                                            "not verified");
}

void TestExperiment::settingsLine()
{
    QFETCH(const Experiment, experiment);
    QFETCH(const QString, line);
    QCOMPARE(QString::fromStdString(experiment::settingsLine(experiment)), line);
}

void TestExperiment::settingsLineForItsReader()
{
    Experiment experiment = quickPreset();
    experiment.plan.threads = 1;
    experiment.plan.users = 10'000;
    experiment.plan.duration = 2500ms;
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
    const auto person = experiment::settingsLine(experiment);
    const auto file = experiment::settingsLine(experiment, Reader::File);
    QLocale::setDefault(before);
    QCOMPARE(person, "10.000 users, closed model, 2,5 s, keep-alive, 1 engine thread, parallel");
    QCOMPARE(file, "10,000 users, closed model, 2.5 s, keep-alive, 1 engine thread, parallel");
}

QTEST_GUILESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
