#include "analysis/comparison.h"

#include <QTest>

#include <optional>

using namespace escala::analysis;
using escala::metrics::Summary;

using Ratio = std::optional<double>;

class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ratiosAreCandidateByBaseline();
    void missingFigures_data();
    void missingFigures();
    void hitRatios();
};

namespace {

Summary summary(double rps, double p50, double p95, double p99)
{
    Summary made;
    made.achievedRps = rps;
    made.response.count = 100;
    made.response.p50 = std::chrono::duration<double>(p50);
    made.response.p95 = std::chrono::duration<double>(p95);
    made.response.p99 = std::chrono::duration<double>(p99);
    return made;
}

}

void TestComparison::ratiosAreCandidateByBaseline()
{
    const Comparison compared = compare(summary(100, 0.2, 0.4, 0.8), summary(400, 0.1, 0.1, 1.6));
    QCOMPARE(*compared.throughputRatio, 4.0);
    QCOMPARE(*compared.p50Ratio, 0.5);
    QCOMPARE(*compared.p95Ratio, 0.25);
    QCOMPARE(*compared.p99Ratio, 2.0);
}

void TestComparison::missingFigures_data()
{
    QTest::addColumn<Summary>("baseline");
    QTest::addColumn<Summary>("candidate");
    const Summary full = summary(100, 0.1, 0.2, 0.3);
    QTest::newRow("baseline answered nothing") << Summary() << full;
    QTest::newRow("candidate answered nothing") << full << Summary();
    QTest::newRow("neither answered") << Summary() << Summary();
}

void TestComparison::missingFigures()
{
    QFETCH(Summary, baseline);
    QFETCH(Summary, candidate);
    QVERIFY(compare(baseline, candidate) == Comparison());
}

void TestComparison::hitRatios()
{
    Summary known;
    known.cache = {3, 0, 1, 0, 0};
    const Comparison compared = compare(Summary(), known);
    QVERIFY(!compared.baselineHitRatio);
    QCOMPARE(*compared.candidateHitRatio, 0.75);
}

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
