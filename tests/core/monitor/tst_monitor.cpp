#include "monitor/monitor.h"

#include "script_server.h"
#include "test_certificate.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

using namespace escala::monitor;
using namespace std::chrono_literals;

/// The monitor as window and command line have it: threads, sockets and a store.
class TestMonitor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownServersAreStartedWatchedAndEnded();
    void aCertificateThatEndsSoonIsAnAlert();
    void aHangingTargetFailsEveryProbe();
    void alertsAreAcknowledgedAndSilenced();
    void anotherPlanTakesOver();
    void aRedirectIsNoSuccess();
    void hangingTargetsTakeNoSocketFromOthers();
    void itGoesOnInTheSameStore();
    void aStoreThatCantBeOpenedIsSaid();
    void nothingIsAnsweredBeforeThePlan();

private:
    [[nodiscard]] MonitorOptions options() const
    {
        return {.file = m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction())).toStdString(),
                .serverProgram = qEnvironmentVariable("ESCALA_BIN") + QStringLiteral("/escala-server")};
    }

    QTemporaryDir m_dir;
};

namespace {

constexpr int kPatience = 30'000;

/// The newest view, kept as it comes.
class Viewer : public QObject {
public:
    explicit Viewer(Monitor &monitor)
    {
        connect(&monitor, &Monitor::viewChanged, this, [this](const auto &view) { m_view = view; });
        connect(&monitor, &Monitor::alertTold, this, [this](const AlertView &alert) { told.push_back(alert); });
    }
    [[nodiscard]] const MonitorView &view() const
    {
        static const MonitorView none;
        return m_view ? *m_view : none;
    }
    [[nodiscard]] TargetView target(std::size_t index = 0) const
    {
        return index < view().targets.size() ? view().targets[index] : TargetView();
    }
    std::vector<AlertView> told;

private:
    std::shared_ptr<const MonitorView> m_view;
};

MonitorPlan planOf(std::string name, std::uint16_t port, const char *scheme = "http")
{
    MonitorPlan plan;
    plan.targets.push_back({.name = std::move(name),
                            .url = std::string(scheme) + "://127.0.0.1:" + std::to_string(port) + "/",
                            .interval = 100ms});
    return plan;
}

template <typename Answer>
Answer answerOf(const QFuture<Answer> &future)
{
    QFutureWatcher<Answer> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    if (!future.isFinished() && !finished.wait(kPatience))
        qFatal("no answer");
    return future.result();
}

}

void TestMonitor::ownServersAreStartedWatchedAndEnded()
{
    {
        Monitor monitor(options());
        const Viewer viewer(monitor);
        MonitorPlan plan;
        plan.targets.push_back({.name = "cached", .interval = 100ms});
        auto &server = plan.targets.back().server.emplace();
        server.kind = escala::experiment::ServerSpec::Kind::Cached;
        server.delay = 1ms;
        plan.processes.push_back({.name = "me", .pid = ::getpid()});
        monitor.setPlan(plan);
        QTRY_VERIFY_WITH_TIMEOUT(viewer.target().windows.at(0).good >= 10, kPatience);
        QVERIFY(viewer.target().ownServer);
        QVERIFY(viewer.target().health == Health::Up);
        QVERIFY(viewer.target().windows.at(0).hitRatio() > 0.5);
        const auto memoryOf = [&](const std::string &name) {
            for (const SourceView &source : viewer.view().sources)
                for (const SeriesView &series : source.series)
                    if (source.name == name && series.key.series == "process_resident_memory_bytes" && series.latest)
                        return *series.latest;
            return 0.0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(memoryOf("cached") > 1e6 && memoryOf("me") > 1e6, kPatience);
        const Instant now = viewer.view().at;
        const auto course = answerOf(monitor.course("cached", now - 60s, now, 60));
        QVERIFY(course.size() >= 60 && course.front().gap && !course.back().gap);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(answerOf(monitor.scraped({"me", "process_resident_memory_bytes"},
                                                                              now - 60s, now + 60s, 120)),
                                                     [](const auto &point) { return !point.gap && point.mean > 1e6; }),
                                 kPatience);
        const std::string text = answerOf(monitor.metricsText());
        QVERIFY(text.contains("escala_target_up{target=\"cached\"} 1\n"));
    }
    // The server goes with the monitor: this process has no child any more.
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
}

void TestMonitor::aCertificateThatEndsSoonIsAnAlert()
{
    const TestCertificate certificate; // for two days
    QVERIFY(certificate.made());
    const ScriptServer server(ScriptServer::answeringOk(), certificate.certificate(), certificate.key());
    Monitor monitor(options());
    const Viewer viewer(monitor);
    MonitorPlan plan = planOf("secure", server.port(), "https");
    plan.targets[0].cacert = certificate.certificate();
    monitor.setPlan(plan);
    QTRY_COMPARE_WITH_TIMEOUT(viewer.told.size(), 1U, kPatience);
    QVERIFY(viewer.told[0].kind == AlertKind::Certificate);
    QVERIFY2(viewer.told[0].sentence.ends_with("in 1 days."), viewer.told[0].sentence.c_str());
    QTRY_VERIFY_WITH_TIMEOUT(viewer.target().windows.at(0).tls.p50, kPatience);
    QVERIFY(viewer.target().health == Health::Up);
    plan.alerts.certificateDays = 1;
    monitor.setPlan(plan);
    QTRY_COMPARE_WITH_TIMEOUT(viewer.told.size(), 2U, kPatience);
    QVERIFY(viewer.told[1].state == AlertState::Resolved);
}

void TestMonitor::aHangingTargetFailsEveryProbe()
{
    const ScriptServer silent([](ScriptConnection &connection) { connection.waitForClose(); });
    Monitor monitor(options());
    const Viewer viewer(monitor);
    MonitorPlan plan = planOf("silent", silent.port());
    plan.targets[0].timeout = 3s;
    monitor.setPlan(plan);
    const auto errors = [&](escala::metrics::ErrorKind kind) {
        return viewer.target().windows.at(0).errors.at(static_cast<std::size_t>(kind));
    };
    QTRY_VERIFY_WITH_TIMEOUT(errors(escala::metrics::ErrorKind::Timeout) >= 5
                                 && errors(escala::metrics::ErrorKind::Dropped) >= 5,
                             kPatience);
    QVERIFY(silent.connections() <= 100);
    QVERIFY(viewer.target().health == Health::Down);
}

void TestMonitor::alertsAreAcknowledgedAndSilenced()
{
    const ClosedPort closed;
    Monitor monitor(options());
    const Viewer viewer(monitor);
    monitor.setPlan(planOf("gone", closed.port()));
    QTRY_COMPARE_WITH_TIMEOUT(viewer.told.size(), 1U, kPatience);
    monitor.acknowledge(viewer.told[0].id);
    QTRY_VERIFY_WITH_TIMEOUT(!viewer.view().alerts.empty() && viewer.view().alerts[0].state == AlertState::Acknowledged,
                             kPatience);
    monitor.silence(viewer.told[0].id, viewer.view().at + 1h);
    QTRY_VERIFY_WITH_TIMEOUT(viewer.view().alerts[0].state == AlertState::Silenced, kPatience);
    monitor.acknowledge("no such alert");
    QCOMPARE(viewer.view().incidents.size(), 1U);
}

void TestMonitor::anotherPlanTakesOver()
{
    const ScriptServer first(ScriptServer::answeringOk());
    const ScriptServer second(ScriptServer::answeringOk());
    Monitor monitor(options());
    const Viewer viewer(monitor);
    monitor.setPlan(planOf("first", first.port()));
    QTRY_VERIFY_WITH_TIMEOUT(viewer.target().windows.at(0).good >= 3, kPatience);
    MonitorPlan both = planOf("first", first.port());
    both.targets.push_back(planOf("second", second.port()).targets[0]);
    monitor.setPlan(both);
    QTRY_VERIFY_WITH_TIMEOUT(viewer.target(1).windows.at(0).good >= 3, kPatience);
    QVERIFY(viewer.target(0).windows.at(0).good >= 3);
    monitor.setPlan({});
    QTRY_VERIFY_WITH_TIMEOUT(viewer.view().targets.empty(), kPatience);
    const auto asked = first.requests();
    QTRY_VERIFY_WITH_TIMEOUT(viewer.view().targets.empty(), kPatience);
    QVERIFY(first.requests() <= asked + 1);
}

// Redirects are not followed: a webhook that has moved got nothing, and a scrape that has moved has no figures.
void TestMonitor::aRedirectIsNoSuccess()
{
    const ScriptServer moved(
        ScriptServer::answering("HTTP/1.1 301 Moved\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"));
    Monitor monitor(options());
    const Viewer viewer(monitor);
    QStringList notices;
    connect(&monitor, &Monitor::notice, this, [&](const QString &sentence) { notices += sentence; });
    MonitorPlan plan;
    plan.webhook = "http://127.0.0.1:" + std::to_string(moved.port()) + "/hook";
    plan.scrapes.push_back({.name = "node", .url = plan.webhook, .interval = 100ms});
    monitor.setPlan(plan);
    QTRY_VERIFY_WITH_TIMEOUT(!viewer.told.empty(), kPatience);
    QCOMPARE(viewer.told[0].sentence, "node: status 301");
    QTRY_VERIFY_WITH_TIMEOUT(!notices.isEmpty(), kPatience);
    QCOMPARE(notices[0], QStringLiteral("An alert could not be delivered to the webhook: status 301"));
}

// 64 targets that hang have more sockets than a shell gives (1,024), and all others were "refused" then.
void TestMonitor::hangingTargetsTakeNoSocketFromOthers()
{
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit few{.rlim_cur = std::min<rlim_t>(before.rlim_cur, 256), .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    Monitor monitor(options());
    monitor.setPlan(planOf("a", 1));
    rlimit now{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &now), 0);
    QCOMPARE(now.rlim_cur, before.rlim_max);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
}

void TestMonitor::itGoesOnInTheSameStore()
{
    const ScriptServer server(ScriptServer::answeringOk());
    Monitor monitor(options());
    const Viewer viewer(monitor);
    monitor.setPlan(planOf("shop", server.port()));
    QTRY_VERIFY_WITH_TIMEOUT(viewer.target().windows.at(0).good >= 5, kPatience);
    const std::uint64_t before = viewer.target().windows.at(5).probes;
    monitor.stop();
    QVERIFY(!monitor.isRunning());
    monitor.setPlan(planOf("shop", server.port()));
    QVERIFY(monitor.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(viewer.target().windows.at(5).probes > before, kPatience);
    Monitor another(options()); // as of another program: they would write over each other's cells
    QSignalSpy failed(&another, &Monitor::failed);
    another.setPlan(planOf("shop", server.port()));
    QVERIFY(failed.wait(kPatience));
    QVERIFY(failed.at(0).at(0).toString().startsWith(QStringLiteral("Another monitor keeps what it sees in")));
    QCOMPARE(viewer.view().problem, std::string());
}

void TestMonitor::aStoreThatCantBeOpenedIsSaid()
{
    Monitor monitor({.file = "/proc/no/history.sqlite"});
    QSignalSpy failed(&monitor, &Monitor::failed);
    monitor.setPlan(planOf("any", 1));
    QVERIFY(failed.wait(kPatience));
    QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("/proc/no")));
    QVERIFY(answerOf(monitor.course("any", {}, {}, 1)).empty());
}

void TestMonitor::nothingIsAnsweredBeforeThePlan()
{
    Monitor monitor(options());
    QVERIFY(answerOf(monitor.course("any", {}, {}, 1)).empty());
    QVERIFY(answerOf(monitor.metricsText()).empty());
    monitor.acknowledge("any");
    monitor.stop();
}

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
