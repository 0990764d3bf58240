#include "ctl.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

namespace {

/// A balancer and two replicas for so long. One is killed and comes back, then the other one is slower for a while.
constexpr auto kReplicas = R"({ "name": "Two", "targets": [ { "name": "Two",
    "server": { "kind": "balancer", "name": "B", "upstreams": ["R1", "R2"], "options": ["--check-interval", "100ms"] },
    "behind": [ { "name": "R1", "delay": "5ms" }, { "name": "R2", "delay": "5ms" } ] } ],
  "faults": [ { "at": "200ms", "for": "400ms", "target": "Two", "server": "R2", "fault": "kill" },
              { "at": "800ms", "for": "400ms", "target": "Two", "server": "R1", "fault": "latency", "latency": "20ms" } ],
  "load": { "users": 4, "duration": "2s" } })";

constexpr auto kOne =
    R"({ "targets": [ { "name": "One", "server": { "delay": "1ms" } } ], "load": { "requests": 20 } })";

QString planFile(const QTemporaryDir &dir, const char *name, const char *text)
{
    QFile file(dir.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(text);
    return file.fileName();
}

QJsonArray targetsOf(const QJsonObject &result)
{
    return result.value(QStringLiteral("targets")).toArray();
}

QString nameIn(const QJsonValue &object)
{
    return object[QStringLiteral("name")].toString();
}

/// How many established connections over TCP a process has.
qsizetype connectionsOf(qint64 pid)
{
    QList<QByteArray> open;
    const QDir files(QStringLiteral("/proc/%1/fd").arg(pid));
    for (const QString &file : files.entryList(QDir::Files | QDir::System))
        open.append(
            QFile::symLinkTarget(files.filePath(file)).section(QStringLiteral("socket:["), 1).chopped(1).toLatin1());
    return std::ranges::count_if(ctl::readAll(QStringLiteral("/proc/net/tcp")).split('\n'),
                                 [&](const QByteArray &line) {
                                     const auto fields = line.simplified().split(' ');
                                     return fields.size() > 9 && fields[3] == "01" && open.contains(fields[9]);
                                 });
}

/// Those of the load: the admin endpoint is asked on one at a time.
bool isLoaded(const QProcess &process)
{
    const auto children = ctl::descendants(process.processId());
    return std::ranges::any_of(children, [](qint64 pid) { return connectionsOf(pid) > 2; });
}

}

class TestEscalactlLab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsATemplateWhenInterrupted();
    void breaksWhatThePlanBreaks();
    void putsSeveralSideBySide();
    void printsNothingThatATerminalWouldActOn();
    void refusesWhatIsNoTopology_data();
    void refusesWhatIsNoTopology();
};

void TestEscalactlLab::endsATemplateWhenInterrupted()
{
    const QTemporaryDir dir;
    const QString plan = dir.filePath(QStringLiteral("plan.json"));
    QProcess process;
    process.start(ctl::program("escalactl"),
                  {QStringLiteral("lab"), QStringLiteral("replicas"), QStringLiteral("--json"), QStringLiteral("-"),
                   QStringLiteral("--save-plan"), plan});
    QVERIFY(
        QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning || isLoaded(process); }, ctl::kPatience));
    const auto servers = ctl::descendants(process.processId());
    QCOMPARE(servers.size(), 3);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const ctl::Outcome outcome = ctl::finish(process);
    QVERIFY2(outcome.status == 130, outcome.errors.constData());
    QVERIFY(std::ranges::none_of(servers, ctl::isAlive));
    const auto target = ctl::firstTarget(ctl::parseJson(outcome.output));
    QCOMPARE(target.value(QStringLiteral("behind")).toArray().size(), 2);
    QCOMPARE(targetsOf(ctl::readJson(plan)).first()[QStringLiteral("behind")].toArray().size(), 2);
}

void TestEscalactlLab::breaksWhatThePlanBreaks()
{
    const QTemporaryDir dir;
    const auto outcome = ctl::run({"lab", "--json", "-"}, {planFile(dir, "two.json", kReplicas)});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const auto result = ctl::parseJson(outcome.output);
    const auto behind = ctl::firstTarget(result).value(QStringLiteral("behind")).toArray();
    QCOMPARE(behind.size(), 2);
    QCOMPARE(nameIn(behind[0]), QStringLiteral("R1"));
    QVERIFY(behind[0][QStringLiteral("counted")].toBool() && behind[0][QStringLiteral("requests")].toDouble() > 0);
    QVERIFY(!behind[1][QStringLiteral("counted")].toBool() && behind[1][QStringLiteral("requests")].isNull()); // forgot
    const auto faults = result.value(QStringLiteral("faults")).toArray();
    QCOMPARE(faults.size(), 2);
    for (const auto &fault : faults) {
        QCOMPARE(fault[QStringLiteral("target")].toString(), QStringLiteral("Two"));
        QVERIFY(fault[QStringLiteral("until_s")].toDouble() > fault[QStringLiteral("t_s")].toDouble());
        QVERIFY(fault[QStringLiteral("before_rps")].toDouble() > 0);
        QVERIFY(fault[QStringLiteral("lost")].isDouble());
    }
    QCOMPARE(faults[0][QStringLiteral("fault")].toString(), QStringLiteral("kill"));
    QCOMPARE(faults[0][QStringLiteral("server")].toString(), QStringLiteral("R2"));
    QVERIFY(faults[0][QStringLiteral("t_s")].toDouble() >= 0.2);
    QCOMPARE(faults[1][QStringLiteral("fault")].toString(), QStringLiteral("latency"));
}

void TestEscalactlLab::putsSeveralSideBySide()
{
    const QTemporaryDir dir;
    const QString one = planFile(dir, "one.json", kOne);
    const auto outcome = ctl::run({"lab", "--json", "-"}, {one, one, planFile(dir, "two.json", kReplicas)});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const auto targets = targetsOf(ctl::parseJson(outcome.output));
    QCOMPARE(targets.size(), 3);
    const QStringList names{QStringLiteral("One"), QStringLiteral("One 2"), QStringLiteral("Two")};
    for (qsizetype index = 0; index < targets.size(); ++index) {
        QCOMPARE(nameIn(targets[index]), names[index]);
        QCOMPARE(targets[index][QStringLiteral("summary")][QStringLiteral("requests")].toInt(),
                 20); // the load of the first
    }
}

void TestEscalactlLab::printsNothingThatATerminalWouldActOn()
{
    const QTemporaryDir dir;
    const auto plan =
        QByteArray(kReplicas).replace("R1", "R\\u001b[31m1").replace(R"("name": "Two", "targets)", R"("targets)");
    const auto named = QByteArray(plan).replace("\"Two\"", R"("T\u001b[32m")").replace("2s", "1s");
    const auto outcome =
        ctl::run({"lab", "--threshold", "errors<100%"}, {planFile(dir, "plan.json", named.constData())});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("[31m1") && outcome.output.contains("[32m"), outcome.output.constData());
    QVERIFY(!outcome.output.contains('\x1b') && !outcome.errors.contains('\x1b'));
}

void TestEscalactlLab::refusesWhatIsNoTopology_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("neither a file nor a step") << QByteArray() << QByteArray("own-cache");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("not JSON");
    QTest::newRow("no targets") << QByteArray(R"({ "load": { "requests": 1 } })") << QByteArray("has no targets");
    QTest::newRow("a fault at nobody") << QByteArray(kOne).replace(
        R"("load")", R"("faults": [ { "target": "One", "server": "R9" } ], "load")")
                                       << QByteArray("R9");
    QTest::newRow("a name that a terminal would act on")
        << QByteArray(kOne).replace(R"("load")", R"("faults": [ { "target": "\u001b[31m" } ], "load")")
        << QByteArray("no target");
}

void TestEscalactlLab::refusesWhatIsNoTopology()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, words);
    const QTemporaryDir dir;
    const QString file =
        text.isEmpty() ? dir.filePath(QStringLiteral("nowhere")) : planFile(dir, "plan.json", text.constData());
    const auto outcome = ctl::run({"lab"}, {file});
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.errors.contains(words), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains('\x1b'));
    QCOMPARE(outcome.output, QByteArray());
}

QTEST_GUILESS_MAIN(TestEscalactlLab)
#include "tst_escalactl_lab.moc"
