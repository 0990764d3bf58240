#include "../analysis/simulated_run.h"
#include "report/repetition_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace escala;
using namespace std::chrono_literals;
using experiment::RepetitionResult;

class TestRepetitionReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outlook_data();
    void outlook();
    void outlookAfterSomeRounds();
    void comparesTheRounds();
    void tooFewRounds();
    void tellsWhatIsLeftOut();
    void linesForAPage();
    void oneTargetHasNothingToCompare();
    void json();
};

namespace {

/// So many rounds of "Old" at 20 ms and "New" at 25 ms, each in the same weather as its other half.
RepetitionResult repetition(std::uint32_t rounds, std::size_t targets = 2)
{
    RepetitionResult result;
    result.group = "group";
    result.experiment.name = "Sample";
    result.rounds = rounds;
    result.experiment.targets.push_back({.name = "Old", .url = "http://127.0.0.1:1/", .server = {}});
    if (targets > 1)
        result.experiment.targets.push_back({.name = "New", .url = "http://127.0.0.1:2/", .server = {}});
    for (std::uint32_t number = 0; number < rounds * targets; ++number) {
        const std::size_t target = number % targets;
        const auto round = static_cast<std::uint32_t>(number / targets + 1);
        const auto sample = simulated({.seconds = 1,
                                       .requests = 500,
                                       .median = target == 0 ? 0.020 : 0.025,
                                       .weatherSeed = round,
                                       .seed = number + 1});
        result.runs.push_back({.id = std::to_string(number),
                               .round = round,
                               .target = target,
                               .block = sample.blocks.front(),
                               .warmUp = {.at = 200ms},
                               .verdictText = {}});
    }
    return result;
}

analysis::Variation known(double coefficient)
{
    analysis::Variation variation{.runs = 8};
    variation.coefficients[0] = variation.coefficients[1] = variation.coefficients[3] = coefficient;
    return variation;
}

QString textOf(const RepetitionResult &result)
{
    return QString::fromStdString(report::repetitionText(result, report::comparedRounds(result, {})));
}

}

void TestRepetitionReport::outlook_data()
{
    QTest::addColumn<uint>("rounds");
    QTest::addColumn<double>("coefficient");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing known") << 10U << -1.0
                                   << QStringLiteral("10 rounds. Where runs vary by 2, 5 or 10 %, differences from "
                                                     "2.5\u00a0%, 6.3\u00a0%, 12.5\u00a0% can be seen. In 4 of 5 "
                                                     "tries they get a word from 3.9\u00a0%, 8.4\u00a0%, 16.3\u00a0%.");
    QTest::newRow("two runs tell nothing") << 5U << 0.0
                                           << QStringLiteral("5 rounds. Where runs vary by 2, 5 or 10 %, differences "
                                                             "from 3.5\u00a0%, 8.9\u00a0%, 17.7\u00a0% can be seen. In "
                                                             "4 of 5 tries they get a word from 5.9\u00a0%, "
                                                             "13.6\u00a0%, 27.8\u00a0%.");
    QTest::newRow("known") << 20U << 0.05
                           << QStringLiteral(
                                  "20 rounds. By 8 earlier runs of this plan, differences from 4.4\u00a0% in "
                                  "throughput, 4.4\u00a0% in p50, 4.4\u00a0% in p99 can be seen. In 4 of 5 tries they "
                                  "get a word from 5.8\u00a0% in throughput, 5.8\u00a0% in p50, 5.8\u00a0% in p99.");
    QTest::newRow("too few") << 4U << 0.02
                             << QStringLiteral("4 rounds. By 8 earlier runs of this plan, differences from 4\u00a0% in "
                                               "throughput, 4\u00a0% in p50, 4\u00a0% in p99 can be seen. An interval "
                                               "needs 5 rounds or more.");
}

void TestRepetitionReport::outlook()
{
    QFETCH(const uint, rounds);
    QFETCH(const double, coefficient);
    auto earlier = coefficient < 0 ? analysis::Variation() : known(coefficient);
    if (coefficient == 0)
        earlier.runs = 2;
    QTEST(QString::fromStdString(report::outlookText(rounds, earlier)), "text");
}

void TestRepetitionReport::outlookAfterSomeRounds()
{
    QVERIFY(report::outlookAfter(10, {}).empty());
    QVERIFY(report::outlookAfter(10, known(0.1)).contains("12.5"));
}

void TestRepetitionReport::comparesTheRounds()
{
    const QString text = textOf(repetition(10));
    QVERIFY2(text.contains(QStringLiteral("Intervals from 10 pairs of blocks")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Baseline: Old\nCandidate: New\n")));
    QCOMPARE(text.count(QStringLiteral("  slower\n")), 3); // the percentiles; both have the same throughput
    QVERIFY(text.contains(QStringLiteral("200\u00a0ms")));
}

void TestRepetitionReport::tooFewRounds()
{
    const QString text = textOf(repetition(4));
    QVERIFY2(
        text.contains(QStringLiteral("Not comparable: the baseline has 4 of the 5 rounds that an interval needs.")),
        qPrintable(text));
}

void TestRepetitionReport::tellsWhatIsLeftOut()
{
    RepetitionResult result = repetition(8);
    result.runs[3].verdict = metrics::Verdict::Invalid;
    result.runs[5].warmUp.steady = false;
    const QString text = textOf(result);
    QVERIFY2(text.contains(QStringLiteral("because a run in them may not be believed: 1.")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("No steady state in 1 of 16 runs")));
    QVERIFY(text.contains(QStringLiteral("Intervals from 7 pairs")));
}

void TestRepetitionReport::linesForAPage()
{
    const auto lines = [](const RepetitionResult &result) {
        return QString::fromStdString(report::roundsText(result, report::comparedRounds(result, {})));
    };
    const QString ten = lines(repetition(10));
    QVERIFY2(ten.startsWith(QStringLiteral("10 of 10 rounds count.\nNew against Old: throughput × ")), qPrintable(ten));
    QVERIFY2(ten.contains(QStringLiteral("; p50 × 1.2")) && ten.contains(QStringLiteral("), slower")), qPrintable(ten));
    const QString four = lines(repetition(4));
    QVERIFY2(four.contains(QStringLiteral("p50 ")) && four.contains(QStringLiteral("Not comparable: ")),
             qPrintable(four));
    const QString alone = lines(repetition(6, 1));
    QVERIFY2(alone.contains(QStringLiteral("\nOld: throughput ")) && alone.contains(QStringLiteral("(varies by ")),
             qPrintable(alone));
}

void TestRepetitionReport::oneTargetHasNothingToCompare()
{
    const RepetitionResult result = repetition(6, 1);
    QVERIFY(report::comparedRounds(result, {}).empty());
    const QString text = textOf(result);
    QVERIFY(text.contains(QStringLiteral("Old")));
    QVERIFY(!text.contains(QStringLiteral("Baseline")));
}

void TestRepetitionReport::json()
{
    const RepetitionResult result = repetition(6);
    const auto object =
        QJsonDocument::fromJson(QByteArray::fromStdString(report::repetitionJson(
                                    result, report::comparedRounds(result, {*report::parseFailCondition("p50 > 5%")}))))
            .object();
    QCOMPARE(object.value(QStringLiteral("format")).toString(), QStringLiteral("escala-repetition/1"));
    const QJsonArray targets = object.value(QStringLiteral("targets")).toArray();
    QCOMPARE(targets.size(), 2);
    const QJsonArray runs = targets.at(1).toObject().value(QStringLiteral("runs")).toArray();
    QCOMPARE(runs.size(), 6);
    QCOMPARE(runs.at(2).toObject().value(QStringLiteral("round")).toInt(), 3);
    QVERIFY(runs.at(2).toObject().value(QStringLiteral("p50_s")).toDouble() > 0);
    QCOMPARE(object.value(QStringLiteral("comparisons")).toArray().size(), 1);
    QCOMPARE(object.value(QStringLiteral("failed")).toBool(), true);
}

QTEST_APPLESS_MAIN(TestRepetitionReport)
#include "tst_repetition_report.moc"
