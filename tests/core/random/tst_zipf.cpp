#include "random/draw.h"
#include "random/zipf.h"

#include <QTest>

#include <cmath>
#include <vector>

using escala::random::Draw;
using escala::random::streamOf;
using escala::random::Zipf;

class TestZipf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsAreFunctionsOfTheirNumbers();
    void belowIsEven();
    void unitIsEven();
    void followsItsLaw_data();
    void followsItsLaw();
};

void TestZipf::drawsAreFunctionsOfTheirNumbers()
{
    const auto first = [](std::uint64_t seed, std::uint64_t stream, std::uint64_t number) {
        return Draw(seed, stream, number).bits();
    };
    QCOMPARE(first(1, 2, 3), first(1, 2, 3));
    QVERIFY(first(1, 2, 3) != first(2, 2, 3));
    QVERIFY(first(1, 2, 3) != first(1, 3, 3));
    QVERIFY(first(1, 2, 3) != first(1, 2, 4));
    QVERIFY(streamOf("user") != streamOf("item"));
    Draw draw(1, 2, 3);
    const auto bits = draw.bits();
    QVERIFY(draw.bits() != bits);
}

void TestZipf::belowIsEven()
{
    constexpr std::uint64_t sides = 6;
    constexpr std::uint64_t throws = 60'000;
    constexpr double expected = static_cast<double>(throws) / sides;
    std::vector<double> counts(sides);
    for (std::uint64_t i = 0; i < throws; ++i)
        ++counts.at(Draw(1, 1, i).below(sides));
    double chiSquare = 0;
    for (const double count : counts)
        chiSquare += (count - expected) * (count - expected) / expected;
    QVERIFY2(chiSquare < 20.5, qPrintable(QString::number(chiSquare))); // 0.1 % point of 5 degrees of freedom
}

void TestZipf::unitIsEven()
{
    double sum = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        const double unit = Draw(7, 1, i).unit();
        QVERIFY(unit >= 0 && unit < 1);
        sum += unit;
    }
    QVERIFY2(std::abs(sum / 10'000 - 0.5) < 0.01, qPrintable(QString::number(sum)));
}

void TestZipf::followsItsLaw_data()
{
    QTest::addColumn<quint64>("count");
    QTest::addColumn<double>("exponent");
    QTest::newRow("only one rank") << quint64(1) << 1.0;
    QTest::newRow("two ranks") << quint64(2) << 1.0;
    QTest::newRow("classic") << quint64(1000) << 1.0;
    QTest::newRow("flat") << quint64(100) << 0.01;
    QTest::newRow("below one") << quint64(1000) << 0.8;
    QTest::newRow("steep") << quint64(50) << 3.0;
    QTest::newRow("steepest") << quint64(50) << 10.0;
}

void TestZipf::followsItsLaw()
{
    QFETCH(const quint64, count);
    QFETCH(const double, exponent);
    constexpr int draws = 200'000;
    const Zipf zipf(count, exponent);
    std::vector<double> seen(count);
    for (std::uint64_t i = 0; i < draws; ++i) {
        Draw draw(42, 1, i);
        const auto rank = zipf.rank(draw);
        QVERIFY(rank < count);
        ++seen[rank];
    }
    double total = 0;
    for (std::uint64_t k = 1; k <= count; ++k)
        total += std::pow(static_cast<double>(k), -exponent);
    // The most popular ranks, and the sum of all: five standard deviations.
    for (std::uint64_t k = 1; k <= std::min<quint64>(count, 10); ++k) {
        const double share = std::pow(static_cast<double>(k), -exponent) / total;
        const double deviation = std::sqrt(draws * share * (1 - share));
        const double off = std::abs(seen[k - 1] - draws * share);
        QVERIFY2(
            off <= 5 * deviation + 0.5,
            qPrintable(QStringLiteral("rank %1: %2 draws, %3 expected").arg(k).arg(seen[k - 1]).arg(draws * share)));
    }
}

QTEST_GUILESS_MAIN(TestZipf)
#include "tst_zipf.moc"
