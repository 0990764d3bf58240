#include "engine_run.h"
#include "script_server.h"
#include "test_certificate.h"

#include <QTest>

#include <optional>

using namespace std::chrono_literals;
using escala::load::LoadPlan;
using escala::metrics::ErrorKind;
using Script = ScriptServer::Script;
using Kind = std::optional<ErrorKind>;

Q_DECLARE_METATYPE(Script)
Q_DECLARE_METATYPE(Kind)

namespace {

constexpr std::uint64_t kRequests = 6;

/// Takes what the client says first, sends `bytes` and then does `afterwards`.
template <typename Afterwards>
Script once(std::string bytes, Afterwards afterwards)
{
    return [bytes = std::move(bytes), afterwards](ScriptConnection &connection) {
        if (connection.bytes().empty())
            return;
        connection.send(bytes);
        afterwards(connection);
    };
}

void closes(ScriptConnection &) { }

void cuts(ScriptConnection &connection)
{
    connection.cut();
}

void resets(ScriptConnection &connection)
{
    connection.reset();
}

void waits(ScriptConnection &connection)
{
    connection.waitForClose();
}

std::string frame(char type, char flags, char stream, const std::string &payload)
{
    std::string bytes{'\0', static_cast<char>(payload.size() / 256), static_cast<char>(payload.size() % 256)};
    return bytes + type + flags + std::string(3, '\0') + stream + payload;
}

// RFC 9113 6
const std::string kSettings = frame(4, 0, 0, {});
const std::string kHead = frame(1, 4, 1, "\x88"); ///< ":status: 200" on stream 1, and the answer goes on

Script repeating(const std::string &start, const std::string &piece)
{
    return once(start, [piece](ScriptConnection &connection) {
        while (connection.send(piece)) { }
    });
}

}

/// What TestMisbehaviour is to HTTP/1.1: servers that go wrong in TLS and in HTTP/2.
class TestMisbehaviourTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void handshake_data();
    void handshake();
    void afterHandshake_data();
    void afterHandshake();
    void http2_data();
    void http2();

private:
    void fails(LoadPlan plan, const ScriptServer &server, const std::string &scheme, Kind kind);

    TestCertificate m_made;
};

void TestMisbehaviourTls::initTestCase()
{
    QVERIFY(m_made.made());
}

void TestMisbehaviourTls::fails(LoadPlan plan, const ScriptServer &server, const std::string &scheme, Kind kind)
{
    plan.insecure = true;
    const bool slow = kind == ErrorKind::Timeout;
    plan.connectTimeout = plan.responseTimeout = slow ? 150ms : 60s;
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port(), scheme)}), std::string());
    const auto last = run.finish();
    QVERIFY(last && last->finished);
    QVERIFY(run.alwaysBalanced());
    const auto &summary = last->targets.front().summary;
    QCOMPARE(summary.ledger.scheduled, kRequests);
    QCOMPARE(summary.ledger.inFlight, 0UL);
    QCOMPARE(summary.ledger.ok, kind ? 0UL : kRequests);
    for (std::size_t each = 0; each < summary.errors.size(); ++each)
        QCOMPARE(summary.errors[each], kind && each == static_cast<std::size_t>(*kind) ? kRequests : 0UL);
}

void TestMisbehaviourTls::handshake_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const Script &script, Kind kind) { QTest::newRow(name) << script << kind; };
    row("speaks HTTP", once("HTTP/1.1 400 Bad Request\r\n\r\n", waits), ErrorKind::Tls);
    row("garbage", once(std::string(100, '\xa7'), waits), ErrorKind::Tls);
    row("alert: handshake failure", once(std::string("\x15\x03\x03\0\x02\x02\x28", 7), waits), ErrorKind::Tls);
    row("alert: protocol version", once(std::string("\x15\x03\x01\0\x02\x02\x46", 7), closes), ErrorKind::Tls);
    row("record over the limit", once(std::string("\x16\x03\x03\xff\xff\x02", 6), waits), ErrorKind::Tls);
    row("closes in the handshake", once("", closes), ErrorKind::Tls);
    row("resets in the handshake", once("", resets), ErrorKind::Tls);
    row("half a record, then closes", once(std::string("\x16\x03\x03\0\x7a\x02\0", 7), closes), ErrorKind::Tls);
    row("half a record and silence", once(std::string("\x16\x03\x03\0\x7a\x02\0", 7), waits), ErrorKind::Timeout);
    row("silence", waits, ErrorKind::Timeout);
}

void TestMisbehaviourTls::handshake()
{
    QFETCH(const Script, script);
    QFETCH(const Kind, kind);
    fails(smallPlan(kRequests), ScriptServer(script), "https", kind);
}

void TestMisbehaviourTls::afterHandshake_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const Script &script, Kind kind) { QTest::newRow(name) << script << kind; };
    const std::string toEnd = "HTTP/1.1 200 OK\r\n\r\nhola\n";
    row("body to the end", once(toEnd, closes), std::nullopt);
    row("body to an end that TLS does not know of", once(toEnd, cuts), ErrorKind::Reset);
    row("body to a reset", once(toEnd, resets), ErrorKind::Reset);
    row("closes after the request", once("", closes), ErrorKind::Reset);
    row("cut after the request", once("", cuts), ErrorKind::Reset);
    row("half a head and silence", once("HTTP/1.1 200 OK\r\nX", waits), ErrorKind::Timeout);
    row("garbage", once("\x01\x02 this is not HTTP\r\n\r\n", waits), ErrorKind::Protocol);
}

void TestMisbehaviourTls::afterHandshake()
{
    QFETCH(const Script, script);
    QFETCH(const Kind, kind);
    fails(smallPlan(kRequests), ScriptServer(script, m_made.certificate(), m_made.key()), "https", kind);
}

void TestMisbehaviourTls::http2_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const Script &script, Kind kind) { QTest::newRow(name) << script << kind; };
    row("closes after the request", once(kSettings, closes), ErrorKind::Reset);
    row("resets after the request", once(kSettings, resets), ErrorKind::Reset);
    row("not a frame", once("", waits), ErrorKind::Timeout);
    row("settings and silence", once(kSettings, waits), ErrorKind::Timeout);
    row("half a frame and silence", once(kSettings + kHead.substr(0, 7), waits), ErrorKind::Timeout);
    row("a head and silence", once(kSettings + kHead, waits), ErrorKind::Timeout);
    row("a head, then closes", once(kSettings + kHead, closes), ErrorKind::Reset);
    row("endless continuations",
        repeating(kSettings + frame(1, 0, 1, "\x88"), frame(9, 0, 1, std::string("\0\1a\1b", 5))), ErrorKind::Protocol);
    row("an answer without a status", once(kSettings + frame(1, 5, 1, std::string("\0\1a\1b", 5)), waits),
        ErrorKind::Protocol);
    row("a status in letters",
        once(kSettings
                 + frame(1, 5, 1,
                         "\x08\x03"
                         "abc"),
             waits),
        ErrorKind::Protocol);
    row("a field in upper case", once(kSettings + frame(1, 5, 1, std::string("\x88\0\1A\1b", 6)), waits),
        ErrorKind::Protocol);
    row("refuses the stream for ever", once(kSettings + frame(3, 0, 1, std::string("\0\0\0\7", 4)), closes),
        ErrorKind::Reset);
    row("resets the stream", once(kSettings + frame(3, 0, 1, std::string("\0\0\0\2", 4)), waits), ErrorKind::Reset);
    row("compression that can't be read", once(kSettings + frame(1, 5, 1, "\xff\x7f"), waits), ErrorKind::Protocol);
    row("a frame of a stream never opened", once(kSettings + frame(1, 5, 9, "\x88"), waits), ErrorKind::Protocol);
    row("a stream that it pushes",
        once(kSettings + frame(4, 1, 0, {}) + frame(5, 4, 1, std::string("\0\0\0\2\x82", 5)), waits),
        ErrorKind::Protocol);
    row("data on no stream", once(kSettings + frame(0, 0, 0, "x"), waits), ErrorKind::Protocol);
}

// A connection for each request, so that every one meets stream 1.
void TestMisbehaviourTls::http2()
{
    QFETCH(const Script, script);
    QFETCH(const Kind, kind);
    LoadPlan plan = smallPlan(kRequests);
    plan.http2 = true;
    plan.connection.requestsEach = 1;
    fails(plan, ScriptServer(script), "http", kind);
}

QTEST_GUILESS_MAIN(TestMisbehaviourTls)
#include "tst_misbehaviour_tls.moc"
