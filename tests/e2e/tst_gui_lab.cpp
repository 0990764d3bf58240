#include "compare/compare_page.h"
#include "compare/run_bar.h"
#include "experiment/lab_templates.h"
#include "gui_window.h"
#include "lab/lab_bar.h"
#include "lab/lab_page.h"
#include "lab/lab_panel.h"
#include "lab/server_box.h"
#include "lab/topology_view.h"
#include "window/lab_control.h"
#include "window/main_window.h"
#include "window/run_control.h"

#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <unistd.h>

using namespace escala;
using namespace std::chrono_literals;
using experiment::LabTemplate;
using window::MainWindow;
using window::RunControl;

namespace {

constexpr int kLimit = 60'000;

/// The step in a hurry: short answers, and no end by itself.
experiment::Experiment hurried(LabTemplate which)
{
    auto experiment = experiment::labExperiment(which);
    experiment.plan.duration = 1h;
    experiment.faults.clear();
    for (auto &server : experiment.targets.front().behind)
        server.delay = 5ms;
    return experiment;
}

}

/// The Lab page as a person uses it: real servers, real load, real clicks.
class TestGuiLab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void killedReplicaIsSeenAndMended();
    void aFaultWithinAServerIsSeen();
    void oneRunAtATime();
    void comparesTwoTopologies();
    void topologyPersists();

private:
    std::unique_ptr<MainWindow> m_window;
    QString m_servers;
    experiment::RunViewPtr m_view;

    void start(LabTemplate which);
    [[nodiscard]] lab::ServerBox *box(std::size_t index) const
    {
        return m_window->lab().page()->topology()->boxes().at(index);
    }
    [[nodiscard]] std::uint64_t answers() const
    {
        return m_view ? m_view->snapshot->targets.front().summary.ledger.ok : 0;
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return m_window->lab().page()->findChild<QPushButton *>(QString::fromLatin1(name));
    }
};

void TestGuiLab::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
    m_servers = tests::program("escala-server");
}

void TestGuiLab::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>(m_servers);
    m_window->resize(1280, 720);
    m_window->openPage("lab");
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    connect(&m_window->lab().runs(), &RunControl::viewChanged, this,
            [this](const experiment::RunViewPtr &view) { m_view = view; });
}

void TestGuiLab::cleanup()
{
    m_window.reset();
    m_view.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
}

void TestGuiLab::start(LabTemplate which)
{
    QVERIFY(m_window->lab().take(hurried(which)));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(answers() > 20, kLimit);
}

void TestGuiLab::killedReplicaIsSeenAndMended()
{
    start(LabTemplate::Replicas);
    const QSignalSpy finished(&m_window->lab().runs(), &RunControl::finished);
    QTest::mouseClick(box(3), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button("kill")->isVisible(), kLimit);
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(box(3)->face().word, QStringLiteral("killed"), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(m_view->faults.size() == 1 && m_view->faults.front().detected, kLimit);
    const auto before = answers();
    QTRY_VERIFY_WITH_TIMEOUT(answers() > before + 50, kLimit); // the other one serves
    QTest::mouseClick(button("mend"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(box(3)->face().word.isEmpty(), kLimit); // it is asked again
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    const auto result = m_window->lab().runs().result();
    QCOMPARE(result->targets.front().figures.summary.failed(), 0UL); // nothing was lost
    QVERIFY(result->faults.front().until.has_value());
}

void TestGuiLab::aFaultWithinAServerIsSeen()
{
    start(LabTemplate::CachingProxy);
    auto *menuOwner = m_window->lab().page();
    QContextMenuEvent rightClick(QContextMenuEvent::Mouse, QPoint(5, 5), box(1)->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(box(1), &rightClick);
    auto *menu = menuOwner->findChild<QMenu *>();
    QVERIFY(menu);
    menu->findChild<QAction *>(QStringLiteral("errors"))->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(m_view->snapshot->targets.front().summary.failed() > 0, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(box(1)->face().word, QStringLiteral("50 % errors"), kLimit);
    QVERIFY(menuOwner->banners().isEmpty());
    QTest::mouseClick(button("mend"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(box(1)->face().word.isEmpty(), kLimit);
}

void TestGuiLab::oneRunAtATime()
{
    start(LabTemplate::Single);
    m_window->openPage("compare");
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(!m_window->runs().isRunning());
    QCOMPARE(m_window->page().banners().size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->lab().runs().isRunning(), kLimit);
}

void TestGuiLab::comparesTwoTopologies()
{
    QVERIFY(m_window->lab().take(hurried(LabTemplate::CachingProxy)));
    auto *menu = m_window->findChild<QToolButton *>(QStringLiteral("compareWith"))->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().constFirst()->trigger(); // the single server
    QVERIFY(m_window->findChild<compare::RunBar *>()->isVisible());
    QCOMPARE(m_window->model().experiment().targets.size(), std::size_t(2));
    auto both = m_window->model().experiment();
    both.plan.duration = 1s;
    m_window->open(both);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    const auto result = m_window->runs().result();
    QCOMPARE(result->targets[1].behind.size(), std::size_t(1));
    QVERIFY(result->targets[1].figures.summary.ledger.ok > 0);
}

void TestGuiLab::topologyPersists()
{
    auto *steps = m_window->lab().panel()->findChild<QListWidget *>(QStringLiteral("steps"));
    steps->setCurrentRow(4);
    m_window = std::make_unique<MainWindow>(m_servers);
    QVERIFY(m_window->lab().model().experiment() == experiment::labExperiment(LabTemplate::SharedCache));
}

QTEST_MAIN(TestGuiLab)
#include "tst_gui_lab.moc"
