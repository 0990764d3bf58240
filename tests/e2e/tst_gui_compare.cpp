#include "gui_window.h"

#include "charts/chart_board.h"
#include "charts/chart_export.h"
#include "charts/plot.h"
#include "compare/compare_page.h"
#include "compare/course.h"
#include "compare/duration_edit.h"
#include "compare/run_bar.h"
#include "compare/settings_panel.h"
#include "compare/state_pill.h"
#include "experiment/calibration.h"
#include "moment/moment_panel.h"
#include "window/run_control.h"

#include <QAction>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace escala;
using experiment::Runner;
using window::MainWindow;
using window::RunControl;

namespace {

constexpr int kLimit = 60'000;

}

/// The window as a user has it: real widgets, real servers, real load on the loopback.
class TestGuiCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void fromClickToExport();
    void aClickTellsWhatHappenedInASecond();
    void stopKeepsWhatWasMeasured();
    void pausedResumedAndUnderAnotherLoad();
    void startAndStopHammered();
    void closingInMidRunLeavesNoServer();
    void aServerKilledInMidRunIsSaid();
    void aTakenPortIsSaid();
    void anUnreachableTargetIsSaid();
    void aBadUrlIsSaid();
    void aForeignHostAsksFirst();
    void measuresTheMachine();
    void settingsAndLayoutPersist();
    void aKilledWindowLeavesNoServer();
    void badArguments_data();
    void badArguments();

private:
    std::unique_ptr<MainWindow> m_window;
    QString m_servers;
    void open();
    [[nodiscard]] QStringList banners() const { return m_window->page().banners(); }
};

void TestGuiCompare::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
    QVERIFY(QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)));
    m_servers = tests::program("escala-server");
    QVERIFY2(QFile::exists(m_servers), qPrintable(m_servers));
}

void TestGuiCompare::init()
{
    QSettings().clear();
    open();
}

void TestGuiCompare::cleanup()
{
    m_window.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
}

void TestGuiCompare::open()
{
    m_window = std::make_unique<MainWindow>(m_servers);
    m_window->resize(1280, 720);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // shortcuts are for the active window
}

void TestGuiCompare::fromClickToExport()
{
    m_window->open(tests::shortComparison());
    auto *users = m_window->findChild<compare::SettingsPanel *>()->findChild<QSpinBox *>(QStringLiteral("users"));
    users->setFocus();
    users->selectAll();
    QTest::keyClicks(users, QStringLiteral("6"));
    QTest::keyClick(users, Qt::Key_Return);
    QCOMPARE(m_window->model().experiment().plan.users, 6u);

    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QSignalSpy views(&m_window->runs(), &RunControl::viewChanged);
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    const auto haveAllCharts = [&views] {
        if (views.isEmpty())
            return false;
        const auto view = views.last().first().value<experiment::RunViewPtr>();
        return std::ranges::all_of(view->snapshot->targets, [](const metrics::TargetSnapshot &target) {
            const auto has = [&target](auto &&test) { return std::ranges::any_of(target.series, test); };
            return has([](const auto &point) { return point.response.has_value(); })
                && has([](const auto &point) { return point.good > 0; })
                && has([](const auto &point) { return point.inFlight > 0; })
                && has([](const auto &point) { return point.serverCpu.has_value() && point.serverRssBytes; });
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(haveAllCharts(), kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QVERIFY(m_window->page().board()->lastFrameMs() > 0);

    const auto result = m_window->runs().result();
    for (const auto &target : result->targets) {
        QVERIFY(target.figures.summary.responses() > 0);
        QVERIFY(target.server && target.server->counted);
        QCOMPARE(target.server->requests, target.figures.summary.ledger.sent + target.figures.warmupRequests);
    }

    // Export all: the button, then the first entry.
    auto *exports = m_window->findChild<QToolButton *>(QStringLiteral("exports"));
    QVERIFY(exports->isEnabled());
    QTimer::singleShot(0, exports->menu(), [menu = exports->menu()] {
        auto *all = menu->findChild<QAction *>(QStringLiteral("exportAll"));
        QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(all).center());
    });
    QTest::mouseClick(exports, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!banners().isEmpty(), kLimit);
    const auto folders = QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                             .entryList({QStringLiteral("escala-*")}, QDir::Dirs);
    QCOMPARE(folders.size(), 1);
    const QDir folder(
        QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath(folders.first()));
    QVERIFY2(banners().first().contains(folder.path()), qPrintable(banners().join(u'\n')));

    QFile json(folder.filePath(QStringLiteral("result.json")));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const auto object = QJsonDocument::fromJson(json.readAll()).object();
    QCOMPARE(object[QStringLiteral("format")].toString(), QStringLiteral("escala-result/1"));
    const auto targets = object[QStringLiteral("targets")].toArray();
    QCOMPARE(targets.size(), 2);
    for (int i = 0; i < targets.size(); ++i) {
        const auto summary = targets[i].toObject()[QStringLiteral("summary")].toObject();
        const auto &figures = result->targets[static_cast<std::size_t>(i)].figures.summary;
        QCOMPARE(summary[QStringLiteral("responses")].toInteger(), static_cast<qint64>(figures.responses()));
    }
    QFile csv(folder.filePath(QStringLiteral("summary.csv")));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 3); // a header, and a row a target
    for (const auto &chart : charts::chartNames()) {
        const QImage picture(folder.filePath(QStringLiteral("charts/%1.png").arg(chart)));
        QVERIFY2(!picture.isNull() && picture.width() >= 1000, qPrintable(chart));
    }
}

void TestGuiCompare::aClickTellsWhatHappenedInASecond()
{
    auto experiment = tests::shortComparison();
    experiment.plan.duration = std::chrono::milliseconds(2500);
    m_window->open(experiment);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    auto *panel = m_window->page().findChild<moment::MomentPanel *>();
    QVERIFY(panel && !panel->isVisible());
    auto *plot = m_window->page().board()->findChild<charts::Plot *>();
    QTRY_VERIFY_WITH_TIMEOUT(plot->isVisible() && !plot->face().curves.empty(), kLimit);
    const auto area = plot->face().area(plot->viewport()->size());
    const double at = plot->face().time.position(1.5);
    const QPoint second(static_cast<int>(area.left() + at * area.width()), static_cast<int>(area.center().y()));
    QTest::mouseClick(plot->viewport(), Qt::LeftButton, {}, second);
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), kLimit);
    QCOMPARE(panel->at(), std::chrono::seconds(1));
    QTRY_VERIFY_WITH_TIMEOUT(panel->text().contains(QStringLiteral("\u00a0× 200")), kLimit);
    QTest::mouseClick(panel->findChild<QToolButton *>(QStringLiteral("before")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(panel->at(), std::chrono::nanoseconds(0), kLimit);
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
}

void TestGuiCompare::stopKeepsWhatWasMeasured()
{
    auto experiment = tests::shortComparison();
    experiment.plan.duration = std::chrono::hours(1);
    m_window->open(experiment);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QSignalSpy views(&m_window->runs(), &RunControl::viewChanged);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(
        !views.isEmpty()
            && views.last().first().value<experiment::RunViewPtr>()->snapshot->targets[0].summary.responses() > 20,
        kLimit);
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QVERIFY(m_window->runs().result()->stopped);
    QVERIFY(m_window->runs().result()->targets[0].figures.summary.responses() > 20);
    for (const auto &target : m_window->runs().result()->targets)
        QVERIFY(target.figures.summary.ledger.balances());
}

void TestGuiCompare::pausedResumedAndUnderAnotherLoad()
{
    auto experiment = tests::shortComparison();
    experiment.plan.duration = std::chrono::hours(1);
    m_window->open(experiment);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QSignalSpy views(&m_window->runs(), &RunControl::viewChanged);
    const auto snapshot = [&views] {
        return views.isEmpty() ? nullptr : views.last().first().value<experiment::RunViewPtr>()->snapshot;
    };
    const auto marks = [&] { return snapshot() ? snapshot()->marks.size() : 0; };
    const auto sent = [&] { return snapshot()->targets[0].summary.ledger.sent; };
    auto *pause = m_window->findChild<QPushButton *>(QStringLiteral("pause"));
    const auto *pill = m_window->findChild<compare::RunBar *>()->findChild<compare::StatePill *>();
    QVERIFY(!pause->isEnabled());
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(snapshot() && sent() > 20, kLimit);

    QTest::mouseClick(pause, Qt::LeftButton);
    QCOMPARE(pill->text(), QStringLiteral("Paused"));
    QTRY_COMPARE_WITH_TIMEOUT(marks(), 1U, kLimit);
    auto seen = views.count();
    QTRY_VERIFY_WITH_TIMEOUT(views.count() > seen + 3, kLimit);
    const auto before = sent();
    QTRY_VERIFY_WITH_TIMEOUT(views.count() > seen + 8, kLimit);
    QCOMPARE(sent(), before);
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(pill->text(), QStringLiteral("Measuring"));
    QTRY_VERIFY_WITH_TIMEOUT(sent() > before + 20, kLimit);

    auto *level = m_window->findChild<QDoubleSpinBox *>(QStringLiteral("level"));
    QCOMPARE(level->value(), 4.0);
    level->setFocus();
    level->selectAll();
    QTest::keyClicks(level, QStringLiteral("7"));
    QTest::keyClick(level, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(marks(), 3U, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(snapshot()->targets[0].summary.ledger.inFlight, 7U, kLimit);
    QTest::mouseClick(m_window->findChild<QToolButton *>(QStringLiteral("asPlanned")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(marks(), 4U, kLimit);
    QCOMPARE(level->value(), 4.0);

    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QVERIFY(!pause->isEnabled());
    QStringList words;
    const auto course = compare::courseOf(*m_window->runs().result());
    for (const auto &mark : course->marks) {
        if (mark.origin == charts::RunCourse::Mark::Origin::User)
            words << mark.word;
    }
    QCOMPARE(words.join(u'|'), QStringLiteral("paused|resumed|7 users|as planned"));
}

void TestGuiCompare::startAndStopHammered()
{
    m_window->open(tests::shortComparison());
    auto *button = tests::primaryButton(*m_window);
    for (int i = 0; i < 100; ++i) {
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::keyClick(m_window.get(), Qt::Key_F5, i % 2 == 0 ? Qt::ShiftModifier : Qt::NoModifier);
        QCoreApplication::processEvents();
    }
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isRunning(), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);

    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    QTest::mouseClick(button, Qt::LeftButton); // and it still works
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QVERIFY(!m_window->runs().result()->stopped);
}

void TestGuiCompare::closingInMidRunLeavesNoServer()
{
    auto experiment = tests::shortComparison();
    experiment.plan.duration = std::chrono::hours(1);
    m_window->open(experiment);
    const QSignalSpy views(&m_window->runs(), &RunControl::viewChanged);
    m_window->start();
    QTRY_VERIFY_WITH_TIMEOUT(views.count() > 2, kLimit);
    const auto servers = tests::serversOf(getpid());
    QCOMPARE(servers.size(), 2);
    m_window->close();
    m_window.reset();
    for (const auto pid : servers)
        QTRY_VERIFY_WITH_TIMEOUT(!tests::isAlive(pid), kLimit);
}

void TestGuiCompare::aServerKilledInMidRunIsSaid()
{
    auto experiment = tests::shortComparison();
    experiment.plan.duration = std::chrono::hours(1);
    m_window->open(experiment);
    const QSignalSpy views(&m_window->runs(), &RunControl::viewChanged);
    m_window->start();
    QTRY_VERIFY_WITH_TIMEOUT(views.count() > 2, kLimit);
    const auto servers = tests::serversOf(getpid());
    QVERIFY(!servers.isEmpty());
    ::kill(static_cast<pid_t>(*servers.begin()), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!banners().isEmpty(), kLimit);
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isRunning(), kLimit);
}

void TestGuiCompare::aTakenPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    auto experiment = tests::shortComparison();
    experiment.targets[0].server->port = other.serverPort();
    m_window->open(experiment);
    const QSignalSpy finished(&m_window->runs(), &RunControl::finished);
    m_window->start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimit);
    QVERIFY2(banners().join(u'\n').contains(QString::number(other.serverPort())), qPrintable(banners().join(u'\n')));
}

void TestGuiCompare::anUnreachableTargetIsSaid()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const auto port = closed.serverPort();
    closed.close();
    experiment::Experiment experiment;
    experiment.targets.push_back({"gone", "http://127.0.0.1:" + std::to_string(port) + "/", std::nullopt});
    experiment.plan.duration = std::chrono::milliseconds(500);
    m_window->open(experiment);
    QTest::mouseClick(tests::primaryButton(*m_window), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isRunning() && !banners().isEmpty(), kLimit);
}

void TestGuiCompare::aBadUrlIsSaid()
{
    auto *url = m_window->findChild<QLineEdit *>(QStringLiteral("url"));
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(url, QStringLiteral("http://127.0.0.1:99999/"));
    QTest::keyClick(url, Qt::Key_Return);
    QCOMPARE(banners().size(), 1);
    QVERIFY2(banners().first().contains(QStringLiteral("65535")), qPrintable(banners().first()));
    QCOMPARE(m_window->model().experiment().targets.size(), std::size_t(2));
}

// 192.0.2.1 is reserved for documentation; nothing is sent, because the question is answered with Cancel.
void TestGuiCompare::aForeignHostAsksFirst()
{
    QVERIFY(!m_window->model().addUrl(QStringLiteral("http://192.0.2.1/")));
    m_window->start();
    auto *question = m_window->findChild<QMessageBox *>(QStringLiteral("foreignHost"));
    QVERIFY(question != nullptr);
    QVERIFY(question->text().contains(QStringLiteral("192.0.2.1")));
    m_window->start(); // asks once
    QCOMPARE(m_window->findChildren<QMessageBox *>().size(), 1);
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QVERIFY(!m_window->runs().isRunning());
    QVERIFY(tests::serversOf(getpid()).isEmpty());
}

void TestGuiCompare::measuresTheMachine()
{
    const auto actions = m_window->actions();
    const auto measure = std::ranges::find(actions, QStringLiteral("Measure this machine"), &QAction::text);
    QVERIFY(measure != actions.end());
    m_window->open(tests::shortComparison());
    (*measure)->trigger();
    m_window->start();
    QCOMPARE(m_window->runs().state(), Runner::State::Idle); // two at a time would measure each other
    QTRY_VERIFY_WITH_TIMEOUT(banners().join(u' ').contains(QStringLiteral("This machine makes up to")), kLimit);
    const QString file = QString::fromStdString(experiment::calibrationFile().string());
    QVERIFY(QFile::exists(file));
    QVERIFY(QFile::remove(file)); // for the tests that follow
}

void TestGuiCompare::settingsAndLayoutPersist()
{
    m_window->resize(1300, 777);
    m_window->findChild<compare::SettingsPanel *>()->findChild<QSpinBox *>(QStringLiteral("users"))->setValue(37);
    m_window->findChild<compare::DurationEdit *>(QStringLiteral("delay"))->setDuration(std::chrono::milliseconds(123));
    QVERIFY(!m_window->model().addUrl(QStringLiteral("http://127.0.0.1:8080/x?y=%20")));
    auto *view = m_window->findChild<compare::ViewSettings *>();
    view->setOptions({.overlay = true, .logLatency = false, .follow = true});
    const auto before = m_window->model().experiment();
    QCoreApplication::processEvents();
    m_window->close();
    m_window = std::make_unique<MainWindow>(m_servers);
    QVERIFY(m_window->model().experiment() == before);
    const compare::ViewOptions chosen{.overlay = true, .logLatency = false, .follow = true};
    QVERIFY(m_window->findChild<compare::ViewSettings *>()->options() == chosen);
    QCOMPARE(m_window->size(), QSize(1300, 777));
}

void TestGuiCompare::aKilledWindowLeavesNoServer()
{
    QProcess escala;
    escala.setProcessChannelMode(QProcess::ForwardedChannels);
    escala.start(tests::program("escala"), {QStringLiteral("--start"), QStringLiteral("quick")});
    QVERIFY(escala.waitForStarted(kLimit));
    QTRY_COMPARE_WITH_TIMEOUT(tests::serversOf(escala.processId()).size(), 2, kLimit);
    const auto servers = tests::serversOf(escala.processId());
    escala.kill();
    QVERIFY(escala.waitForFinished(kLimit));
    for (const auto pid : servers)
        QTRY_VERIFY_WITH_TIMEOUT(!tests::isAlive(pid), kLimit);
}

void TestGuiCompare::badArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("help") << QStringList{QStringLiteral("--help")} << 0;
    QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0;
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--frobnicate")} << 2;
    QTest::newRow("unknown preset") << QStringList{QStringLiteral("--start"), QStringLiteral("slowest")} << 2;
    QTest::newRow("a page that is not there") << QStringList{QStringLiteral("--page"), QStringLiteral("weather")} << 2;
    QTest::newRow("a plan that is not there")
        << QStringList{QStringLiteral("--open"), QStringLiteral("nowhere.json")} << 2;
    QTest::newRow("something left over") << QStringList{QStringLiteral("http://127.0.0.1/")} << 2;
}

void TestGuiCompare::badArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QProcess escala;
    escala.start(tests::program("escala"), arguments);
    QVERIFY(escala.waitForFinished(kLimit));
    QCOMPARE(escala.exitStatus(), QProcess::NormalExit);
    QCOMPARE(escala.exitCode(), status);
    const auto said = status == 0 ? escala.readAllStandardOutput() : escala.readAllStandardError();
    QVERIFY(!said.trimmed().isEmpty());
}

QTEST_MAIN(TestGuiCompare)
#include "tst_gui_compare.moc"
