#include "ctl.h"
#include "server_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 60'000;

/// escalactl monitor, as a shell or a service manager has it.
class MonitorProgram {
public:
    explicit MonitorProgram(const QStringList &arguments)
    {
        m_process.start(ctl::program("escalactl"), QStringList{u"monitor"_s} + arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(kPatience)) { }
        m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
    }
    ~MonitorProgram()
    {
        m_process.kill();
        m_process.waitForFinished(kPatience);
    }
    [[nodiscard]] bool isReady() const { return m_ready.value(u"ready"_s).toBool(); }
    [[nodiscard]] QString metricsUrl() const { return m_ready.value(u"metrics"_s).toString(); }
    [[nodiscard]] QString metrics() const { return outputOf(u"curl"_s, {u"-sS"_s, metricsUrl()}); }
    /// The value of a series; NaN where it isn't there.
    [[nodiscard]] double metric(const QString &series) const
    {
        for (const QString &line : metrics().split(u'\n'))
            if (line.startsWith(series + u' '))
                return line.mid(series.size() + 1).toDouble();
        return qQNaN();
    }
    [[nodiscard]] bool logs(const QByteArray &text)
    {
        while (!m_log.contains(text) && m_process.state() == QProcess::Running && waited(m_process)) { }
        m_log += m_process.readAllStandardError();
        return m_log.contains(text);
    }
    /// No file of it may be larger from now on, as on a full disk; RLIM_INFINITY: all may again.
    void limitFiles(rlim_t bytes)
    {
        const auto pid = static_cast<pid_t>(m_process.processId());
        rlimit limit{};
        QCOMPARE(::prlimit(pid, RLIMIT_FSIZE, nullptr, &limit), 0);
        limit.rlim_cur = std::min(bytes, limit.rlim_max);
        QCOMPARE(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
    }
    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    [[nodiscard]] int ends()
    {
        return m_process.waitForFinished(kPatience) && m_process.exitStatus() == QProcess::NormalExit
            ? m_process.exitCode()
            : -1;
    }
    [[nodiscard]] const QByteArray &log() const { return m_log; }

private:
    bool waited(QProcess &process)
    {
        process.setReadChannel(QProcess::StandardError);
        const bool more = process.bytesAvailable() > 0 || process.waitForReadyRead(kPatience);
        m_log += process.readAllStandardError();
        return more;
    }

    QProcess m_process;
    QJsonObject m_ready;
    QByteArray m_log;
};

/// Of the finest level.
int probesStored(const QString &history)
{
    return outputOf(u"/usr/bin/python3"_s,
                    {u"-c"_s,
                     u"import sqlite3,sys\n"
                     "c=sqlite3.connect('file:'+sys.argv[1]+'?mode=ro',uri=True)\n"
                     "assert c.execute('pragma integrity_check').fetchone()[0]=='ok'\n"
                     "print(sum(b[1] for b, in c.execute('select body from monitor_fine where level=0')))"_s,
                     history})
        .trimmed()
        .toInt();
}

}

class TestEscalactlMonitor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAlertFiresAndClearsWithAFaultInjected();
    void theWebhookIsTold();
    void metricsAreReadByPrometheusOwnParser();
    void nodeExporterIsScraped();
    void killedItGoesOnInTheSameStore();
    void aFullDiskIsSaidAndSurvived();
    void onlyOurOwnNameIsServed();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_dir.filePath(name); }
    QString plan(const QByteArray &json);

    QTemporaryDir m_dir;
    int m_plans = 0;
};

QString TestEscalactlMonitor::plan(const QByteArray &json)
{
    const QString name = file(u"plan%1.json"_s.arg(++m_plans));
    QFile plan(name);
    if (!plan.open(QIODevice::WriteOnly))
        qFatal("no plan file");
    plan.write(json);
    return name;
}

void TestEscalactlMonitor::anAlertFiresAndClearsWithAFaultInjected()
{
    ServerProgram server;
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1ms"_s}));
    const QString slo = u"\"slos\": [{\"name\": \"fast\", \"kind\": \"latency\", \"objective\": 0.9, "
                        "\"threshold\": \"100ms\", \"window\": \"60s\"}], \"alerts\": {\"burn\": [{\"factor\": 2, "
                        "\"long_window\": \"4s\", \"short_window\": \"2s\"}]}"_s;
    MonitorProgram monitor(
        {plan(u"{\"targets\": [{\"name\": \"shop\", \"url\": \"%1\", \"interval\": \"100ms\"}], %2}"_s
                  .arg(server.url, slo)
                  .toUtf8()),
         u"--listen"_s, u"0"_s, u"--history"_s, file(u"fault.sqlite"_s)});
    QVERIFY(monitor.isReady());
    QTRY_COMPARE_WITH_TIMEOUT(monitor.metric(u"escala_target_up{target=\"shop\"}"_s), 1.0, kPatience);
    const auto faults = [&](const QStringList &arguments) {
        (void)outputOf(u"curl"_s, QStringList{u"-sS"_s} + arguments + QStringList{server.admin + u"faults"_s});
    };
    faults({u"-X"_s, u"PUT"_s, u"-d"_s, u"{\"error_share\": 1, \"error_status\": 503}"_s});
    QVERIFY2(monitor.logs("alert: shop is down: status 503"), monitor.log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(monitor.metric(u"escala_target_up{target=\"shop\"}"_s), 0.0, kPatience);
    QVERIFY(monitor.metric(u"escala_probe_errors_total{target=\"shop\",kind=\"status_5xx\"}"_s) >= 3);
    faults({u"-X"_s, u"DELETE"_s});
    QVERIFY2(monitor.logs("resolved: shop is down: status 503"), monitor.log().constData());
    faults({u"-X"_s, u"PUT"_s, u"-d"_s, u"{\"refuse\": true}"_s});
    QVERIFY2(monitor.logs("the connection was refused"), monitor.log().constData());
    faults({u"-X"_s, u"PUT"_s, u"-d"_s, u"{\"latency\": {\"fixed\": \"300ms\"}}"_s});
    QVERIFY2(monitor.logs("alert: shop spends the error budget of \"fast\""), monitor.log().constData());
    QVERIFY(monitor.metric(u"escala_slo_burn_rate{slo=\"fast\",target=\"shop\",window=\"2s\"}"_s) > 2);
    faults({u"-X"_s, u"DELETE"_s});
    QVERIFY2(monitor.logs("resolved: shop spends the error budget"), monitor.log().constData());
    monitor.signal(SIGTERM);
    QCOMPARE(monitor.ends(), 0);
}

void TestEscalactlMonitor::theWebhookIsTold()
{
    // A webhook that fails the first time.
    QTcpServer hook;
    QVERIFY(hook.listen(QHostAddress::LocalHost));
    QList<QByteArray> messages;
    connect(&hook, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = hook.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&messages, socket, got = QByteArray()]() mutable {
            got += socket->readAll();
            const qsizetype body = got.indexOf("\r\n\r\n") + 4;
            if (body < 4 || !got.endsWith("}}"))
                return;
            messages.append(got.mid(body));
            socket->write(messages.size() == 1 ? "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"
                                               : "HTTP/1.1 204 Yes\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    MonitorProgram monitor(
        {plan(u"{\"name\": \"Mine\", \"targets\": [{\"name\": \"gone\", \"url\": \"http://127.0.0.1:%1/\", "
              "\"interval\": \"100ms\"}], \"webhook\": \"http://127.0.0.1:%2/hook\"}"_s.arg(ctl::freePort())
                  .arg(hook.serverPort())
                  .toUtf8()),
         u"--history"_s, file(u"hook.sqlite"_s)});
    QVERIFY(monitor.isReady());
    QTRY_VERIFY_WITH_TIMEOUT(messages.size() >= 2, kPatience);
    QCOMPARE(messages[0], messages[1]);
    const QJsonObject message = QJsonDocument::fromJson(messages[1]).object();
    QCOMPARE(message[u"monitor"_s].toString(), u"Mine"_s);
    QVERIFY(message[u"text"_s].toString().startsWith(u"gone is down: the connection was refused"_s));
    QCOMPARE(message[u"alert"_s][u"state"_s].toString(), u"firing"_s);
    QCOMPARE(message[u"alert"_s][u"kind"_s].toString(), u"down"_s);
}

void TestEscalactlMonitor::metricsAreReadByPrometheusOwnParser()
{
    ServerProgram server;
    QVERIFY(server.start({u"cached"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1ms"_s}));
    MonitorProgram monitor(
        {plan(u"{\"targets\": [{\"name\": \"a \\\"b\\\" \\\\ c\\nd\", \"url\": \"%1\", \"interval\": "
              "\"100ms\"}], \"slos\": [{}]}"_s.arg(server.url)
                  .toUtf8()),
         u"--listen"_s, u"0"_s, u"--history"_s, file(u"parser.sqlite"_s)});
    QVERIFY(monitor.isReady());
    const char *script = R"(
import sys, urllib.request
from prometheus_client.parser import text_string_to_metric_families as parse
text = urllib.request.urlopen(sys.argv[1]).read().decode()
families = {f.name: f for f in parse(text)}
target = 'a "b" \\ c\nd'
up = {s.labels["target"]: s.value for s in families["escala_target_up"].samples}
assert up == {target: 1.0}, up
duration = families["escala_probe_duration_seconds"]
assert duration.type == "histogram", duration.type
buckets = [s.value for s in duration.samples if s.name.endswith("_bucket")]
count = [s.value for s in duration.samples if s.name.endswith("_count")]
assert buckets == sorted(buckets) and [buckets[-1]] == count and count[0] >= 10, (buckets, count)
assert all(f.documentation for f in families.values())
assert families["escala_probes"].type == "counter"
assert families["escala_slo_burn_rate"].samples
hits = [s.value for s in families["escala_probe_cache"].samples if s.labels["result"] == "hit"]
assert hits[0] >= 9, hits
print("parsed", len(families))
)";
    QTRY_VERIFY_WITH_TIMEOUT(
        monitor.metric(u"escala_probe_duration_seconds_count{target=\"a \\\"b\\\" \\\\ c\\nd\"}"_s) >= 10, kPatience);
    const QString said = outputOf(u"/usr/bin/python3"_s, {u"-c"_s, QString::fromUtf8(script), monitor.metricsUrl()});
    QVERIFY2(said.startsWith(u"parsed "_s), qPrintable(said));
    monitor.signal(SIGINT);
    QCOMPARE(monitor.ends(), 0);
}

void TestEscalactlMonitor::nodeExporterIsScraped()
{
    const QString port = QString::number(ctl::freePort());
    QProcess exporter;
    exporter.start(u"prometheus-node-exporter"_s, {u"--web.listen-address=127.0.0.1:"_s + port});
    QVERIFY(exporter.waitForStarted(kPatience));
    const QString history = file(u"node.sqlite"_s);
    {
        MonitorProgram monitor(
            {plan(u"{\"scrape\": [{\"name\": \"node\", \"url\": \"http://127.0.0.1:%1/metrics\", "
                  "\"interval\": \"500ms\"}], \"processes\": [{\"name\": \"exporter\", \"pid\": %2}], "
                  "\"alerts\": {\"failures\": 1000}}"_s.arg(port)
                      .arg(exporter.processId())
                      .toUtf8()),
             u"--history"_s, history});
        QVERIFY(monitor.isReady());
        // Ten seconds make a whole cell of the second level; what is asked for is that some readings are stored.
        const auto stored = [&] {
            return outputOf(
                       u"/usr/bin/python3"_s,
                       {u"-c"_s,
                        u"import sqlite3,sys\n"
                        "c=sqlite3.connect('file:'+sys.argv[1]+'?mode=ro',uri=True)\n"
                        "q='select count(*) from monitor_series s join monitor_track t on s.track=t.id where "
                        "t.name=? and s.name like ?'\n"
                        "n=lambda t,s:c.execute(q,(t,s)).fetchone()[0]\n"
                        "print(n('node','node_cpu_seconds_total%')>0,n('node','node_load1')==1,"
                        "n('exporter','process_%')==3,c.execute('select count(*) from monitor_fine').fetchone()[0]>3)"_s,
                        history})
                .trimmed();
        };
        QTRY_COMPARE_WITH_TIMEOUT(stored(), u"True True True True"_s, kPatience);
        monitor.signal(SIGTERM);
        QCOMPARE(monitor.ends(), 0);
    }
    exporter.kill();
    QVERIFY(exporter.waitForFinished(kPatience));
}

void TestEscalactlMonitor::killedItGoesOnInTheSameStore()
{
    ServerProgram server;
    QVERIFY(server.start({u"slow"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1ms"_s}));
    const QString history = file(u"killed.sqlite"_s);
    const QString planFile = plan(
        u"{\"targets\": [{\"name\": \"shop\", \"url\": \"%1\", \"interval\": \"100ms\"}]}"_s.arg(server.url).toUtf8());
    int before = 0;
    for (int times = 0; times < 3; ++times) {
        MonitorProgram monitor({planFile, u"--history"_s, history});
        QVERIFY(monitor.isReady());
        QTRY_VERIFY_WITH_TIMEOUT(probesStored(history) > before + 10, kPatience);
        monitor.signal(SIGKILL);
        QCOMPARE(monitor.ends(), -1);
        QVERIFY(probesStored(history) > before);
        before = probesStored(history);
    }
}

void TestEscalactlMonitor::aFullDiskIsSaidAndSurvived()
{
    const QString history = file(u"full.sqlite"_s);
    MonitorProgram monitor(
        {plan("{\"targets\": [{\"name\": \"gone\", \"url\": \"http://127.0.0.1:1/\", \"interval\": \"100ms\"}]}"),
         u"--listen"_s, u"0"_s, u"--history"_s, history});
    QVERIFY(monitor.isReady());
    const auto probes = [&] { return monitor.metric(u"escala_probes_total{target=\"gone\"}"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(probesStored(history) > 10, kPatience);
    monitor.limitFiles(1);
    QVERIFY2(monitor.logs("can't be read or written"), monitor.log().constData());
    const double before = probes();
    QTRY_VERIFY_WITH_TIMEOUT(probes() > before + 20, kPatience);
    QVERIFY(probesStored(history) < before);
    monitor.limitFiles(RLIM_INFINITY);
    QTRY_VERIFY_WITH_TIMEOUT(probesStored(history) > before + 20, kPatience);
    monitor.signal(SIGTERM);
    QCOMPARE(monitor.ends(), 0);
}

void TestEscalactlMonitor::onlyOurOwnNameIsServed()
{
    MonitorProgram monitor({plan("{\"targets\": [{\"url\": \"http://127.0.0.1:1/\"}]}"), u"--listen"_s, u"0"_s,
                            u"--history"_s, file(u"name.sqlite"_s)});
    QVERIFY(monitor.isReady());
    const auto status = [&](const QStringList &arguments) {
        return outputOf(u"curl"_s,
                        QStringList{u"-s"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s} + arguments);
    };
    const QString url = monitor.metricsUrl();
    QCOMPARE(status({url}), u"200"_s);
    QCOMPARE(status({u"-I"_s, url}), u"200"_s);
    QCOMPARE(status({u"-H"_s, u"Host: evil.example"_s, url}), u"403"_s);
    QCOMPARE(status({u"-X"_s, u"POST"_s, url}), u"405"_s);
    QCOMPARE(status({url + u"/more"_s}), u"404"_s);
    QCOMPARE(status({u"-H"_s, u"X: "_s + QString(10'000, u'x'), url}), u"431"_s);
}

void TestEscalactlMonitor::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a bad field") << QByteArray("{\n\"targets\": [{\"url\": \"x\", \"often\": 1}]}") << QStringList()
                                 << 2 << QByteArray("line 2: the field \"often\" is not known");
    QTest::newRow("nothing to watch") << QByteArray("{}") << QStringList() << 2 << QByteArray("nothing to watch");
    QTest::newRow("a folder that can't be made")
        << QByteArray("{\"targets\": [{\"url\": \"http://127.0.0.1:1/\"}]}")
        << QStringList{u"--history"_s, u"/proc/no/history.sqlite"_s} << 1 << QByteArray("/proc/no");
    QTest::newRow("a port that is none") << QByteArray("{\"targets\": [{\"url\": \"http://127.0.0.1:1/\"}]}")
                                         << QStringList{u"--listen"_s, u"65536"_s} << 2 << QByteArray("--listen");
}

void TestEscalactlMonitor::whatIsWrongIsSaid()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, more);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    const auto outcome = ctl::run({"monitor"}, QStringList{plan(json)} + more);
    QCOMPARE(outcome.status, status);
    QVERIFY2(outcome.errors.contains(says), outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
}

QTEST_GUILESS_MAIN(TestEscalactlMonitor)
#include "tst_escalactl_monitor.moc"
