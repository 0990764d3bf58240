#include "ctl.h"

#include <QDir>
#include <QJsonObject>
#include <QTest>

/// `escalactl calibrate`, and what later runs make of it.
class TestEscalactlCalibrate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void laterRunsKnowTheCeiling();
    void badArguments_data();
    void badArguments();
};

namespace {

QJsonObject generatorOf(const ctl::Server &server, const QStringList &more)
{
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "200", "--json", "-"}, more + QStringList{server.url()});
    if (outcome.status != 0)
        qWarning("%s", outcome.errors.constData());
    return ctl::parseJson(outcome.output).value(u"generator").toObject();
}

const QStringList kOneThread{QStringLiteral("--threads"), QStringLiteral("1")};

}

void TestEscalactlCalibrate::laterRunsKnowTheCeiling()
{
    const ctl::Server server({QStringLiteral("slow"), QStringLiteral("--delay"), QStringLiteral("0s")});
    QVERIFY(generatorOf(server, kOneThread).value(u"calibration").isNull());

    const ctl::Outcome outcome = ctl::run({"calibrate", "--json", "-"}, kOneThread);
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const QJsonObject kept = ctl::parseJson(outcome.output);
    const double ceiling = kept.value(u"ceiling_rps").toDouble();
    QVERIFY(ceiling > 0);
    QCOMPARE(kept.value(u"engine_threads").toInt(), 1);

    const QJsonObject known = generatorOf(server, kOneThread).value(u"calibration").toObject();
    QCOMPARE(known.value(u"ceiling_rps").toDouble(), ceiling);
    QVERIFY(known.value(u"ceiling_share").toDouble() > 0);
    QCOMPARE(known.value(u"lag_floor_s").toDouble(), kept.value(u"lag_floor_s").toDouble());
    const QStringList twoThreads{QStringLiteral("--threads"), QStringLiteral("2")};
    QVERIFY(generatorOf(server, twoThreads).value(u"calibration").isNull());

    const ctl::Outcome text = ctl::run({"run", "--requests", "200"}, kOneThread + QStringList{server.url()});
    QVERIFY2(text.output.contains("of its ceiling of "), text.output.constData());
}

void TestEscalactlCalibrate::badArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no thread") << QStringList{QStringLiteral("--threads"), QStringLiteral("0")};
    QTest::newRow("a URL") << QStringList{QStringLiteral("http://127.0.0.1/")};
}

void TestEscalactlCalibrate::badArguments()
{
    QFETCH(const QStringList, arguments);
    QCOMPARE(ctl::run({"calibrate"}, arguments).status, 2);
}

QTEST_GUILESS_MAIN(TestEscalactlCalibrate)
#include "tst_escalactl_calibrate.moc"
