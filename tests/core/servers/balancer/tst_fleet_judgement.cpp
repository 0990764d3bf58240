#include "servers/balancer/health_checker.h"
#include "servers/balancer/health_record.h"
#include "servers/balancer/outlier_ejector.h"
#include "servers/balancer/slow_start.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace std::chrono_literals;

/// What makes a replica unfit, for how long, and how it comes back: with a clock of the test.
class TestFleetJudgement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checks_data();
    void checks();
    void checksKeepNoStep();
    void ejectsLongerEachTime();
    void forgivesWithTime();
    void ejectsAShareAtMost_data();
    void ejectsAShareAtMost();
    void pardons();
    void startsSlowly_data();
    void startsSlowly();

private:
    const net::Clock::time_point m_start{1h};
};

void TestFleetJudgement::checks_data()
{
    QTest::addColumn<std::string>("checks");  ///< g or b each.
    QTest::addColumn<std::string>("healthy"); ///< After each: + or -.
    QTest::newRow("good from the first") << std::string("ggg") << std::string("+++");
    QTest::newRow("the first bad one decides") << std::string("bbb") << std::string("---");
    QTest::newRow("and so does the first good one") << std::string("bbgb") << std::string("--++");
    QTest::newRow("falls at the third") << std::string("gbbb") << std::string("+++-");
    QTest::newRow("a good one between") << std::string("gbbgbbb") << std::string("++++++-");
    QTest::newRow("rises at the second") << std::string("gbbbgg") << std::string("+++--+");
    QTest::newRow("a bad one between") << std::string("gbbbgbgg") << std::string("+++----+");
}

void TestFleetJudgement::checks()
{
    QFETCH(std::string, checks);
    QFETCH(std::string, healthy);
    HealthRecord record{CheckPlan()};
    QVERIFY(record.isHealthy());
    std::string seen;
    for (const char each : checks) {
        const bool before = record.isHealthy();
        const bool changed = record.checked(each == 'g');
        QCOMPARE(changed, before != record.isHealthy());
        seen += record.isHealthy() ? '+' : '-';
    }
    QCOMPARE(seen, healthy);
}

void TestFleetJudgement::checksKeepNoStep()
{
    QCOMPARE(jittered(1s, 0), 900ms);
    QCOMPARE(jittered(1s, 0.5), 1000ms);
    QVERIFY(jittered(1s, 0.999) < 1100ms);
}

void TestFleetJudgement::ejectsLongerEachTime()
{
    OutlierEjector ejector(EjectionPlan{.after = 5, .time = 5s, .mostPercent = 50});
    auto now = m_start;
    for (int times = 1; times <= 3; ++times) {
        QVERIFY(!ejector.isEjected(now));
        QVERIFY(ejector.eject(now, 0, 2));
        QCOMPARE(ejector.end(), now + 5s * times);
        QVERIFY(ejector.isEjected(now + 5s * times - 1ns));
        QVERIFY(!ejector.eject(now, 0, 2)); // it is already
        now = ejector.end();
    }
    for (int i = 0; i < 100; ++i) {
        QVERIFY(ejector.eject(now, 0, 2));
        now = ejector.end();
    }
    QVERIFY(ejector.eject(now, 0, 2));
    QCOMPARE(ejector.end(), now + 5s * 60);
}

void TestFleetJudgement::forgivesWithTime()
{
    OutlierEjector ejector(EjectionPlan{.after = 5, .time = 5s, .mostPercent = 50});
    auto now = m_start;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(ejector.eject(now, 0, 2));
        now = ejector.end();
    }
    now += 10s; // two of the three are forgiven
    QVERIFY(ejector.eject(now, 0, 2));
    QCOMPARE(ejector.end(), now + 10s);
}

void TestFleetJudgement::ejectsAShareAtMost_data()
{
    QTest::addColumn<int>("ejected");
    QTest::addColumn<int>("all");
    QTest::addColumn<unsigned>("percent");
    QTest::addColumn<bool>("may");
    QTest::newRow("the only one") << 0 << 1 << 50u << false;
    QTest::newRow("the only one, where all may") << 0 << 1 << 100u << true;
    QTest::newRow("one of two") << 0 << 2 << 50u << true;
    QTest::newRow("the other of two") << 1 << 2 << 50u << false;
    QTest::newRow("one of three") << 0 << 3 << 50u << true;
    QTest::newRow("the second of three") << 1 << 3 << 50u << false;
    QTest::newRow("none") << 0 << 100 << 0u << false;
}

void TestFleetJudgement::ejectsAShareAtMost()
{
    QFETCH(int, ejected);
    QFETCH(int, all);
    QFETCH(unsigned, percent);
    QFETCH(bool, may);
    OutlierEjector ejector(EjectionPlan{.after = 5, .time = 5s, .mostPercent = percent});
    QCOMPARE(ejector.eject(m_start, static_cast<std::size_t>(ejected), static_cast<std::size_t>(all)), may);
    QCOMPARE(ejector.isEjected(m_start), may);
}

void TestFleetJudgement::pardons()
{
    OutlierEjector ejector(EjectionPlan{});
    QVERIFY(ejector.eject(m_start, 0, 2));
    ejector.pardon(m_start + 1s);
    QVERIFY(!ejector.isEjected(m_start + 1s));
}

void TestFleetJudgement::startsSlowly_data()
{
    QTest::addColumn<qint64>("since");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<double>("share");
    QTest::newRow("no slow start") << 0LL << 0LL << 1.0;
    QTest::newRow("at once") << 0LL << 10LL << 0.1;
    QTest::newRow("a twentieth of the time") << 1LL << 20LL << 0.1;
    QTest::newRow("half the time") << 5LL << 10LL << 0.5;
    QTest::newRow("at the end") << 10LL << 10LL << 1.0;
    QTest::newRow("long after") << 1000LL << 10LL << 1.0;
}

void TestFleetJudgement::startsSlowly()
{
    QFETCH(qint64, since);
    QFETCH(qint64, length);
    QFETCH(double, share);
    QCOMPARE(slowStartShare(std::chrono::seconds(since), std::chrono::seconds(length)), share);
}

QTEST_GUILESS_MAIN(TestFleetJudgement)
#include "tst_fleet_judgement.moc"
