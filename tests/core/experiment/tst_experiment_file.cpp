#include "experiment/experiment_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;

namespace {

constexpr auto kEverything = R"({
  "name": "All of it",
  "targets": [
    { "name": "Slow", "server": { "kind": "slow", "port": 5001, "delay": "200ms", "workers": 8, "queue": 16 } },
    { "name": "Cached", "server": { "kind": "cached", "ttl": "2s", "capacity": 50, "single_flight": false, "threads": 2 } },
    { "name": "Mine", "url": "http://localhost:8080/" }
  ],
  "load": { "users": 20, "requests": 1000, "duration": "10s", "cold_request": true, "warmup": "1500ms", "threads": 2,
            "connect_timeout": "1s", "timeout": "2s", "drain_limit": "500ms", "keep_alive": false, "order": "interleaved",
            "method": "PUT", "headers": [{ "name": "Accept", "value": "*/*" }, { "name": "X", "value": "y: z" }],
            "body": "¡Hola!", "insecure": true, "ca_file": "ca.pem",
            "resolve": [{ "host": "localhost", "port": 8080, "address": "::1" }],
            "source_addresses": ["127.0.0.2", "::1"], "connections_per_second": 2.5, "requests_per_connection": 100,
            "dns": "ttl", "dns_server": "[::1]:5353",
            "cert_file": "client.pem", "key_file": "client.key", "tls_resumption": true }
})";

Experiment everything()
{
    Experiment all{.name = "All of it", .targets = {}, .plan = {}};
    ServerSpec slow;
    slow.port = 5001;
    slow.delay = 200ms;
    slow.workers = 8;
    slow.queue = 16;
    ServerSpec cached;
    cached.kind = ServerSpec::Kind::Cached;
    cached.ttl = 2s;
    cached.capacity = 50;
    cached.singleFlight = false;
    cached.threads = 2;
    all.targets = {{.name = "Slow", .url = {}, .server = slow},
                   {.name = "Cached", .url = {}, .server = cached},
                   {.name = "Mine", .url = "http://localhost:8080/", .server = {}}};
    load::LoadPlan &plan = all.plan;
    plan.users = 20;
    plan.requests = 1000;
    plan.duration = 10s;
    plan.coldRequest = true;
    plan.warmup = 1500ms;
    plan.threads = 2;
    plan.connectTimeout = 1s;
    plan.responseTimeout = 2s;
    plan.drainLimit = 500ms;
    plan.keepAlive = false;
    plan.order = load::Order::Interleaved;
    plan.request = {.method = "PUT", .headers = {{"Accept", "*/*"}, {"X", "y: z"}}, .body = "¡Hola!"};
    plan.insecure = true;
    plan.caFile = "ca.pem";
    plan.resolve = {{.host = "localhost", .port = 8080, .address = "::1"}};
    plan.connection = {.unixSocket = {},
                       .sources = {"127.0.0.2", "::1"},
                       .perSecond = 2.5,
                       .requestsEach = 100,
                       .certFile = "client.pem",
                       .keyFile = "client.key",
                       .dns = load::DnsMode::Ttl,
                       .dnsServer = "[::1]:5353",
                       .resumeTls = true};
    return all;
}

constexpr auto kVaried = R"({
  "name": "Varied", "targets": [{ "name": "A", "url": "http://localhost/" }],
  "load": { "requests": 1, "compressed": true, "cookies": true, "follow_redirects": 5,
    "mix": [
      { "method": "GET", "path": "/{{item.id}}", "weight": 9, "checks": ["status==2xx", "body contains {{"] },
      { "method": "POST", "headers": [{ "name": "X", "value": "{{n}}" }], "body": "{{key:json}}" } ],
    "feeds": [{ "name": "item", "file": "/data/items.csv", "order": "zipf", "exponent": 0.5 },
              { "name": "user", "file": "/data/users.jsonl", "order": "random" },
              { "name": "page", "file": "/data/pages.csv" }],
    "variables": [{ "name": "n", "kind": "counter", "start": -5, "step": 2 },
                  { "name": "i", "kind": "integer", "least": -9, "most": 9 },
                  { "name": "key", "kind": "hex", "digits": 8 },
                  { "name": "lang", "kind": "choice", "texts": ["en", "es"] },
                  { "name": "t", "kind": "timestamp", "form": "unix_ms" }],
    "credentials": { "scheme": "bearer", "environment": "TOKEN" } }
})";

Experiment varied()
{
    Experiment all{.name = "Varied", .targets = {{.name = "A", .url = "http://localhost/", .server = {}}}, .plan = {}};
    load::LoadPlan &plan = all.plan;
    plan.requests = 1;
    plan.compressed = plan.cookies = true;
    plan.followRedirects = 5;
    plan.request = {.path = "/{{item.id}}", .weight = 9, .checks = {"status==2xx", "body contains {{"}};
    plan.moreRequests = {{.method = "POST", .headers = {{"X", "{{n}}"}}, .body = "{{key:json}}"}};
    plan.feeds = {{.name = "item", .file = "/data/items.csv", .order = load::FeedOrder::Zipf, .exponent = 0.5},
                  {.name = "user", .file = "/data/users.jsonl", .order = load::FeedOrder::Random},
                  {.name = "page", .file = "/data/pages.csv"}};
    plan.variables = {{.name = "n", .value = load::Counter{.start = -5, .step = 2}},
                      {.name = "i", .value = load::RandomInteger{.least = -9, .most = 9}},
                      {.name = "key", .value = load::RandomHex{8}},
                      {.name = "lang", .value = load::RandomChoice{{"en", "es"}}},
                      {.name = "t", .value = load::Timestamp{load::Timestamp::Form::UnixMilliseconds}}};
    plan.credentials = {.scheme = load::CredentialSpec::Scheme::Bearer, .name = "TOKEN"};
    return all;
}

QString written(const QTemporaryDir &dir, const char *name, const QByteArray &text)
{
    QFile file(dir.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("can't write");
    file.write(text);
    return file.fileName();
}

}

class TestExperimentFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField();
    void givesTheSameBack_data();
    void givesTheSameBack();
    void readsRequestsThatVary();
    void keepsABodyOfAnyBytes();
    void filesLieBesideThePlan();
    void refuses_data();
    void refuses();
    void everyMalformedFileHasARow();
    void readsAFile();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
};

void TestExperimentFile::readsEveryField()
{
    const auto read = parseExperiment(kEverything);
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QCOMPARE(*read, everything());
}

void TestExperimentFile::givesTheSameBack_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::newRow("quick preset") << quickPreset();
    QTest::newRow("classic preset") << classicPreset();
    QTest::newRow("every field") << everything();
    QTest::newRow("requests that vary") << varied();
    Experiment one = quickPreset();
    one.plan.request.weight = 3;
    QTest::newRow("one request with a weight") << one;
}

void TestExperimentFile::givesTheSameBack()
{
    QFETCH(const Experiment, experiment);
    const auto again = parseExperiment(writeExperiment(experiment));
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QCOMPARE(*again, experiment);
}

void TestExperimentFile::readsRequestsThatVary()
{
    const auto read = parseExperiment(kVaried);
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QCOMPARE(*read, varied());
}

void TestExperimentFile::filesLieBesideThePlan()
{
    const QTemporaryDir dir;
    const QString file = written(dir, "plan.json", R"({"load": {"requests": 1,
        "feeds": [{"name": "a", "file": "rows.csv"}, {"name": "b", "file": "/else/rows.csv"}],
        "credentials": {"scheme": "basic", "file": "../secret"}}})");
    const auto read = readExperiment(file.toStdString());
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    const std::filesystem::path folder(dir.path().toStdString());
    QCOMPARE(read->plan.feeds[0].file, (folder / "rows.csv").string());
    QCOMPARE(read->plan.feeds[1].file, std::string("/else/rows.csv"));
    QCOMPARE(read->plan.credentials.name, (folder.parent_path() / "secret").string());
}

void TestExperimentFile::keepsABodyOfAnyBytes()
{
    Experiment experiment = quickPreset();
    experiment.plan.request.body = std::string("\0\xff\xfe", 3);
    QCOMPARE(parseExperiment(writeExperiment(experiment)).value(), experiment);
}

void TestExperimentFile::refuses_data()
{
    QTest::addColumn<PlanProblem>("problem");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("said");
    using enum PlanProblem;
    const auto row = [](const char *file, PlanProblem problem, int line, const char *said) {
        QTest::newRow(file) << problem << line << QString::fromUtf8(said);
    };
    row("unknown-field", UnknownField, 4, "\"user\"");
    row("unknown-field-at-top", UnknownField, 2, "\"targts\"");
    row("trailing-comma", NotJson, 3, "JSON");
    row("truncated", NotJson, 4, "JSON");
    row("two-objects", NotJson, 2, "JSON");
    row("empty", NotJson, 1, "JSON");
    row("invalid-utf8", NotJson, 2, "UTF-8");
    row("field-twice", NotJson, 4, "load.users");
    row("list-instead-of-plan", WrongType, 1, "object");
    row("users-in-quotes", WrongType, 3, "load.users");
    row("zero-users", OutOfRange, 3, "not 0");
    row("negative-users", OutOfRange, 3, "not -4");
    row("too-many-users", OutOfRange, 3, "100000");
    row("half-a-user", OutOfRange, 3, "whole number");
    row("absurd-count", OutOfRange, 3, "load.requests");
    row("no-limit", OutOfRange, 0, "");
    row("duration-without-unit", OutOfRange, 3, "load.duration");
    row("duration-as-number", WrongType, 3, "200ms");
    row("port-out-of-range", OutOfRange, 4, "targets[0].server.port");
    row("unknown-kind", OutOfRange, 4, "fast");
    row("zero-capacity", OutOfRange, 4, "capacity");
    row("unknown-policy", OutOfRange, 4, "s3fifo");
    row("size-of-no-form", OutOfRange, 4, "1KiB..64KiB");
    row("zipf-out-of-range", OutOfRange, 4, "zipf");
    row("no-pages", OutOfRange, 4, "keys");
    row("unknown-order", OutOfRange, 3, "random");
    row("url-and-server", OutOfRange, 3, "one of them");
    row("neither-url-nor-server", OutOfRange, 3, "one of them");
    row("two-of-one-name", OutOfRange, 0, "\"a\"");
    row("malformed-url", OutOfRange, 0, "http://[::1/");
    row("header-as-text", WrongType, 3, "headers[0]");
    row("body-not-base64", OutOfRange, 3, "base64");
    row("mix-beside-method", OutOfRange, 4, "load.method can't stand beside a \"mix\"");
    row("empty-mix", OutOfRange, 2, "at least one request");
    row("mix-weight-zero", OutOfRange, 3, "load.mix[1].weight must be 1");
    row("mix-of-texts", WrongType, 2, "load.mix[0] must be an object");
    row("mix-unknown-field", UnknownField, 3, "\"wieght\"");
    row("mix-too-long-period", OutOfRange, 0, "weights add up to 20016");
    row("path-without-slash", OutOfRange, 0, "must begin with /");
    row("check-that-is-none", OutOfRange, 3, "load.checks[1]: \"status=404\" is no check: expected");
    row("check-as-number", WrongType, 2, "load.checks must be a list of texts");
    row("check-with-bad-regex", OutOfRange, 2, "regular expression");
    row("feed-without-file", OutOfRange, 2, "\"items\" needs a file");
    row("feed-name", OutOfRange, 2, "\"my items\" can't name a variable");
    row("feed-order", OutOfRange, 3, "must be one of \"sequential\", \"random\", \"zipf\", not \"shuffled\"");
    row("feed-exponent", OutOfRange, 2, "exponent");
    row("feed-exponent-without-zipf", OutOfRange, 2, "only the order zipf");
    row("variable-kind", OutOfRange, 3, "not \"uuid\"");
    row("variable-of-another-kind", UnknownField, 3, "\"start\"");
    row("variable-range", OutOfRange, 3, "least 5 must not be over most 4");
    row("variable-half-a-step", OutOfRange, 2, "whole number");
    row("variable-no-choice", OutOfRange, 2, "at least one text");
    row("variable-twice", OutOfRange, 0, "two variables are named \"n\"");
    row("timestamp-form", OutOfRange, 2, "\"unix_ms\", not \"rfc822\"");
    row("credentials-with-secret", UnknownField, 3, "\"token\"");
    row("credentials-from-nowhere", OutOfRange, 2, "one of them");
    row("credentials-from-two-places", OutOfRange, 2, "one of them");
    row("credentials-scheme", OutOfRange, 2, "\"bearer\", not \"digest\"");
    row("too-many-redirects", OutOfRange, 2, "0 to 100, not 101");
    row("cookies-as-text", WrongType, 2, "true or false");
    row("cookie-beside-cookies", OutOfRange, 0, "Cookie");
}

void TestExperimentFile::refuses()
{
    QFETCH(const PlanProblem, problem);
    QFETCH(const int, line);
    QFETCH(const QString, said);
    const QString file =
        QStringLiteral(ESCALA_TEST_FOLDER "/malformed") + u'/' + QString::fromUtf8(QTest::currentDataTag()) + u".json";
    const auto read = readExperiment(file.toStdString());
    QVERIFY(!read.has_value());
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.startsWith(file) && message.contains(said), qPrintable(message));
    QCOMPARE(read.error().problem, problem);
    QCOMPARE(read.error().line, line);
}

void TestExperimentFile::everyMalformedFileHasARow()
{
    const QStringList files =
        QDir(QStringLiteral(ESCALA_TEST_FOLDER "/malformed")).entryList({QStringLiteral("*.json")});
    QCOMPARE(files.size(), 61);
}

void TestExperimentFile::readsAFile()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("plan.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kEverything);
    file.close();
    QCOMPARE(readExperiment(file.fileName().toStdString()).value(), everything());
}

void TestExperimentFile::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<qint64>("size");
    QTest::newRow("not there") << QByteArray("missing.json") << qint64{-1};
    QTest::newRow("a folder") << QByteArray(".") << qint64{-1};
    QTest::newRow("larger than any plan") << QByteArray("large.json") << qint64{(1 << 20) + 1};
}

void TestExperimentFile::refusesWhatIsNoFile()
{
    QFETCH(const QByteArray, name);
    QFETCH(const qint64, size);
    const QTemporaryDir dir;
    const QString path = dir.filePath(QString::fromUtf8(name));
    if (size >= 0) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(size, ' '));
    }
    const auto read = readExperiment(path.toStdString());
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().problem, PlanProblem::Unreadable);
    QVERIFY(QString::fromStdString(read.error().message).contains(path));
}

QTEST_GUILESS_MAIN(TestExperimentFile)
#include "tst_experiment_file.moc"
