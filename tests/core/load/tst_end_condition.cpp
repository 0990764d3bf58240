#include "load/end_condition.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::EndWatch;
using escala::load::formatEndCondition;
using escala::load::parseEndCondition;
using escala::metrics::SeriesPoint;

namespace {

struct Second {
    std::uint64_t requests;
    std::uint64_t errors;
    std::chrono::microseconds p99;
    std::uint64_t inFlight;
};

SeriesPoint pointOf(std::chrono::seconds start, const Second &second)
{
    SeriesPoint point;
    point.start = start;
    point.length = 1s;
    point.requests = second.requests;
    point.errors = second.errors;
    point.inFlight = second.inFlight;
    if (second.requests > second.errors)
        point.response = SeriesPoint::Percentiles{.p50 = {}, .p90 = {}, .p95 = {}, .p99 = second.p99, .max = {}};
    return point;
}

constexpr Second kGood{100, 0, 1000us, 3};
constexpr Second kSlow{100, 0, 900ms, 3};
constexpr Second kSilent{0, 0, 0us, 2000};
constexpr Second kFailing{100, 10, 1000us, 3};

}

Q_DECLARE_METATYPE(QList<Second>)

/// What ends a run early.
class TestEndCondition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBack_data();
    void readsBack();
    void refuses_data();
    void refuses();
    void watches_data();
    void watches();
};

void TestEndCondition::readsBack_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"errors>5%", "errors>0%", "p99>500ms for 10s", "p50>2s", "p95>1500us", "in-flight>1000"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestEndCondition::readsBack()
{
    QFETCH(const QString, text);
    const auto condition = parseEndCondition(text.toStdString());
    QVERIFY(condition);
    QCOMPARE(QString::fromStdString(formatEndCondition(*condition)), text);
}

void TestEndCondition::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "errors", "errors>5", "errors>100%", "errors>-1%", "p99>5", "p98>5s", "p99<5s",
                             "in-flight>many", "p99>5s for ever"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestEndCondition::refuses()
{
    QFETCH(const QString, text);
    QVERIFY(!parseEndCondition(text.toStdString()));
}

void TestEndCondition::watches_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QList<Second>>("course");
    QTest::addColumn<int>("metAt"); // second; -1: never
    QTest::newRow("at once") << "errors>5%" << QList<Second>{kGood, kFailing} << 1;
    QTest::newRow("not by its limit") << "errors>10%" << QList<Second>{kFailing, kFailing} << -1;
    QTest::newRow("must last") << "p99>500ms for 3s" << QList<Second>{kSlow, kSlow, kGood, kSlow, kSlow, kSlow} << 5;
    QTest::newRow("silence does not end it") << "p99>500ms for 3s" << QList<Second>{kSlow, kSilent, kSilent} << 2;
    QTest::newRow("silence does not begin it") << "p99>500ms for 2s" << QList<Second>{kSilent, kSilent, kSilent} << -1;
    QTest::newRow("in flight needs no answer")
        << "in-flight>1000 for 2s" << QList<Second>{kGood, kSilent, kSilent} << 2;
}

void TestEndCondition::watches()
{
    QFETCH(const QString, condition);
    QFETCH(const QList<Second>, course);
    EndWatch watch(parseEndCondition(condition.toStdString()).value());
    int metAt = -1;
    for (int second = 0; second < course.size() && metAt < 0; ++second) {
        const auto point = pointOf(std::chrono::seconds(second), course[second]);
        if (watch.look(point) || watch.look(point)) // seen twice is seen once
            metAt = second;
    }
    QTEST(metAt, "metAt");
}

QTEST_GUILESS_MAIN(TestEndCondition)
#include "tst_end_condition.moc"
