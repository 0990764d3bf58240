#include "compare/model_settings.h"
#include "compare/settings_panel.h"
#include "compare/stage_curve.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>

using namespace escala;
using compare::ExperimentModel;
using compare::SettingsPanel;
using load::Model;

/// What makes requests begin, as a user sets it.
class TestModelSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatTheModelNeedsIsShown();
    void editsReachTheModel();
    void stagesAreTyped();
    void badStagesAreSaidAndChangeNothing();
    void achievedIsDrawnOverThePlan();

private:
    template <typename Widget>
    static Widget *field(const SettingsPanel &panel, const char *name)
    {
        return panel.findChild<Widget *>(QString::fromLatin1(name));
    }
    static void type(QLineEdit *edit, const QString &text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
};

void TestModelSettings::onlyWhatTheModelNeedsIsShown()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    QVERIFY(field<QWidget>(panel, "users")->isVisible());
    QVERIFY(field<QWidget>(panel, "thinkTime")->isVisible());
    QVERIFY(!field<QWidget>(panel, "rate")->isVisible());
    QVERIFY(!field<QWidget>(panel, "stageCurve")->isVisible());
    field<QComboBox>(panel, "model")->setCurrentIndex(1);
    QVERIFY(!field<QWidget>(panel, "users")->isVisible());
    QVERIFY(!field<QWidget>(panel, "thinkTime")->isVisible());
    QVERIFY(field<QWidget>(panel, "rate")->isVisible());
    QVERIFY(field<QWidget>(panel, "maxInFlight")->isVisible());
}

void TestModelSettings::editsReachTheModel()
{
    ExperimentModel model;
    const SettingsPanel panel(model);
    field<QComboBox>(panel, "model")->setCurrentIndex(1);
    field<QDoubleSpinBox>(panel, "rate")->setValue(250);
    field<QComboBox>(panel, "arrivals")->setCurrentIndex(1);
    const auto &plan = model.experiment().plan;
    QVERIFY(plan.model == Model::Open);
    QCOMPARE(plan.rate, 250.0);
    QVERIFY(plan.arrivals == load::ArrivalLaw::Poisson);
    QCOMPARE(model.problem(), QString());
    // Back again, the plan is one of the closed model, and runs.
    field<QComboBox>(panel, "model")->setCurrentIndex(0);
    QCOMPARE(plan.rate, 0.0);
    QCOMPARE(model.problem(), QString());
}

void TestModelSettings::stagesAreTyped()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    field<QComboBox>(panel, "model")->setCurrentIndex(1);
    type(field<QLineEdit>(panel, "stages"), QStringLiteral("ramp 0..200 10s,hold 200 20s"));
    QCOMPARE(model.experiment().plan.stages, load::parseStages("ramp 0..200 10s, hold 200 20s").value());
    QVERIFY(field<QWidget>(panel, "stageCurve")->isVisible());
    QVERIFY(!field<QWidget>(panel, "rate")->isVisible());
    QVERIFY(field<QWidget>(panel, "stageCurve")->accessibleDescription().contains(QStringLiteral("200")));
    type(field<QLineEdit>(panel, "stages"), QStringLiteral(" "));
    QVERIFY(model.experiment().plan.stages.empty());
}

void TestModelSettings::badStagesAreSaidAndChangeNothing()
{
    ExperimentModel model;
    SettingsPanel panel(model);
    panel.show();
    auto *edit = field<QLineEdit>(panel, "stages");
    type(edit, QStringLiteral("hold 5 10s"));
    type(edit, QStringLiteral("jump 5 10s"));
    QCOMPARE(model.experiment().plan.stages, load::parseStages("hold 5 10s").value());
    const auto *settings = panel.findChild<compare::ModelSettings *>();
    const auto *problem = settings->findChild<QLabel *>(QStringLiteral("problem"));
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("jump")));
    QCOMPARE(edit->text(), QStringLiteral("jump 5 10s"));
}

void TestModelSettings::achievedIsDrawnOverThePlan()
{
    load::LoadPlan plan;
    plan.model = Model::Open;
    plan.stages = load::parseStages("hold 100 10s").value();
    compare::StageCurve curve;
    curve.resize(300, 84);
    curve.setPlan(plan);
    const QImage before = curve.grab().toImage();
    curve.setAchieved({{{0, 20}, {5, 80}}});
    QVERIFY(curve.grab().toImage() != before);
}

QTEST_MAIN(TestModelSettings)
#include "tst_model_settings.moc"
