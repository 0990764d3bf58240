#include "charts/number_text.h"
#include "charts/paint_pace.h"
#include "charts/range_keeper.h"
#include "charts/scale.h"
#include "charts/time_axes.h"

#include <QLocale>
#include <QTest>

#include <cmath>
#include <set>

using namespace escala::charts;
using namespace std::chrono_literals;

class TestScale : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void stepsAreRound_data();
    void stepsAreRound();
    void ticksNeverRepeatALabel_data();
    void ticksNeverRepeatALabel();
    void timeHasAUnitThatFits_data();
    void timeHasAUnitThatFits();
    void logarithmicTakesZero();
    void positionAndValueAreInverse();
    void numbersFollowTheLocale();
    void sharesAreNeverRoundedUpToAll();
    void axisGrowsAtOnceAndShrinksLate();
    void paceFallsAndRecovers();
    void busyShareIsRead_data();
    void busyShareIsRead();
};

void TestScale::stepsAreRound_data()
{
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("step");
    QTest::newRow("one stays") << 1.0 << 1.0;
    QTest::newRow("up to two") << 1.01 << 2.0;
    QTest::newRow("up to five") << 2.5 << 5.0;
    QTest::newRow("up to ten") << 5.1 << 10.0;
    QTest::newRow("small") << 0.00031 << 0.0005;
    QTest::newRow("nothing") << 0.0 << 1.0;
    QTest::newRow("not a number") << std::nan("") << 1.0;
}

void TestScale::stepsAreRound()
{
    QFETCH(double, least);
    QFETCH(double, step);
    QVERIFY(std::abs(roundStep(least) - step) < step * 1e-9);
}

void TestScale::ticksNeverRepeatALabel_data()
{
    QTest::addColumn<Scale>("scale");
    for (const double top :
         {1e-4, 0.003, 0.7, 1.0, 3.0, 20.0, 99.0, 999.0, 1001.0, 9'999.0, 12'345.0, 48'310.0, 2.5e6}) {
        for (const int ticks : {2, 4, 6})
            QTest::addRow("linear %g in %d", top, ticks) << Scale::linear(top, ticks);
    }
    for (const double low : {0.01, 0.19, 1.0, 100.0})
        QTest::addRow("log from %g", low) << Scale::logarithmic(low, low * 5000, 6);
    QTest::newRow("log of one decade") << Scale::logarithmic(201, 207, 6);
    QTest::newRow("share") << Scale::share();
    for (const double end : {2e-6, 0.0021, 0.4, 1.0, 10.0, 100.0, 900.0, 7200.0, 100'000.0})
        QTest::addRow("time to %g s", end) << Scale::time(0, end, 6);
    QTest::newRow("zoomed deep") << Scale::time(4.7123, 4.7135, 6);
}

void TestScale::ticksNeverRepeatALabel()
{
    QFETCH(Scale, scale);
    std::set<QString> labels;
    double before = -1;
    QVERIFY(scale.ticks().size() >= 2);
    QVERIFY(scale.ticks().size() <= 14);
    for (const auto &tick : scale.ticks()) {
        QVERIFY2(labels.insert(tick.label).second, qPrintable(tick.label));
        QVERIFY(tick.position >= 0 && tick.position <= 1);
        QVERIFY(tick.position > before);
        before = tick.position;
    }
}

void TestScale::timeHasAUnitThatFits_data()
{
    QTest::addColumn<double>("end");
    QTest::addColumn<QString>("last");
    QTest::newRow("microseconds") << 400e-6 << QStringLiteral("400 µs");
    QTest::newRow("milliseconds") << 2e-3 << QStringLiteral("2.0 ms");
    QTest::newRow("seconds") << 10.0 << QStringLiteral("10 s");
    QTest::newRow("a hundred seconds") << 100.0 << QStringLiteral("100 s");
    QTest::newRow("minutes") << 600.0 << QStringLiteral("10 min");
    QTest::newRow("hours") << 36'000.0 << QStringLiteral("10 h");
}

void TestScale::timeHasAUnitThatFits()
{
    QFETCH(double, end);
    QFETCH(QString, last);
    QCOMPARE(Scale::time(0, end, 5).ticks().back().label, last);
}

void TestScale::logarithmicTakesZero()
{
    const auto scale = Scale::logarithmic(0.19, 207, 6);
    QCOMPARE(scale.position(0), 0.0);
    QCOMPARE(scale.position(-5), 0.0);
    QVERIFY(scale.position(0.19) > 0);
    QVERIFY(scale.position(207) < 1);
}

void TestScale::positionAndValueAreInverse()
{
    for (const auto &scale : {Scale::linear(48'310, 5), Scale::logarithmic(0.1, 1000, 5), Scale::time(2, 9, 5)}) {
        for (const double position : {0.1, 0.5, 0.9})
            QVERIFY(std::abs(scale.position(scale.value(position)) - position) < 1e-9);
    }
}

void TestScale::numbersFollowTheLocale()
{
    QCOMPARE(figureText(48'310.4), QStringLiteral("48,310"));
    QCOMPARE(figureText(0.19), QStringLiteral("0.190"));
    QCOMPARE(figureText(99.44), QStringLiteral("99.4"));
    QCOMPARE(figureText(std::nan("")), QStringLiteral("–"));
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
    QCOMPARE(figureText(48'310.4), QStringLiteral("48.310"));
    QCOMPARE(figureText(9259), QStringLiteral("9259"));
    QCOMPARE(figureText(1'234'567), QStringLiteral("1.234.567"));
    QCOMPARE(countText(1'234'567), QStringLiteral("1.234.567"));
    QCOMPARE(countText(12'345), QStringLiteral("12.345"));
    QCOMPARE(countText(99), QStringLiteral("99"));
    QCOMPARE(figureText(0.19), QStringLiteral("0,190"));
    QCOMPARE(tickText(0.5, 0.5, 1), QStringLiteral("0,5"));
}

void TestScale::sharesAreNeverRoundedUpToAll()
{
    QCOMPARE(percentText(1), QStringLiteral("100"));
    QCOMPARE(percentText(0.99999), QStringLiteral("99.99"));
    QCOMPARE(percentText(0.9998), QStringLiteral("99.98"));
    QCOMPARE(percentText(0.5), QStringLiteral("50.0"));
}

void TestScale::axisGrowsAtOnceAndShrinksLate()
{
    RangeKeeper keeper;
    QCOMPARE(keeper.linear({0, 100}).high, 100.0);
    QCOMPARE(keeper.linear({0, 500}).high, 500.0);
    for (int i = 0; i < RangeKeeper::kPatience; ++i)
        QCOMPARE(keeper.linear({0, 10}).high, 500.0);
    QCOMPARE(keeper.linear({0, 10}).high, 10.0);
    for (int i = 0; i < 3 * RangeKeeper::kPatience; ++i)
        QCOMPARE(keeper.linear({0, 9}).high, 10.0); // not much less: stays
}

void TestScale::paceFallsAndRecovers()
{
    PaintPace pace;
    QCOMPARE(pace.interval(), 100ms);
    pace.update(0.99, 5);
    QCOMPARE(pace.interval(), 500ms);
    pace.update(0.85, 5); // neither busy nor at ease
    QCOMPARE(pace.interval(), 500ms);
    pace.update(0.1, 5);
    pace.update(0.1, 5);
    QCOMPARE(pace.interval(), 100ms);
    pace.update(0.1, 60); // frames take long
    QCOMPARE(pace.interval(), 200ms);
}

void TestScale::busyShareIsRead_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<double>("share"); // below 0: nothing
    QTest::newRow("half") << QByteArray("cpu  150 0 100 250 0 0 0 0 0 0\n") << 0.5;
    QTest::newRow("idle") << QByteArray("cpu  100 0 100 300 0 0 0 0 0 0\n") << 0.0;
    QTest::newRow("no time has passed") << QByteArray("cpu  100 0 100 200 0 0 0 0 0 0\n") << -1.0;
    QTest::newRow("garbage") << QByteArray("cpu  one two\n") << -1.0;
    QTest::newRow("nothing") << QByteArray() << -1.0;
}

void TestScale::busyShareIsRead()
{
    QFETCH(QByteArray, second);
    QFETCH(double, share);
    BusyShare busy;
    QVERIFY(!busy.read(std::string_view("cpu  100 0 100 200 0 0 0 0 0 0\n")));
    const auto read = busy.read(std::string_view(second.constData(), static_cast<std::size_t>(second.size())));
    QCOMPARE(read.has_value(), share >= 0);
    if (read)
        QVERIFY(std::abs(*read - share) < 1e-9);
}

QTEST_MAIN(TestScale)
#include "tst_scale.moc"
