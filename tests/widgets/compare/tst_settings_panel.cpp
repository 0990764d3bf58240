#include "compare/duration_edit.h"
#include "compare/repeat_settings.h"
#include "compare/settings_panel.h"
#include "compare/switch.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

using namespace escala;
using namespace std::chrono_literals;
using compare::DurationEdit;
using compare::ExperimentModel;
using compare::SettingsPanel;

class TestSettingsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsThePreset();
    void editsReachTheModel();
    void noLimitIsSaidWhereItIs();
    void usersStayInTheirRange();
    void fieldsWithoutARowAreKept();
    void serversWithoutLimit();
    void roundsAreOfTheWindow();
    void hiddenWithoutBuiltInServers();
    void theWheelChangesNothingUnfocused();
    void everyFieldHasANameForScreenReaders();
};

namespace {

template <typename Widget>
Widget *field(const SettingsPanel &panel, const char *name)
{
    return panel.findChild<Widget *>(QString::fromLatin1(name));
}

}

void TestSettingsPanel::showsThePreset()
{
    ExperimentModel model;
    const SettingsPanel panel(model);
    QCOMPARE(field<QSpinBox>(panel, "users")->value(), 20);
    QCOMPARE(field<DurationEdit>(panel, "duration")->text(), QStringLiteral("10 s"));
    QCOMPARE(field<DurationEdit>(panel, "delay")->text(), QStringLiteral("200 ms"));
    QCOMPARE(field<DurationEdit>(panel, "ttl")->text(), QStringLiteral("2 s"));
    model.applyPreset(experiment::classicPreset());
    QCOMPARE(field<QSpinBox>(panel, "requests")->value(), 100);
    QCOMPARE(field<DurationEdit>(panel, "duration")->text(), QStringLiteral("no limit"));
}

void TestSettingsPanel::editsReachTheModel()
{
    ExperimentModel model;
    const SettingsPanel panel(model);
    field<QSpinBox>(panel, "users")->setValue(7);
    field<DurationEdit>(panel, "duration")->setDuration(3s);
    field<DurationEdit>(panel, "delay")->setDuration(50ms);
    QCOMPARE(model.experiment().plan.users, 7u);
    QVERIFY(model.experiment().plan.duration == 3s);
    QVERIFY(model.experiment().targets[0].server->delay == 50ms);
    QVERIFY(model.experiment().targets[1].server->delay == 50ms);
}

void TestSettingsPanel::noLimitIsSaidWhereItIs()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    const auto *problem = field<QLabel>(panel, "problem");
    QVERIFY(!problem->isVisible());
    field<DurationEdit>(panel, "duration")->setDuration(0ns);
    QVERIFY(problem->isVisible());
    QCOMPARE(problem->text(), model.problem());
    field<QSpinBox>(panel, "requests")->setValue(5);
    QVERIFY(!problem->isVisible());
}

void TestSettingsPanel::usersStayInTheirRange()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    auto *users = field<QSpinBox>(panel, "users");
    users->selectAll();
    QTest::keyClicks(users, QStringLiteral("0"));
    QTest::keyClick(users, Qt::Key_Return);
    QVERIFY(model.experiment().plan.users >= 1);
    users->setValue(2'000'000'000);
    QCOMPARE(model.experiment().plan.users, load::LoadPlan::kMaxUsers);
}

void TestSettingsPanel::fieldsWithoutARowAreKept()
{
    ExperimentModel model;
    auto plan = model.experiment().plan;
    plan.request.method = "POST";
    plan.request.body = "x";
    model.setPlan(plan);
    const SettingsPanel panel(model);
    field<QSpinBox>(panel, "users")->setValue(3);
    QCOMPARE(model.experiment().plan.request.method, std::string("POST"));
}

void TestSettingsPanel::serversWithoutLimit()
{
    ExperimentModel model;
    const SettingsPanel panel(model);
    field<QSpinBox>(panel, "workers")->setValue(4);
    field<QSpinBox>(panel, "queue")->setValue(0);
    QVERIFY(model.experiment().targets[0].server->workers == 4u);
    QVERIFY(model.experiment().targets[0].server->queue == 0u);
    field<QSpinBox>(panel, "workers")->setValue(0);
    field<QSpinBox>(panel, "queue")->setValue(-1);
    QVERIFY(!model.experiment().targets[0].server->workers);
    QVERIFY(!model.experiment().targets[0].server->queue);
}

void TestSettingsPanel::roundsAreOfTheWindow()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    auto *rounds = field<QSpinBox>(panel, "rounds");
    QCOMPARE(rounds->text(), QStringLiteral("once"));
    QCOMPARE(panel.repeat()->rounds(), 1U);
    const auto before = model.experiment();
    const QSignalSpy changed(panel.repeat(), &compare::RepeatSettings::roundsChanged);
    rounds->selectAll();
    QTest::keyClicks(rounds, QStringLiteral("10"));
    QTest::keyClick(rounds, Qt::Key_Return);
    QCOMPARE(panel.repeat()->rounds(), 10U);
    QCOMPARE(changed.count(), 1);
    QVERIFY(model.experiment() == before);
    const auto *outlook = panel.repeat()->findChild<QLabel *>(QStringLiteral("dim"));
    QVERIFY(!outlook->isVisible());
    panel.repeat()->setOutlook(QStringLiteral("A tenth will be seen."));
    QVERIFY(outlook->isVisible());
    QCOMPARE(outlook->text(), QStringLiteral("A tenth will be seen."));
    panel.setEditable(false);
    QVERIFY(!rounds->isEnabled());
    rounds->setValue(1'000);
    QCOMPARE(panel.repeat()->rounds(), static_cast<std::uint32_t>(compare::RepeatSettings::kMostRounds));
}

void TestSettingsPanel::hiddenWithoutBuiltInServers()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    QVERIFY(field<DurationEdit>(panel, "delay")->isVisible());
    QVERIFY(!model.addUrl(QStringLiteral("http://127.0.0.1:9/")));
    model.removeTarget(0);
    model.removeTarget(0);
    QVERIFY(!field<DurationEdit>(panel, "delay")->isVisible());
}

void TestSettingsPanel::theWheelChangesNothingUnfocused()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    auto *users = field<QSpinBox>(panel, "users");
    users->clearFocus();
    QWheelEvent turn({5, 5}, users->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(users, &turn);
    QCOMPARE(users->value(), 20);
}

void TestSettingsPanel::everyFieldHasANameForScreenReaders()
{
    ExperimentModel model;
    const SettingsPanel panel(model);
    for (const auto *edit : panel.findChildren<QAbstractSpinBox *>())
        QVERIFY2(!edit->accessibleName().isEmpty(), qPrintable(edit->objectName()));
    for (const auto *each : panel.findChildren<compare::Switch *>())
        QVERIFY(!each->text().isEmpty());
}

QTEST_MAIN(TestSettingsPanel)
#include "tst_settings_panel.moc"
