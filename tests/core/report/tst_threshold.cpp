#include "report/threshold.h"
#include "sample_result.h"

#include <QTest>

#include <cmath>

using namespace escala;
using namespace std::chrono_literals;
using metrics::ErrorKind;
using report::Threshold;

class TestThreshold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void holds_data();
    void holds();
    void everyThresholdOnEveryTarget();
};

void TestThreshold::refused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             " ",
                             "p99",
                             "p99<",
                             "<200ms",
                             "p99<200",
                             "p99<200 parsecs",
                             "p99<-1ms",
                             "p98<1ms",
                             "P99<1ms",
                             "errors<",
                             "errors<x",
                             "errors<1%%",
                             "errors<-1",
                             "errors<nan",
                             "errors<inf",
                             "errors=1",
                             "errors!=1",
                             "errors<<1",
                             "achieved_rps>10%",
                             "achieved_rps>1e999",
                             "hit_ratio>0.9x",
                             "p99<1ms and more",
                             "p99<\xff"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestThreshold::refused()
{
    QFETCH(const QString, text);
    const auto threshold = report::parseThreshold(text.toLatin1().toStdString());
    QVERIFY(!threshold);
    QVERIFY2(threshold.error().find("p99<200ms") != std::string::npos, threshold.error().c_str());
}

void TestThreshold::holds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("actual");
    QTest::addColumn<bool>("passed");
    const auto row = [](const char *text, double actual, bool passed) {
        QTest::newRow(text) << QString::fromLatin1(text) << actual << passed;
    };
    // 900 good and 100 failed answers of 200 ms in 10 s; 855 hits, 45 misses
    row("p99<201ms", 0.2, true);
    row("p99<200ms", 0.2, false);
    row("p50<=0.21s", 0.2, true);
    row(" p999 > 100ms ", 0.2, true);
    row("max>=1m", 0.2, false);
    row("min>150ms", 0.2, true);
    row("mean<1s", 0.2, true);
    row("p75<1s", 0.2, true);
    row("p90<1s", 0.2, true);
    row("p95<1us", 0.2, false);
    row("errors<100", 100, false);
    row("errors<=100", 100, true);
    row("errors==100", 100, true);
    row("errors<10%", 0.1, false);
    row("errors<=10 %", 0.1, true);
    row("dropped==0", 0, true);
    row("dropped<1%", 0, true);
    row("achieved_rps>=90", 90, true);
    row("achieved_rps>90", 90, false);
    row("hit_ratio>0.9", 0.95, true);
    row("hit_ratio>=96%", 0.95, false);
}

void TestThreshold::holds()
{
    QFETCH(const QString, text);
    QFETCH(const double, actual);
    QFETCH(const bool, passed);
    const auto threshold = report::parseThreshold(text.toStdString());
    QVERIFY2(threshold, threshold ? "" : threshold.error().c_str());
    const auto result =
        sampleResult({{.name = "A", .good = 900, .errors = {{ErrorKind::Status5xx, 100}}, .hits = 855, .misses = 45}});
    const auto outcomes = report::evaluate({*threshold}, result);
    QCOMPARE(outcomes.size(), 1U);
    QCOMPARE(outcomes.front().expression, text.toStdString());
    QVERIFY2(std::abs(outcomes.front().actual - actual) < 0.001, qPrintable(QString::number(outcomes.front().actual)));
    QCOMPARE(outcomes.front().passed, passed);
}

void TestThreshold::everyThresholdOnEveryTarget()
{
    const auto dead =
        sampleResult({{.name = "Slow"}, {.name = "Dead", .good = 0, .errors = {{ErrorKind::Refused, 5}}}});
    const std::vector<Threshold> thresholds{*report::parseThreshold("p99<1s"), *report::parseThreshold("hit_ratio<1")};
    const auto outcomes = report::evaluate(thresholds, dead);
    QCOMPARE(outcomes.size(), 4U);
    QCOMPARE(std::ranges::count(outcomes, true, &report::ThresholdOutcome::passed), 1);
    // A figure that does not exist is no pass, whatever the operator.
    for (const report::ThresholdOutcome &outcome : outcomes)
        QCOMPARE(std::isnan(outcome.actual), outcome.target == "Dead" || outcome.expression == "hit_ratio<1");
}

QTEST_GUILESS_MAIN(TestThreshold)
#include "tst_threshold.moc"
