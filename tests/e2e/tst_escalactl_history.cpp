#include "ctl.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

namespace {

/// Runs against a server of its own and returns the result.
QByteArray makeRun(const QStringList &options = {})
{
    const ctl::Server server({QStringLiteral("cached"), QStringLiteral("--port"), QStringLiteral("0"),
                              QStringLiteral("--delay"), QStringLiteral("1ms")});
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "40", "--json", "-"}, options + QStringList{server.url()});
    if (outcome.status != 0)
        qFatal("the run failed: %s", outcome.errors.constData());
    return outcome.output;
}

ctl::Outcome history(std::initializer_list<const char *> arguments, const QStringList &more = {})
{
    QStringList all{QStringLiteral("history")};
    for (const char *argument : arguments)
        all.append(QString::fromUtf8(argument));
    return ctl::run(all + more);
}

QJsonArray listed(const QStringList &options = {})
{
    return QJsonDocument::fromJson(history({"list", "--json", "-"}, options).output).array();
}

QString idOf(const QByteArray &result)
{
    return ctl::parseJson(result).value(QStringLiteral("id")).toString();
}

}

class TestEscalactlHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsEveryRun();
    void keepsItWhereItIsTold();
    void showsAndReportsARunAgain();
    void findsAndSorts();
    void changesARun();
    void deletesAndRestores();
    void exportsAndImports();
    void keepsAnInterruptedRun();
    void keepsARunThatWasKilled();
    void aBrokenHistoryFailsNoRun();
    void saysThatTheHistoryIsDamaged();
    void refusesBadArguments_data();
    void refusesBadArguments();
};

/// Each test begins with a history of its own.
void TestEscalactlHistory::init()
{
    qputenv("ESCALA_HISTORY",
            QByteArray(QTest::currentTestFunction()) + QByteArray(QTest::currentDataTag()) + ".sqlite");
}

void TestEscalactlHistory::keepsEveryRun()
{
    QCOMPARE(history({"list"}).output, QByteArray("No runs.\n"));
    QCOMPARE(listed(), QJsonArray());
    const QByteArray first = makeRun();
    const QByteArray second = makeRun();
    const QJsonArray runs = listed();
    QCOMPARE(runs.size(), 2);
    const QJsonObject latest = runs[0].toObject();
    const QJsonObject result = ctl::parseJson(second);
    QCOMPARE(latest.value(u"id"_qs).toString(), idOf(second));
    for (const QString &field : {u"name"_qs, u"started_at"_qs})
        QCOMPARE(latest.value(field), result.value(field));
    QCOMPARE(latest.value(u"state"_qs).toString(), u"finished"_qs);
    QCOMPARE(latest.value(u"verdict"_qs), result.value(u"generator"_qs).toObject().value(u"verdict"_qs));
    const QJsonObject target = ctl::firstTarget(result);
    QCOMPARE(latest.value(u"targets"_qs).toArray(), QJsonArray{target.value(u"name"_qs)});
    QCOMPARE(latest.value(u"requests"_qs).toInteger(), 40);
    QCOMPARE(runs[1].toObject().value(u"id"_qs).toString(), idOf(first));
    const QByteArray table = history({"list"}).output;
    QCOMPARE(table.count('\n'), 3);
    QVERIFY(table.contains(idOf(second).first(8).toUtf8()));
}

void TestEscalactlHistory::keepsItWhereItIsTold()
{
    makeRun({u"--no-history"_qs});
    QVERIFY(!QFile::exists(QString::fromUtf8(qgetenv("ESCALA_HISTORY"))));
    const QByteArray result = makeRun({u"--history"_qs, u"mine/runs.sqlite"_qs});
    QVERIFY(!QFile::exists(QString::fromUtf8(qgetenv("ESCALA_HISTORY"))));
    const QJsonArray runs = listed({u"--history"_qs, u"mine/runs.sqlite"_qs});
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs[0].toObject().value(u"id"_qs).toString(), idOf(result));
}

void TestEscalactlHistory::showsAndReportsARunAgain()
{
    const QByteArray result = makeRun({u"--out"_qs, u"first"_qs});
    const QString id = idOf(result);
    QCOMPARE(history({"show", "--json", "-"}, {id}).output, result);
    const ctl::Outcome shown = history({"show"}, {id.first(8)});
    QCOMPARE(shown.status, 0);
    QVERIFY(shown.output.startsWith(QByteArray("Run " + id.toUtf8())));
    QVERIFY(shown.output.contains("Requests per second: "));
    const ctl::Outcome report = ctl::run({"report", "--json", "-", "--out", "second", "--junit", "again.xml"}, {id});
    QVERIFY2(report.status == 0, report.errors.constData());
    QCOMPARE(report.output, result);
    const QStringList files = QDir(u"first"_qs).entryList(QDir::Files);
    QVERIFY(files.size() >= 5);
    QCOMPARE(QDir(u"second"_qs).entryList(QDir::Files), files);
    for (const QString &file : files)
        QVERIFY2(ctl::readAll(u"first/"_qs + file) == ctl::readAll(u"second/"_qs + file), qPrintable(file));
    QVERIFY(ctl::readAll(u"again.xml"_qs).contains("<testsuite"));
    QCOMPARE(ctl::run({"report", "--threshold", "p99<1us"}, {id}).status, 3);
    QCOMPARE(ctl::run({"report", "ffffffff"}).status, 2);
}

void TestEscalactlHistory::findsAndSorts()
{
    const QString first = idOf(makeRun());
    const QString second = idOf(makeRun());
    QCOMPARE(history({"rename"}, {first, u"Before the change"_qs}).status, 0);
    QCOMPARE(history({"tag"}, {second, u"ci"_qs, u"nightly"_qs}).status, 0);
    const auto ids = [](const QStringList &options) {
        QStringList found;
        const QJsonArray runs = listed(options);
        for (const QJsonValue &run : runs)
            found.append(run.toObject().value(u"id"_qs).toString());
        return found;
    };
    QCOMPARE(ids({u"--search"_qs, u"BEFORE"_qs}), QStringList{first});
    QCOMPARE(ids({u"--tag"_qs, u"ci"_qs}), QStringList{second});
    QCOMPARE(ids({u"--state"_qs, u"interrupted"_qs}), QStringList());
    QCOMPARE(ids({u"--limit"_qs, u"1"_qs}), QStringList{second});
    QCOMPARE(ids({u"--sort"_qs, u"started"_qs, u"--ascending"_qs}), (QStringList{first, second}));
    QCOMPARE(ids({u"--sort"_qs, u"name"_qs}), (QStringList{second, first}));
}

void TestEscalactlHistory::changesARun()
{
    const QString id = idOf(makeRun());
    QCOMPARE(history({"note"}, {id, u"A note"_qs}).status, 0);
    QCOMPARE(history({"tag"}, {id, u"a"_qs, u"b"_qs}).status, 0);
    QCOMPARE(history({"tag", "--remove"}, {id, u"a"_qs}).status, 0);
    QCOMPARE(history({"baseline"}, {id}).status, 0);
    const QJsonObject run = listed({u"--baselines"_qs}).first().toObject();
    QCOMPARE(run.value(u"note"_qs).toString(), u"A note"_qs);
    QCOMPARE(run.value(u"tags"_qs).toArray(), QJsonArray{u"b"_qs});
    QCOMPARE(run.value(u"baseline"_qs).toBool(), true);
    QCOMPARE(history({"baseline", "--off"}, {id}).status, 0);
    QCOMPARE(listed({u"--baselines"_qs}).size(), 0);
}

void TestEscalactlHistory::deletesAndRestores()
{
    const QString first = idOf(makeRun());
    const QString second = idOf(makeRun());
    QCOMPARE(history({"delete"}, {first}).status, 0);
    QCOMPARE(listed().size(), 1);
    QCOMPARE(listed({u"--removed"_qs}).size(), 1);
    QCOMPARE(history({"restore"}, {first}).status, 0);
    QCOMPARE(listed().size(), 2);
    QCOMPARE(history({"prune", "--keep", "1"}).output, QByteArray("1 run deleted.\n"));
    QCOMPARE(listed().first().toObject().value(u"id"_qs).toString(), second);
    QCOMPARE(history({"check"}).output, QByteArray("The history is sound.\n"));
}

void TestEscalactlHistory::exportsAndImports()
{
    const QByteArray result = makeRun();
    const QString id = idOf(result);
    QCOMPARE(history({"export"}, {id, u"run.escala-run"_qs}).status, 0);
    const QStringList there{u"--history"_qs, u"there.sqlite"_qs};
    const ctl::Outcome imported = history({"import", "run.escala-run"}, there);
    QVERIFY2(imported.status == 0, imported.errors.constData());
    QCOMPARE(imported.output, id.toUtf8() + '\n');
    QCOMPARE(history({"show", "--json", "-"}, there + QStringList{id}).output, result);
    QFile file(u"cut.escala-run"_qs);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(ctl::readAll(u"run.escala-run"_qs).chopped(10));
    file.close();
    const ctl::Outcome refused = history({"import", "cut.escala-run"}, there);
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.errors.contains("cut.escala-run") && refused.errors.contains("Nothing was changed"),
             refused.errors.constData());
    QCOMPARE(listed(there).size(), 1);
}

void TestEscalactlHistory::keepsAnInterruptedRun()
{
    const ctl::Server server({u"cached"_qs, u"--port"_qs, u"0"_qs, u"--delay"_qs, u"1ms"_qs});
    QProcess process;
    process.start(ctl::program("escalactl"),
                  {u"run"_qs, u"--duration"_qs, u"1h"_qs, u"--connections"_qs, u"2"_qs, server.url()});
    QTRY_VERIFY_WITH_TIMEOUT(!listed().isEmpty() && listed().first().toObject().value(u"duration_s"_qs).toDouble() >= 1,
                             ctl::kPatience);
    QCOMPARE(listed().first().toObject().value(u"state"_qs).toString(), u"running"_qs);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QCOMPARE(ctl::finish(process).status, 130);
    QCOMPARE(listed().first().toObject().value(u"state"_qs).toString(), u"finished"_qs);
}

void TestEscalactlHistory::keepsARunThatWasKilled()
{
    const ctl::Server server({u"cached"_qs, u"--port"_qs, u"0"_qs, u"--delay"_qs, u"1ms"_qs});
    QProcess process;
    process.start(ctl::program("escalactl"),
                  {u"run"_qs, u"--duration"_qs, u"1h"_qs, u"--connections"_qs, u"2"_qs, server.url()});
    QTRY_VERIFY_WITH_TIMEOUT(!listed().isEmpty() && listed().first().toObject().value(u"duration_s"_qs).toDouble() >= 1,
                             ctl::kPatience);
    process.kill();
    QCOMPARE(ctl::finish(process).status, -1);
    const QJsonObject run = listed({u"--state"_qs, u"interrupted"_qs}).first().toObject();
    const ctl::Outcome shown = history({"show", "--json", "-"}, {run.value(u"id"_qs).toString()});
    const QJsonObject target = ctl::firstTarget(ctl::parseJson(shown.output));
    QVERIFY(!target.value(u"series"_qs).toArray().isEmpty());
    QCOMPARE(run.value(u"verdict"_qs), QJsonValue());
}

void TestEscalactlHistory::aBrokenHistoryFailsNoRun()
{
    const ctl::Server server({u"cached"_qs, u"--port"_qs, u"0"_qs, u"--delay"_qs, u"1ms"_qs});
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "20", "--json", "-", "--history", "/proc/history.sqlite"}, {server.url()});
    QCOMPARE(outcome.status, 0);
    QVERIFY(!ctl::parseJson(outcome.output).isEmpty());
    QVERIFY2(outcome.errors.contains("warning: ") && outcome.errors.contains("/proc/history.sqlite"),
             outcome.errors.constData());
    QCOMPARE(outcome.errors.count('\n'), 1);
    QFile file(u"garbage.sqlite"_qs);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const ctl::Outcome aside = ctl::run({"run", "--requests", "20", "--history", "garbage.sqlite"}, {server.url()});
    QCOMPARE(aside.status, 0);
    QVERIFY2(aside.errors.contains("was damaged"), aside.errors.constData());
    QCOMPARE(listed({u"--history"_qs, u"garbage.sqlite"_qs}).size(), 1);
    QCOMPARE(QDir().entryList({u"garbage.sqlite.damaged-*"_qs}).size(), 1);
}

void TestEscalactlHistory::saysThatTheHistoryIsDamaged()
{
    QFile file(u"damaged.sqlite"_qs);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const ctl::Outcome checked = history({"check", "--history", "damaged.sqlite"});
    QCOMPARE(checked.status, 1);
    QCOMPARE(checked.output, QByteArray());
    QVERIFY2(checked.errors.contains("was damaged"), checked.errors.constData());
    QCOMPARE(history({"check", "--history", "damaged.sqlite"}).status, 0); // the new one
}

void TestEscalactlHistory::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *line, int status = 2) {
        QTest::newRow(name) << QString::fromLatin1(line).split(u' ') << status;
    };
    row("no subcommand", "history");
    row("unknown subcommand", "history frobnicate");
    row("no id", "history show");
    row("an id that is not there", "history show 0123");
    row("a state that is none", "history list --state dead");
    row("an order that is none", "history list --sort colour");
    row("both history and none", "run --history x --no-history http://127.0.0.1:1/");
    row("a history without a name", "history list --history=");
    row("a name of nothing", "history rename 0123 ");
    row("a tag of nothing", "history tag 0123 ");
    row("fewer than no runs", "history list --limit -1");
    row("keep fewer than none", "history prune --keep -1");
    row("no number of days", "history prune --days nan");
    row("less than no days", "history prune --days -1");
    row("less than no bytes", "history prune --bytes -5");
    row("a search among the removed", "history list --removed --search x");
    row("a file that is not there", "history import nothing.escala-run");
    row("a folder that can't be made", "history list --history /proc/history.sqlite", 1);
}

void TestEscalactlHistory::refusesBadArguments()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, status);
    const ctl::Outcome outcome = ctl::run(arguments);
    QCOMPARE(outcome.status, status);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY(outcome.errors.startsWith("escalactl: error: "));
}

QTEST_GUILESS_MAIN(TestEscalactlHistory)
#include "tst_escalactl_history.moc"
