#include "compare/duration_edit.h"
#include "experiment/lab_templates.h"
#include "experiment/topology.h"
#include "lab/lab_bar.h"
#include "lab/lab_page.h"
#include "lab/lab_panel.h"
#include "lab/server_box.h"
#include "lab/server_details.h"
#include "lab/topology_view.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace escala;
using namespace escala::lab;
using namespace std::chrono_literals;
using compare::ExperimentModel;
using experiment::LabTemplate;
using experiment::Runner;

namespace {

/// A page with its model, shown.
struct Lab {
    explicit Lab(LabTemplate which)
        : page((model.setExperiment(experiment::labExperiment(which)), model))
    {
        page.resize(1040, 640);
        page.show();
    }

    [[nodiscard]] const experiment::Target &target() const { return model.experiment().targets.front(); }
    [[nodiscard]] ServerBox *box(std::size_t index) const { return page.topology()->boxes().at(index); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return page.findChild<Widget *>(QString::fromLatin1(name));
    }

    ExperimentModel model;
    LabPage page;
};

/// A run of this many servers that are all well.
experiment::RunViewPtr viewOf(const experiment::Target &target)
{
    auto snapshot = std::make_shared<metrics::Snapshot>();
    snapshot->targets.emplace_back();
    auto view = std::make_shared<experiment::RunView>();
    view->snapshot = snapshot;
    view->topologies.emplace_back();
    for (std::size_t server = 0; server < experiment::serverCount(target); ++server) {
        experiment::ServerStatus status;
        status.alive = true;
        status.condition = experiment::ServerStatus::Condition::Up;
        status.requestsPerSecond = 10;
        view->topologies.front().push_back(status);
    }
    view->courses.emplace_back();
    view->measuringSince.emplace_back();
    return view;
}

}

class TestLabPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxesFollowTheTopology();
    void aClickOpensTheSettingsOfABox();
    void settingsChangeOneServer();
    void settingsKeepWhatTheyCannotShow();
    void replicasComeAndGo();
    void aRunningServerCanBeBroken();
    void nothingIsBrokenAtRest();
    void boxesFitTheSmallestWindow();
    void detailsAreNotSqueezed();
    void stepsAreChosenInThePanel();
    void theBarPutsThingsInFrontAndCompares();
    void whatWasRunBeforeCanBeComparedWith();
    void theBarHoldsANameOfAnyLength();
};

void TestLabPage::boxesFollowTheTopology()
{
    Lab lab(LabTemplate::Single);
    QCOMPARE(lab.page.topology()->boxes().size(), std::size_t(2));
    lab.model.setExperiment(experiment::labExperiment(LabTemplate::SharedCache));
    QCOMPARE(lab.page.topology()->boxes().size(), std::size_t(5));
    QCOMPARE(lab.box(1)->face().title, QStringLiteral("Cache"));
    lab.model.setExperiment(experiment::labExperiment(LabTemplate::Single));
    QCOMPARE(lab.page.topology()->boxes().size(), std::size_t(2));
}

void TestLabPage::aClickOpensTheSettingsOfABox()
{
    Lab lab(LabTemplate::Replicas);
    QVERIFY(lab.find<QComboBox>("boxAlgorithm")->isVisible()); // the balancer is selected first
    QTest::mouseClick(lab.box(2), Qt::LeftButton);
    QVERIFY(lab.page.topology()->selected() == 1U);
    QVERIFY(lab.find<compare::DurationEdit>("boxDelay")->isVisible());
    QVERIFY(!lab.find<QComboBox>("boxAlgorithm")->isVisible());
    QTest::mouseClick(lab.box(0), Qt::LeftButton); // the users are no server
    QVERIFY(!lab.page.topology()->selected());
    QVERIFY(!lab.find<compare::DurationEdit>("boxDelay")->isVisible());
}

void TestLabPage::settingsChangeOneServer()
{
    Lab lab(LabTemplate::Replicas);
    QTest::mouseClick(lab.box(3), Qt::LeftButton);
    auto *workers = lab.find<QSpinBox>("boxWorkers");
    workers->setFocus();
    workers->selectAll();
    QTest::keyClicks(workers, QStringLiteral("3"));
    QTest::keyClick(workers, Qt::Key_Return);
    QVERIFY(lab.target().behind[1].workers == 3U);
    QVERIFY(lab.target().behind[0].workers == 8U);
    QVERIFY(lab.page.topology()->selected() == 2U); // it stays selected
    QVERIFY(lab.box(3)->face().first.contains(QStringLiteral("workers 3")));
}

void TestLabPage::settingsKeepWhatTheyCannotShow()
{
    Lab lab(LabTemplate::Single);
    auto experiment = lab.model.experiment();
    auto &server = *experiment.targets.front().server;
    server.ttl = 300h;
    server.threads = 200;
    server.queue = 1'000'000;
    lab.model.setExperiment(experiment);
    QTest::mouseClick(lab.box(1), Qt::LeftButton);
    lab.find<QSpinBox>("boxWorkers")->setValue(5);
    const auto &kept = *lab.target().server;
    QCOMPARE(kept.workers, std::optional<std::uint32_t>(5));
    QVERIFY(kept.ttl == 300h && kept.threads == 200 && kept.queue == 1'000'000U);
}

void TestLabPage::replicasComeAndGo()
{
    Lab lab(LabTemplate::Failure);
    QTest::mouseClick(lab.box(2), Qt::LeftButton);
    auto *replicas = lab.find<QSpinBox>("boxReplicas");
    QVERIFY(replicas->isVisible());
    replicas->setValue(4);
    QCOMPARE(lab.target().behind.size(), std::size_t(5));
    QCOMPARE(experiment::problemOf(lab.model.experiment()), std::string());
    QCOMPARE(lab.page.topology()->boxes().size(), std::size_t(7));
    replicas->setValue(1);
    QCOMPARE(lab.target().behind.size(), std::size_t(2));
    QVERIFY(lab.model.experiment().faults.empty()); // it was for the second one
    QCOMPARE(experiment::problemOf(lab.model.experiment()), std::string());
}

void TestLabPage::aRunningServerCanBeBroken()
{
    Lab lab(LabTemplate::Replicas);
    QSignalSpy strikes(&lab.page, &LabPage::strikeRequested);
    QSignalSpy mends(&lab.page, &LabPage::mendRequested);
    lab.page.setState(Runner::State::StartingServers);
    auto view = viewOf(lab.target());
    lab.page.showView(view);
    QTest::mouseClick(lab.box(3), Qt::LeftButton);
    QTest::mouseClick(lab.find<QPushButton>("kill"), Qt::LeftButton);
    QCOMPARE(strikes.size(), 1);
    QCOMPARE(strikes[0][0].value<std::size_t>(), std::size_t(2));
    QVERIFY(strikes[0][1].value<experiment::Fault>().kind == experiment::Fault::Kind::Kill);

    auto killed = std::make_shared<experiment::RunView>(*view);
    killed->topologies[0][2].condition = experiment::ServerStatus::Condition::Killed;
    killed->topologies[0][2].faults = {{.kind = experiment::Fault::Kind::Kill}};
    lab.page.showView(killed);
    QCOMPARE(lab.box(3)->face().word, QStringLiteral("killed"));
    QVERIFY(lab.box(3)->accessibleDescription().contains(QStringLiteral("killed")));
    QTest::mouseClick(lab.find<QPushButton>("mend"), Qt::LeftButton);
    QCOMPARE(mends.size(), 1);

    QContextMenuEvent rightClick(QContextMenuEvent::Mouse, QPoint(5, 5), lab.box(2)->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(lab.box(2), &rightClick);
    auto *menu = lab.page.findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QVERIFY(menu->findChild<QAction *>(QStringLiteral("errors"))->isEnabled());
    QVERIFY(!menu->findChild<QAction *>(QStringLiteral("cut-backend"))); // a slow server has none
    menu->findChild<QAction *>(QStringLiteral("errors"))->trigger();
    QCOMPARE(strikes.size(), 2);
    QCOMPARE(strikes[1][0].value<std::size_t>(), std::size_t(1));
    QVERIFY(lab.page.strikeSelected(experiment::Fault::Kind::Freeze));
    QCOMPARE(strikes.size(), 3);
}

void TestLabPage::nothingIsBrokenAtRest()
{
    Lab lab(LabTemplate::Single);
    QVERIFY(!lab.page.strikeSelected(experiment::Fault::Kind::Kill));
    QVERIFY(!lab.find<QPushButton>("kill")->isVisible());
}

void TestLabPage::boxesFitTheSmallestWindow()
{
    Lab lab(LabTemplate::SharedCache);
    lab.page.resize(lab.page.minimumSizeHint().expandedTo({720, 560}));
    QCoreApplication::processEvents();
    const auto &boxes = lab.page.topology()->boxes();
    for (std::size_t one = 0; one < boxes.size(); ++one) {
        QVERIFY(lab.page.topology()->rect().contains(boxes[one]->geometry()));
        for (std::size_t other = one + 1; other < boxes.size(); ++other)
            QVERIFY(!boxes[one]->geometry().intersects(boxes[other]->geometry()));
    }
}

// In a low window, beneath an answer of several lines, they scroll: nothing is cut.
void TestLabPage::detailsAreNotSqueezed()
{
    Lab lab(LabTemplate::SharedCache);
    lab.page.resize(1010, 600);
    lab.page.addBanner(compare::Banner::Kind::Notice, QStringLiteral("Something to know."));
    lab.page.setState(Runner::State::StartingServers);
    lab.page.showView(viewOf(lab.target()));
    QTest::mouseClick(lab.box(1), Qt::LeftButton);
    auto *details = lab.page.findChild<ServerDetails *>();
    QTRY_VERIFY(details->findChild<QPushButton *>(QStringLiteral("more"))->isVisibleTo(details));
    QTest::qWait(0);
    for (auto *widget : details->findChildren<QWidget *>()) {
        const bool words = qobject_cast<QLabel *>(widget) || qobject_cast<QPushButton *>(widget);
        if (words && widget->isVisible())
            QVERIFY2(widget->height() >= widget->minimumSizeHint().height(), qPrintable(widget->objectName()));
    }
    auto *more = details->findChild<QPushButton *>(QStringLiteral("more"));
    more->setFocus(Qt::TabFocusReason); // the keys reach what is below
    details->findChild<QScrollArea *>()->ensureWidgetVisible(more);
    QVERIFY(!more->visibleRegion().isEmpty());
}

void TestLabPage::stepsAreChosenInThePanel()
{
    ExperimentModel model;
    model.setExperiment(experiment::labExperiment(LabTemplate::Single));
    LabPanel panel(model);
    auto *steps = panel.findChild<QListWidget *>(QStringLiteral("steps"));
    QCOMPARE(steps->currentRow(), 0);
    steps->setCurrentRow(3);
    QVERIFY(model.experiment() == experiment::labExperiment(LabTemplate::Replicas));
    auto changed = model.experiment();
    changed.targets.front().behind.front().delay = 1ms;
    model.setExperiment(changed);
    QCOMPARE(steps->currentRow(), -1); // it is no step any more
}

void TestLabPage::theBarPutsThingsInFrontAndCompares()
{
    ExperimentModel model;
    model.setExperiment(experiment::labExperiment(LabTemplate::Single));
    QMenu exports;
    QMenu more;
    LabBar bar(model, &exports, &more);
    QSignalSpy compared(&bar, &LabBar::compareRequested);
    bar.findChild<QAction *>(QStringLiteral("putCache"))->trigger();
    bar.findChild<QAction *>(QStringLiteral("putBalancer"))->trigger();
    QCOMPARE(experiment::problemOf(model.experiment()), std::string());
    QCOMPARE(experiment::serverCount(model.experiment().targets.front()), std::size_t(4));

    auto *menu = bar.findChild<QToolButton *>(QStringLiteral("compareWith"))->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().constFirst()->trigger();
    QCOMPARE(compared.size(), 1);
    const auto both = compared[0][0].value<experiment::Experiment>();
    QCOMPARE(experiment::problemOf(both), std::string());
    QCOMPARE(both.targets.size(), std::size_t(2));
    QVERIFY(both.targets[1].behind == model.experiment().targets[0].behind);
    QVERIFY(both.plan == model.experiment().plan);
}

void TestLabPage::whatWasRunBeforeCanBeComparedWith()
{
    ExperimentModel model;
    model.setExperiment(experiment::labExperiment(LabTemplate::Replicas));
    QMenu exports;
    QMenu more;
    LabBar bar(model, &exports, &more);
    auto *menu = bar.findChild<QToolButton *>(QStringLiteral("compareWith"))->menu();
    bar.remember(model.experiment());
    Q_EMIT menu->aboutToShow();
    QVERIFY(!menu->findChild<QAction *>(QStringLiteral("before")));
    auto changed = model.experiment();
    changed.targets.front().server->algorithm = "random";
    model.setExperiment(changed);
    bar.remember(changed);
    QSignalSpy compared(&bar, &LabBar::compareRequested);
    Q_EMIT menu->aboutToShow();
    menu->findChild<QAction *>(QStringLiteral("before"))->trigger();
    const auto both = compared[0][0].value<experiment::Experiment>();
    QCOMPARE(both.targets[0].server->algorithm, std::string("p2c"));
    QCOMPARE(both.targets[1].server->algorithm, std::string("random"));
}

void TestLabPage::theBarHoldsANameOfAnyLength()
{
    ExperimentModel model;
    model.setExperiment(experiment::labExperiment(LabTemplate::Single));
    QMenu exports;
    QMenu more;
    LabBar bar(model, &exports, &more);
    const auto *topology = bar.findChild<QToolButton *>(QStringLiteral("topology"));
    const auto named = [&model](std::string name) {
        auto experiment = model.experiment();
        experiment.targets.front().name = std::move(name);
        model.setExperiment(experiment);
    };
    named("A & B");
    QVERIFY2(topology->text().startsWith(QStringLiteral("A && B")), qPrintable(topology->text()));
    named(std::string(500, 'm'));
    QVERIFY(bar.minimumSizeHint().width() < 1000);
}

QTEST_MAIN(TestLabPage)
#include "tst_lab_page.moc"
