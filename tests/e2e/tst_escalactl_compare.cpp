#include "ctl.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace {

/// The quick comparison, on free ports and over in half a second (or never).
QString planFile(const QTemporaryDir &dir, const char *limit)
{
    QFile file(dir.filePath(QStringLiteral("plan.json")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QByteArray(R"({ "name": "Short", "targets": [
        { "name": "Slow", "server": { "kind": "slow", "delay": "10ms" } },
        { "name": "Cached", "server": { "kind": "cached", "delay": "10ms", "ttl": "100ms" } } ],
      "load": { "users": 4, "cold_request": true, )")
               + limit + " } }");
    return file.fileName();
}

constexpr auto kShort = R"("duration": "500ms")";
constexpr auto kEndless = R"("duration": "1h")";

/// Waits until both servers of a running escalactl are there: they have become escala-server. Before, Qt's vfork keeps
/// escalactl from seeing any signal, and would do so for ever if a child was stopped then.
bool hasServers(const QProcess &process)
{
    const auto isServer = [](qint64 pid) {
        return ctl::readAll(QStringLiteral("/proc/%1/comm").arg(pid)) == "escala-server\n";
    };
    const auto there = [&] {
        const auto children = ctl::descendants(process.processId());
        return children.size() == 2 && std::ranges::all_of(children, isServer);
    };
    return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning || there(); }, ctl::kPatience)
        && there();
}

/// Waits until the four users of each target are connected: it is being measured.
bool isMeasuring(const QProcess &process)
{
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(process.processId()));
    return QTest::qWaitFor(
        [&] {
            const auto entries = descriptors.entryInfoList(QDir::System | QDir::Files | QDir::Dirs);
            return std::ranges::count_if(
                       entries,
                       [](const QFileInfo &each) { return each.symLinkTarget().contains(QStringLiteral("socket:")); })
                >= 8;
        },
        ctl::kPatience);
}

/// escalactl in the middle of an endless comparison.
void startEndless(QProcess &process, const QTemporaryDir &dir, const QStringList &options)
{
    process.start(ctl::program("escalactl"),
                  QStringList{QStringLiteral("compare"), QStringLiteral("--preset"), planFile(dir, kEndless)}
                      + options);
}

}

class TestEscalactlCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesEveryFile();
    void serversCountTheSame();
    void keepsResultsWhenInterrupted_data();
    void keepsResultsWhenInterrupted();
    void endsAtOnceOnTheSecondInterrupt();
    void leavesNoServerWhenKilled();
    void tellsOfAFullDisk();
    void tellsOfFullStandardOutput();
};

void TestEscalactlCompare::leavesEveryFile()
{
    const QTemporaryDir dir;
    const QDir out(dir.filePath(QStringLiteral("results/of today")));
    const ctl::Outcome outcome =
        ctl::run({"compare"}, {QStringLiteral("--preset"), planFile(dir, kShort), QStringLiteral("--out"), out.path()});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    for (const char *name : {"result.json", "summary.csv", "series.csv", "report.html", "Slow.hlog", "Cached.hlog"})
        QVERIFY2(out.exists(QString::fromLatin1(name)), name);
    QCOMPARE(out.exists(QStringLiteral("charts/response-time.png")), ESCALA_PICTURES == 1);
    QCOMPARE(outcome.errors.contains("pictures are left out"), ESCALA_PICTURES == 0);
    QCOMPARE(outcome.output.count("Test on url: http://127.0.0.1:"), 2);
    QCOMPARE(ctl::readAll(out.filePath(QStringLiteral("summary.csv"))).count('\n'), 3);
    const QJsonObject result = ctl::readJson(out.filePath(QStringLiteral("result.json")));
    QCOMPARE(result.value(QStringLiteral("targets")).toArray().size(), 2);
}

void TestEscalactlCompare::serversCountTheSame()
{
    const QTemporaryDir dir;
    const ctl::Outcome outcome =
        ctl::run({"compare", "--json", "-"}, {QStringLiteral("--preset"), planFile(dir, kShort)});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const QJsonArray targets = ctl::parseJson(outcome.output).value(QStringLiteral("targets")).toArray();
    QCOMPARE(targets.size(), 2);
    for (const auto &each : targets) {
        const QJsonObject target = each.toObject();
        const auto sent =
            target.value(QStringLiteral("summary")).toObject().value(QStringLiteral("requests")).toInteger();
        const auto counted =
            target.value(QStringLiteral("server")).toObject().value(QStringLiteral("requests")).toInteger();
        QVERIFY(sent > 0);
        QCOMPARE(counted, sent + 1); // and the cold one
    }
}

void TestEscalactlCompare::keepsResultsWhenInterrupted_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestEscalactlCompare::keepsResultsWhenInterrupted()
{
    QFETCH(const int, number);
    const QTemporaryDir dir;
    const QString json = dir.filePath(QStringLiteral("r.json"));
    QProcess process;
    startEndless(process, dir, {QStringLiteral("--json"), json});
    QVERIFY(hasServers(process));
    const auto servers = ctl::descendants(process.processId());
    QVERIFY(isMeasuring(process)); // what has been measured by then is kept
    ::kill(static_cast<pid_t>(process.processId()), number);
    const ctl::Outcome outcome = ctl::finish(process);
    QVERIFY2(outcome.status == 130, outcome.errors.constData());
    QCOMPARE(ctl::readJson(json).value(QStringLiteral("targets")).toArray().size(), 2);
    QVERIFY(outcome.output.contains("Requests per second: "));
    for (const qint64 server : servers)
        QTRY_VERIFY_WITH_TIMEOUT(!ctl::isAlive(server), ctl::kPatience);
}

void TestEscalactlCompare::endsAtOnceOnTheSecondInterrupt()
{
    const QTemporaryDir dir;
    QProcess process;
    startEndless(process, dir, {});
    QVERIFY(hasServers(process));
    const auto servers = ctl::descendants(process.processId());
    // Stopped servers would hold the first one up.
    for (const qint64 server : servers)
        ::kill(static_cast<pid_t>(server), SIGSTOP);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QCOMPARE(ctl::finish(process).status, 130);
    for (const qint64 server : servers)
        ::kill(static_cast<pid_t>(server), SIGCONT);
    for (const qint64 server : servers)
        QTRY_VERIFY_WITH_TIMEOUT(!ctl::isAlive(server), ctl::kPatience);
}

void TestEscalactlCompare::leavesNoServerWhenKilled()
{
    const QTemporaryDir dir;
    QProcess process;
    startEndless(process, dir, {});
    QVERIFY(hasServers(process));
    const auto servers = ctl::descendants(process.processId());
    process.kill();
    QCOMPARE(ctl::finish(process).status, -1);
    for (const qint64 server : servers)
        QTRY_VERIFY_WITH_TIMEOUT(!ctl::isAlive(server), ctl::kPatience);
}

void TestEscalactlCompare::tellsOfAFullDisk()
{
    const QTemporaryDir dir;
    const QByteArray disk = dir.filePath(QStringLiteral("disk")).toUtf8();
    QVERIFY(QDir().mkdir(QString::fromUtf8(disk)));
    const bool mounted = ::mount("tmpfs", disk.constData(), "tmpfs", 0, "size=8k") == 0;
    const QStringList where = mounted ? QStringList{QStringLiteral("--out"), QString::fromUtf8(disk + "/out")}
                                      : QStringList{QStringLiteral("--json"), QStringLiteral("/dev/full")};
    const ctl::Outcome outcome =
        ctl::run({"compare"}, QStringList{QStringLiteral("--preset"), planFile(dir, kShort)} + where);
    if (mounted)
        QCOMPARE(::umount(disk.constData()), 0);
    QVERIFY2(outcome.status == 1, outcome.errors.constData());
    QVERIFY2(outcome.errors.toLower().contains("no space left on device"), outcome.errors.constData());
    QVERIFY(outcome.output.contains("Requests per second: ")); // what was measured is still told
}

void TestEscalactlCompare::tellsOfFullStandardOutput()
{
    const QTemporaryDir dir;
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(ctl::program("escalactl"),
                  {QStringLiteral("compare"), QStringLiteral("--preset"), planFile(dir, kShort)});
    const ctl::Outcome outcome = ctl::finish(process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.errors.contains("could not be written to standard output"), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(TestEscalactlCompare)
#include "tst_escalactl_compare.moc"
