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
            "resolve": [{ "host": "localhost", "port": 8080, "address": "::1" }] }
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
    return all;
}

}

class TestExperimentFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField();
    void givesTheSameBack_data();
    void givesTheSameBack();
    void keepsABodyOfAnyBytes();
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
}

void TestExperimentFile::givesTheSameBack()
{
    QFETCH(const Experiment, experiment);
    const auto again = parseExperiment(writeExperiment(experiment));
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QCOMPARE(*again, experiment);
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
    row("unknown-order", OutOfRange, 3, "random");
    row("url-and-server", OutOfRange, 3, "one of them");
    row("neither-url-nor-server", OutOfRange, 3, "one of them");
    row("two-of-one-name", OutOfRange, 0, "\"a\"");
    row("malformed-url", OutOfRange, 0, "http://[::1/");
    row("header-as-text", WrongType, 3, "headers[0]");
    row("body-not-base64", OutOfRange, 3, "base64");
}

void TestExperimentFile::refuses()
{
    QFETCH(const PlanProblem, problem);
    QFETCH(const int, line);
    QFETCH(const QString, said);
    const QString file = QFINDTESTDATA("malformed") + u'/' + QString::fromUtf8(QTest::currentDataTag()) + u".json";
    const auto read = readExperiment(file.toStdString());
    QVERIFY(!read.has_value());
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.startsWith(file) && message.contains(said), qPrintable(message));
    QCOMPARE(read.error().problem, problem);
    QCOMPARE(read.error().line, line);
}

void TestExperimentFile::everyMalformedFileHasARow()
{
    const QStringList files = QDir(QFINDTESTDATA("malformed")).entryList({QStringLiteral("*.json")});
    QCOMPARE(files.size(), 28);
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
