#include "experiment/verdict_text.h"

#include <QLocale>
#include <QTest>

using namespace escala;
using namespace escala::experiment;
using namespace std::chrono_literals;
using metrics::VerdictReason;

class TestVerdictText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reason_data();
    void reason();
    void valid();
    void figuresAreForTheReader();
    void everyReasonIsSaid();
};

void TestVerdictText::reason_data()
{
    QTest::addColumn<VerdictReason>("reason");
    QTest::addColumn<QString>("text");
    using Kind = VerdictReason::Kind;
    const auto row = [](Kind kind, double value, double limit, std::size_t target, const char *text) {
        VerdictReason reason{
            .kind = kind, .verdict = metrics::Verdict::Degraded, .value = value, .limit = limit, .target = target};
        QTest::newRow(text) << reason << QString::fromUtf8(text);
    };
    row(Kind::Drops, 0.013, 0.001, 0, "1.3 % of the requests were dropped, over 0.1 %");
    row(Kind::SentRate, 0.95, 0.99, 0, "only 95 % of the offered rate was sent, under 99 %");
    row(Kind::Lag, 0.0032, 0.001, 0, "generator lag p99 3.2 ms, over 1 ms");
    row(Kind::EngineCpu, 0.97, 0.85, 0, "an engine thread used 97 % of its core, over 85 %");
    row(Kind::Connections, 900, 1000, 1, "Cached: only 900 connections of 1,000 were open");
    row(Kind::FileDescriptors, 0.95, 0.9, 0, "95 % of the file descriptors are in use, over 90 %");
    row(Kind::Ports, 0.95, 0.9, 0, "95 % of the ephemeral ports are in use, over 90 %");
    row(Kind::ClockJump, 2.5, 1, 0, "the clock jumped by 2.5 s: a suspend, or a clock set");
    row(Kind::LittlesLaw, 0.08, 0.05, 0, "Slow: requests in flight and rate × response time differ by 8 %, over 5 %");
    row(Kind::FewSamples, 40, 72, 0, "Slow: only 40 answers, fewer than the 72 that percentiles need");
    row(Kind::SharedCores, 0.99, 0.9, 0, "server and generator share cores that were 99 % busy, over 90 %");
    row(Kind::NothingMeasured, 0, 1, 1, "Cached: no complete answer");
    row(Kind::NothingMeasured, 0, 1, 9, "?: no complete answer");
}

void TestVerdictText::reason()
{
    QFETCH(const VerdictReason, reason);
    QFETCH(const QString, text);
    QCOMPARE(QString::fromStdString(describe(reason, quickPreset())), text);
}

void TestVerdictText::valid()
{
    metrics::GeneratorHealth health;
    health.cpuShare = 0.61;
    health.lagP99 = 40us;
    QCOMPARE(QString::fromStdString(describe(health, quickPreset())),
             QStringLiteral("valid (CPU 61 %, lag p99 0.04 ms)"));
}

void TestVerdictText::figuresAreForTheReader()
{
    const metrics::GeneratorHealth health{.reasons = {}, .cpuShare = 0.0512, .lagP99 = 1'234us, .calibration = {}};
    const VerdictReason few{.kind = VerdictReason::Kind::Connections, .value = 9'500, .limit = 12'000};
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
    const auto person = describe(health, quickPreset());
    const auto personToo = describe(few, quickPreset());
    const auto file = describe(few, quickPreset(), Reader::File);
    QLocale::setDefault(before);
    QCOMPARE(person, "valid (CPU 5,12 %, lag p99 1,23 ms)");
    QCOMPARE(personToo, "Slow: only 9500 connections of 12.000 were open");
    QCOMPARE(file, "Slow: only 9,500 connections of 12,000 were open");
}

void TestVerdictText::everyReasonIsSaid()
{
    metrics::GeneratorHealth health;
    health.verdict = metrics::Verdict::Invalid;
    health.reasons = {{.kind = VerdictReason::Kind::Lag,
                       .verdict = metrics::Verdict::Degraded,
                       .value = 0.002,
                       .limit = 0.001,
                       .target = 0},
                      {.kind = VerdictReason::Kind::NothingMeasured,
                       .verdict = metrics::Verdict::Invalid,
                       .value = 0,
                       .limit = 1,
                       .target = 0}};
    QCOMPARE(QString::fromStdString(describe(health, quickPreset())),
             QStringLiteral("invalid: generator lag p99 2 ms, over 1 ms; Slow: no complete answer"));
}

QTEST_GUILESS_MAIN(TestVerdictText)
#include "tst_verdict_text.moc"
