#include "compare/switch.h"
#include "ctl.h"
#include "gui_window.h"
#include "server_program.h"
#include "watch/alert_row.h"
#include "watch/incident_timeline.h"
#include "watch/monitor_page.h"
#include "watch/series_picker.h"
#include "watch/watch_board.h"
#include "watch/watch_chart.h"
#include "watch/watch_list.h"
#include "window/main_window.h"
#include "window/monitor_control.h"
#include "window/monitor_tray.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>
#include <QToolButton>

#include <unistd.h>

using namespace escala;
using namespace std::chrono_literals;
using monitor::AlertState;
using monitor::Health;
using watch::WatchListModel;
using window::MainWindow;

namespace {

constexpr int kLimit = 60'000;

}

/// The Monitor page as a person uses it: real servers that fail, a real exporter, real clicks and keys.
class TestGuiMonitor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anAlertFiresIsAcknowledgedAndClears();
    void anExporterIsChartedBesideAProcess();
    void serversOfEscalaFromTheEmptyPage();
    void theWatchGoesOnWithTheNextWindow();
    void aRememberedPlanThatIsBrokenIsKept();
    void aPlanFileIsOpenedAndSaved();
    void anOpenedPlanIsTakenBack();
    void everyPartIsReachedByTab();
    void aWrongUrlIsSaidAndKept();
    void aTrayThatComesLateIsNoticed();
    void trayIconsDiffer();

private:
    std::unique_ptr<MainWindow> m_window;
    std::shared_ptr<const monitor::MonitorView> m_view;
    QString m_servers;

    void openWindow();
    void setFaults(const ServerProgram &server, const QByteArray &faults);
    /// From the file of its dialog, as a person does.
    void openPlan(const QString &file);
    /// Types it as a person does.
    void watchUrl(const QString &url);
    [[nodiscard]] watch::MonitorPage &page() const { return *m_window->monitor().page(); }
    [[nodiscard]] Health health(const char *name) const;
    [[nodiscard]] const monitor::AlertView *down() const;
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }
};

void TestGuiMonitor::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
    m_servers = tests::program("escala-server");
}

void TestGuiMonitor::init()
{
    QSettings().clear();
    static int number = 0;
    qputenv("ESCALA_HISTORY",
            QDir::current().filePath(QStringLiteral("history-%1.sqlite").arg(++number)).toLocal8Bit());
    openWindow();
}

void TestGuiMonitor::openWindow()
{
    m_view.reset();
    m_window = std::make_unique<MainWindow>(m_servers);
    m_window->resize(1280, 720);
    m_window->openPage("monitor");
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    connect(&m_window->monitor(), &window::MonitorControl::viewChanged, this,
            [this](const std::shared_ptr<const monitor::MonitorView> &view) { m_view = view; });
}

void TestGuiMonitor::cleanup()
{
    m_window.reset();
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
}

void TestGuiMonitor::setFaults(const ServerProgram &server, const QByteArray &faults)
{
    QNetworkAccessManager network;
    const auto *reply = network.put(QNetworkRequest(QUrl(server.admin + QStringLiteral("faults"))), faults);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), kLimit);
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void TestGuiMonitor::watchUrl(const QString &url)
{
    auto *field = find<QLineEdit>("watchUrl");
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, url);
    QTest::keyClick(field, Qt::Key_Return);
}

Health TestGuiMonitor::health(const char *name) const
{
    if (m_view) {
        for (const auto &target : m_view->targets) {
            if (target.name == name)
                return target.health;
        }
    }
    return Health::Unknown;
}

const monitor::AlertView *TestGuiMonitor::down() const
{
    if (!m_view)
        return nullptr;
    const auto found = std::ranges::find(m_view->alerts, monitor::AlertKind::Down, &monitor::AlertView::kind);
    return found == m_view->alerts.end() ? nullptr : &*found;
}

void TestGuiMonitor::anAlertFiresIsAcknowledgedAndClears()
{
    ServerProgram server;
    QVERIFY(server.start({QStringLiteral("slow"), QStringLiteral("--port"), QStringLiteral("0"),
                          QStringLiteral("--delay"), QStringLiteral("1ms")}));
    watchUrl(server.url);
    QVERIFY(m_window->monitor().isWatching());
    const auto name = QString::fromStdString(m_window->monitor().model().plan().targets.front().name);
    m_window->monitor().model().setInterval(name, 100ms);
    QTRY_COMPARE_WITH_TIMEOUT(health(name.toLatin1()), Health::Up, kLimit);
    QCOMPARE(page().list()->rows().rowCount(), 1);
    QVERIFY(page().alertBanner()->isHidden());
    QTRY_VERIFY_WITH_TIMEOUT(
        !page().board()->charts().empty() && page().board()->charts().front()->content().hasValues(), kLimit);

    setFaults(server, "{\"error_share\": 1, \"error_status\": 503}");
    QTRY_VERIFY_WITH_TIMEOUT(page().alertBanner()->isVisible(), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(down() && down()->state == AlertState::Firing, kLimit);
    QCOMPARE(health(name.toLatin1()), Health::Down);
    QVERIFY(page().alertBanner()->text().contains(name));
    QVERIFY(page().list()->rows().index(0, WatchListModel::Last).data().toString().contains(QStringLiteral("503")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->incidents.empty() && !m_view->incidents.front().end, kLimit);

    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_VERIFY_WITH_TIMEOUT(down() && down()->state == AlertState::Acknowledged, kLimit);

    setFaults(server, "{}");
    QTRY_COMPARE_WITH_TIMEOUT(health(name.toLatin1()), Health::Up, kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(!down() || down()->state == AlertState::Resolved, kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(m_view->incidents.front().end.has_value(), kLimit);
    QTest::mouseClick(find<QToolButton>("incidentBefore"), Qt::LeftButton);
    QVERIFY(page().board()->axis().isZoomed());
    QVERIFY(page().timeline()->sentence().contains(name));
}

void TestGuiMonitor::anExporterIsChartedBesideAProcess()
{
    const auto port = QString::number(ctl::freePort());
    QProcess exporter;
    exporter.start(QStringLiteral("prometheus-node-exporter"),
                   {QStringLiteral("--web.listen-address=127.0.0.1:") + port});
    QVERIFY(exporter.waitForStarted(kLimit));
    auto *field = find<QLineEdit>("watchUrl");
    field->setText(QStringLiteral("127.0.0.1:") + port);
    find<QAction>("watchScrape")->trigger();
    field->setText(QString::number(getpid()));
    find<QAction>("watchProcess")->trigger();
    auto &model = m_window->monitor().model();
    QCOMPARE(model.plan().scrapes.size(), std::size_t(1));
    QCOMPARE(model.plan().processes.size(), std::size_t(1));
    model.setInterval(QString::fromStdString(model.plan().scrapes.front().name), 200ms);
    model.setInterval(QString::fromStdString(model.plan().processes.front().name), 200ms);
    const auto charted = [this](const char *series) {
        return std::ranges::any_of(page().board()->charts(), [series](const watch::WatchChart *chart) {
            return chart->content().title == QLatin1StringView(series) && chart->content().hasValues();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(charted("node_load1"), kLimit); // chosen by itself
    QTRY_VERIFY_WITH_TIMEOUT(charted("process_resident_memory_bytes"), kLimit);
    QCOMPARE(page().list()->rows().rowCount(), 2);
    exporter.kill();
    QVERIFY(exporter.waitForFinished(kLimit));
    const auto row = page().list()->rows().rowOf(QStringLiteral("127.0.0.1:") + port);
    QTRY_COMPARE_WITH_TIMEOUT(page().list()->rows().index(row, WatchListModel::State).data().toString(),
                              QStringLiteral("silent"), kLimit);
}

void TestGuiMonitor::serversOfEscalaFromTheEmptyPage()
{
    QVERIFY(page().isEmptyShown());
    QTest::mouseClick(find<QPushButton>("watchServers"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(health("Cached"), Health::Up, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(health("Slow"), Health::Up, kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(m_view->targets[1].windows[0].hitRatio().value_or(0) > 0, kLimit);
    QCOMPARE(tests::serversOf(getpid()).size(), 2);
    page().list()->setFocus();
    page().list()->select(QStringLiteral("Cached"));
    QTest::keyClick(page().list(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(tests::serversOf(getpid()).size(), 1, kLimit);
    QVERIFY(find<QPushButton>("undo")->isVisible());
    QTest::keyClick(page().list(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(tests::serversOf(getpid()).size(), 2, kLimit);
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(!m_window->monitor().isWatching());
    QTRY_VERIFY_WITH_TIMEOUT(tests::serversOf(getpid()).isEmpty(), kLimit);
    QVERIFY(page().answer().startsWith(QStringLiteral("Not watching.")));
}

void TestGuiMonitor::theWatchGoesOnWithTheNextWindow()
{
    ServerProgram server;
    QVERIFY(server.start({QStringLiteral("cached"), QStringLiteral("--port"), QStringLiteral("0"),
                          QStringLiteral("--delay"), QStringLiteral("1ms")}));
    watchUrl(server.url);
    const auto plan = m_window->monitor().model().plan();
    const auto name = plan.targets.front().name;
    QTRY_COMPARE_WITH_TIMEOUT(health(name.c_str()), Health::Up, kLimit);
    const auto probes = m_view->targets.front().windows[1].probes;
    m_window->close();
    openWindow();
    QVERIFY(m_window->monitor().model().plan() == plan);
    QTRY_COMPARE_WITH_TIMEOUT(health(name.c_str()), Health::Up, kLimit);
    QVERIFY(m_view->targets.front().windows[1].probes >= probes); // what was seen before is there
    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    openWindow(); // and one that was stopped stays so
    QCoreApplication::processEvents();
    QVERIFY(!m_window->monitor().isWatching());
}

void TestGuiMonitor::aRememberedPlanThatIsBrokenIsKept()
{
    watchUrl(QStringLiteral("http://127.0.0.1:1/"));
    m_window.reset();
    QSettings().sync();
    QFile settings(QSettings().fileName());
    QVERIFY(settings.open(QIODevice::ReadWrite));
    const auto whole = settings.readAll();
    QVERIFY(settings.resize(whole.indexOf("interval"))); // cut off in the middle of the plan
    settings.close();

    openWindow();
    QVERIFY(page().isEmptyShown());
    QVERIFY(!m_window->monitor().isWatching());
    QCOMPARE(page().banners().size(), 1);
    const auto sentence = page().banners().constFirst();
    const QRegularExpression path(QStringLiteral("kept in (.*\\.json);"));
    QFile kept(path.match(sentence).captured(1));
    QVERIFY2(kept.open(QIODevice::ReadOnly), qPrintable(sentence));
    QVERIFY(kept.readAll().contains("http://127.0.0.1:1/"));
    watchUrl(QStringLiteral("http://127.0.0.1:2/"));

    openWindow(); // which has the new one, and nothing to say
    QCOMPARE(m_window->monitor().model().plan().targets.size(), std::size_t(1));
    QVERIFY(page().banners().isEmpty());
    QVERIFY(kept.exists());
}

void TestGuiMonitor::aPlanFileIsOpenedAndSaved()
{
    QFile file(QStringLiteral("monitor.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"targets\": [{\"name\": \"closed\", \"url\": \"http://127.0.0.1:1/\", \"interval\": \"100ms\"}]}");
    file.close();
    m_window->monitor().open(file.fileName());
    QTRY_COMPARE_WITH_TIMEOUT(health("closed"), Health::Down, kLimit);
    m_window->monitor().save(QStringLiteral("saved.json"));
    QCOMPARE(page().banners().size(), 1);
    const auto plan = m_window->monitor().model().plan();
    m_window->monitor().model().remove({QStringLiteral("closed")});
    QVERIFY(!m_window->monitor().isWatching()); // nothing is left
    m_window->monitor().open(QStringLiteral("saved.json"));
    QVERIFY(m_window->monitor().model().plan() == plan);
    m_window->monitor().open(QStringLiteral("nothing.json"));
    QVERIFY(page().banners().front().contains(QStringLiteral("nothing.json")));
}

void TestGuiMonitor::openPlan(const QString &file)
{
    QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = m_window->findChild<QFileDialog *>()) != nullptr && dialog->isVisible(), kLimit);
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(QFileInfo(file).absoluteFilePath());
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QFileDialog *>() == nullptr, kLimit);
    m_window->activateWindow(); // as a desktop does by itself
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestGuiMonitor::anOpenedPlanIsTakenBack()
{
    const auto write = [](const char *name) {
        QFile file(QString::fromLatin1(name) + QStringLiteral(".json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("{\"targets\": [{\"name\": \"") + name
                   + "\", \"url\": \"http://127.0.0.1:1/\", \"interval\": \"100ms\"}]}");
    };
    write("first");
    write("second");
    openPlan(QStringLiteral("first.json"));
    auto *undo = find<QPushButton>("undo");
    QVERIFY(!undo->isVisible()); // nothing was there before
    QTRY_COMPARE_WITH_TIMEOUT(health("first"), Health::Down, kLimit);
    const auto first = m_window->monitor().model().plan();

    openPlan(QStringLiteral("second.json"));
    QTRY_COMPARE_WITH_TIMEOUT(health("second"), Health::Down, kLimit);
    QVERIFY(undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(m_window->monitor().model().plan() == first);
    QVERIFY(!undo->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(health("first"), Health::Down, kLimit);
    QVERIFY(m_window->monitor().isWatching());

    QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    openPlan(QStringLiteral("second.json"));
    QVERIFY(m_window->monitor().isWatching());
    QTest::keyClick(page().list(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_window->monitor().model().plan() == first);
    QVERIFY(!m_window->monitor().isWatching()); // as it was before

    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(health("first"), Health::Down, kLimit);
    page().list()->setFocus();
    page().list()->select(QStringLiteral("first"));
    QTest::keyClick(page().list(), Qt::Key_Delete);
    QVERIFY(!m_window->monitor().isWatching()); // nothing is left
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(m_window->monitor().isWatching());
    openWindow();
    QVERIFY(m_window->monitor().model().plan() == first); // and it is remembered
}

void TestGuiMonitor::everyPartIsReachedByTab()
{
    QTest::mouseClick(find<QPushButton>("watchServers"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(health("Slow"), Health::Up, kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(!page().board()->charts().empty(), kLimit);
    QSet<QString> reached;
    find<QLineEdit>("watchUrl")->setFocus();
    constexpr int kMost = 120;
    for (int i = 0; i < kMost; ++i) {
        const auto *focus = QApplication::focusWidget();
        QVERIFY(focus);
        reached << focus->objectName();
        QTest::keyClick(const_cast<QWidget *>(focus), Qt::Key_Tab); // NOLINT(*-const-cast): a key changes it
    }
    for (const auto *part : {"primary", "menu", "navigation", "steps", "sloAvailable", "notify", "watchList",
                             "response-time", "cache-hits", "removeTarget", "series"})
        QVERIFY2(reached.contains(QString::fromLatin1(part)), part);
}

void TestGuiMonitor::aWrongUrlIsSaidAndKept()
{
    watchUrl(QStringLiteral("ftp://example.org/"));
    QCOMPARE(page().banners().size(), 1);
    QCOMPARE(find<QLineEdit>("watchUrl")->text(), QStringLiteral("ftp://example.org/"));
    QVERIFY(!m_window->monitor().isWatching());
    QVERIFY(page().isEmptyShown());
}

void TestGuiMonitor::aTrayThatComesLateIsNoticed()
{
    const auto *chosen = find<compare::Switch>("stayInTray");
    const auto hasIcon = [] { // Qt's window in the tray
        return std::ranges::any_of(QApplication::topLevelWidgets(), [](const QWidget *window) {
            return window->inherits("QSystemTrayIconSys") && window->isVisible();
        });
    };
    ServerProgram server;
    QVERIFY(server.start({QStringLiteral("slow"), QStringLiteral("--port"), QStringLiteral("0"),
                          QStringLiteral("--delay"), QStringLiteral("1ms")}));
    watchUrl(server.url);
    QTRY_VERIFY_WITH_TIMEOUT(m_view, kLimit);
    QVERIFY(!chosen->isEnabled());
    QVERIFY(!hasIcon());
    QProcess tray;
    const bool canHaveOne = QGuiApplication::platformName() == u"xcb";
    if (canHaveOne) {
        tray.start(QStringLiteral("trayer"), QStringList());
        QVERIFY(tray.waitForStarted(kLimit));
        QTRY_VERIFY_WITH_TIMEOUT(QSystemTrayIcon::isSystemTrayAvailable(), kLimit);
    }
    setFaults(server, "{\"error_share\": 1, \"error_status\": 503}"); // an alert, and it is looked for
    QTRY_VERIFY_WITH_TIMEOUT(down() && down()->state == AlertState::Firing, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(chosen->isEnabled(), canHaveOne, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(hasIcon(), canHaveOne, kLimit);
    tray.kill();
    QVERIFY(!canHaveOne || tray.waitForFinished(kLimit));
    QTRY_VERIFY_WITH_TIMEOUT(!QSystemTrayIcon::isSystemTrayAvailable(), kLimit);
    m_window->openPage("compare");
    m_window->openPage("monitor"); // which looks as well
    QVERIFY(!chosen->isEnabled());
}

void TestGuiMonitor::trayIconsDiffer()
{
    using watch::StateShape;
    std::vector<QImage> pictures;
    for (const auto shape :
         {StateShape::Waiting, StateShape::Good, StateShape::Warning, StateShape::Bad, StateShape::Quiet}) {
        // Without colours: the shapes alone tell them apart.
        pictures.push_back(
            window::MonitorTray::iconFor(shape).pixmap(32).toImage().convertToFormat(QImage::Format_Grayscale8));
        for (std::size_t i = 0; i + 1 < pictures.size(); ++i)
            QVERIFY(pictures[i] != pictures.back());
    }
}

QTEST_MAIN(TestGuiMonitor)
#include "tst_gui_monitor.moc"
