#include "compare/figure_cards.h"
#include "compare/figures.h"
#include "compare/phrases.h"

#include <QTest>

using namespace escala;
using namespace std::chrono_literals;

namespace {

using Seconds = metrics::Statistics::Seconds;

metrics::Summary answered(std::uint64_t count)
{
    metrics::Summary summary;
    summary.ledger.sent = count;
    summary.ledger.ok = count;
    summary.achievedRps = 48310.4;
    summary.response.count = count;
    summary.response.p50 = Seconds(0.000187);
    summary.response.p95 = Seconds(0.2013);
    summary.response.p99 = Seconds(5.012);
    return summary;
}

compare::Figure figure(const metrics::Summary &summary, std::size_t index)
{
    return compare::figuresOf(summary).at(index);
}

}

class TestFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void nothingYetIsADashAndNotZero();
    void threeSignificantDigitsWithTheUnitApart();
    void aPercentileOfTooFewAnswersIsFaint_data();
    void aPercentileOfTooFewAnswersIsFaint();
    void errorsAreBadAndToldByKind();
    void hitRatio_data();
    void hitRatio();
    void numbersFollowTheLocale();
    void aCardKeepsItsTypeWhileFiguresChange();
};

void TestFigures::nothingYetIsADashAndNotZero()
{
    for (const auto &card : compare::figuresOf({}))
        QCOMPARE(card.value, QStringLiteral("–"));
}

void TestFigures::threeSignificantDigitsWithTheUnitApart()
{
    const auto summary = answered(10'000);
    QCOMPARE(figure(summary, 0).value, QStringLiteral("48,310"));
    QCOMPARE(figure(summary, 1).unit, QStringLiteral("ms"));
    QCOMPARE(figure(summary, 2).value, QStringLiteral("201"));
    QCOMPARE(figure(summary, 3).value, QStringLiteral("5.01"));
    QCOMPARE(figure(summary, 3).unit, QStringLiteral("s"));
    // Which part of the response time makes a percentile is told with it.
    QVERIFY2(figure(summary, 3).hint.contains(QStringLiteral("service ")), qPrintable(figure(summary, 3).hint));
}

void TestFigures::aPercentileOfTooFewAnswersIsFaint_data()
{
    QTest::addColumn<std::uint64_t>("answers");
    QTest::addColumn<bool>("p95Faint");
    QTest::addColumn<bool>("p99Faint");
    QTest::newRow("71 are too few for p95") << std::uint64_t(71) << true << true;
    QTest::newRow("72 are enough for p95") << std::uint64_t(72) << false << true;
    QTest::newRow("100, as in Classic, are too few for p99") << std::uint64_t(100) << false << true;
    QTest::newRow("368 are enough for p99") << std::uint64_t(368) << false << false;
}

void TestFigures::aPercentileOfTooFewAnswersIsFaint()
{
    QFETCH(std::uint64_t, answers);
    QFETCH(bool, p95Faint);
    QFETCH(bool, p99Faint);
    const auto summary = answered(answers);
    QCOMPARE(figure(summary, 2).faint, p95Faint);
    QCOMPARE(figure(summary, 3).faint, p99Faint);
    if (p99Faint)
        QVERIFY2(figure(summary, 3).hint.contains(QStringLiteral("368")), qPrintable(figure(summary, 3).hint));
}

void TestFigures::errorsAreBadAndToldByKind()
{
    auto summary = answered(10);
    QVERIFY(!figure(summary, 4).bad);
    QCOMPARE(figure(summary, 4).value, QStringLiteral("0"));
    summary.ledger.timeout = 3;
    summary.errors.at(static_cast<std::size_t>(metrics::ErrorKind::Timeout)) = 3;
    QVERIFY(figure(summary, 4).bad);
    QCOMPARE(figure(summary, 4).value, QStringLiteral("3"));
    QCOMPARE(figure(summary, 4).hint, QStringLiteral("timed out: 3"));
}

void TestFigures::hitRatio_data()
{
    QTest::addColumn<std::uint64_t>("hits");
    QTest::addColumn<std::uint64_t>("misses");
    QTest::addColumn<QString>("value");
    QTest::newRow("no cache header: a dash, not 0") << std::uint64_t(0) << std::uint64_t(0) << QStringLiteral("–");
    QTest::newRow("all missed") << std::uint64_t(0) << std::uint64_t(5) << QStringLiteral("0.0");
    QTest::newRow("half") << std::uint64_t(5) << std::uint64_t(5) << QStringLiteral("50.0");
    QTest::newRow("one miss of a million is not 100 %")
        << std::uint64_t(999'999) << std::uint64_t(1) << QStringLiteral("99.99");
    QTest::newRow("all hit") << std::uint64_t(7) << std::uint64_t(0) << QStringLiteral("100");
}

void TestFigures::hitRatio()
{
    QFETCH(std::uint64_t, hits);
    QFETCH(std::uint64_t, misses);
    QFETCH(QString, value);
    auto summary = answered(hits + misses);
    summary.cache.at(static_cast<std::size_t>(metrics::CacheResult::Hit)) = hits;
    summary.cache.at(static_cast<std::size_t>(metrics::CacheResult::Miss)) = misses;
    QCOMPARE(figure(summary, 5).value, value);
}

void TestFigures::numbersFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
    QCOMPARE(compare::localNumber("5.00 s"), QStringLiteral("5,00 s"));
    QCOMPARE(compare::localNumber("48,310"), QStringLiteral("48.310"));
}

void TestFigures::aCardKeepsItsTypeWhileFiguresChange()
{
    compare::FigureCard card;
    card.resize(80, 56);
    card.show();
    const int before = card.valuePixels();
    card.setFigure({.value = QStringLiteral("88,888"), .unit = QStringLiteral("ms")});
    QCOMPARE(card.valuePixels(), before);
    QCOMPARE(card.size(), QSize(80, 56));
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
