#include "experiment/lab_templates.h"
#include "experiment/topology.h"
#include "lab/topology_layout.h"

#include <QTest>

#include <set>

using namespace escala;
using namespace escala::lab;
using experiment::LabTemplate;

class TestTopologyLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTwoBoxesLieOnEachOther_data();
    void noTwoBoxesLieOnEachOther();
    void arrowsLeadToTheRight();
    void aUrlHasABoxOfItsOwn();
    void usersStandInTheMiddle();
};

namespace {

TopologyLayout layoutOf(LabTemplate which)
{
    return layOut(experiment::labExperiment(which).targets.front());
}

}

void TestTopologyLayout::noTwoBoxesLieOnEachOther_data()
{
    QTest::addColumn<LabTemplate>("which");
    for (const auto each : experiment::kLabTemplates)
        QTest::newRow(std::string(experiment::name(each)).c_str()) << each;
}

void TestTopologyLayout::noTwoBoxesLieOnEachOther()
{
    QFETCH(LabTemplate, which);
    const auto layout = layoutOf(which);
    std::set<std::pair<int, double>> places;
    for (const LaidBox &box : layout.boxes) {
        QVERIFY(places.insert({box.column, box.row}).second);
        QVERIFY(box.column >= 0 && box.column < layout.columns);
        QVERIFY(box.row >= 0 && box.row <= layout.rows - 1);
    }
    QCOMPARE(layout.boxes.size(), experiment::serverCount(experiment::labExperiment(which).targets.front()) + 1);
}

void TestTopologyLayout::arrowsLeadToTheRight()
{
    const auto layout = layoutOf(LabTemplate::SharedCache);
    QCOMPARE(layout.columns, 4);
    QCOMPARE(layout.rows, 2);
    for (const LaidArrow &arrow : layout.arrows)
        QVERIFY(layout.boxes[arrow.from].column < layout.boxes[arrow.to].column);
    QCOMPARE(layout.arrows.size(), std::size_t(4));
}

void TestTopologyLayout::aUrlHasABoxOfItsOwn()
{
    const experiment::Target mine{.name = "Mine", .url = "http://localhost:8080/", .server = {}};
    const auto alone = layOut(mine);
    QCOMPARE(alone.boxes.size(), std::size_t(2));
    QVERIFY(alone.boxes[1].kind == LaidBox::Kind::Url);
    const auto fronted = layOut(experiment::withCacheInFront(mine));
    QCOMPARE(fronted.boxes.size(), std::size_t(3));
    QCOMPARE(fronted.boxes[2].title, QStringLiteral("http://localhost:8080/"));
    QCOMPARE(fronted.boxes[2].column, 2);
}

void TestTopologyLayout::usersStandInTheMiddle()
{
    const auto layout = layoutOf(LabTemplate::Replicas);
    QCOMPARE(layout.boxes[0].row, 0.5);
    QCOMPARE(layout.boxes[2].row, 0.0);
    QCOMPARE(layout.boxes[3].row, 1.0);
}

QTEST_GUILESS_MAIN(TestTopologyLayout)
#include "tst_topology_layout.moc"
