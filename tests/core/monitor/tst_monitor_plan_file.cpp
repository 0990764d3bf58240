#include "monitor/monitor_plan_file.h"
#include "monitor/monitor_types.h"
#include "monitor/plan_reading.h"

#include <boost/json/parse.hpp>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace escala::monitor;
using namespace std::chrono_literals;

class TestMonitorPlanFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsRead();
    void whatIsLeftOutHasItsUsualValue();
    void credentialsAreNoPartOfAName();
    void manyTargetsOfOneHostAreNoLoad();
    void whatIsWrittenIsTheSamePlan();
    void badPlansAreRefused_data();
    void badPlansAreRefused();
    void theFileIsNamed();
    void certificatesLieBesideThePlan();
    void theSchemaHasTheFieldsOfTheReader();
};

namespace {

constexpr const char *kWhole = R"({
  "name": "Shop",
  "targets": [
    {"name": "API", "url": "https://localhost:8443/health", "interval": "500ms", "timeout": "2s", "method": "GET",
     "headers": [{"name": "X-From", "value": "monitor"}], "contains": "ok", "cacert": "ca.pem", "insecure": true},
    {"server": {"kind": "cached", "delay": "20ms"}}
  ],
  "scrape": [{"name": "node", "url": "http://localhost:9100/metrics", "interval": "15s", "timeout": "3s",
              "metrics": ["node_load1", "node_cpu*"]}],
  "processes": [{"name": "me", "pid": 4711}, {"process": "nginx", "interval": "2s"}],
  "slos": [{"name": "up", "kind": "availability", "objective": 0.99, "window": "24h", "targets": ["API"]},
           {"kind": "latency", "threshold": "200ms"}],
  "alerts": {"failures": 5, "successes": 4, "certificate_days": 30,
             "burn": [{"factor": 2, "long_window": "10s", "short_window": "2s", "page": false}]},
  "webhook": "http://localhost:9/hook"
})";

}

void TestMonitorPlanFile::everyFieldIsRead()
{
    const auto plan = parseMonitorPlan(kWhole);
    QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
    QCOMPARE(plan->name, "Shop");
    const TargetPlan &api = plan->targets.at(0);
    QCOMPARE(api.interval, 500ms);
    QCOMPARE(api.timeout, 2s);
    QCOMPARE(api.method, "GET");
    QCOMPARE(api.headers.at(0).second, "monitor");
    QCOMPARE(api.contains, "ok");
    QVERIFY(api.insecure);
    QCOMPARE(plan->targets.at(1).name, "cached");
    QVERIFY(plan->targets.at(1).server->delay == 20ms);
    QCOMPARE(plan->scrapes.at(0).metrics.size(), 2U);
    QCOMPARE(plan->processes.at(0).pid, 4711);
    QCOMPARE(plan->processes.at(1).name, "nginx");
    QCOMPARE(plan->slos.at(0).objective, 0.99);
    QVERIFY(plan->slos.at(1).kind == SloPlan::Kind::Latency);
    QCOMPARE(plan->slos.at(1).name, "latency");
    QCOMPARE(plan->alerts.failures, 5U);
    QCOMPARE(plan->alerts.burn.size(), 1U);
    QVERIFY(plan->alerts.burn.at(0).longWindow == 10s);
    QCOMPARE(plan->webhook, "http://localhost:9/hook");
}

void TestMonitorPlanFile::whatIsLeftOutHasItsUsualValue()
{
    const auto plan = parseMonitorPlan(R"({"targets": [{"url": "localhost"}]})");
    QVERIFY(plan);
    QCOMPARE(plan->targets.at(0).name, "localhost");
    QVERIFY(plan->targets.at(0).interval == 1s);
    QCOMPARE(plan->alerts.burn.size(), 3U);
    QCOMPARE(plan->alerts.burn.at(0).factor, 14.4);
}

// Names stand in the log, in /metrics, in the store and in what the webhook gets.
void TestMonitorPlanFile::credentialsAreNoPartOfAName()
{
    const auto plan = parseMonitorPlan(R"({"targets": [{"url": "http://ann:secret@host:81/x"}],
                                           "scrape": [{"url": "ann:secret@host/metrics"}]})");
    QVERIFY(plan);
    QCOMPARE(plan->targets.at(0).url, "http://ann:secret@host:81/x");
    QCOMPARE(plan->targets.at(0).name, "http://host:81/x");
    QCOMPARE(plan->scrapes.at(0).name, "http://host/metrics");
}

void TestMonitorPlanFile::manyTargetsOfOneHostAreNoLoad()
{
    const auto planOf = [](const char *host, int targets) {
        QByteArray json = R"({"scrape": [{"url": "HOST/m", "interval": "1s"}], "targets": [)";
        for (int index = 0; index < targets; ++index)
            json += QByteArray(index == 0 ? "" : ",") + R"({"url": "HOST/)" + QByteArray::number(index)
                + R"(", "interval": "100ms"})";
        json += "]}";
        return parseMonitorPlan(json.replace("HOST", host).toStdString());
    };
    QVERIFY(planOf("http://example.org", 4));
    QVERIFY(planOf("http://127.0.0.1", 40));
    const auto load = planOf("http://example.org", 5);
    QVERIFY(!load);
    QVERIFY2(load.error().message.contains("example.org would be asked 51 times a second"),
             load.error().message.c_str());
}

void TestMonitorPlanFile::whatIsWrittenIsTheSamePlan()
{
    const auto plan = parseMonitorPlan(kWhole);
    QVERIFY(plan);
    const auto again = parseMonitorPlan(writeMonitorPlan(*plan));
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QVERIFY(*again == *plan);
}

void TestMonitorPlanFile::badPlansAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no JSON") << QByteArray("{\n\"targets\": [}") << QByteArray("line 2: this is not JSON");
    QTest::newRow("misspelt") << QByteArray("{\n\"target\": []}") << QByteArray("line 2: the field \"target\"");
    QTest::newRow("no URL") << QByteArray(R"({"targets": [{"name": "a"}]})") << QByteArray("targets[0].url is missing");
    QTest::newRow("another scheme") << QByteArray(R"({"targets": [{"url": "ftp://x/"}]})") << QByteArray("ftp");
    QTest::newRow("URL and server") << QByteArray(R"({"targets": [{"url": "http://x/", "server": {"kind": "slow"}}]})")
                                    << QByteArray("one of them");
    QTest::newRow("too often") << QByteArray(R"({"targets": [{"url": "http://x/", "interval": "99ms"}]})")
                               << QByteArray("targets[0].interval must be from 100ms to 1h, not 99ms");
    QTest::newRow("two of one name") << QByteArray(
        "{\"targets\": [{\"url\": \"http://x/\"},\n{\"url\": \"http://x/\"}]}")
                                     << QByteArray("line 2: two of targets are called \"http://x/\"");
    QTest::newRow("a method that changes things")
        << QByteArray(R"({"targets": [{"url": "http://x/", "method": "POST"}]})") << QByteArray("\"GET\", \"HEAD\"");
    QTest::newRow("a text of no body") << QByteArray(
        R"({"targets": [{"url": "http://x/", "method": "HEAD", "contains": "ok"}]})")
                                       << QByteArray("targets[0].contains");
    QTest::newRow("a header that ends the line")
        << QByteArray(R"({"targets": [{"url": "http://x/", "headers": [{"name": "A", "value": "b\r\nC: d"}]}]})")
        << QByteArray("no field of a request");
    QTest::newRow("an SLO of nobody") << QByteArray(R"({"slos": [{"targets": ["b"]}]})")
                                      << QByteArray("no target is called \"b\"");
    QTest::newRow("100 %") << QByteArray(R"({"slos": [{"objective": 1}]})") << QByteArray("slos[0].objective");
    QTest::newRow("windows the wrong way round")
        << QByteArray(R"({"alerts": {"burn": [{"long_window": "1m", "short_window": "5m"}]}})")
        << QByteArray("must not be longer");
    QTest::newRow("a process of no name") << QByteArray(R"({"processes": [{}]})") << QByteArray("one of them");
    QTest::newRow("a webhook that is no URL") << QByteArray(R"({"webhook": "http://"})") << QByteArray("webhook");
    QTest::newRow("a server that is none")
        << QByteArray(R"({"targets": [{"server": {"kind": "quick"}}]})") << QByteArray("targets[0].server.kind");
}

void TestMonitorPlanFile::badPlansAreRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, says);
    const auto plan = parseMonitorPlan(json.toStdString());
    QVERIFY(!plan);
    QVERIFY2(plan.error().message.contains(says.toStdString()), plan.error().message.c_str());
}

void TestMonitorPlanFile::theFileIsNamed()
{
    const auto plan = readMonitorPlan("/no/such/plan.json");
    QVERIFY(!plan);
    QVERIFY(plan.error().problem == escala::experiment::PlanProblem::Unreadable);
    QVERIFY(plan.error().message.contains("/no/such/plan.json"));
}

void TestMonitorPlanFile::certificatesLieBesideThePlan()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("plan.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kWhole);
    file.close();
    const auto plan = readMonitorPlan(file.fileName().toStdString());
    QVERIFY(plan);
    QCOMPARE(QString::fromStdString(plan->targets.at(0).cacert), dir.filePath(QStringLiteral("ca.pem")));
}

namespace {

void collect(const QJsonObject &schema, const QString &path, std::set<std::string> &fields)
{
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    for (auto each = properties.begin(); each != properties.end(); ++each) {
        const QString field = path.isEmpty() ? each.key() : path + u'.' + each.key();
        fields.insert(field.toStdString());
        collect(each.value().toObject(), field, fields);
    }
    if (schema.contains(QStringLiteral("items")))
        collect(schema.value(QStringLiteral("items")).toObject(), path + QStringLiteral("[]"), fields);
}

}

void TestMonitorPlanFile::theSchemaHasTheFieldsOfTheReader()
{
    QFile file(QStringLiteral(ESCALA_TEST_FOLDER "/../../../docs/monitor.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::set<std::string> inSchema;
    collect(QJsonDocument::fromJson(file.readAll()).object(), {}, inSchema);
    const auto json = boost::json::parse(
        R"({"targets": [{"headers": [{}], "server": {}}, {}], "scrape": [{}], "processes": [{}], "slos": [{}],
            "alerts": {"burn": [{}]}, "webhook": ""})");
    escala::experiment::PlanReading reading{.lines = escala::experiment::FieldLines("{}"), .error = {}};
    (void)readPlan(json, reading);
    std::set<std::string> known = reading.known;
    // The fields of a server are those of a plan file; tst_plan_schema sees to them.
    std::erase_if(known, [](const std::string &field) { return field.starts_with("targets[].server."); });
    QVERIFY(known == inSchema);
}

QTEST_GUILESS_MAIN(TestMonitorPlanFile)
#include "tst_monitor_plan_file.moc"
