#include "compare/duration_edit.h"
#include "compare/switch.h"
#include "synthetic_watch.h"
#include "watch/alert_row.h"
#include "watch/incident_timeline.h"
#include "watch/monitor_bar.h"
#include "watch/monitor_page.h"
#include "watch/monitor_panel.h"
#include "watch/series_picker.h"
#include "watch/slo_card.h"
#include "watch/watch_board.h"
#include "watch/watch_list.h"
#include "watch/watch_pill.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace escala;
using namespace escala::tests;
using namespace std::chrono_literals;
using monitor::AlertState;
using watch::MonitorBar;
using watch::MonitorPage;
using watch::MonitorPanel;
using watch::PlanModel;

namespace {

/// A page that watches this view, shown.
struct Page {
    explicit Page(const monitor::MonitorView &view)
    {
        model.setPlan(*view.plan);
        page.resize(1044, 640);
        page.setWatching(true);
        page.showView(shared(view));
        page.show();
    }

    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return page.findChild<Widget *>(QString::fromLatin1(name));
    }

    PlanModel model;
    MonitorPage page{model};
};

}

class TestMonitorPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEmptyPageSaysWhatToDo();
    void theAnswerComesFirst();
    void wishesFollowTheSelection();
    void anAlertIsSeenAndAcknowledged();
    void anAlertIsSilenced();
    void incidentsAreSteppedThrough();
    void incidentsAreCopied();
    void removalIsTakenBack();
    void theIntervalIsEditedAtTheSide();
    void anIntervalThatAsksTooOftenIsSaid();
    void objectivesAreCards();
    void seriesAreChosen();
    void thePanelEditsThePlan();
    void theBarAddsWhatIsTyped();
    void theBarSaysWhereThereIsNoRoom();
    void theBarSaysHowAllStands();
};

void TestMonitorPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestMonitorPage::anEmptyPageSaysWhatToDo()
{
    PlanModel model;
    MonitorPage page(model);
    page.show();
    QVERIFY(page.isEmptyShown());
    const QSignalSpy started(&page, &MonitorPage::startRequested);
    QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("watchServers")), Qt::LeftButton);
    QCOMPARE(started.count(), 1);
    QCOMPARE(model.plan().targets.size(), std::size_t(2));
    QVERIFY(!page.isEmptyShown());
}

void TestMonitorPage::theAnswerComesFirst()
{
    auto view = syntheticView(3);
    Page shown(view);
    QCOMPARE(shown.page.answer(), QStringLiteral("All 3 are up."));
    breakTarget(view, 1);
    shown.page.showView(shared(view));
    QCOMPARE(shown.page.answer(), QStringLiteral("2 of 3 up, 1 down."));
    view.alerts.front().state = AlertState::Acknowledged; // no banner says it now
    shown.page.showView(shared(view));
    QCOMPARE(shown.page.answer(), QStringLiteral("2 of 3 up. target 2 is down: the connection was refused."));
    shown.page.setWatching(false);
    QVERIFY(shown.page.answer().startsWith(QStringLiteral("Not watching.")));
}

void TestMonitorPage::wishesFollowTheSelection()
{
    Page shown(syntheticView(3));
    QCOMPARE(shown.page.wish().targets, std::vector<std::string>{"target 1"});
    const QSignalSpy wished(&shown.page, &MonitorPage::wishChanged);
    shown.page.list()->select(QStringLiteral("target 3"));
    QCOMPARE(wished.count(), 1);
    QCOMPARE(shown.page.wish().targets, std::vector<std::string>{"target 3"});
    shown.page.list()->selectAll();
    QCOMPARE(shown.page.wish().targets.size(), std::size_t(3));
    QVERIFY(shown.page.wish().to - shown.page.wish().from == 1h);
    shown.page.setWindow(0);
    QVERIFY(shown.page.wish().to - shown.page.wish().from == 5min);
    shown.page.board()->zoomTo({watch::secondsOf(kNow) - 60, watch::secondsOf(kNow)});
    QVERIFY(shown.page.wish().to - shown.page.wish().from == 1min);
}

void TestMonitorPage::anAlertIsSeenAndAcknowledged()
{
    auto view = syntheticView(2);
    Page shown(view);
    QVERIFY(shown.page.alertBanner()->isHidden());
    breakTarget(view, 0);
    shown.page.showView(shared(view));
    QVERIFY(shown.page.alertBanner()->isVisible());
    const QSignalSpy acknowledged(&shown.page, &MonitorPage::acknowledgeRequested);
    QTest::keyClick(shown.page.alertBanner(), Qt::Key_Return);
    QTest::mouseClick(shown.page.alerts()->rows().front()->findChild<QToolButton *>(QStringLiteral("acknowledge")),
                      Qt::LeftButton);
    shown.page.acknowledgeWorst();
    QCOMPARE(acknowledged.count(), 3);
    QCOMPARE(acknowledged.front().front().toString(), QStringLiteral("down/target 1"));
    view.alerts.front().state = AlertState::Acknowledged;
    shown.page.showView(shared(view));
    QVERIFY(shown.page.alertBanner()->isHidden()); // someone knows; the list has it yet
    QVERIFY(shown.page.alerts()->rows().front()->text().contains(QStringLiteral("acknowledged")));
    shown.page.acknowledgeWorst();
    QCOMPARE(acknowledged.count(), 3);
}

void TestMonitorPage::anAlertIsSilenced()
{
    auto view = syntheticView(1);
    breakTarget(view, 0);
    Page shown(view);
    QSignalSpy silenced(&shown.page, &MonitorPage::silenceRequested);
    auto *menu = shown.page.alertBanner()->findChild<QToolButton *>(QStringLiteral("silence"))->menu();
    QCOMPARE(menu->actions().size(), 2);
    for (auto *action : menu->actions())
        action->trigger();
    QCOMPARE(silenced.count(), 2);
    const auto hour = silenced[0][1].value<monitor::Instant>();
    const auto morning = silenced[1][1].value<monitor::Instant>();
    QVERIFY(hour > monitor::Instant{} && morning > monitor::Instant{});
    view.alerts.front().state = AlertState::Silenced;
    view.alerts.front().silencedUntil = kNow + 1h;
    shown.page.showView(shared(view));
    QVERIFY(shown.page.alertBanner()->isHidden());
    QVERIFY(shown.page.alerts()->rows().front()->text().contains(QStringLiteral("silenced until")));
}

void TestMonitorPage::incidentsAreSteppedThrough()
{
    auto view = syntheticView(2);
    for (int i = 0; i < 3; ++i) {
        monitor::IncidentView incident;
        incident.id = i + 1;
        incident.target = "target 1";
        incident.start = kNow - 50min + i * 15min;
        incident.end = incident.start + 2min;
        incident.cause = "timeout";
        view.incidents.insert(view.incidents.begin(), incident);
    }
    Page shown(view);
    auto *timeline = shown.page.timeline();
    auto *before = shown.find<QToolButton>("incidentBefore");
    auto *after = shown.find<QToolButton>("incidentAfter");
    QVERIFY(before->isEnabled() && !after->isEnabled());
    QTest::mouseClick(before, Qt::LeftButton); // the newest first
    QVERIFY(shown.page.board()->axis().isZoomed());
    const auto newest = shown.page.board()->axis().window();
    QVERIFY(newest.from < watch::secondsOf(kNow - 20min) && newest.to > watch::secondsOf(kNow - 18min));
    QTest::keyClick(timeline, Qt::Key_Left);
    QVERIFY(shown.page.board()->axis().window().to < newest.to);
    QVERIFY(before->isEnabled() && after->isEnabled());
    const auto place = timeline->strip()->placeOf(0); // a click on the first
    QTest::mouseClick(timeline->strip(), Qt::LeftButton, {}, place.center().toPoint());
    QVERIFY(!before->isEnabled());
    QVERIFY(timeline->sentence().contains(QStringLiteral("timeout")));
    QTest::mouseClick(after, Qt::LeftButton);
    QVERIFY(before->isEnabled());
}

void TestMonitorPage::incidentsAreCopied()
{
    auto view = syntheticView(2);
    breakTarget(view, 0);
    breakTarget(view, 1);
    Page shown(view);
    auto *copy = shown.find<QToolButton>("incidentCopy");
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().split(u'\n').size(), 2);
    shown.page.timeline()->step(-1);
    QTest::mouseClick(copy, Qt::LeftButton);
    const auto text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(QStringLiteral("target 2 · refused (90 probes)")));
    QVERIFY(text.contains(QStringLiteral("1 min 30 s")));
}

void TestMonitorPage::removalIsTakenBack()
{
    Page shown(syntheticView(2));
    auto *undo = shown.find<QPushButton>("undo");
    QVERIFY(!undo->isVisible());
    QTest::keyClick(shown.page.list(), Qt::Key_Delete);
    QCOMPARE(shown.model.plan().targets.size(), std::size_t(1));
    QVERIFY(undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(shown.model.plan().targets.size(), std::size_t(2));
    QVERIFY(!undo->isVisible());
}

void TestMonitorPage::theIntervalIsEditedAtTheSide()
{
    Page shown(syntheticView(2));
    shown.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.page.list()->select(QStringLiteral("target 2"));
    QTest::keyClick(shown.page.list(), Qt::Key_F2);
    auto *interval = shown.find<compare::DurationEdit>("interval");
    QVERIFY(interval->hasFocus());
    QTest::keyClicks(interval, QStringLiteral("250 ms"));
    QTest::keyClick(interval, Qt::Key_Return);
    QVERIFY(shown.model.plan().targets[1].interval == 250ms);
    QVERIFY(shown.model.plan().targets[0].interval == 1s);
}

void TestMonitorPage::anIntervalThatAsksTooOftenIsSaid()
{
    Page shown(syntheticView(2));
    auto plan = shown.model.plan();
    plan.targets.resize(std::size_t(monitor::MonitorPlan::kMostOfOneHost));
    for (auto &target : plan.targets)
        target.url = "http://shop.example/";
    shown.model.setPlan(plan);
    shown.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    QTest::keyClick(shown.page.list(), Qt::Key_F2);
    auto *interval = shown.find<compare::DurationEdit>("interval");
    QTest::keyClicks(interval, QStringLiteral("250 ms"));
    QTest::keyClick(interval, Qt::Key_Return);
    QVERIFY(shown.model.plan() == plan);
    QVERIFY(interval->duration() == 1s);
    QCOMPARE(shown.page.banners().size(), 1);
    QVERIFY(shown.page.banners().constFirst().startsWith(u"shop.example would be asked 53 times a second"));
}

void TestMonitorPage::objectivesAreCards()
{
    auto view = syntheticView(2);
    breakTarget(view, 0);
    Page shown(view);
    QList<watch::SloCard *> cards;
    for (auto *card : shown.page.findChildren<watch::SloCard *>()) {
        if (card->isVisible())
            cards << card;
    }
    QCOMPARE(cards.size(), 1);
    QCOMPARE(cards.front()->title(), QStringLiteral("99.9 % available over 30 d"));
    QCOMPARE(cards.front()->budget(), QStringLiteral("error budget overspent 1.4×"));
    QCOMPARE(cards.front()->burn(), QStringLiteral("burns 20× 1 h"));
    shown.page.list()->select(QStringLiteral("target 2"));
    QCOMPARE(cards.front()->budget(), QStringLiteral("100 % of the error budget left"));
}

void TestMonitorPage::seriesAreChosen()
{
    auto view = syntheticView(1);
    monitor::SourceView node;
    node.name = "node";
    node.up = true;
    for (const auto *name : {"go_goroutines", "node_load1", "node_memory_MemAvailable_bytes", "node_load5"}) {
        monitor::SeriesView series;
        series.key = {"node", name};
        node.series.push_back(series);
    }
    view.sources.push_back(node);
    Page shown(view);
    QCOMPARE(shown.page.wish().series.size(), std::size_t(2)); // the most telling ones
    QCOMPARE(shown.page.wish().series.front().series, std::string("node_load1"));
    auto *filter = shown.find<QLineEdit>("seriesFilter");
    auto *list = shown.find<QListWidget>("series");
    QCOMPARE(list->count(), 4);
    filter->setText(QStringLiteral("LOAD5"));
    QCOMPARE(list->count(), 1);
    const QSignalSpy wished(&shown.page, &MonitorPage::wishChanged);
    list->item(0)->setCheckState(Qt::Checked);
    QCOMPARE(wished.count(), 1);
    QCOMPARE(shown.page.wish().series.size(), std::size_t(3));
    Page other(syntheticView(1));
    other.page.series()->setState(shown.page.series()->state());
    other.page.showView(shared(view));
    QVERIFY(other.page.wish().series == shown.page.wish().series);
}

void TestMonitorPage::thePanelEditsThePlan()
{
    PlanModel model;
    MonitorPanel panel(model);
    panel.show();
    QVERIFY(model.addServer(experiment::ServerSpec::Kind::Slow));
    auto *available = panel.findChild<QDoubleSpinBox *>(QStringLiteral("sloAvailable"));
    QCOMPARE(available->value(), 99.9);
    available->setValue(99.5);
    QCOMPARE(model.objective(monitor::SloPlan::Kind::Availability)->objective, 0.995);
    panel.findChild<QDoubleSpinBox *>(QStringLiteral("sloFast"))->setValue(95);
    QCOMPARE(model.objective(monitor::SloPlan::Kind::Latency)->objective, 0.95);
    available->setValue(0);
    QVERIFY(!model.objective(monitor::SloPlan::Kind::Availability));
    panel.findChild<QSpinBox *>(QStringLiteral("failures"))->setValue(5);
    QCOMPARE(model.plan().alerts.failures, 5U);
    auto *threshold = panel.findChild<compare::DurationEdit *>(QStringLiteral("sloThreshold"));
    threshold->setDuration(1h); // longer than a plan file may have
    QVERIFY(threshold->duration() == 1min);
    const QSignalSpy chosen(&panel, &MonitorPanel::windowChosen);
    panel.setWindow(3);
    QCOMPARE(chosen.front().front().toULongLong(), 3ULL);
    panel.setTrayAvailable(false);
    QVERIFY(!panel.findChild<compare::Switch *>(QStringLiteral("stayInTray"))->isEnabled());
    QVERIFY(!panel.options().stayInTray); // unless it is chosen
}

void TestMonitorPage::theBarAddsWhatIsTyped()
{
    PlanModel model;
    QMenu menu;
    MonitorBar bar(model, &menu);
    bar.show();
    auto *url = bar.findChild<QLineEdit *>(QStringLiteral("watchUrl"));
    const QSignalSpy added(&bar, &MonitorBar::added);
    const QSignalSpy refused(&bar, &MonitorBar::refused);
    QTest::keyClicks(url, QStringLiteral("shop.example"));
    QTest::keyClick(url, Qt::Key_Return);
    QCOMPARE(added.count(), 1);
    QVERIFY(url->text().isEmpty());
    QTest::keyClicks(url, QStringLiteral("ftp://x"));
    QTest::keyClick(url, Qt::Key_Return);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(url->text(), QStringLiteral("ftp://x")); // to be mended
    url->setText(QStringLiteral("localhost:9100"));
    bar.findChild<QAction *>(QStringLiteral("watchScrape"))->trigger();
    url->setText(QStringLiteral("nginx"));
    bar.findChild<QAction *>(QStringLiteral("watchProcess"))->trigger();
    bar.findChild<QAction *>(QStringLiteral("watchCached"))->trigger();
    QCOMPARE(added.count(), 4);
    QCOMPARE(model.plan().targets.size(), std::size_t(2));
    QCOMPARE(model.plan().scrapes.size(), std::size_t(1));
    QCOMPARE(model.plan().processes.size(), std::size_t(1));
}

void TestMonitorPage::theBarSaysWhereThereIsNoRoom()
{
    PlanModel model;
    monitor::MonitorPlan full;
    full.targets.resize(monitor::MonitorPlan::kMostTargets);
    model.setPlan(full);
    QMenu menu;
    MonitorBar bar(model, &menu);
    const QSignalSpy added(&bar, &MonitorBar::added);
    const QSignalSpy refused(&bar, &MonitorBar::refused);
    auto *url = bar.findChild<QLineEdit *>(QStringLiteral("watchUrl"));
    QTest::keyClicks(url, QStringLiteral("shop.example"));
    QTest::keyClick(url, Qt::Key_Return);
    bar.findChild<QAction *>(QStringLiteral("watchSlow"))->trigger();
    bar.findChild<QAction *>(QStringLiteral("watchCached"))->trigger();
    QCOMPARE(added.count(), 0);
    QCOMPARE(refused.count(), 3);
    for (const auto &each : refused)
        QCOMPARE(each.front().toString(), QStringLiteral("A monitor watches 500 targets at most."));
    QCOMPARE(url->text(), QStringLiteral("shop.example"));
    QVERIFY(model.plan() == full);
}

void TestMonitorPage::theBarSaysHowAllStands()
{
    auto view = syntheticView(2);
    PlanModel model;
    QMenu menu;
    MonitorBar bar(model, &menu);
    auto *pill = bar.findChild<watch::WatchPill *>();
    auto *primary = bar.findChild<QPushButton *>(QStringLiteral("primary"));
    QVERIFY(!primary->isEnabled()); // there is nothing to watch
    model.setPlan(*view.plan);
    QVERIFY(primary->isEnabled());
    QCOMPARE(pill->text(), QStringLiteral("Not watching"));
    bar.setWatching(true);
    bar.showView(shared(view));
    QCOMPARE(pill->text(), QStringLiteral("Watching 2"));
    breakTarget(view, 1);
    bar.showView(shared(view));
    QCOMPARE(pill->text(), QStringLiteral("Alerts: 1"));
    const QSignalSpy stopped(&bar, &MonitorBar::stopRequested);
    QTest::mouseClick(primary, Qt::LeftButton);
    QCOMPARE(stopped.count(), 1);
}

QTEST_MAIN(TestMonitorPage)
#include "tst_monitor_page.moc"
