#include "experiment/calibration.h"
#include "experiment/calibrator.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;

namespace {

MachineCalibration sample()
{
    return {.figures = {.ceilingRps = 190'000.5, .lagFloor = 6us, .engineThreads = 2},
            .machine = thisMachine(),
            .measuredAt = std::chrono::system_clock::time_point(1'795'467'600s)};
}

void keep(const MachineCalibration &calibration)
{
    const QString path = QString::fromStdString(calibrationFile().string());
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(QByteArray::fromStdString(calibrationText(calibration)));
}

}

/// What the generator can do on a machine, and where that is kept.
class TestCalibration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textReadsBack();
    void noCalibration_data();
    void noCalibration();
    void holdsForItsMachineAndThreads();
    void shareOfTheCeiling_data();
    void shareOfTheCeiling();
    void measures();
    void isStopped();
};

void TestCalibration::textReadsBack()
{
    const auto read = parseCalibration(calibrationText(sample()));
    QVERIFY(read.has_value());
    QVERIFY(*read == sample());
}

void TestCalibration::noCalibration_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no JSON") << QStringLiteral("ceiling");
    QTest::newRow("a list") << QStringLiteral("[]");
    QTest::newRow("another format") << QStringLiteral(R"({"format": "escala-result/1", "ceiling_rps": 5})");
    QTest::newRow("no ceiling") << QStringLiteral(R"({"format": "escala-calibration/1"})");
    QTest::newRow("a word for a ceiling")
        << QStringLiteral(R"({"format": "escala-calibration/1", "ceiling_rps": "high"})");
    QTest::newRow("a ceiling of 0") << QStringLiteral(R"({"format": "escala-calibration/1", "ceiling_rps": 0})");
}

void TestCalibration::noCalibration()
{
    QFETCH(const QString, text);
    QVERIFY(!parseCalibration(text.toStdString()));
}

void TestCalibration::holdsForItsMachineAndThreads()
{
    QVERIFY(!keptCalibration(2));
    keep(sample());
    QVERIFY(keptCalibration(2) == sample().figures);
    QVERIFY(!keptCalibration(1));
    MachineCalibration other = sample();
    other.machine = "another";
    keep(other);
    QVERIFY(!keptCalibration(2));
}

void TestCalibration::shareOfTheCeiling_data()
{
    QTest::addColumn<load::Order>("order");
    QTest::addColumn<double>("share");
    QTest::newRow("targets at the same time share it") << load::Order::Parallel << 0.4;
    QTest::newRow("one after the other") << load::Order::Sequential << 0.3;
    QTest::newRow("in turns") << load::Order::Interleaved << 0.3;
}

void TestCalibration::shareOfTheCeiling()
{
    QFETCH(const load::Order, order);
    QFETCH(const double, share);
    RunResult result;
    result.experiment.plan.order = order;
    result.targets.resize(3); // the last one was never measured
    result.targets[0].figures.summary.ledger.sent = 600;
    result.targets[0].figures.summary.duration = 2s;
    result.targets[1].figures.summary.ledger.sent = 200;
    result.targets[1].figures.summary.duration = 2s;
    QVERIFY(!ceilingShare(result));
    result.generator.calibration = metrics::Calibration{.ceilingRps = 1000, .lagFloor = {}, .engineThreads = 1};
    QCOMPARE(ceilingShare(result).value(), share);
}

void TestCalibration::measures()
{
    Calibrator calibrator(QString::fromLocal8Bit(qgetenv("ESCALA_BIN")) + QStringLiteral("/escala-server"));
    std::optional<MachineCalibration> measured;
    connect(&calibrator, &Calibrator::finished, this, [&](const MachineCalibration &got) { measured = got; });
    const QSignalSpy failed(&calibrator, &Calibrator::failed);
    calibrator.start(1);
    QVERIFY(calibrator.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(measured.has_value() || !failed.isEmpty(), 60'000);
    QVERIFY(measured.has_value());
    QVERIFY(!calibrator.isRunning());
    QVERIFY(measured->figures.ceilingRps > 0);
    QCOMPARE(measured->figures.engineThreads, 1U);
    QVERIFY(measured->figures.lagFloor >= 0ns);
    QCOMPARE(measured->machine, thisMachine());
}

void TestCalibration::isStopped()
{
    Calibrator calibrator(QString::fromLocal8Bit(qgetenv("ESCALA_BIN")) + QStringLiteral("/escala-server"));
    QSignalSpy failed(&calibrator, &Calibrator::failed);
    calibrator.start(1);
    calibrator.stop();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60'000);
    QVERIFY(!calibrator.isRunning());
}

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
