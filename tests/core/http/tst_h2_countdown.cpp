#include "h2_client.h"
#include "memory_stream.h"

#include <QTest>

#include <array>

using namespace escala::http;
using Call = MemoryStream::Call;
using Fault = MemoryStream::Fault;

Q_DECLARE_METATYPE(Fault)

namespace {

constexpr std::size_t kRequests = 4;
constexpr std::size_t kMost = 40; ///< Bytes that a call moves: the conversation takes some dozens of them.

/// What the owner of a session does when something may have happened; false when the connection is lost.
bool carryOn(H2Session &session, MemoryStream &stream)
{
    std::array<char, 4096> buffer{};
    auto got = stream.read(buffer);
    for (; got.step == StreamStep::Done; got = stream.read(buffer))
        session.feed({buffer.data(), got.bytes});
    if (got.step != StreamStep::WouldBlock)
        return false;
    for (auto bytes = session.pending(); !bytes.empty(); bytes = session.pending()) {
        const auto written = stream.write(bytes);
        if (written.step != StreamStep::Done)
            return written.step == StreamStep::WouldBlock;
        session.written(written.bytes);
    }
    return session.alive();
}

/// Until nobody has anything to say; false when the connection is lost.
bool converse(H2Session &session, MemoryStream &stream, H2Peer &peer)
{
    for (int idle = 0; idle < 2;) {
        if (!carryOn(session, stream))
            return false;
        const std::string up = stream.taken();
        if (!peer.feed(up))
            qFatal("the server can't read it");
        const std::string down = peer.output();
        stream.put(down);
        idle = up.empty() && down.empty() ? idle + 1 : 0;
    }
    return true;
}

std::size_t outcomesOf(const Seen &seen)
{
    return static_cast<std::size_t>(seen.completed) + seen.failures.size();
}

}

/// HTTP/2 over a stream in memory of which the n-th read or write goes wrong, for n = 0, 1, 2 … until all goes well. At
/// whichever point it strikes, each exchange ends once: with its answer, or given up with the connection.
class TestH2Countdown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCall_data();
    void everyCall();
};

void TestH2Countdown::everyCall_data()
{
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, Call call, StreamStep step) {
        QTest::newRow(name) << Fault{.call = call, .step = step};
    };
    row("reading finds a reset", Call::Read, StreamStep::Reset);
    row("reading finds the end", Call::Read, StreamStep::Ended);
    row("reading finds a bad record", Call::Read, StreamStep::TlsFailed);
    row("reading would block", Call::Read, StreamStep::WouldBlock);
    row("reading gives one byte", Call::Read, StreamStep::Done);
    row("writing finds a reset", Call::Write, StreamStep::Reset);
    row("writing would block", Call::Write, StreamStep::WouldBlock);
    row("writing takes one byte", Call::Write, StreamStep::Done);
}

void TestH2Countdown::everyCall()
{
    QFETCH(const Fault, fault);
    const bool fatal = fault.step != StreamStep::Done && fault.step != StreamStep::WouldBlock;
    const H2Request post = made("POST", std::string(300, 'x'));
    std::uint64_t struck = 0;
    int completedBefore = 0;
    for (bool happens = true; happens;) {
        H2Peer peer([](H2Peer &of, std::int32_t stream) {
            of.interim(stream, "103");
            of.respond(stream, {{"x-cache", "HIT"}}, std::string(100, 'y'), {{"t", "u"}});
        });
        Client client;
        for (std::size_t i = 0; i < kRequests; ++i)
            client.send(i % 2 == 0 ? kGet : post);
        MemoryStream stream(kMost);
        stream.fail(fault, struck);
        const bool whole = converse(*client.session, stream, peer);
        happens = stream.failed();
        QCOMPARE(whole, !happens || !fatal);
        int completed = 0;
        for (Seen &seen : client.exchanges) {
            const bool open = seen.stream != 0;
            QCOMPARE(outcomesOf(seen) + (open ? 1 : 0), 1UL);
            QVERIFY(whole ? seen.completed == 1 : seen.failures.empty());
            if (seen.completed == 1)
                QCOMPARE(seen.body, std::string(100, 'y'));
            completed += seen.completed;
            if (open)
                client.session->cancel(seen); // what came of it is the owner's to say, and nobody else's
            QCOMPARE(seen.stream, 0);
            QCOMPARE(outcomesOf(seen) + (open ? 1 : 0), 1UL);
        }
        static_cast<void>(taken(*client.session));
        client.session.reset();
        for (const Seen &seen : client.exchanges)
            QVERIFY(outcomesOf(seen) <= 1);
        QVERIFY(struck > 0 || !fatal || completed == 0); // the very first call
        QVERIFY(completed >= completedBefore);           // a later fault leaves no less
        completedBefore = completed;
        QVERIFY(peer.requests() <= kRequests);
        struck += happens ? 1 : 0;
        QVERIFY(struck < 1000);
    }
    QCOMPARE(completedBefore, static_cast<int>(kRequests));
    QVERIFY(struck > 10);
}

QTEST_GUILESS_MAIN(TestH2Countdown)
#include "tst_h2_countdown.moc"
