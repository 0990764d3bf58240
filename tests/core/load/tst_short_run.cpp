#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <string_view>

/// The course of a run shorter than a second is made of its single requests: it must add up to the totals.
class TestShortRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytesAddUp_data();
    void bytesAddUp();
};

namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n";
constexpr std::string_view kHalf = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nho";

}

void TestShortRun::bytesAddUp_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<bool>("whole");
    QTest::newRow("answers") << std::string(kAnswer) << true;
    QTest::newRow("answers cut short") << std::string(kHalf) << false;
}

void TestShortRun::bytesAddUp()
{
    QFETCH(const std::string, answer);
    QFETCH(const bool, whole);
    constexpr std::uint64_t kRequests = 20;
    const ScriptServer server([answer, whole](ScriptConnection &connection) {
        while (!connection.request().empty()) {
            connection.send(answer);
            if (!whole)
                return; // which closes it
        }
    });
    EngineRun run;
    QCOMPARE(run.start(smallPlan(kRequests), {localUrl(server.port())}), std::string());
    const auto target = run.finish()->targets.front();
    QCOMPARE(target.summary.ledger.ok, whole ? kRequests : 0);
    QCOMPARE(target.summary.bytesReceived, kRequests * answer.size());
    std::uint64_t inSeries = 0;
    for (const auto &point : target.seconds)
        inSeries += point.bytesReceived;
    QCOMPARE(inSeries, kRequests * answer.size());
}

QTEST_GUILESS_MAIN(TestShortRun)
#include "tst_short_run.moc"
