#include "experiment/experiment_file.h"
#include "experiment/lab_templates.h"
#include "experiment/topology.h"

#include <QTest>

#include <set>

using namespace escala::experiment;

class TestLabTemplates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void canBeRunAndSaved_data();
    void canBeRunAndSaved();
    void areNamed();
    void standSideBySide();
};

void TestLabTemplates::canBeRunAndSaved_data()
{
    QTest::addColumn<LabTemplate>("which");
    QTest::addColumn<int>("servers");
    const int servers[]{1, 1, 2, 3, 4, 4};
    for (std::size_t index = 0; index < kLabTemplates.size(); ++index)
        QTest::newRow(std::string(name(kLabTemplates[index])).c_str()) << kLabTemplates[index] << servers[index];
}

void TestLabTemplates::canBeRunAndSaved()
{
    QFETCH(LabTemplate, which);
    QFETCH(int, servers);
    const Experiment experiment = labExperiment(which);
    QCOMPARE(problemOf(experiment), std::string());
    QCOMPARE(static_cast<int>(serverCount(experiment.targets.front())), servers);
    QVERIFY(foreignHosts(experiment).empty());
    QVERIFY(!lessonOf(which).empty());
    const auto read = parseExperiment(writeExperiment(experiment));
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QVERIFY(*read == experiment);
}

void TestLabTemplates::areNamed()
{
    std::set<std::string> titles;
    for (const auto each : kLabTemplates) {
        QVERIFY(labTemplateNamed(name(each)) == each);
        titles.insert(titleOf(each));
    }
    QCOMPARE(titles.size(), kLabTemplates.size());
    QVERIFY(!labTemplateNamed("nonsense"));
}

void TestLabTemplates::standSideBySide()
{
    Experiment both = labExperiment(LabTemplate::Failure);
    append(both, labExperiment(LabTemplate::Failure));
    QCOMPARE(problemOf(both), std::string());
    QCOMPARE(both.targets[1].name, both.targets[0].name + " 2");
    QCOMPARE(both.faults.size(), std::size_t(2));
    QCOMPARE(both.faults[1].target, both.targets[1].name);
}

QTEST_GUILESS_MAIN(TestLabTemplates)
#include "tst_lab_templates.moc"
