#include "ctl.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace {

QByteArray told(const ctl::Outcome &outcome)
{
    return outcome.output + outcome.errors;
}

}

/// escalactl … --repeat N.
class TestEscalactlRepeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesTheRounds();
    void keepsWhatThereIsWhenInterrupted();
    void unreachable();
    void conditionOfASingleTarget();
    void badArguments_data();
    void badArguments();

private:
    [[nodiscard]] QStringList plan(const char *duration) const;
    [[nodiscard]] QJsonArray stored() const;

    QTemporaryDir m_dir;
};

/// Two servers of 20 and 30 ms.
QStringList TestEscalactlRepeat::plan(const char *duration) const
{
    QFile file(m_dir.filePath(QStringLiteral("plan.json")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QByteArray(R"({"name": "Rounds", "targets": [
        {"name": "Old", "server": {"kind": "slow", "delay": "20ms"}},
        {"name": "New", "server": {"kind": "slow", "delay": "30ms"}}],
      "load": {"users": 3, "duration": ")")
               + duration + R"("}})");
    return {QStringLiteral("--preset"), file.fileName(), QStringLiteral("--history"),
            m_dir.filePath(QStringLiteral("h.sqlite"))};
}

QJsonArray TestEscalactlRepeat::stored() const
{
    const ctl::Outcome outcome = ctl::run({"history", "list", "--ascending", "--json", "-", "--history"},
                                          {m_dir.filePath(QStringLiteral("h.sqlite"))});
    return QJsonDocument::fromJson(outcome.output).array();
}

void TestEscalactlRepeat::comparesTheRounds()
{
    const QString json = m_dir.filePath(QStringLiteral("r.json"));
    const QString junit = m_dir.filePath(QStringLiteral("j.xml"));
    const ctl::Outcome outcome =
        ctl::run({"compare", "--repeat", "5", "--fail-if", "p50 > +5%"},
                 plan("500ms") + QStringList{QStringLiteral("--json"), json, QStringLiteral("--junit"), junit});
    QVERIFY2(outcome.status == 3, told(outcome).constData());
    QVERIFY2(outcome.errors.contains("5 rounds. Where runs vary by 2, 5 or 10 %"), outcome.errors.constData());
    QVERIFY2(outcome.output.contains("Intervals from 5 pairs"), outcome.output.constData());
    QVERIFY(outcome.output.contains("  slower\n"));
    QVERIFY(ctl::readAll(junit).contains("<failure"));
    const QJsonObject result = ctl::readJson(json);
    const QString group = result.value(QStringLiteral("group")).toString();
    const QJsonArray runs = stored();
    QCOMPARE(runs.size(), 10);
    for (qsizetype index = 0; index < runs.size(); ++index) {
        const QJsonObject run = runs.at(index).toObject();
        QCOMPARE(run.value(QStringLiteral("repetition")).toString(), group);
        QCOMPARE(run.value(QStringLiteral("round")).toInteger(), index / 2 + 1);
        QCOMPARE(run.value(QStringLiteral("targets")).toArray().first().toString(),
                 index % 2 == 0 ? QStringLiteral("Old") : QStringLiteral("New"));
    }
    // The next ones know what earlier ones varied by.
    const ctl::Outcome again = ctl::run({"compare", "--repeat", "2", "--json", "-"}, plan("500ms"));
    QVERIFY2(again.status == 0, again.errors.constData());
    QVERIFY2(again.errors.contains("By 5 earlier runs of this plan"), again.errors.constData());
    QVERIFY(again.errors.contains("An interval needs 5 rounds or more."));
    QCOMPARE(ctl::parseJson(again.output).value(QStringLiteral("rounds")).toInt(), 2);
}

void TestEscalactlRepeat::keepsWhatThereIsWhenInterrupted()
{
    const auto before = stored().size();
    QProcess process;
    process.start(ctl::program("escalactl"),
                  QStringList{QStringLiteral("compare"), QStringLiteral("--repeat"), QStringLiteral("500")}
                      + plan("1s"));
    QVERIFY(QTest::qWaitFor([&] { return stored().size() >= before + 3; }, ctl::kPatience));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const ctl::Outcome outcome = ctl::finish(process);
    QVERIFY2(outcome.status == 130, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("Old") && outcome.output.contains("rounds that an interval needs"),
             outcome.output.constData());
}

void TestEscalactlRepeat::unreachable()
{
    const ctl::Outcome outcome = ctl::run({"run", "--repeat", "3", "--duration", "200ms", "--no-history"},
                                          {QStringLiteral("http://127.0.0.1:%1/").arg(ctl::freePort())});
    QCOMPARE(outcome.status, 4);
    QVERIFY2(outcome.errors.contains("could not be reached"), outcome.errors.constData());
}

void TestEscalactlRepeat::conditionOfASingleTarget()
{
    const ctl::Outcome outcome =
        ctl::run({"run", "--repeat", "5", "--fail-if", "p99 > +5%", "--duration", "200ms", "--no-history"},
                 {QStringLiteral("http://127.0.0.1:%1/").arg(ctl::freePort())});
    QCOMPARE(outcome.status, 2); // not a build that is green whatever happens
    QVERIFY2(outcome.errors.contains("there is only one"), outcome.errors.constData());
}

void TestEscalactlRepeat::badArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("why");
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(u'|'); };
    QTest::newRow("once") << words("--repeat|1") << QByteArray("--repeat");
    QTest::newRow("condition without rounds") << words("--fail-if|p99 > +5%") << QByteArray("history diff");
    QTest::newRow("bad condition") << words("--repeat|5|--fail-if|p99") << QByteArray("'p99 > +5%'");
    QTest::newRow("file of a single run")
        << words("--repeat|5|--csv|x.csv") << QByteArray("--csv is about a single run");
    QTest::newRow("threshold") << words("--repeat|5|--threshold|p99<1s") << QByteArray("use --fail-if");
}

void TestEscalactlRepeat::badArguments()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, why);
    const ctl::Outcome outcome = ctl::run({"compare"}, plan("1s") + arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.errors.contains(why), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(TestEscalactlRepeat)
#include "tst_escalactl_repeat.moc"
