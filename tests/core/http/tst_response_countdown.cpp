#include "http/response_reader.h"
#include "memory_stream.h"

#include <QTest>

#include <array>

using escala::http::ResponseMemo;
using escala::http::ResponseReader;
using escala::http::StreamStep;
using Progress = ResponseReader::Progress;

Q_DECLARE_METATYPE(StreamStep)

namespace {

/// How a response came to its end, as a client of the reader has it.
enum class Outcome { Complete, Lost, Malformed, Waits };

Outcome outcomeOf(ResponseReader &reader, ResponseMemo &memo, MemoryStream &stream)
{
    std::array<char, 4096> buffer{};
    bool blockedOnce = false;
    for (;;) {
        const auto got = stream.read(buffer);
        if (got.step == StreamStep::WouldBlock) {
            if (std::exchange(blockedOnce, true))
                return Outcome::Waits;
            continue;
        }
        if (got.step != StreamStep::Done)
            return got.step == StreamStep::Ended && reader.completedByEnd() ? Outcome::Complete : Outcome::Lost;
        const auto progress = reader.feed({buffer.data(), got.bytes}, memo);
        if (progress != Progress::More)
            return progress == Progress::Complete ? Outcome::Complete : Outcome::Malformed;
    }
}

struct Answer {
    const char *name;
    std::string_view head; ///< Up to where an end may complete it, where one may.
    std::string_view rest;
    bool toHead = false;
    bool toEnd = false;
};

constexpr std::array<Answer, 6> kAnswers{{
    {.name = "length", .head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", .rest = "hola\n"},
    {.name = "chunks",
     .head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
     .rest = "3;a=b\r\nhol\r\n2\r\na\n\r\n0\r\nT: u\r\n\r\n"},
    {.name = "interim first",
     .head = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
     .rest = "hola\n"},
    {.name = "no body", .head = "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n", .rest = ""},
    {.name = "to HEAD", .head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", .rest = "", .toHead = true},
    {.name = "to the end", .head = "HTTP/1.0 200 OK\r\nX: y\r\n\r\n", .rest = "hola\n", .toEnd = true},
}};

}

/// Answers of HTTP/1.1 over a stream in memory that ends after each byte, or of which the n-th read goes wrong for
/// n = 0, 1, 2 … until the answer is whole without it.
class TestResponseCountdown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsAfterEachByte_data();
    void endsAfterEachByte();
    void everyRead_data();
    void everyRead();

private:
    static void addAnswers(const char *suffix, StreamStep step);
    static void addColumns();
};

void TestResponseCountdown::addColumns()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<bool>("toHead");
    QTest::addColumn<bool>("toEnd");
    QTest::addColumn<StreamStep>("step");
}

void TestResponseCountdown::addAnswers(const char *suffix, StreamStep step)
{
    for (const Answer &answer : kAnswers) {
        QTest::addRow("%s, %s", answer.name, suffix)
            << QByteArray::fromStdString(std::string(answer.head))
            << QByteArray::fromStdString(std::string(answer.rest)) << answer.toHead << answer.toEnd << step;
    }
}

void TestResponseCountdown::endsAfterEachByte_data()
{
    addColumns();
    addAnswers("ended in order", StreamStep::Ended);
    addAnswers("silent", StreamStep::WouldBlock);
}

// A part is never taken for the whole, and the whole never for a part: in one piece and byte by byte, with a head that
// is known and with one that is not.
void TestResponseCountdown::endsAfterEachByte()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, rest);
    QFETCH(const bool, toHead);
    QFETCH(const bool, toEnd);
    QFETCH(const StreamStep, step);
    const std::string whole = head.toStdString() + rest.toStdString();
    const bool ends = step == StreamStep::Ended;
    ResponseMemo known;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const bool complete = toEnd ? ends && size >= static_cast<std::size_t>(head.size()) : size == whole.size();
        const auto expected = complete ? Outcome::Complete : ends ? Outcome::Lost : Outcome::Waits;
        for (const std::size_t piece : {std::size_t{1}, whole.size()}) {
            ResponseMemo unknown;
            for (ResponseMemo *memo : {&unknown, &known}) {
                MemoryStream stream(piece);
                stream.put(std::string_view(whole).substr(0, size));
                if (ends)
                    stream.end();
                ResponseReader reader;
                reader.begin(toHead);
                QCOMPARE(outcomeOf(reader, *memo, stream), expected);
            }
        }
    }
}

void TestResponseCountdown::everyRead_data()
{
    addColumns();
    addAnswers("reset", StreamStep::Reset);
    addAnswers("ended", StreamStep::Ended);
    addAnswers("blocked", StreamStep::WouldBlock);
    addAnswers("one byte", StreamStep::Done);
}

void TestResponseCountdown::everyRead()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, rest);
    QFETCH(const bool, toHead);
    QFETCH(const bool, toEnd);
    QFETCH(const StreamStep, step);
    const std::string whole = head.toStdString() + rest.toStdString();
    for (const std::size_t piece : {1U, 3U, 7U}) {
        ResponseMemo memo;
        std::size_t struck = 0;
        for (bool happens = true; happens;) {
            MemoryStream stream(piece);
            stream.put(whole);
            if (toEnd)
                stream.end();
            stream.fail({.call = MemoryStream::Call::Read, .step = step}, struck);
            ResponseReader reader;
            reader.begin(toHead);
            const auto outcome = outcomeOf(reader, memo, stream);
            happens = stream.failed();
            const bool headWas = struck * piece >= static_cast<std::size_t>(head.size());
            const bool cut = happens && (step == StreamStep::Reset || step == StreamStep::Ended);
            const bool cutWell = toEnd && step == StreamStep::Ended && headWas;
            QCOMPARE(outcome, cut && !cutWell ? Outcome::Lost : Outcome::Complete);
            struck += happens ? 1 : 0;
        }
        QCOMPARE_GE(struck, (whole.size() + piece - 1) / piece); // every read was struck once
    }
}

QTEST_GUILESS_MAIN(TestResponseCountdown)
#include "tst_response_countdown.moc"
