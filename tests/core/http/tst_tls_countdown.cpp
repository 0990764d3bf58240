#include "../load/io_faults.h"
#include "http/tls_client.h"
#include "tls_peer.h"

#include <QTest>

#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

using namespace escala::http;
using io_faults::Call;
using io_faults::Fault;

Q_DECLARE_METATYPE(Fault)
Q_DECLARE_METATYPE(StreamStep)

namespace {

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\n\r\n";
constexpr std::string_view kAnswer = "hola";

/// A client's handshake, first request and first answer, step by step.
class Conversation {
public:
    explicit Conversation(TlsSession &session)
        : m_session(session)
    {
    }

    /// The next step; Done with the last one.
    StreamStep goOn()
    {
        if (!m_isSecure) {
            const auto step = m_session.handshake();
            m_isSecure = step == StreamStep::Done;
            return m_isSecure ? StreamStep::WouldBlock : step;
        }
        if (m_sent < kRequest.size()) {
            const auto written = m_session.write(kRequest.substr(m_sent));
            m_sent += written.bytes;
            return written.step == StreamStep::Done ? StreamStep::WouldBlock : written.step;
        }
        std::array<char, 4096> buffer{};
        const auto got = m_session.read(buffer);
        m_answer.append(buffer.data(), got.bytes);
        return got.step == StreamStep::Done && m_answer.size() < kAnswer.size() ? StreamStep::WouldBlock : got.step;
    }
    [[nodiscard]] const std::string &answer() const noexcept { return m_answer; }

private:
    TlsSession &m_session;
    bool m_isSecure = false;
    std::size_t m_sent = 0;
    std::string m_answer;
};

/// Until the client is done or has failed; WouldBlock where they wait for each other for ever.
StreamStep outcomeOf(Conversation &conversation, TlsPeer &peer)
{
    std::string request;
    bool answered = false;
    for (int turns = 0; turns < 1000; ++turns) {
        const auto step = conversation.goOn();
        if (step != StreamStep::WouldBlock)
            return step;
        if (!peer.handshake())
            continue;
        request += peer.read();
        if (request == kRequest && !std::exchange(answered, true))
            peer.write(kAnswer);
    }
    return StreamStep::WouldBlock;
}

}

/// The n-th read or write that OpenSSL makes for a client goes wrong, for n = 0, 1, 2 … from the first byte of the
/// handshake until the first answer has come without it.
class TestTlsCountdown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCall_data();
    void everyCall();
};

void TestTlsCountdown::everyCall_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<StreamStep>("outcome"); // Done: it is got over
    const auto row = [](const char *name, Call call, int error, StreamStep outcome, long result = 0) {
        QTest::newRow(name) << Fault{.call = call, .error = error, .result = result} << outcome;
    };
    row("reading finds a reset", Call::Read, ECONNRESET, StreamStep::Reset);
    row("reading finds a broken device", Call::Read, EIO, StreamStep::Reset);
    row("reading finds the end", Call::Read, 0, StreamStep::Reset); // for TLS has not ended
    row("reading would block", Call::Read, EAGAIN, StreamStep::Done);
    row("reading is interrupted", Call::Read, EINTR, StreamStep::Done);
    row("reading gives one byte", Call::Read, 0, StreamStep::Done, 1);
    row("writing finds a reset", Call::Write, ECONNRESET, StreamStep::Reset);
    row("writing finds a broken device", Call::Write, EIO, StreamStep::Reset);
    row("writing finds a closed pipe", Call::Write, EPIPE, StreamStep::Reset);
    row("writing would block", Call::Write, EAGAIN, StreamStep::Done);
    row("writing is interrupted", Call::Write, EINTR, StreamStep::Done);
    row("writing takes one byte", Call::Write, 0, StreamStep::Done, 1);
}

void TestTlsCountdown::everyCall()
{
    QFETCH(const Fault, fault);
    QFETCH(const StreamStep, outcome);
    const auto context = TlsContext::create({.insecure = true});
    QVERIFY(context.has_value());
    std::uint64_t struck = 0;
    for (bool happens = true; happens;) {
        TlsPeer peer;
        const auto client = TlsSession::create(*context, peer.clientSocket(), "127.0.0.1");
        Conversation conversation(*client);
        io_faults::armSocket(fault, peer.clientSocket(), struck);
        const auto step = outcomeOf(conversation, peer);
        happens = io_faults::disarm();
        QCOMPARE(step, happens ? outcome : StreamStep::Done);
        if (step == StreamStep::Done)
            QCOMPARE(conversation.answer(), std::string(kAnswer));
        struck += happens ? 1 : 0;
        QVERIFY(struck < 100);
    }
    QCOMPARE_GE(struck, 3UL); // hello, finish and request; their answers
}

QTEST_GUILESS_MAIN(TestTlsCountdown)
#include "tst_tls_countdown.moc"
