#include "ctl.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

/// escalactl history diff, with runs that were made for it against the built-in servers.
class TestEscalactlDiff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void slowerServerIsSlower();
    void runAgainstItselfIsTheSame();
    void variantsOfARun();
    void failsABuild_data();
    void failsABuild();
    void junitForPython();
    void invalidRunDoesNotPass();
    void otherPlanDoesNotPass();
    void baselineThatIsSet();
    void invalidRunIsNoBaseline();
    void badArguments_data();
    void badArguments();

private:
    /// Makes a run of a plan and returns its id.
    [[nodiscard]] QString made(const QByteArray &targets, const QByteArray &load) const;
    [[nodiscard]] ctl::Outcome diff(const QStringList &arguments) const;
    [[nodiscard]] QString run(const QString &name) const { return m_runs.value(name, name); }

    QTemporaryDir m_dir;
    QMap<QString, QString> m_runs; ///< Ids by a name for the rows of this test.
};

namespace {

QByteArray told(const ctl::Outcome &outcome)
{
    return outcome.output + outcome.errors;
}

constexpr auto kLoad = R"("users": 4, "duration": "6s")";

QByteArray slow(const char *name, const char *delay)
{
    return QByteArray(R"({"name": ")") + name + R"(", "server": {"kind": "slow", "delay": ")" + delay + R"("}})";
}

/// By figure, of the first comparison.
QMap<QString, QJsonObject> figuresOf(const ctl::Outcome &outcome)
{
    QMap<QString, QJsonObject> figures;
    const QJsonObject pair =
        ctl::parseJson(outcome.output).value(QStringLiteral("comparisons")).toArray().first().toObject();
    for (const auto &each : pair.value(QStringLiteral("figures")).toArray())
        figures[each.toObject().value(QStringLiteral("figure")).toString()] = each.toObject();
    return figures;
}

QString wordOf(const ctl::Outcome &outcome, const char *figure)
{
    return figuresOf(outcome).value(QString::fromLatin1(figure)).value(QStringLiteral("word")).toString();
}

}

QString TestEscalactlDiff::made(const QByteArray &targets, const QByteArray &load) const
{
    QFile file(m_dir.filePath(QStringLiteral("plan.json")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({"name": "Made for this", "targets": [)" + targets + R"(], "load": {)" + load + "}}");
    file.close();
    const ctl::Outcome outcome =
        ctl::run({"compare", "--json", "-", "--history"},
                 {m_dir.filePath(QStringLiteral("h.sqlite")), QStringLiteral("--preset"), file.fileName()});
    return ctl::parseJson(outcome.output).value(QStringLiteral("id")).toString();
}

ctl::Outcome TestEscalactlDiff::diff(const QStringList &arguments) const
{
    QStringList named;
    for (const QString &each : arguments)
        named.append(run(each));
    return ctl::run({"history", "diff", "--history"}, QStringList{m_dir.filePath(QStringLiteral("h.sqlite"))} + named);
}

void TestEscalactlDiff::initTestCase()
{
    m_runs[QStringLiteral("before")] = made(slow("Shop", "50ms"), kLoad);
    m_runs[QStringLiteral("after")] = made(slow("Shop", "75ms"), kLoad);
    m_runs[QStringLiteral("both")] = made(slow("Old", "50ms") + "," + slow("New", "75ms"), kLoad);
    m_runs[QStringLiteral("silent")] =
        made(slow("Shop", "1h"), R"("users": 4, "duration": "1s", "drain_limit": "100ms")");
    for (const QString &id : std::as_const(m_runs))
        QVERIFY(!id.isEmpty());
}

void TestEscalactlDiff::slowerServerIsSlower()
{
    const ctl::Outcome outcome =
        diff({QStringLiteral("before"), QStringLiteral("after"), QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QCOMPARE(wordOf(outcome, "throughput"), QStringLiteral("slower"));
    QCOMPARE(wordOf(outcome, "p50"), QStringLiteral("slower"));
    const QJsonObject p50 = figuresOf(outcome).value(QStringLiteral("p50"));
    QVERIFY(std::abs(p50.value(QStringLiteral("ratio")).toDouble() - 1.5) < 0.1);
    const QJsonArray interval = p50.value(QStringLiteral("ratio_interval")).toArray();
    QVERIFY(interval.at(0).toDouble() > 1.3 && interval.at(1).toDouble() < 1.7);
    const ctl::Outcome table = diff({QStringLiteral("before"), QStringLiteral("after")});
    QVERIFY2(table.output.contains("  slower\n"), table.output.constData());
    QVERIFY(table.output.contains(
        QByteArray("Baseline: Shop (Made for this, " + run(QStringLiteral("before")).left(8).toLatin1())));
}

void TestEscalactlDiff::runAgainstItselfIsTheSame()
{
    const ctl::Outcome outcome =
        diff({QStringLiteral("before"), QStringLiteral("before"), QStringLiteral("--fail-if"),
              QStringLiteral("p99 > +5%"), QStringLiteral("--fail-if"), QStringLiteral("throughput < -5%"),
              QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    for (const char *figure : {"throughput", "p50", "p95", "errors"})
        QCOMPARE(wordOf(outcome, figure), QStringLiteral("no demonstrable difference"));
}

void TestEscalactlDiff::variantsOfARun()
{
    const ctl::Outcome outcome =
        diff({QStringLiteral("both"), QStringLiteral("--variants"), QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QCOMPARE(wordOf(outcome, "p50"), QStringLiteral("slower"));
    const QJsonObject pair =
        ctl::parseJson(outcome.output).value(QStringLiteral("comparisons")).toArray().first().toObject();
    QCOMPARE(pair.value(QStringLiteral("paired")).toBool(), true);
    QCOMPARE(pair.value(QStringLiteral("candidate")).toObject().value(QStringLiteral("target")).toString(),
             QStringLiteral("New"));
}

void TestEscalactlDiff::failsABuild_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("status");
    QTest::newRow("half as slow again") << QStringLiteral("p50 > +5%") << 3;
    QTest::newRow("that much is allowed") << QStringLiteral("p50 > +90%") << 0;
    QTest::newRow("fewer answers") << QStringLiteral("throughput < -5%") << 3;
    QTest::newRow("more answers") << QStringLiteral("throughput > +5%") << 0;
    QTest::newRow("no errors") << QStringLiteral("errors > +1pp") << 0;
    QTest::newRow("no such figure") << QStringLiteral("hit_ratio < -1pp") << 3;
}

void TestEscalactlDiff::failsABuild()
{
    QFETCH(const QString, condition);
    QFETCH(const int, status);
    const ctl::Outcome outcome =
        diff({QStringLiteral("before"), QStringLiteral("after"), QStringLiteral("--fail-if"), condition});
    QVERIFY2(outcome.status == status, told(outcome).constData());
    QCOMPARE(outcome.output.contains(QByteArray("Fail if " + condition.toLatin1() + ": FAILED")), status == 3);
}

void TestEscalactlDiff::junitForPython()
{
    const QString file = m_dir.filePath(QStringLiteral("junit.xml"));
    const ctl::Outcome outcome = diff({QStringLiteral("before"), QStringLiteral("after"), QStringLiteral("--fail-if"),
                                       QStringLiteral("p50 > +5%"), QStringLiteral("--fail-if"),
                                       QStringLiteral("throughput > +5%"), QStringLiteral("--junit"), file});
    QCOMPARE(outcome.status, 3);
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys, xml.etree.ElementTree as e\n"
                                 "for suite in e.parse(sys.argv[1]).getroot():\n"
                                 "    print(suite.get('name'), suite.get('tests'), suite.get('failures'))\n"
                                 "    for case in suite: print(case.get('name'), [each.tag for each in case])\n"),
                  file});
    const ctl::Outcome read = ctl::finish(python);
    QCOMPARE(QString::fromUtf8(read.output),
             QStringLiteral("Shop 2 1\n"
                            "fail if p50 > +5% ['failure']\n"
                            "fail if throughput > +5% ['system-out']\n"));
}

void TestEscalactlDiff::invalidRunDoesNotPass()
{
    const ctl::Outcome outcome = diff(
        {QStringLiteral("silent"), QStringLiteral("silent"), QStringLiteral("--fail-if"), QStringLiteral("p99 > +5%")});
    QVERIFY2(outcome.status == 3, told(outcome).constData());
    QVERIFY2(outcome.output.contains("Not comparable: the baseline may not be believed"), outcome.output.constData());
    QCOMPARE(diff({QStringLiteral("silent"), QStringLiteral("silent")}).status, 0); // nothing was asked
}

void TestEscalactlDiff::otherPlanDoesNotPass()
{
    const ctl::Outcome outcome = diff(
        {QStringLiteral("before"), QStringLiteral("silent"), QStringLiteral("--fail-if"), QStringLiteral("p99 > +5%")});
    QVERIFY2(outcome.status == 3, told(outcome).constData());
    QVERIFY2(outcome.output.contains("different plans: load.drain_limit is 2s and 100ms"), outcome.output.constData());
}

void TestEscalactlDiff::baselineThatIsSet()
{
    const QString history = m_dir.filePath(QStringLiteral("h.sqlite"));
    const ctl::Outcome none = diff({QStringLiteral("after")});
    QCOMPARE(none.status, 2);
    QVERIFY2(none.errors.contains("no other run is a baseline"), none.errors.constData());
    QCOMPARE(
        ctl::run({"history", "baseline"}, {run(QStringLiteral("before")), QStringLiteral("--history"), history}).status,
        0);
    const ctl::Outcome outcome =
        diff({QStringLiteral("after"), QStringLiteral("--fail-if"), QStringLiteral("p50 > +5%")});
    QVERIFY2(outcome.status == 3, told(outcome).constData());
    QVERIFY(outcome.output.contains(run(QStringLiteral("before")).left(8).toLatin1()));
}

void TestEscalactlDiff::invalidRunIsNoBaseline()
{
    const QString history = m_dir.filePath(QStringLiteral("h.sqlite"));
    const QStringList arguments{run(QStringLiteral("silent")), QStringLiteral("--history"), history};
    const ctl::Outcome refused = ctl::run({"history", "baseline"}, arguments);
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.errors.contains("--force"), refused.errors.constData());
    QCOMPARE(ctl::run({"history", "baseline", "--force"}, arguments).status, 0);
    QCOMPARE(ctl::run({"history", "baseline", "--off"}, arguments).status, 0);
}

void TestEscalactlDiff::badArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("why");
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(u'|', Qt::SkipEmptyParts); };
    QTest::newRow("no run") << words("") << QByteArray("id");
    QTest::newRow("unknown run") << words("before|ffffffff") << QByteArray("ffffffff");
    QTest::newRow("bad condition") << words("before|after|--fail-if|p99 > 5 ms") << QByteArray("'p99 > +5%'");
    QTest::newRow("unknown target") << words("before|after|--target|Nobody") << QByteArray("it has Shop");
    QTest::newRow("other targets") << words("before|both") << QByteArray("choose one with --target");
    QTest::newRow("one variant") << words("before|--variants") << QByteArray("one target");
    QTest::newRow("variants of two") << words("before|both|--variants") << QByteArray("name one");
    QTest::newRow("all to standard output")
        << words("before|after|--json|-|--junit|-") << QByteArray("standard output");
}

void TestEscalactlDiff::badArguments()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, why);
    const ctl::Outcome outcome = diff(arguments);
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.errors.contains(why), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(TestEscalactlDiff)
#include "tst_escalactl_diff.moc"
