#include "engine_run.h"
#include "io_faults.h"
#include "script_server.h"

#include <QTest>

#include <cerrno>
#include <numeric>
#include <optional>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::load::Model;
using escala::metrics::ErrorKind;
using io_faults::Call;
using io_faults::Fault;
using Kind = std::optional<ErrorKind>;

Q_DECLARE_METATYPE(Fault)
Q_DECLARE_METATYPE(Kind)
Q_DECLARE_METATYPE(Model)

/// Fails the n-th call to the kernel for n = 0, 1, 2 … until a run gets by without it (Boost.Beast's fail_count). At
/// whichever point it strikes, the run ends, every request is counted once, and none but the one it struck fails.
class TestFaultCountdown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCall_data();
    void everyCall();
};

namespace {

constexpr std::uint64_t kRequests = 6;

LoadPlan planFor(Model model, bool keepAlive, bool follows)
{
    LoadPlan plan = smallPlan(kRequests);
    plan.followRedirects = follows ? 1 : 0;
    plan.keepAlive = keepAlive;
    plan.model = model;
    if (model == Model::Open) {
        plan.rate = 2000;
        plan.connections = 2;
    }
    return plan;
}

/// Sends everybody from / to another place.
void redirecting(ScriptConnection &connection)
{
    for (std::string request = connection.request(); !request.empty(); request = connection.request()) {
        const bool first = request.starts_with("GET / ");
        if (!connection.send(first ? "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"
                                   : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n"))
            return;
    }
}

}

void TestFaultCountdown::everyCall_data()
{
    QTest::addColumn<Model>("model");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<bool>("follows");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<Kind>("kind"); // none: the fault is got over

    struct Row {
        const char *name;
        Fault fault;
        Kind kind;
    };
    const std::initializer_list<Row> rows{
        {"reading finds a reset", {.call = Call::Recv, .error = ECONNRESET}, ErrorKind::Reset},
        {"reading finds the end", {.call = Call::Recv}, ErrorKind::Reset},
        {"reading is interrupted", {.call = Call::Recv, .error = EINTR}, std::nullopt},
        {"writing finds a reset", {.call = Call::Send, .error = ECONNRESET}, ErrorKind::Reset},
        {"writing finds a closed pipe", {.call = Call::Send, .error = EPIPE}, ErrorKind::Reset},
        {"writing is interrupted", {.call = Call::Send, .error = EINTR}, std::nullopt},
        {"writing takes one byte", {.call = Call::Send, .result = 1}, std::nullopt},
        {"connecting is refused", {.call = Call::Connect, .error = ECONNREFUSED}, ErrorKind::Refused},
        {"no route to the host", {.call = Call::Connect, .error = EHOSTUNREACH}, ErrorKind::Refused},
        {"no port is free", {.call = Call::Connect, .error = EADDRNOTAVAIL}, ErrorKind::Refused},
        {"no descriptor is free", {.call = Call::Socket, .error = EMFILE}, ErrorKind::Refused},
    };
    for (const Row &row : rows) {
        for (const bool keepAlive : {true, false}) {
            const char *kept = keepAlive ? "" : ", a connection each";
            for (const bool follows : {false, true}) {
                const char *hops = follows ? ", redirected" : "";
                QTest::addRow("%s, closed model%s%s", row.name, kept, hops)
                    << Model::Closed << keepAlive << follows << row.fault << row.kind;
                QTest::addRow("%s, open model%s%s", row.name, kept, hops)
                    << Model::Open << keepAlive << follows << row.fault << row.kind;
            }
        }
    }
}

void TestFaultCountdown::everyCall()
{
    QFETCH(const Model, model);
    QFETCH(const bool, keepAlive);
    QFETCH(const bool, follows);
    QFETCH(const Fault, fault);
    QFETCH(const Kind, kind);
    std::uint64_t struck = 0;
    for (bool happens = true; happens;) {
        const ScriptServer server(follows ? redirecting : ScriptServer::answeringOk());
        io_faults::arm(fault, server.port(), struck);
        EngineRun run;
        QCOMPARE(run.start(planFor(model, keepAlive, follows), {localUrl(server.port())}), std::string());
        const auto last = run.finish();
        happens = io_faults::disarm();
        QVERIFY(last && last->finished);
        QVERIFY(run.alwaysBalanced());
        const auto &summary = last->targets.front().summary;
        const auto &ledger = summary.ledger;
        QCOMPARE(ledger.scheduled, kRequests);
        QCOMPARE(ledger.sent, kRequests);
        QCOMPARE(ledger.inFlight + ledger.aborted + ledger.unsent + ledger.dropped + ledger.waiting, 0UL);
        const auto failed = std::accumulate(summary.errors.begin(), summary.errors.end(), 0UL);
        QCOMPARE(ledger.ok + failed, kRequests);
        QVERIFY2(failed <= (happens && kind ? 1UL : 0UL), qPrintable(QStringLiteral("call %1").arg(struck)));
        if (failed == 1)
            QCOMPARE(summary.errors[static_cast<std::size_t>(*kind)], 1UL);
        QCOMPARE_GE(server.requests(), ledger.ok); // a request whose answer was struck has arrived all the same
        QCOMPARE_LE(server.requests(), kRequests + summary.redirects); // and none arrives twice
        QCOMPARE_LE(summary.redirects, follows ? kRequests : 0UL);
        QCOMPARE_GE(summary.redirects, follows ? ledger.ok : 0UL);
        struck += happens ? 1 : 0;
        QVERIFY(struck < 100);
    }
    // The sockets of all connections, the writes and reads of all requests.
    QCOMPARE_GE(struck, fault.call == Call::Recv || fault.call == Call::Send || !keepAlive ? kRequests : 1UL);
}

QTEST_GUILESS_MAIN(TestFaultCountdown)
#include "tst_fault_countdown.moc"
