#include "load/stage.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::formatStages;
using escala::load::lengthOf;
using escala::load::parseStages;

/// Stages as text, and back.
class TestStage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestStage::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("one") << "hold 2000 1m" << "hold 2000 1m" << 60LL;
    QTest::newRow("a list, with any blanks") << "ramp 0..2000 30s ,hold  2000 1m,spike 8000 5s"
                                             << "ramp 0..2000 30s, hold 2000 1m, spike 8000 5s" << 95LL;
    QTest::newRow("steps") << "step 100..500 by 100 1m" << "step 100..500 by 100 1m" << 60LL;
    QTest::newRow("fractions") << "hold 0.5 10s" << "hold 0.5 10s" << 10LL;
    QTest::newRow("repeated") << "2x(hold 10 5s, spike 100 1s), hold 1 1s"
                              << "hold 10 5s, spike 100 1s, hold 10 5s, spike 100 1s, hold 1 1s" << 13LL;
    QTest::newRow("repeated within") << "2 x (hold 1 1s, 2x(hold 2 1s))"
                                     << "hold 1 1s, hold 2 1s, hold 2 1s, hold 1 1s, hold 2 1s, hold 2 1s" << 6LL;
}

void TestStage::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, written);
    QFETCH(const qint64, seconds);
    const auto stages = parseStages(text.toStdString());
    QVERIFY2(stages, stages ? "" : stages.error().c_str());
    QCOMPARE(QString::fromStdString(formatStages(*stages)), written);
    QVERIFY(lengthOf(*stages) == std::chrono::seconds(seconds));
    QVERIFY(parseStages(formatStages(*stages)) == *stages);
}

void TestStage::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << "  " << "no stage";
    QTest::newRow("an empty place in the list") << "hold 1 1s,," << "\"\" is not a stage";
    QTest::newRow("unknown kind") << "jump 1 1s" << "\"jump 1 1s\" is not a stage: expected";
    QTest::newRow("no time") << "hold 100" << "expected \"hold LEVEL TIME\"";
    QTest::newRow("no unit") << "hold 100 30" << "the unit must be";
    QTest::newRow("no length") << "hold 100 0s" << "longer than 0";
    QTest::newRow("negative") << "hold -1 1s" << "is not a stage";
    QTest::newRow("not a number") << "hold nan 1s" << "is not a stage";
    QTest::newRow("absurd level") << "hold 1e9 1s" << "is not a stage";
    QTest::newRow("half a ramp") << "ramp 5.. 1s" << "is not a stage";
    QTest::newRow("step without height") << "step 1..5 by 0 1s" << "is not a stage";
    QTest::newRow("too many steps") << "step 0..1000000 by 1 1s" << "more than 1000 steps";
    QTest::newRow("too many repetitions") << "4000000000x(hold 1 1s)" << "more than 1000 stages";
    QTest::newRow("multiplied beyond") << "100x(100x(hold 1 1s))" << "more than 1000 stages";
    QTest::newRow("open parenthesis") << "3x(hold 1 1s" << "repetition";
    QTest::newRow("no number of times") << "x(hold 1 1s)" << "repetition";
}

void TestStage::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    const auto stages = parseStages(text.toStdString());
    QVERIFY(!stages);
    QVERIFY2(QString::fromStdString(stages.error()).contains(words), stages.error().c_str());
}

QTEST_GUILESS_MAIN(TestStage)
#include "tst_stage.moc"
