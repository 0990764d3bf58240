#include "experiment/experiment_file.h"
#include "experiment/fault.h"
#include "experiment/fault_text.h"
#include "experiment/topology.h"

#include <QTest>

using namespace escala::experiment;
using namespace std::chrono_literals;
using Kind = Fault::Kind;

namespace {

Experiment withFaults(std::vector<PlannedFault> faults)
{
    auto experiment = quickPreset();
    experiment.faults = std::move(faults);
    return experiment;
}

}

class TestFault : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isToldAsTheServerReadsIt();
    void goesThroughAPlanFile();
    void isRefusedWithoutItsServer();
    void isBackOnlyWhereNoOtherTookItsPlace();
    void malformed_data();
    void malformed();
};

void TestFault::isToldAsTheServerReadsIt()
{
    QCOMPARE(faultsJson({}), std::string("{}"));
    QCOMPARE(faultsJson({{.kind = Kind::Latency, .latency = 150ms}, {.kind = Kind::Errors, .share = 0.25}}),
             std::string(R"({"latency":{"fixed":"150ms"},"error_share":2.5E-1,"error_status":503})"));
    QCOMPARE(faultsJson({{.kind = Kind::Latency, .latency = 150ms, .sigma = 2}}),
             std::string(R"({"latency":{"median":"150ms","sigma":2E0}})"));
    QCOMPARE(
        faultsJson({{.kind = Kind::Drip, .bytesPerSecond = 9},
                    {.kind = Kind::Refuse},
                    {.kind = Kind::CutBackend},
                    {.kind = Kind::FillQueue},
                    {.kind = Kind::Reset, .share = 1}}),
        std::string(R"({"drip_bytes_per_s":9,"refuse":true,"cut_backend":true,"fill_queue":true,"reset_share":1E0})"));
}

void TestFault::goesThroughAPlanFile()
{
    std::vector<PlannedFault> faults;
    for (const auto &[kind, name] : kFaultNames)
        faults.push_back({.at = 1s, .lasts = 2500ms, .target = "Cached", .fault = {.kind = kind}});
    faults.push_back(
        {.at = 0s, .target = "Cached", .server = "cached", .fault = {.kind = Kind::Latency, .sigma = 0.5}});
    const auto written = withFaults(faults);
    const auto read = parseExperiment(writeExperiment(written));
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QVERIFY(read->faults == faults);
}

void TestFault::isRefusedWithoutItsServer()
{
    QVERIFY(problemOf(withFaults({{.target = "Nobody", .fault = {}}})).contains("Nobody"));
    QVERIFY(problemOf(withFaults({{.target = "Slow", .server = "Replica 9", .fault = {}}})).contains("Replica 9"));
    QCOMPARE(problemOf(withFaults({{.target = "Slow", .server = "slow", .fault = {}}})), std::string());
}

void TestFault::isBackOnlyWhereNoOtherTookItsPlace()
{
    const Fault slower{.kind = Kind::Latency};
    const std::vector<FaultEvent> events{{.fault = slower, .server = "R", .at = 1s, .until = 2s},
                                         {.fault = {.kind = Kind::Errors}, .server = "Q", .at = 2s},
                                         {.fault = slower, .server = "R", .at = 2s, .until = 3s}};
    QStringList words;
    for (const NamedMoment &moment : momentsOf(events))
        words << QString::fromStdString(moment.word);
    QCOMPARE(words,
             QStringList({QStringLiteral("R 200 ms slower"), QStringLiteral("Q 50 % errors"),
                          QStringLiteral("R 200 ms slower"), QStringLiteral("R back")}));
}

void TestFault::malformed_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("word");
    QTest::newRow("unknown kind") << R"("fault": "explode")" << "explode";
    QTest::newRow("no share") << R"("share": 0)" << "share";
    QTest::newRow("share over 1") << R"("share": 1.5)" << "share";
    QTest::newRow("share that is no number") << R"("share": 0e999)" << "share";
    QTest::newRow("negative sigma") << R"("sigma": -1)" << "sigma";
    QTest::newRow("status that is fine") << R"("status": 200)" << "status";
    QTest::newRow("drip of nothing") << R"("bytes_per_s": 0)" << "bytes_per_s";
    QTest::newRow("slower than servers can be") << R"("latency": "61m")" << "1h";
    QTest::newRow("faster than servers can drip") << R"("bytes_per_s": 1000000000000001)" << "bytes_per_s";
    QTest::newRow("no backend to cut") << R"("fault": "cut-backend")" << "has none";
    QTest::newRow("unknown field") << R"("when": "1s")" << "when";
}

void TestFault::malformed()
{
    QFETCH(QString, fault);
    QFETCH(QString, word);
    const auto plan = QStringLiteral(R"({"targets":[{"name":"A","server":{}}],"load":{"requests":1},)"
                                     R"("faults":[{"target":"A",%1}]})")
                          .arg(fault);
    const auto read = parseExperiment(plan.toStdString());
    QVERIFY(!read.has_value());
    QVERIFY2(QString::fromStdString(read.error().message).contains(word), read.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestFault)
#include "tst_fault.moc"
