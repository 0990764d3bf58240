#include "charts/wall_axis.h"

#include <QDateTime>
#include <QLocale>
#include <QSet>
#include <QTest>

using namespace escala::charts;

namespace {

const QTimeZone kMadrid("Europe/Madrid");
const QTimeZone kKathmandu("Asia/Kathmandu");

double at(const char *utc)
{
    return double(QDateTime::fromString(QString::fromLatin1(utc), Qt::ISODate).toSecsSinceEpoch());
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u'|');
}

QStringList labelsOf(const Scale &scale)
{
    QStringList labels;
    for (const auto &tick : scale.ticks())
        labels << tick.label;
    return labels;
}

}

class TestWallAxis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ticksAreRoundLocalTimes_data();
    void ticksAreRoundLocalTimes();
    void noLabelIsRepeated_data();
    void noLabelIsRepeated();
    void ticksStandWhereTheirTimeIs();
    void zoomKeepsItsPlace();
    void panStaysWithin();
    void momentsAreLocal();
};

void TestWallAxis::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QVERIFY(kMadrid.isValid() && kKathmandu.isValid());
}

void TestWallAxis::ticksAreRoundLocalTimes_data()
{
    QTest::addColumn<QTimeZone>("zone");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QStringList>("labels");

    QTest::newRow("five minutes, from an odd second")
        << kMadrid << at("2026-11-26T13:02:41Z") << at("2026-11-26T13:07:41Z")
        << words("14:03|14:04|14:05|14:06|14:07");
    QTest::newRow("half a minute") << kMadrid << at("2026-11-26T13:02:41Z") << at("2026-11-26T13:03:11Z")
                                   << words("14:02:45|14:02:50|14:02:55|14:03:00|14:03:05|14:03:10");
    QTest::newRow("an hour where the zone is off by 45 minutes")
        << kKathmandu << at("2026-11-26T13:00:00Z") << at("2026-11-26T14:00:00Z")
        << words("18:50|19:00|19:10|19:20|19:30|19:40");
    QTest::newRow("midnight is told by its day") << kMadrid << at("2026-11-26T20:30:00Z") << at("2026-11-27T02:30:00Z")
                                                 << words("22:00|23:00|27 Nov|01:00|02:00|03:00");
    QTest::newRow("summer time begins: no 02:00")
        << kMadrid << at("2026-03-28T23:30:00Z") << at("2026-03-29T03:30:00Z") << words("01:00|03:00|04:00|05:00");
    QTest::newRow("summer time ends: 02:00 comes twice")
        << kMadrid << at("2026-10-24T23:30:00Z") << at("2026-10-25T03:30:00Z") << words("02:00|02:00 CET|03:00|04:00");
    QTest::newRow("days across the end of summer time")
        << kMadrid << at("2026-10-23T12:00:00Z") << at("2026-10-27T12:00:00Z") << words("24 Oct|25 Oct|26 Oct|27 Oct");
}

void TestWallAxis::ticksAreRoundLocalTimes()
{
    QFETCH(const QTimeZone, zone);
    QFETCH(const double, from);
    QFETCH(const double, to);
    QTEST(labelsOf(Scale::wallClock(from, to, 6, zone)), "labels");
}

void TestWallAxis::noLabelIsRepeated_data()
{
    QTest::addColumn<double>("length");
    for (const int length : {5 * 60, 3600, 6 * 3600, 86'400, 7 * 86'400, 30 * 86'400})
        QTest::newRow(qPrintable(QString::number(length))) << double(length);
}

void TestWallAxis::noLabelIsRepeated()
{
    QFETCH(const double, length);
    const double end = at("2026-10-25T04:17:09Z"); // summer time has just ended
    for (const int ticks : {3, 6, 10}) {
        const auto labels = labelsOf(Scale::wallClock(end - length, end, ticks, kMadrid));
        QCOMPARE(QSet<QString>(labels.begin(), labels.end()).size(), labels.size());
        QVERIFY(labels.size() >= 2);
        QVERIFY(labels.size() <= ticks + 2);
    }
}

void TestWallAxis::ticksStandWhereTheirTimeIs()
{
    const double from = at("2026-10-24T23:30:00Z");
    const auto scale = Scale::wallClock(from, from + 4 * 3600, 6, kMadrid);
    QCOMPARE(scale.ticks().at(1).label, QStringLiteral("02:00 CET"));
    QCOMPARE(scale.value(scale.ticks().at(1).position), at("2026-10-25T01:00:00Z"));
}

void TestWallAxis::zoomKeepsItsPlace()
{
    WallAxis axis(kMadrid);
    axis.setWhole({1000, 4600});
    QVERIFY(!axis.isZoomed());
    axis.zoom(0.5, 1900);
    QCOMPARE(axis.window().from, 1450.0);
    QCOMPARE(axis.window().to, 3250.0);
    axis.setWhole({1010, 4610}); // time goes on; what is looked at stays
    QCOMPARE(axis.window().from, 1450.0);
    axis.setWhole({2000, 5600}); // until it is no longer there
    QCOMPARE(axis.window().from, 2000.0);
    axis.zoomTo({3000, 3001});
    QCOMPARE(axis.window().to - axis.window().from, WallAxis::kClosest);
    axis.zoom(1e6, 3000);
    QVERIFY(!axis.isZoomed());
}

void TestWallAxis::panStaysWithin()
{
    WallAxis axis(kMadrid);
    axis.setWhole({0, 3600});
    axis.pan(100); // all is seen
    QVERIFY(!axis.isZoomed());
    axis.zoomTo({100, 200});
    axis.pan(-1000);
    QCOMPARE(axis.window().from, 0.0);
    axis.pan(1e6);
    QCOMPARE(axis.window().to, 3600.0);
}

void TestWallAxis::momentsAreLocal()
{
    QCOMPARE(wallText(at("2026-11-26T13:02:41Z"), kMadrid, false), QStringLiteral("14:02:41"));
    QCOMPARE(wallText(at("2026-11-26T13:02:41Z"), kMadrid, true), QStringLiteral("26 Nov 14:02:41"));
}

QTEST_MAIN(TestWallAxis)
#include "tst_wall_axis.moc"
