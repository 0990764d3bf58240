#include "load/arrival_schedule.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace std::chrono_literals;
using escala::load::ArrivalLaw;
using escala::load::ArrivalSchedule;
using escala::load::LoadProfile;
using escala::load::parseStages;
using std::chrono::nanoseconds;

namespace {

ArrivalSchedule scheduleOf(const QString &stages, ArrivalLaw law = ArrivalLaw::Constant, std::uint64_t seed = 1)
{
    return {LoadProfile(parseStages(stages.toStdString()).value()), law, seed};
}

/// All arrivals before `end`, as dealt to so many workers, put together again.
std::vector<nanoseconds> arrivals(const ArrivalSchedule &schedule, nanoseconds end, unsigned workers = 1)
{
    std::vector<nanoseconds> times;
    for (unsigned worker = 0; worker < workers; ++worker) {
        ArrivalSchedule::Cursor cursor(schedule, worker, workers);
        for (; cursor.due() < end; cursor.advance())
            times.push_back(cursor.due());
    }
    std::ranges::sort(times);
    return times;
}

}

/// When requests of the open model are due.
class TestArrivalSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void due_data();
    void due();
    void count_data();
    void count();
    void workersMakeOneSchedule_data();
    void workersMakeOneSchedule();
    void seedsRepeat();
    void poissonGapsAreExponential();
    void levels_data();
    void levels();
};

void TestArrivalSchedule::due_data()
{
    QTest::addColumn<QString>("stages");
    QTest::addColumn<quint64>("index");
    QTest::addColumn<qint64>("ns");
    QTest::newRow("the first request is due at once") << "hold 500 10s" << quint64(0) << qint64(0);
    QTest::newRow("spacing is exact after an hour") << "hold 3 2h" << quint64(10'800) << qint64(3'600'000'000'000);
    QTest::newRow("a third of a second, rounded") << "hold 3 2h" << quint64(1) << qint64(333'333'333);
    QTest::newRow("the last level is held") << "hold 2 1s" << quint64(20) << qint64(10'000'000'000);
    // A ramp 0..100 in 10 s has had t²·5 requests after t seconds.
    QTest::newRow("up a ramp") << "ramp 0..100 10s" << quint64(125) << qint64(5'000'000'000);
    QTest::newRow("down a ramp") << "ramp 100..0 10s" << quint64(375) << qint64(5'000'000'000);
    QTest::newRow("after a ramp") << "ramp 0..100 10s, hold 100 10s" << quint64(600) << qint64(11'000'000'000);
    QTest::newRow("a pause belongs to the request before it")
        << "hold 10 1s, hold 0 5s, hold 10 1s" << quint64(10) << qint64(6'000'000'000);
    QTest::newRow("and the one before that")
        << "hold 10 1s, hold 0 5s, hold 10 1s" << quint64(9) << qint64(900'000'000);
    QTest::newRow("a spike") << "hold 1 1s, spike 1000 1s, hold 1 1s" << quint64(501) << qint64(1'500'000'000);
    QTest::newRow("the third step") << "step 10..30 by 10 3s" << quint64(30) << qint64(2'000'000'000);
    QTest::newRow("steps down") << "step 30..10 by 10 3s" << quint64(30) << qint64(1'000'000'000);
    QTest::newRow("never") << "hold 10 1s, hold 0 1s" << quint64(10) << qint64(nanoseconds::max().count());
}

void TestArrivalSchedule::due()
{
    QFETCH(const QString, stages);
    QFETCH(const quint64, index);
    QFETCH(const qint64, ns);
    const auto schedule = scheduleOf(stages);
    const ArrivalSchedule::Cursor cursor(schedule, index, 1);
    QCOMPARE(qint64(cursor.due().count()), ns);
}

void TestArrivalSchedule::count_data()
{
    QTest::addColumn<QString>("stages");
    QTest::addColumn<qsizetype>("count");
    QTest::newRow("hold") << "hold 1000 4s" << qsizetype(4000);
    QTest::newRow("ramp") << "ramp 0..200 2s" << qsizetype(200);
    QTest::newRow("ramp and hold") << "ramp 0..200 2s, hold 200 2s" << qsizetype(600);
    QTest::newRow("steps") << "step 100..300 by 100 3s" << qsizetype(600);
    QTest::newRow("the last step may be lower") << "step 0..5 by 2 4s" << qsizetype(11); // 0, 2, 4 and 5 for 1 s each
    QTest::newRow("less than one a second") << "hold 0.25 8s" << qsizetype(2);
    QTest::newRow("many pieces") << "100x(hold 10 1s, ramp 10..30 1s)" << qsizetype(3000);
}

void TestArrivalSchedule::count()
{
    QFETCH(const QString, stages);
    const auto schedule = scheduleOf(stages);
    const auto end = lengthOf(parseStages(stages.toStdString()).value());
    QTEST(qsizetype(arrivals(schedule, end).size()), "count");
}

void TestArrivalSchedule::workersMakeOneSchedule_data()
{
    QTest::addColumn<bool>("poisson");
    QTest::addColumn<unsigned>("workers");
    QTest::newRow("constant, 3") << false << 3U;
    QTest::newRow("constant, 64") << false << 64U;
    QTest::newRow("Poisson, 3") << true << 3U;
    QTest::newRow("Poisson, 64") << true << 64U;
}

void TestArrivalSchedule::workersMakeOneSchedule()
{
    QFETCH(const bool, poisson);
    QFETCH(const unsigned, workers);
    const auto schedule =
        scheduleOf(u"ramp 0..1000 2s, hold 700 3s"_qs, poisson ? ArrivalLaw::Poisson : ArrivalLaw::Constant, 7);
    const auto one = arrivals(schedule, 5s);
    QVERIFY(one.size() > 2000);
    QVERIFY(arrivals(schedule, 5s, workers) == one);
}

void TestArrivalSchedule::seedsRepeat()
{
    const auto of = [](std::uint64_t seed) {
        return arrivals(scheduleOf(u"hold 1000 10s"_qs, ArrivalLaw::Poisson, seed), 10s);
    };
    QVERIFY(of(1) == of(1));
    QVERIFY(of(1) != of(2));
}

// Mean and standard deviation of exponential gaps are alike; a Kolmogorov-Smirnov test of the whole law at 0.1 %.
void TestArrivalSchedule::poissonGapsAreExponential()
{
    const auto times = arrivals(scheduleOf(u"hold 1000 100s"_qs, ArrivalLaw::Poisson, 42), 100s);
    const auto count = static_cast<double>(times.size());
    QVERIFY2(std::abs(count - 100'000) < 4 * std::sqrt(100'000), qPrintable(QString::number(count)));
    std::vector<double> gaps;
    nanoseconds before{};
    for (const auto time : times)
        gaps.push_back(std::chrono::duration<double, std::milli>(time - std::exchange(before, time)).count());
    std::ranges::sort(gaps);
    double farthest = 0;
    for (std::size_t i = 0; i < gaps.size(); ++i)
        farthest = std::max(farthest, std::abs((static_cast<double>(i) + 0.5) / count - (1 - std::exp(-gaps[i]))));
    QVERIFY2(farthest < 1.95 / std::sqrt(count), qPrintable(QString::number(farthest)));
}

void TestArrivalSchedule::levels_data()
{
    QTest::addColumn<QString>("stages");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<double>("level");
    QTest::newRow("start of a ramp") << "ramp 10..20 10s" << 0LL << 10.0;
    QTest::newRow("middle of a ramp") << "ramp 10..20 10s" << 5000LL << 15.0;
    QTest::newRow("after the end") << "ramp 10..20 10s" << 60'000LL << 20.0;
    QTest::newRow("the later stage from its first moment") << "hold 1 1s, hold 2 1s" << 1000LL << 2.0;
    QTest::newRow("second step") << "step 1..3 by 1 3s" << 1500LL << 2.0;
}

void TestArrivalSchedule::levels()
{
    QFETCH(const QString, stages);
    QFETCH(const qint64, ms);
    const LoadProfile profile(parseStages(stages.toStdString()).value());
    QTEST(profile.levelAt(std::chrono::milliseconds(ms)), "level");
}

QTEST_GUILESS_MAIN(TestArrivalSchedule)
#include "tst_arrival_schedule.moc"
