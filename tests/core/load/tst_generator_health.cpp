#include "load/generator_health.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::GeneratorCondition;
using escala::load::judge;
using escala::load::TargetCondition;
using escala::metrics::Verdict;
using Kind = escala::metrics::VerdictReason::Kind;

Q_DECLARE_METATYPE(GeneratorCondition)

namespace {

GeneratorCondition healthy()
{
    GeneratorCondition condition;
    condition.targets.push_back({.answers = 1000,
                                 .lags = 1000,
                                 .lagP99 = 10us,
                                 .serviceP50 = 5ms,
                                 .usersStarted = 10,
                                 .usersConnected = 10,
                                 .inFlightSeen = 10.0,
                                 .inFlightExpected = 9.9});
    condition.cpuShare = condition.cpuPeak = 0.5;
    condition.finished = true;
    return condition;
}

}

class TestGeneratorHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void worstReasonDecides();
};

void TestGeneratorHealth::verdict_data()
{
    QTest::addColumn<GeneratorCondition>("condition");
    QTest::addColumn<int>("kind"); // -1: valid
    QTest::addColumn<int>("verdict");
    const auto row = [](const char *name, auto change, std::optional<Kind> kind, Verdict verdict = Verdict::Degraded) {
        GeneratorCondition condition = healthy();
        change(condition, condition.targets.front());
        QTest::newRow(name) << condition << (kind ? static_cast<int>(*kind) : -1)
                            << static_cast<int>(kind ? verdict : Verdict::Valid);
    };
    using C = GeneratorCondition;
    using T = TargetCondition;
    row("healthy", [](C &, T &) { }, std::nullopt);
    row("lag of 1 ms", [](C &, T &target) { target.lagP99 = 1ms; }, std::nullopt);
    row("lag over 1 ms", [](C &, T &target) { target.lagP99 = 1001us; }, Kind::Lag);
    row(
        "lag within a tenth of a slow service",
        [](C &, T &target) {
            target.lagP99 = 9ms;
            target.serviceP50 = 100ms;
        },
        std::nullopt);
    row("engine thread at 85 %", [](C &condition, T &) { condition.cpuPeak = 0.85; }, std::nullopt);
    row("engine thread over 85 %", [](C &condition, T &) { condition.cpuPeak = 0.86; }, Kind::EngineCpu);
    row("users without connection", [](C &, T &target) { target.usersConnected = 9; }, Kind::Connections);
    row(
        "users still connecting",
        [](C &condition, T &target) {
            target.usersConnected = 9;
            condition.finished = false;
        },
        std::nullopt);
    row("descriptors", [](C &condition, T &) { condition.descriptorShare = 0.91; }, Kind::FileDescriptors);
    row("ports", [](C &condition, T &) { condition.portShare = 0.91; }, Kind::Ports);
    row("machine slept", [](C &condition, T &) { condition.suspended = 2s; }, Kind::ClockJump, Verdict::Invalid);
    row("clock set", [](C &condition, T &) { condition.clockStep = 2s; }, Kind::ClockJump);
    row("clock slewed", [](C &condition, T &) { condition.clockStep = 1ms; }, std::nullopt);
    row("Little's law off", [](C &, T &target) { target.inFlightExpected = 8; }, Kind::LittlesLaw);
    row(
        "Little's law within a request",
        [](C &, T &target) {
            target.inFlightSeen = 2;
            target.inFlightExpected = 1.2;
        },
        std::nullopt);
    row(
        "Little's law unknown",
        [](C &, T &target) {
            target.inFlightSeen.reset();
            target.inFlightExpected = 1;
        },
        std::nullopt);
    row("72 answers", [](C &, T &target) { target.answers = 72; }, std::nullopt);
    row("71 answers", [](C &, T &target) { target.answers = 71; }, Kind::FewSamples);
    row(
        "few answers so far",
        [](C &condition, T &target) {
            target.answers = 1;
            condition.finished = false;
        },
        std::nullopt);
    row(
        "no answer",
        [](C &, T &target) {
            target.answers = 0;
            target.lags = 0;
        },
        Kind::NothingMeasured, Verdict::Invalid);
    row("shared cores, busy", [](C &condition, T &) { condition.machineBusy = 0.96; }, Kind::SharedCores);
    row("shared cores, idle", [](C &condition, T &) { condition.machineBusy = 0.5; }, std::nullopt);
}

void TestGeneratorHealth::verdict()
{
    QFETCH(const GeneratorCondition, condition);
    QFETCH(const int, kind);
    const auto health = judge(condition);
    QTEST(static_cast<int>(health.verdict), "verdict");
    QCOMPARE(health.reasons.size(), kind < 0 ? 0UL : 1UL);
    if (kind >= 0)
        QCOMPARE(static_cast<int>(health.reasons.front().kind), kind);
    QCOMPARE(health.cpuShare, 0.5);
}

void TestGeneratorHealth::worstReasonDecides()
{
    GeneratorCondition condition = healthy();
    condition.targets.push_back({});
    condition.cpuPeak = 1;
    const auto health = judge(condition);
    QCOMPARE(health.verdict, Verdict::Invalid);
    QCOMPARE(health.reasons.size(), 2UL);
    QCOMPARE(health.reasons.front().target, 1UL);
    QCOMPARE(health.lagP99, std::chrono::nanoseconds(10us));
}

QTEST_GUILESS_MAIN(TestGeneratorHealth)
#include "tst_generator_health.moc"
