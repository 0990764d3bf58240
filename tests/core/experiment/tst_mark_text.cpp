#include "experiment/mark_text.h"

#include <QTest>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;

/// The words of marks on charts and in the report.
class TestMarkText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void levels_data();
    void levels();
    void changesFollowEachOther();
    void stagesMeetAtTheirBorders();
    void tooManyBordersAreNone();
};

void TestMarkText::levels_data()
{
    QTest::addColumn<double>("level");
    QTest::addColumn<bool>("open");
    QTest::addColumn<std::string>("words");
    QTest::newRow("one user") << 1.0 << false << std::string("1 user");
    QTest::newRow("users") << 20.0 << false << std::string("20 users");
    QTest::newRow("rate") << 2000.0 << true << std::string("2,000/s");
}

void TestMarkText::levels()
{
    QFETCH(const double, level);
    QFETCH(const bool, open);
    QTEST(levelText(level, open ? load::Model::Open : load::Model::Closed), "words");
}

void TestMarkText::changesFollowEachOther()
{
    using Kind = metrics::Mark::Kind;
    const std::vector<metrics::Mark> marks{{.kind = Kind::Level, .at = 1s, .level = 30},
                                           {.kind = Kind::Planned, .at = 2s},
                                           {.kind = Kind::Paused, .at = 3s},
                                           {.kind = Kind::Planned, .at = 4s}};
    const auto changes = changesOf(quickPreset(), marks);
    const std::vector<NamedMoment> expected{{1s, "30 users"}, {2s, "as planned"}, {3s, "paused"}, {4s, "resumed"}};
    QVERIFY(changes == expected);
}

void TestMarkText::stagesMeetAtTheirBorders()
{
    load::LoadPlan plan;
    plan.model = load::Model::Open;
    QVERIFY(stageBordersOf(plan).empty());
    plan.stages = load::parseStages("hold 100 10s, ramp 100..2000 20s, spike 8000 5s").value();
    const std::vector<NamedMoment> expected{{10s, "→ 2,000/s"}, {30s, "8,000/s"}};
    QVERIFY(stageBordersOf(plan) == expected);
}

void TestMarkText::tooManyBordersAreNone()
{
    load::LoadPlan plan;
    plan.stages = load::parseStages("40x(hold 10 5s, spike 100 1s)").value();
    QVERIFY(stageBordersOf(plan).empty());
}

QTEST_GUILESS_MAIN(TestMarkText)
#include "tst_mark_text.moc"
