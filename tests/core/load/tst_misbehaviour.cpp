#include "engine_run.h"
#include "script_server.h"

#include <QTest>

#include <optional>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::load::Model;
using escala::metrics::ErrorKind;
using Script = ScriptServer::Script;
using Kind = std::optional<ErrorKind>;

Q_DECLARE_METATYPE(Model)
Q_DECLARE_METATYPE(Script)
Q_DECLARE_METATYPE(Kind)

namespace {

constexpr std::uint64_t kRequests = 6;

/// Answers each connection's first request with `bytes` and then does `afterwards`.
template <typename Afterwards>
Script once(std::string bytes, Afterwards afterwards)
{
    return [bytes = std::move(bytes), afterwards](ScriptConnection &connection) {
        if (connection.request().empty())
            return;
        connection.send(bytes);
        afterwards(connection);
    };
}

void closes(ScriptConnection &) { }

void resets(ScriptConnection &connection)
{
    connection.reset();
}

void waits(ScriptConnection &connection)
{
    connection.waitForClose();
}

Script repeating(const std::string &start, const std::string &piece)
{
    return once(start, [piece](ScriptConnection &connection) {
        while (connection.send(piece)) { }
    });
}

/// Something is sent all the time, so only the limit of the whole answer can end it.
Script dripping(const std::string &start)
{
    return once(start, [](ScriptConnection &connection) {
        while (connection.send("x"))
            std::this_thread::sleep_for(5ms); // the server's pace, nothing is waited for
    });
}

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n";

}

/// Whatever a server does, a run ends in time, with the right kind of error and a ledger that balances.
class TestMisbehaviour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void server_data();
    void server();
    void refusedPort();
    void hostThatNeverAnswers();
    void endOfDurationIsKept();
    void fallsBackToAnotherAddress();
};

void TestMisbehaviour::server_data()
{
    QTest::addColumn<Model>("model");
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind"); // none: every request is answered well

    const auto row = [](const char *name, const Script &script, Kind kind) {
        QTest::newRow(name) << Model::Closed << script << kind;
        QTest::addRow("%s, open model", name) << Model::Open << script << kind;
    };
    row("closes at once", [](ScriptConnection &) { }, ErrorKind::Reset);
    row("resets at once", resets, ErrorKind::Reset);
    row("closes after the request", once("", closes), ErrorKind::Reset);
    row("resets after the request", once("", resets), ErrorKind::Reset);
    row("half a status line", once("HTTP/1.1 20", closes), ErrorKind::Reset);
    row("half a header", once("HTTP/1.1 200 OK\r\nContent-Le", closes), ErrorKind::Reset);
    row("half a header and silence", once("HTTP/1.1 200 OK\r\nContent-Le", waits), ErrorKind::Timeout);
    row("nothing at all", once("", waits), ErrorKind::Timeout);
    row("garbage", once("\x01\x02 this is not HTTP\r\n\r\n", waits), ErrorKind::Protocol);
    row("garbage without an end", once("SSH-2.0-OpenSSH_9.2", waits), ErrorKind::Protocol);
    row("bare line feeds", once("HTTP/1.1 200 OK\nContent-Length: 0\n\n", waits), ErrorKind::Protocol);
    row("another version", once("HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n", waits), ErrorKind::Protocol);
    row("status not a number", once("HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n", waits), ErrorKind::Protocol);
    row("two lengths", once("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhola\n", waits),
        ErrorKind::Protocol);
    row("length and chunks",
        once("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhola\n", waits),
        ErrorKind::Protocol);
    row("unknown transfer coding", once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, zip\r\n\r\n", closes),
        std::nullopt); // its body ends with the connection: RFC 9112 6.3
    row("length not a number", once("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhola\n", waits),
        ErrorKind::Protocol);
    row("length over 64 bits", once("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", waits),
        ErrorKind::Protocol);
    row("header without a colon", once("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", waits), ErrorKind::Protocol);
    row("blank before the colon", once("HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n", waits), ErrorKind::Protocol);
    row("status below 100", once("HTTP/1.1 042 What\r\nContent-Length: 0\r\n\r\n", waits), ErrorKind::Protocol);
    row("HTTP/2 unasked", once(std::string("\0\0\0\4\0\0\0\0\0", 9), waits), ErrorKind::Protocol);
    row("a TLS alert", once("\x15\x03\x01\x00\x02\x02\x28", closes), ErrorKind::Protocol);
    row("negative length", once("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", waits), ErrorKind::Protocol);
    row("body shorter than its length", once("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhola\n", closes),
        ErrorKind::Reset);
    row("body longer than its length", once("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhola\n", waits),
        ErrorKind::Protocol);
    row("reset in the middle of the body", once("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhola\n", resets),
        ErrorKind::Reset);
    row("endless headers", repeating("HTTP/1.1 200 OK\r\n", "X-Filler: 0123456789012345678901234567890123456789\r\n"),
        ErrorKind::Protocol);
    row("one endless header", repeating("HTTP/1.1 200 OK\r\nX-Filler: ", std::string(4096, 'x')), ErrorKind::Protocol);
    row("endless body", repeating("HTTP/1.1 200 OK\r\n\r\n", std::string(65536, 'x')), ErrorKind::Timeout);
    row("endless chunks", repeating("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhola\n\r\n"),
        ErrorKind::Timeout);
    row("endless interim answers", repeating("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"),
        ErrorKind::Timeout);
    row("body in drips", dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"), ErrorKind::Timeout);
    row("header in drips", dripping("HTTP/1.1 200 OK\r\nX-Slow: "), ErrorKind::Timeout);
    row("switching protocols", once("HTTP/1.1 101 Switching Protocols\r\n\r\n", waits), ErrorKind::Protocol);
    row("chunk size not hexadecimal", once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", waits),
        ErrorKind::Protocol);
    row("chunk longer than its size",
        once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhola\r\n0\r\n\r\n", waits),
        ErrorKind::Protocol);
    row("closed in the middle of a chunk",
        once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhola", closes), ErrorKind::Reset);
    row("closed before the last chunk",
        once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhola\n\r\n", closes), ErrorKind::Reset);
    row("chunk size over 64 bits",
        once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", waits), ErrorKind::Protocol);
    row("endless chunk extension",
        repeating("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", std::string(4096, 'x')),
        ErrorKind::Protocol);
    row("endless trailer",
        repeating("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Filler: 0123456789\r\n"),
        ErrorKind::Protocol);
    row("closed within the trailer", once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Sum: ", closes),
        ErrorKind::Reset);
    row("an answer more than was asked for", once(kOk + kOk, waits), ErrorKind::Protocol);
    row("interim answer and no more", once("HTTP/1.1 100 Continue\r\n\r\n", waits), ErrorKind::Timeout);
    row("interim answer, then closes", once("HTTP/1.1 103 Early Hints\r\n\r\n", closes), ErrorKind::Reset);
    row("not found", ScriptServer::answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        ErrorKind::Status4xx);
    row("overloaded", ScriptServer::answering("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"),
        ErrorKind::Status5xx);
    row("answer to nobody, then closed",
        once(kOk,
             [](ScriptConnection &connection) {
                 connection.request();
                 connection.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\nextra");
             }),
        std::nullopt); // half of them are answered: see below

    row("closes after each answer, says so",
        once("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhola\n", closes), std::nullopt);
    row("says close and leaves it to us",
        once("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhola\n", waits), std::nullopt);
    row("HTTP/1.0", once("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhola\n", closes), std::nullopt);
    row("HTTP/1.0, body to the end", once("HTTP/1.0 200 OK\r\n\r\nhola\n", closes), std::nullopt);
    row("HTTP/1.1, body to the end", once("HTTP/1.1 200 OK\r\n\r\nhola\n", closes), std::nullopt);
    row("chunks with a trailer",
        ScriptServer::answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "3;name=value\r\nhol\r\n2\r\na\n\r\n0\r\nX-Sum: 5\r\n\r\n"),
        std::nullopt);
    row("interim answers first",
        ScriptServer::answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + kOk),
        std::nullopt);
    row("no content", ScriptServer::answering("HTTP/1.1 204 No Content\r\n\r\n"), std::nullopt);
    row("not modified, with a length",
        ScriptServer::answering("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"), std::nullopt);
    row(
        "answer byte by byte",
        [](ScriptConnection &connection) {
            while (!connection.request().empty()) {
                for (const char c : kOk)
                    connection.send({&c, 1});
            }
        },
        std::nullopt);
}

void TestMisbehaviour::server()
{
    QFETCH(const Model, model);
    QFETCH(const Script, script);
    QFETCH(const Kind, kind);
    const ScriptServer server(script);
    LoadPlan plan = smallPlan(kRequests);
    plan.model = model;
    if (model == Model::Open)
        plan.rate = 1000;
    plan.responseTimeout = kind == ErrorKind::Timeout ? 150ms : 60s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last && last->finished);
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    const auto &ledger = summary.ledger;
    QVERIFY(ledger.balances());
    QCOMPARE(ledger.scheduled, kRequests);
    QCOMPARE(ledger.inFlight, 0UL);
    if (QByteArrayView(QTest::currentDataTag()).startsWith("answer to nobody, then closed")) {
        QCOMPARE(ledger.ok + ledger.transportError, kRequests);
        QVERIFY(ledger.ok >= kRequests / 2);
        return;
    }
    if (!kind) {
        QCOMPARE(ledger.ok, kRequests);
        QCOMPARE(server.requests(), kRequests);
        return;
    }
    QCOMPARE(summary.errors[static_cast<std::size_t>(*kind)], kRequests);
    QCOMPARE(ledger.ok, 0UL);
    QCOMPARE(ledger.timeout, *kind == ErrorKind::Timeout ? kRequests : 0UL);
    QCOMPARE(ledger.httpError, escala::metrics::isTransport(*kind) ? 0UL : kRequests);
    QVERIFY(last->generator.verdict == escala::metrics::Verdict::Invalid || ledger.httpError > 0);
}

void TestMisbehaviour::refusedPort()
{
    const ClosedPort closed;
    LoadPlan plan = smallPlan();
    plan.requests.reset();
    plan.duration = 300ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(closed.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    const auto refused = summary.errors[static_cast<std::size_t>(ErrorKind::Refused)];
    QVERIFY(refused >= 4);
    // Two users that wait 1, 2, 4 … 100 ms between attempts can't make many more in 300 ms.
    QVERIFY(refused <= 40);
    QCOMPARE(summary.ledger.sent, refused);
    QCOMPARE(summary.failed(), refused);
    QCOMPARE(summary.responses(), 0UL);
    QCOMPARE(summary.connectionsOpened, 0UL);
    QCOMPARE(last->generator.verdict, escala::metrics::Verdict::Invalid);
}

void TestMisbehaviour::hostThatNeverAnswers()
{
    const DeafPort deaf;
    LoadPlan plan = smallPlan();
    plan.connectTimeout = 100ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(deaf.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.errors[static_cast<std::size_t>(ErrorKind::Timeout)], kRequests);
    QCOMPARE(summary.ledger.timeout, kRequests);
}

// Duration and drain limit are kept whatever the server does: what is under way then is given up.
void TestMisbehaviour::endOfDurationIsKept()
{
    const ScriptServer server(once("HTTP/1.1 200 OK\r\n", waits));
    LoadPlan plan = smallPlan();
    plan.requests.reset();
    plan.duration = 200ms;
    plan.drainLimit = 100ms;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last->elapsed >= 300ms);
    QVERIFY(last->elapsed < 30s);
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.ledger.aborted, 2UL);
    QCOMPARE(summary.ledger.sent, 2UL);
    QCOMPARE(summary.duration.count(), 0.2);
}

// "localhost" is ::1 first on most machines, and the server listens on 127.0.0.1 alone.
void TestMisbehaviour::fallsBackToAnotherAddress()
{
    const ScriptServer server(ScriptServer::answeringOk());
    EngineRun run;
    const auto url = escala::http::parseUrl(fmt::format("http://localhost:{}/", server.port()));
    QCOMPARE(run.start(smallPlan(), {url.value()}), std::string());
    QCOMPARE(run.finish()->targets.front().summary.ledger.ok, kRequests);
}

QTEST_GUILESS_MAIN(TestMisbehaviour)
#include "tst_misbehaviour.moc"
