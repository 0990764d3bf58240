#include "report/fail_condition.h"

#include <QTest>

#include <optional>

using namespace escala;
using analysis::Figure;
using analysis::Interval;
using report::FailCondition;
using report::Judgement;

class TestFailCondition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void read_data();
    void read();
    void refused_data();
    void refused();
    void judged_data();
    void judged();
    void changesOfNothing_data();
    void changesOfNothing();
    void incomparableDoesNotPass();
};

void TestFailCondition::read_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Figure>("figure");
    QTest::addColumn<bool>("above");
    QTest::addColumn<bool>("orAt");
    QTest::addColumn<double>("limit");
    QTest::addColumn<bool>("points");
    QTest::newRow("as documented") << "p99 > +5%" << Figure::P99 << true << false << 0.05 << false;
    QTest::newRow("without blanks and sign") << "p50>5%" << Figure::P50 << true << false << 0.05 << false;
    QTest::newRow("a fall") << "throughput < -3 %" << Figure::Throughput << false << false << -0.03 << false;
    QTest::newRow("or equal") << "p95>=+10%" << Figure::P95 << true << true << 0.10 << false;
    QTest::newRow("or equal, a fall") << "throughput <= -3%" << Figure::Throughput << false << true << -0.03 << false;
    QTest::newRow("points") << "errors > +0.5pp" << Figure::Errors << true << false << 0.005 << true;
    QTest::newRow("points with a blank") << "hit_ratio < -2 pp" << Figure::HitRatio << false << false << -0.02 << true;
    QTest::newRow("has to become better") << "cpu > -10%" << Figure::Cpu << true << false << -0.1 << false;
}

void TestFailCondition::read()
{
    QFETCH(const QString, text);
    const auto condition = report::parseFailCondition(text.toStdString());
    QVERIFY2(condition, condition ? "" : condition.error().c_str());
    QCOMPARE(QString::fromStdString(condition->expression), text);
    QTEST(condition->figure, "figure");
    QTEST(condition->above, "above");
    QTEST(condition->orAt, "orAt");
    QTEST(condition->limit, "limit");
    QTEST(condition->points, "points");
}

void TestFailCondition::refused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",           " ",           "p99",          "p99 >",       "p99 > 5",       "p99 > 200ms",
                             "p98 > 5%",   "P99 > 5%",    "> 5%",         "p99 > ++5%",  "p99 > +-5%",    "p99 > nan%",
                             "p99 > inf%", "p99 > 5%%",   "p99 > 1pp",    "p99 = 5%",    "p99 => 5%",     "p99 >== 5%",
                             "p99 > = 5%", "p99 < -100%", "p99 <= -100%", "errors > pp", "p99 > 5% or so"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestFailCondition::refused()
{
    QFETCH(const QString, text);
    const auto condition = report::parseFailCondition(text.toStdString());
    QVERIFY(!condition);
    QVERIFY(condition.error().contains("'p99 > +5%'")); // what would have been right
}

void TestFailCondition::judged_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<double>>("ratio");
    QTest::addColumn<Interval>("interval");
    QTest::addColumn<Judgement>("judgement");
    using Ratio = std::optional<double>;
    QTest::newRow("all of it is beyond") << "p99 > +5%" << Ratio(1.1) << Interval{1.06, 1.2} << Judgement::Failed;
    QTest::newRow("may be chance") << "p99 > +5%" << Ratio(1.1) << Interval{1.01, 1.2} << Judgement::Undecided;
    QTest::newRow("within the limit") << "p99 > +5%" << Ratio(1.04) << Interval{1.03, 1.05} << Judgement::Passed;
    QTest::newRow("wide, but within") << "p99 > +5%" << Ratio(1.04) << Interval{0.8, 1.3} << Judgement::Passed;
    QTest::newRow("faster") << "p99 > +5%" << Ratio(0.5) << Interval{0.4, 0.6} << Judgement::Passed;
    QTest::newRow("fell") << "throughput < -3%" << Ratio(0.9) << Interval{0.85, 0.95} << Judgement::Failed;
    QTest::newRow("fell by chance") << "throughput < -3%" << Ratio(0.9) << Interval{0.8, 0.99} << Judgement::Undecided;
    QTest::newRow("rose") << "throughput < -3%" << Ratio(1.1) << Interval{1.0, 1.2} << Judgement::Passed;
    QTest::newRow("from the limit on") << "p99 > +5%" << Ratio(1.1) << Interval{1.05, 1.2} << Judgement::Undecided;
    QTest::newRow("from the limit on, or at it")
        << "p99 >= +5%" << Ratio(1.1) << Interval{1.05, 1.2} << Judgement::Failed;
    QTest::newRow("at a limit that binary has not")
        << "p99 >= +15%" << Ratio(1.2) << Interval{1.15, 1.2} << Judgement::Failed;
    QTest::newRow("at the limit, may be chance")
        << "p99 >= +5%" << Ratio(1.05) << Interval{1.01, 1.2} << Judgement::Undecided;
    QTest::newRow("at the limit is not above it")
        << "p99 > +5%" << Ratio(1.05) << Interval{1.01, 1.2} << Judgement::Passed;
    QTest::newRow("fell as far as the limit")
        << "throughput <= -3%" << Ratio(0.9) << Interval{0.85, 0.97} << Judgement::Failed;
    QTest::newRow("not below it") << "throughput < -3%" << Ratio(0.9) << Interval{0.85, 0.97} << Judgement::Undecided;
    QTest::newRow("points from the limit on") << "errors >= +2pp" << Ratio(2) << Interval{1.5, 3} << Judgement::Failed;
    QTest::newRow("points at a limit that binary has not")
        << "errors >= +3pp" << Ratio(2) << Interval{1.5, 3} << Judgement::Undecided;
    QTest::newRow("no ratio, but surely more") << "errors > +5%" << Ratio() << Interval{3, 90} << Judgement::Failed;
    QTest::newRow("no ratio, and none") << "errors > +5%" << Ratio() << Interval{1, 1} << Judgement::Passed;
    QTest::newRow("points") << "errors > +1pp" << Ratio(2) << Interval{1.5, 3} << Judgement::Failed;
    QTest::newRow("points within") << "errors > +4pp" << Ratio(2) << Interval{1.5, 3} << Judgement::Passed;
}

void TestFailCondition::judged()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<double>, ratio);
    QFETCH(const Interval, interval);
    const auto condition = report::parseFailCondition(text.toStdString());
    QVERIFY(condition.has_value());
    analysis::RunComparison comparison;
    for (std::size_t index = 0; index < analysis::kFigures; ++index)
        comparison.rows.push_back({.figure = static_cast<Figure>(index),
                                   .baseline = 0.03,
                                   .candidate = 0.06,
                                   .ratio = ratio,
                                   .interval = interval,
                                   .change = Interval{0.02, 0.04},
                                   .word = analysis::Word::Worse});
    const auto judged = report::judge(*condition, comparison);
    QTEST(judged.judgement, "judgement");
    QCOMPARE(QString::fromStdString(judged.expression), text);
    QCOMPARE(judged.sentence.contains("chance"), judged.judgement == Judgement::Undecided);
    QCOMPARE(passes(judged.judgement), judged.judgement != Judgement::Failed);
}

void TestFailCondition::changesOfNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("baseline");
    QTest::addColumn<double>("candidate");
    QTest::addColumn<Interval>("interval");
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("none of both") << "errors > +5%" << 0.0 << 0.0 << Interval{1, 1} << Judgement::Passed
                                  << "+0 % (95 % interval +0 % to +0 %)";
    QTest::newRow("perhaps some")
        << "errors > +5%" << 0.0 << 0.001 << Interval{0.9, 30} << Judgement::Undecided
        << "there was none (95 % interval -10 % to +2,900 %): beyond the limit, but it may be "
           "chance";
    QTest::newRow("some") << "errors > +5%" << 0.0 << 0.1 << Interval{30, 90} << Judgement::Failed
                          << "there was none (95 % interval +2,900 % to +8,900 %)";
    QTest::newRow("nothing is left") << "throughput < -3%" << 100.0 << 0.0 << Interval{0.001, 0.002}
                                     << Judgement::Failed << "-100 % (95 % interval -99.9 % to -99.8 %)";
}

void TestFailCondition::changesOfNothing()
{
    QFETCH(const QString, text);
    QFETCH(const double, baseline);
    QFETCH(const double, candidate);
    QFETCH(const Interval, interval);
    analysis::RunComparison comparison;
    for (std::size_t index = 0; index < analysis::kFigures; ++index)
        comparison.rows.push_back({.figure = static_cast<Figure>(index),
                                   .baseline = baseline,
                                   .candidate = candidate,
                                   .interval = interval,
                                   .word = analysis::Word::Worse});
    const auto judged = report::judge(*report::parseFailCondition(text.toStdString()), comparison);
    QTEST(judged.judgement, "judgement");
    QTEST(QString::fromStdString(judged.sentence), "sentence");
}

void TestFailCondition::incomparableDoesNotPass()
{
    const auto nothing = analysis::compareRuns({}, {});
    const auto judged = report::judge(*report::parseFailCondition("p99 > +5%"), nothing);
    QVERIFY(judged.judgement == Judgement::Incomparable);
    QVERIFY(!passes(judged.judgement));
    QCOMPARE(QString::fromStdString(judged.sentence),
             QStringLiteral("not comparable: the baseline has 0 of the 5 seconds that an interval needs"));
}

QTEST_APPLESS_MAIN(TestFailCondition)
#include "tst_fail_condition.moc"
