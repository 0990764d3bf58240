#include "load/connect_pace.h"

#include <QTest>

#include <vector>

using namespace std::chrono_literals;
using escala::load::ConnectPace;
using TimePoint = ConnectPace::TimePoint;

class TestConnectPace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spreadsWhatComesTogether();
    void lanesTakeTurns();
    void doesNotMakeUpForWhatNobodyWanted();
    void isNoLimitByItself();
};

void TestConnectPace::spreadsWhatComesTogether()
{
    ConnectPace pace(100, 1, 0);
    const TimePoint start(1s);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(pace.take(start), start + i * 10ms);
}

void TestConnectPace::lanesTakeTurns()
{
    const TimePoint start(1s);
    std::vector<TimePoint> turns;
    for (std::uint32_t lane = 0; lane < 4; ++lane) {
        ConnectPace pace(100, 4, lane);
        turns.push_back(pace.take(start));
        turns.push_back(pace.take(start));
    }
    std::ranges::sort(turns);
    for (std::size_t i = 0; i < turns.size(); ++i)
        QCOMPARE(turns[i], start + static_cast<std::int64_t>(i) * 10ms);
}

void TestConnectPace::doesNotMakeUpForWhatNobodyWanted()
{
    ConnectPace pace(100, 1, 0);
    const TimePoint start(1s);
    QCOMPARE(pace.take(start), start);
    QCOMPARE(pace.take(start + 1s), start + 1s);
    QCOMPARE(pace.take(start + 1s), start + 1s + 10ms);
}

void TestConnectPace::isNoLimitByItself()
{
    QVERIFY(!ConnectPace().isLimited());
    QVERIFY(ConnectPace(1, 1, 0).isLimited());
}

QTEST_GUILESS_MAIN(TestConnectPace)
#include "tst_connect_pace.moc"
