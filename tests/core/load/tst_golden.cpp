#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::load::Model;
using escala::metrics::ErrorKind;
using escala::metrics::Histogram;

namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n";

/// Answers after a delay of a known law, and keeps how long it really held each request: what a client can't measure
/// as shorter, and should not measure as much longer.
class DelayingServer {
public:
    using Law = std::chrono::nanoseconds (*)(std::uint64_t request);

    explicit DelayingServer(Law law)
        : m_server([this, law](ScriptConnection &connection) {
            while (!connection.request().empty()) {
                const auto start = std::chrono::steady_clock::now();
                std::this_thread::sleep_until(start + law(m_next.fetch_add(1)));
                {
                    const std::scoped_lock lock(m_mutex);
                    m_held.record(std::chrono::steady_clock::now() - start);
                }
                connection.send(kAnswer);
            }
        })
    {
    }
    [[nodiscard]] std::uint16_t port() const { return m_server.port(); }
    [[nodiscard]] Histogram held()
    {
        const std::scoped_lock lock(m_mutex);
        return m_held;
    }

private:
    std::mutex m_mutex;
    Histogram m_held;
    std::atomic<std::uint64_t> m_next = 0;
    ScriptServer m_server; ///< First to go: its threads use the above.
};

}

Q_DECLARE_METATYPE(DelayingServer::Law)

/// The golden cases: what is measured is what was done, to the tolerance.
class TestGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void percentilesOfAKnownLaw_data();
    void percentilesOfAKnownLaw();
    void halfOfTheConnectionsFail();
};

void TestGolden::percentilesOfAKnownLaw_data()
{
    QTest::addColumn<DelayingServer::Law>("law");
    QTest::addColumn<QList<double>>("quantiles");
    QTest::newRow("fixed 5 ms") << DelayingServer::Law([](std::uint64_t) { return std::chrono::nanoseconds(5ms); })
                                << QList<double>{0.1, 0.5, 0.9};
    QTest::newRow("1 % of 1 s") << DelayingServer::Law([](std::uint64_t request) {
        return std::chrono::nanoseconds(request % 100 == 50 ? 1s : 2ms);
    }) << QList<double>{0.5, 0.9, 0.995};
}

// Within 1 % or 200 us of what the server did. Anything else that the machine does at the same time can only make it
// worse, so the best of a few runs counts.
void TestGolden::percentilesOfAKnownLaw()
{
    QFETCH(const DelayingServer::Law, law);
    QFETCH(const QList<double>, quantiles);
    QString apart;
    for (int attempt = 0; attempt < 10; ++attempt) {
        DelayingServer server(law);
        LoadPlan plan = smallPlan(600);
        plan.model = Model::Open;
        plan.rate = 400;
        plan.drainLimit = 10s;
        EngineRun run;
        QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
        const auto last = run.finish();
        const Histogram held = server.held();
        const Histogram &seen = last->targets.front().total->service;
        QCOMPARE(seen.count(), 600UL);
        QCOMPARE(held.count(), 600UL);
        apart.clear();
        for (const double quantile : quantiles) {
            const auto did = held.quantile(quantile);
            const auto saw = seen.quantile(quantile);
            const auto tolerance = std::max<std::chrono::nanoseconds>(200us, did / 100);
            QVERIFY2(saw >= did - did / 1000 - 2us, "seen shorter than the server took");
            if (saw - did > tolerance)
                apart +=
                    QStringLiteral("q%1: server %2 us, seen %3 us; ").arg(quantile).arg(did.count()).arg(saw.count());
        }
        if (apart.isEmpty())
            return;
    }
    QFAIL(qPrintable(apart));
}

void TestGolden::halfOfTheConnectionsFail()
{
    const ScriptServer server([](ScriptConnection &connection) {
        connection.request();
        if (connection.number % 2 == 0)
            connection.reset();
        else
            connection.send(kAnswer);
    });
    LoadPlan plan = smallPlan(400);
    plan.keepAlive = false;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.ledger.sent, 400UL);
    QCOMPARE(summary.ledger.ok, 200UL);
    QCOMPARE(summary.errors[static_cast<std::size_t>(ErrorKind::Reset)], 200UL);
    QCOMPARE(summary.response.count, 200UL);
    QCOMPARE(server.requests(), 400UL);
    // What a rate may count: successes only.
    const double rate = 200 / summary.duration.count();
    QVERIFY(std::abs(summary.achievedRps - rate) < rate * 1e-6);
}

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"
