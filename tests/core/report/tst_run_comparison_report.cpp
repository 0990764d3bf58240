#include "../analysis/simulated_run.h"
#include "report/run_comparison.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace escala;
using analysis::Obstacle;
using analysis::RunSample;
using report::ComparedRuns;
using Kind = Obstacle::Kind;

class TestRunComparisonReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void table();
    void notComparable();
    void sharesWithoutRatio();
    void obstacles_data();
    void obstacles();
    void json();
    void junit();
    void hostileNames();
};

namespace {

ComparedRuns slowerRun(const std::vector<const char *> &expressions = {})
{
    RunSample one = simulated({.median = 0.020});
    RunSample other = simulated({.median = 0.025, .weatherSeed = 2, .seed = 2});
    one.run = "Before";
    other.run = "After";
    std::vector<report::FailCondition> conditions;
    for (const char *expression : expressions)
        conditions.push_back(*report::parseFailCondition(expression));
    return report::compared(one, "0123456789", other, "9876543210", conditions);
}

QJsonObject firstPair(const std::vector<ComparedRuns> &all)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(report::comparisonJson(all)))
        .object()
        .value(QStringLiteral("comparisons"))
        .toArray()
        .first()
        .toObject();
}

}

void TestRunComparisonReport::table()
{
    const auto text = QString::fromStdString(report::comparisonText({slowerRun({"p99 > +5%", "p50 > +90%"})}));
    QVERIFY(
        text.startsWith(QStringLiteral("Baseline: Server (Before, 01234567)\nCandidate: Server (After, 98765432)\n")));
    static const QRegularExpression p50(
        QStringLiteral("\np50 +[\\d.]+\u00a0ms +[\\d.]+\u00a0ms +1\\.[\\d]+ +1\\.[\\d]+ … 1\\.[\\d]+  slower\n"));
    QVERIFY2(text.contains(p50), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Intervals from 10 and 10 blocks of 3\u00a0s or less.")));
    QVERIFY(text.contains(QStringLiteral("Fail if p99 > +5%: FAILED: +")));
    QVERIFY(text.contains(QStringLiteral("Fail if p50 > +90%: passed: +")));
    QVERIFY(!text.contains(QStringLiteral("Hits"))); // neither has a cache
}

void TestRunComparisonReport::notComparable()
{
    RunSample other = simulated({});
    other.plan[0].value = "20";
    other.verdict = metrics::Verdict::Degraded;
    other.verdictText = "degraded: lag";
    const auto text =
        QString::fromStdString(report::comparisonText({report::compared(simulated({}), "", other, "", {})}));
    QVERIFY2(text.contains(QStringLiteral("\nNot comparable: different plans: load.users is 10 and 20.\n")),
             qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("\nGenerator of Server: degraded: lag\n")));
}

void TestRunComparisonReport::sharesWithoutRatio()
{
    analysis::FigureComparison row{.figure = analysis::Figure::Errors, .change = analysis::Interval{0, 0.015}};
    QCOMPARE(QString::fromStdString(report::ratioText(row)), QStringLiteral("–"));
    QCOMPARE(QString::fromStdString(report::intervalText(row)), QStringLiteral("0 … +1.5 pp"));
    row.change.reset();
    QCOMPARE(QString::fromStdString(report::intervalText(row)), QStringLiteral("–"));
}

void TestRunComparisonReport::obstacles_data()
{
    QTest::addColumn<Obstacle>("obstacle");
    QTest::addColumn<QString>("text");
    QTest::newRow("setting that one has")
        << Obstacle{.kind = Kind::DifferentPlan, .setting = "load.rate", .candidateValue = "5"}
        << "different plans: load.rate is none and 5";
    QTest::newRow("secrets stay so") << Obstacle{.kind = Kind::DifferentPlan,
                                                 .setting = "load.headers[0].value",
                                                 .baselineValue = "Bearer 1",
                                                 .candidateValue = "Bearer 2"}
                                     << "different plans: load.headers[0].value differs";
    QTest::newRow("verdict") << Obstacle{.kind = Kind::InvalidVerdict, .text = "invalid: drops"}
                             << "the baseline may not be believed: invalid: drops";
    QTest::newRow("samples") << Obstacle{.kind = Kind::FewSamples,
                                         .side = analysis::Side::Candidate,
                                         .have = 367,
                                         .need = 368}
                             << "the candidate has 367 of the 368 answers that the percentile needs";
    QTest::newRow("errors") << Obstacle{.kind = Kind::OtherErrors, .baselineErrors = 0, .candidateErrors = 0.212}
                            << "errors are 0\u00a0% of the baseline's requests and 21.2\u00a0% of the candidate's";
}

void TestRunComparisonReport::obstacles()
{
    QFETCH(const Obstacle, obstacle);
    QTEST(QString::fromStdString(report::obstacleText(obstacle)), "text");
}

void TestRunComparisonReport::json()
{
    const QJsonObject pair = firstPair({slowerRun({"p99 > +5%"})});
    QCOMPARE(pair.value(QStringLiteral("baseline")).toObject().value(QStringLiteral("id")).toString(),
             QStringLiteral("0123456789"));
    QCOMPARE(pair.value(QStringLiteral("comparable")).toBool(), true);
    const QJsonArray figures = pair.value(QStringLiteral("figures")).toArray();
    QCOMPARE(figures.size(), qsizetype(analysis::kFigures));
    const QJsonObject p50 = figures.at(1).toObject();
    QCOMPARE(p50.value(QStringLiteral("figure")).toString(), QStringLiteral("p50"));
    QCOMPARE(p50.value(QStringLiteral("word")).toString(), QStringLiteral("slower"));
    const double ratio = p50.value(QStringLiteral("ratio")).toDouble();
    const QJsonArray interval = p50.value(QStringLiteral("ratio_interval")).toArray();
    QVERIFY(interval.at(0).toDouble() < ratio && ratio < interval.at(1).toDouble());
    QVERIFY(figures.at(5).toObject().value(QStringLiteral("ratio")).isNull());
    const QJsonObject condition = pair.value(QStringLiteral("conditions")).toArray().first().toObject();
    QCOMPARE(condition.value(QStringLiteral("outcome")).toString(), QStringLiteral("failed"));
}

void TestRunComparisonReport::junit()
{
    const auto xml = report::comparisonJunit({slowerRun({"p99 > +5%", "throughput < -3%", "hit_ratio < -1%"})});
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    QStringList elements;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            elements.append(reader.name().toString());
        if (reader.name() == u"testsuite" && reader.isStartElement()) {
            QCOMPARE(reader.attributes().value(QLatin1String("name")).toString(), QStringLiteral("Server"));
            QCOMPARE(reader.attributes().value(QLatin1String("tests")).toInt(), 3);
            QCOMPARE(reader.attributes().value(QLatin1String("failures")).toInt(), 1);
            QCOMPARE(reader.attributes().value(QLatin1String("errors")).toInt(), 1);
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(elements.join(u' '),
             QStringLiteral("testsuites testsuite testcase failure testcase system-out testcase error"));
}

void TestRunComparisonReport::hostileNames()
{
    ComparedRuns pair = slowerRun({"p99 > +5%"});
    pair.candidate.target = "<a href=\"x\">\x1b[31m\n\xff";
    QVERIFY(!report::comparisonText({pair}).contains('\x1b'));
    QXmlStreamReader reader(QByteArray::fromStdString(report::comparisonJunit({pair})));
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(!firstPair({pair}).isEmpty());
}

QTEST_APPLESS_MAIN(TestRunComparisonReport)
#include "tst_run_comparison_report.moc"
