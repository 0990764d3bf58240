#include "report/report.h"
#include "sample_result.h"

#include <QTest>

using namespace escala;
using namespace std::chrono_literals;
using metrics::ErrorKind;

using Sides = std::vector<SampleSide>;
Q_DECLARE_METATYPE(Sides)

class TestAnswer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoSides_data();
    void twoSides();
    void oneSide_data();
    void oneSide();
    void nothing();
};

namespace {

QString answer(const Sides &sides)
{
    return QString::fromStdString(report::answerSentence(sampleResult(sides))).replace(QChar(0xa0), u' ');
}

}

void TestAnswer::twoSides_data()
{
    QTest::addColumn<Sides>("sides");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const Sides &sides, const char *sentence) {
        QTest::newRow(name) << sides << QString::fromUtf8(sentence);
    };
    const SampleSide slow{.name = "Slow"};
    row("a cache", {slow, {.name = "Cached", .good = 486'000, .response = 14ms, .hits = 485'903, .misses = 97}},
        "Cached serves 486× the requests of Slow; its p99 is 93 % lower; 99.98 % hits.");
    row("a cache in another league",
        {{.name = "Slow", .response = 1700ms}, {.name = "Cached", .good = 99'300, .response = 1ms, .hits = 99'300}},
        "Cached serves 99.3× the requests of Slow; its p99 is 1,700× lower; 100 % hits.");
    row("a slower candidate", {slow, {.name = "Proxy", .good = 800, .response = 250ms}},
        "Proxy serves only 80 % of the requests of Slow; its p99 is 25 % higher.");
    row("a far slower candidate", {slow, {.name = "Proxy", .good = 400, .response = 500ms}},
        "Proxy serves only 40 % of the requests of Slow; its p99 is 2.5× as high.");
    row("two alike, no cache header", {slow, {.name = "Other", .good = 1005, .response = 199ms}},
        "Other serves as many requests as Slow; its p99 is the same.");
    row("too few answers for p99", {{.name = "Slow", .good = 100}, {.name = "Fast", .good = 200, .response = 100ms}},
        "Fast serves 2× the requests of Slow; its p95 is 50 % lower.");
    row("too few answers for p95", {{.name = "Slow", .good = 10}, {.name = "Fast", .good = 20, .response = 100ms}},
        "Fast serves 2× the requests of Slow; its p50 is 50 % lower.");
    row("both dead",
        {{.name = "Slow", .good = 0, .errors = {{ErrorKind::Refused, 7}}},
         {.name = "Cached", .good = 0, .errors = {{ErrorKind::Timeout, 3}}}},
        "Slow gave no good answer (connection refused); Cached gave no good answer (timed out).");
    row("the baseline is dead",
        {{.name = "Slow", .good = 0, .errors = {{ErrorKind::Reset, 7}}}, {.name = "Cached", .response = 2ms}},
        "Slow gave no good answer (connection reset); Cached serves 100 requests/s with a p50 of 2 ms and a p99 of 2 "
        "ms.");
    row("the candidate is dead",
        {slow, {.name = "Cached", .good = 0, .response = 1ms, .errors = {{ErrorKind::Status5xx, 90'000}}}},
        "Cached gave no good answer (status 5xx); Slow serves 100 requests/s with a p50 of 200 ms and a p99 of 200 "
        "ms.");
    row("quick errors are no praise",
        {slow, {.name = "Cached", .good = 10'000, .response = 1ms, .errors = {{ErrorKind::Status5xx, 30'000}}}},
        "75 % of the requests to Cached failed (status 5xx); good answers: Slow 100/s, Cached 1,000/s.");
    row("the baseline fails often",
        {{.name = "Slow", .errors = {{ErrorKind::Timeout, 1000}}}, {.name = "Cached", .good = 9'000, .response = 1ms}},
        "50 % of the requests to Slow failed (timed out); good answers: Slow 100/s, Cached 900/s.");
    row("a few errors are told at the end",
        {slow, {.name = "Fast", .good = 1998, .response = 100ms, .errors = {{ErrorKind::Protocol, 2}}}},
        "Fast serves 2× the requests of Slow; its p99 is 50 % lower; 0.1 % of the requests to Fast failed (not valid "
        "HTTP).");
    row("stopped before any answer", {{.name = "Slow", .good = 0, .aborted = 20}, {.name = "Cached", .good = 0}},
        "Slow gave no answer before the run ended; Cached was sent no request.");
    row("the best of several",
        {slow, {.name = "A", .good = 2000, .response = 100ms}, {.name = "B", .good = 4000, .response = 50ms}},
        "Best of 2 candidates: B serves 4× the requests of Slow; its p99 is 75 % lower.");
}

void TestAnswer::twoSides()
{
    QFETCH(const Sides, sides);
    QFETCH(const QString, sentence);
    QCOMPARE(answer(sides), sentence);
}

void TestAnswer::oneSide_data()
{
    QTest::addColumn<Sides>("sides");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const SampleSide &side, const char *sentence) {
        QTest::newRow(name) << Sides{side} << QString::fromUtf8(sentence);
    };
    row("plain", {.name = "Slow"}, "Slow serves 100 requests/s with a p50 of 200 ms and a p99 of 200 ms.");
    row("cached", {.name = "C", .good = 1000, .response = 190us, .hits = 960, .misses = 40},
        "C serves 100 requests/s with a p50 of 0.19 ms and a p99 of 0.19 ms; 96 % hits.");
    row("dead", {.name = "Slow", .good = 0, .errors = {{ErrorKind::Dns, 1}}},
        "Slow gave no good answer (name not resolved).");
    row("mostly errors", {.name = "Slow", .good = 100, .errors = {{ErrorKind::Tls, 300}}},
        "75 % of the requests to Slow failed (TLS failed); Slow serves 10 requests/s with a p50 of 200 ms and a p99 of "
        "200 ms.");
}

void TestAnswer::oneSide()
{
    twoSides();
}

void TestAnswer::nothing()
{
    QCOMPARE(report::answerSentence(experiment::RunResult{}), std::string());
}

QTEST_GUILESS_MAIN(TestAnswer)
#include "tst_answer.moc"
