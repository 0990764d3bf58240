#include "metrics/histogram_codec.h"
#include "report/report.h"
#include "sample_result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace escala;
using namespace std::chrono_literals;
using metrics::ErrorKind;

class TestResultJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void topLevel();
    void summary();
    void ledgerBalances_data();
    void ledgerBalances();
    void series();
    void nothingMeasuredIsNull();
    void servers();
    void comparisonAndThresholds();
    void histogramReadsBack();
    void hostileTexts();
};

namespace {

QJsonObject parsed(const experiment::RunResult &result, const std::vector<report::ThresholdOutcome> &thresholds = {})
{
    QJsonParseError error{};
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromStdString(report::resultJson(result, thresholds)), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s", qPrintable(error.errorString()));
    return document.object();
}

/// "targets.0.summary.requests"
QJsonValue at(const QJsonObject &object, const char *path)
{
    QJsonValue value = object;
    for (const QString &step : QString::fromLatin1(path).split(u'.'))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    return value;
}

SampleSide troubled()
{
    return {.name = "Troubled",
            .good = 900,
            .errors = {{ErrorKind::Status5xx, 50}, {ErrorKind::Timeout, 30}, {ErrorKind::Reset, 15}},
            .hits = 300,
            .misses = 100,
            .aborted = 5};
}

}

void TestResultJson::topLevel()
{
    experiment::RunResult result = slowAndCached();
    result.stopped = true;
    result.notes = {"port 5000 was taken", "asked http://user:secret@host/"};
    const QJsonObject json = parsed(result);
    QCOMPARE(at(json, "format").toString(), QStringLiteral("escala-result/1"));
    QCOMPARE(at(json, "started_at").toString(), QStringLiteral("2026-11-23T21:00:00.123Z"));
    QCOMPARE(at(json, "escala_version").toString(), QStringLiteral(ESCALA_VERSION));
    QCOMPARE(at(json, "id").toString(), QString::fromStdString(result.id));
    QCOMPARE(at(json, "plan.load.users").toInt(), 20);
    QCOMPARE(at(json, "host.cores").toInt(), 2);
    QCOMPARE(at(json, "generator.verdict").toString(), QStringLiteral("valid"));
    QCOMPARE(at(json, "generator.lag_p99_s").toDouble(), 40e-6);
    QVERIFY(at(json, "generator.calibration").isNull());
    result.generator.calibration = metrics::Calibration{.ceilingRps = 974'000, .lagFloor = 6us, .engineThreads = 1};
    const QJsonObject calibrated = parsed(result);
    QCOMPARE(at(calibrated, "generator.calibration.ceiling_rps").toDouble(), 974'000.0);
    QCOMPARE(at(calibrated, "generator.calibration.ceiling_share").toDouble(), 0.05);
    QCOMPARE(at(calibrated, "generator.calibration.lag_floor_s").toDouble(), 6e-6);
    QCOMPARE(at(json, "stopped").toBool(), true);
    QCOMPARE(at(json, "notes.1").toString(), QStringLiteral("asked http://***@host/"));
    QVERIFY(!at(json, "settings").toString().isEmpty());
}

void TestResultJson::summary()
{
    const QJsonObject json = parsed(sampleResult({troubled()}));
    const std::map<const char *, double> expected{{"requests", 1000},
                                                  {"responses", 950},
                                                  {"errors", 95},
                                                  {"dropped", 0},
                                                  {"duration_s", 10},
                                                  {"offered_rps", 100},
                                                  {"achieved_rps", 90},
                                                  {"bytes_sent", 60'000},
                                                  {"bytes_received", 190'000},
                                                  {"connections_opened", 20},
                                                  {"response_time_s.max", 0.2},
                                                  {"phases_s.connect.max", 0.0001},
                                                  {"errors_by_kind.status_5xx", 50},
                                                  {"errors_by_kind.timeout", 30},
                                                  {"errors_by_kind.dns", 0},
                                                  {"status.200", 900},
                                                  {"status.503", 50},
                                                  {"by_status_class.2xx.count", 900},
                                                  {"by_status_class.5xx.count", 50},
                                                  {"by_status_class.5xx.response_time_s.max", 0.2},
                                                  {"by_status_class.5xx.service_time_s.max", 0.2},
                                                  {"cache.hit", 300},
                                                  {"cache.miss", 100},
                                                  {"cache.unknown", 550},
                                                  {"cache.hit_ratio", 0.75}};
    for (const auto &[path, value] : expected) {
        const QJsonValue found = at(json, ("targets.0.summary." + std::string(path)).c_str());
        QVERIFY2(found.isDouble() && found.toDouble() == value, path);
    }
    QVERIFY(at(json, "targets.0.summary.cold_first_s").isNull());
}

void TestResultJson::ledgerBalances_data()
{
    QTest::addColumn<int>("target");
    QTest::newRow("without errors") << 0;
    QTest::newRow("with errors of every sort") << 1;
}

void TestResultJson::ledgerBalances()
{
    QFETCH(const int, target);
    const QJsonArray targets = at(parsed(sampleResult({{.name = "Fine"}, troubled()})), "targets").toArray();
    const QJsonObject json = targets.at(target).toObject();
    const auto count = [&](const char *path) { return at(json, path).toInt(); };
    QCOMPARE(count("ledger.scheduled"), count("ledger.sent") + count("ledger.unsent"));
    QVERIFY(at(json, "ledger.dropped").isObject());
    QCOMPARE(count("ledger.sent"),
             count("ledger.ok") + count("ledger.http_error") + count("ledger.transport_error") + count("ledger.timeout")
                 + count("ledger.aborted"));
    QCOMPARE(count("summary.requests"),
             count("summary.responses") + count("ledger.transport_error") + count("ledger.timeout")
                 + count("ledger.aborted"));
    int ended = 0;
    for (const QJsonValue &point : at(json, "series").toArray())
        ended += point.toObject().value(QStringLiteral("requests")).toInt();
    QCOMPARE(ended, count("summary.requests"));
}

void TestResultJson::series()
{
    const QJsonObject json = parsed(slowAndCached());
    const QJsonObject busy = at(json, "targets.1.series.0").toObject();
    for (const char *field :
         {"t_s", "offered", "requests", "errors", "dropped", "in_flight", "p50_s", "p90_s", "p99_s", "max_s", "hit",
          "miss", "stale", "unknown", "bytes_received", "server_cpu", "server_rss_bytes"})
        QVERIFY2(busy.value(QString::fromLatin1(field)).isDouble(), field);
    QCOMPARE(busy.value(QStringLiteral("p50_s")).toDouble(), 0.002);
    const QJsonObject idle = at(json, "targets.1.series.1").toObject();
    QCOMPARE(idle.value(QStringLiteral("t_s")).toDouble(), 1.0);
    QCOMPARE(idle.value(QStringLiteral("requests")).toInt(-1), 0);
    for (const char *field : {"p50_s", "p90_s", "p99_s", "max_s", "server_cpu", "server_rss_bytes"})
        QVERIFY2(idle.value(QString::fromLatin1(field)).isNull(), field);
}

void TestResultJson::nothingMeasuredIsNull()
{
    experiment::RunResult result = sampleResult({{.name = "Dead", .good = 0, .errors = {{ErrorKind::Refused, 5}}}});
    result.generator.cpuShare = std::numeric_limits<double>::quiet_NaN();
    result.targets.front().total = nullptr;
    const QJsonObject json = parsed(result);
    for (const char *path :
         {"targets.0.server", "targets.0.summary.response_time_s.p50", "targets.0.summary.phases_s.tls.max",
          "targets.0.summary.cache.hit_ratio", "targets.0.histogram", "generator.cpu_share"})
        QVERIFY2(at(json, path).isNull(), path);
}

void TestResultJson::servers()
{
    experiment::RunResult result = slowAndCached();
    experiment::ServerRecord record;
    record.spec.kind = experiment::ServerSpec::Kind::Cached;
    record.url = "http://127.0.0.1:5001/";
    record.admin = "http://127.0.0.1:40123/";
    record.pid = 4711;
    record.requests = record.responses = 486'000;
    record.originRequests = 100;
    record.counted = true;
    result.targets[1].server = record;
    record.counted = false;
    result.targets[0].server = record;
    const QJsonObject json = parsed(result);
    QCOMPARE(at(json, "targets.1.server.kind").toString(), QStringLiteral("cached"));
    QCOMPARE(at(json, "targets.1.server.pid").toInt(), 4711);
    QCOMPARE(at(json, "targets.1.server.url").toString(), QStringLiteral("http://127.0.0.1:5001/"));
    QCOMPARE(at(json, "targets.1.server.admin").toString(), QStringLiteral("http://127.0.0.1:40123/"));
    QCOMPARE(at(json, "targets.1.server.requests").toInt(), 486'000);
    QCOMPARE(at(json, "targets.1.server.origin_requests").toInt(), 100);
    QVERIFY(at(json, "targets.0.server.requests").isNull()); // gone before it could be asked
}

void TestResultJson::comparisonAndThresholds()
{
    const QJsonObject json =
        parsed(slowAndCached(),
               {{.expression = "p99<1s", .target = "Slow", .actual = 0.2, .passed = true},
                {.expression = "hit_ratio>0.9", .target = "Slow", .actual = std::numeric_limits<double>::quiet_NaN()}});
    QCOMPARE(at(json, "comparison").toArray().size(), 1);
    QCOMPARE(at(json, "comparison.0.baseline").toString(), QStringLiteral("Slow"));
    QCOMPARE(at(json, "comparison.0.candidate").toString(), QStringLiteral("Cached"));
    QCOMPARE(at(json, "comparison.0.throughput_ratio").toDouble(), 486.0);
    QCOMPARE(at(json, "comparison.0.p99_ratio").toDouble(), 0.01);
    QCOMPARE(at(json, "thresholds.0.passed").toBool(), true);
    QCOMPARE(at(json, "thresholds.0.actual").toDouble(), 0.2);
    QVERIFY(at(json, "thresholds.1.actual").isNull());
    QCOMPARE(at(json, "thresholds.1.passed").toBool(true), false);
}

void TestResultJson::histogramReadsBack()
{
    const experiment::RunResult result = slowAndCached();
    const QString text = at(parsed(result), "targets.1.histogram").toString();
    const auto histogram = metrics::decodeHistogram(text.toStdString());
    QVERIFY2(histogram, histogram ? "" : histogram.error().c_str());
    QCOMPARE(histogram->count(), result.targets[1].total->response.count());
}

void TestResultJson::hostileTexts()
{
    experiment::RunResult result = sampleResult({{.name = "a\"b\\\n\xff\xed\xa0\x80"}});
    result.experiment.name = "\xc3";
    result.experiment.targets.front().url = "http://user:secret@host/";
    result.targets.front().url = "http://user:secret@host/";
    result.experiment.plan.request.headers = {{"Authorization", "secret"}, {"Cookie", "secret"}};
    result.host.cpu = "\xfe";
    result.notes = {"\xff http://user:secret@host/"};
    const std::string text = report::resultJson(result);
    QVERIFY(text.find("secret") == std::string::npos);
    const QJsonObject json = parsed(result);
    QVERIFY(at(json, "targets.0.name").toString().startsWith(QStringLiteral("a\"b\\\n")));
    QCOMPARE(at(json, "plan.load.headers.0.value").toString(), QStringLiteral("***"));
}

QTEST_GUILESS_MAIN(TestResultJson)
#include "tst_result_json.moc"
