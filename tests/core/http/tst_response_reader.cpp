#include "http/response_reader.h"

#include <QTest>

#include <algorithm>

using escala::http::ResponseMemo;
using escala::http::ResponseReader;
using Progress = ResponseReader::Progress;

class TestResponseReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesMakeNoDifference_data();
    void piecesMakeNoDifference();
    void keepsWhatIsWanted_data();
    void keepsWhatIsWanted();
    void memoKnowsTheSameHeadOnly();
    void bodyToTheEnd();
    void answerToHead();
};

void TestResponseReader::piecesMakeNoDifference_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("complete"); // else malformed
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhola\n") << true;
    QTest::newRow("no body") << QByteArray("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n") << true;
    QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "4;a=b\r\nhola\r\n0\r\nT: u\r\n\r\n")
                            << true;
    QTest::newRow("interim") << QByteArray(
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                             << true;
    QTest::newRow("bad chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz") << false;
    QTest::newRow("not HTTP") << QByteArray("HTTQ") << false;
}

// Whole, in two pieces cut anywhere, and byte by byte: with and without a memo of the same head.
void TestResponseReader::piecesMakeNoDifference()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, complete);
    const std::string_view whole(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    ResponseMemo memo;
    ResponseReader reader;
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        reader.begin(false);
        auto progress = cut > 0 ? reader.feed(whole.substr(0, cut), memo) : Progress::More;
        if (progress == Progress::More)
            progress = reader.feed(whole.substr(cut), memo);
        QCOMPARE(progress, complete ? Progress::Complete : Progress::Malformed);
    }
    reader.begin(false);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const auto progress = reader.feed(whole.substr(i, 1), memo);
        const bool last = i + 1 == whole.size();
        if (complete)
            QCOMPARE(progress, last ? Progress::Complete : Progress::More);
        if (progress == Progress::Malformed)
            break;
    }
}

void TestResponseReader::keepsWhatIsWanted_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("toEnd");
    const auto row = [](const char *name, const char *head, const char *rest, const char *body, bool toEnd = false) {
        QTest::newRow(name) << QByteArray(head) << QByteArray(rest) << QByteArray(body) << toEnd;
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "hola\n", "hola\n");
    row("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "3;a=b\r\nhol\r\n2\r\na\n\r\n0\r\nT: u\r\n\r\n", "hola\n");
    row("no body", "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n", "", "");
    row("to the end", "HTTP/1.0 200 OK\r\nX: y\r\n\r\n", "hola\n", "hola\n", true);
}

// The same whether it comes whole, in two pieces or byte by byte, and whether or not its head is known.
void TestResponseReader::keepsWhatIsWanted()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, rest);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, toEnd);
    const std::string interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    const std::string whole = interim + QByteArray(head + rest).toStdString();
    ResponseMemo memo;
    ResponseReader reader;
    escala::http::KeptAnswer kept{.wantsBody = true, .head = {}, .body = {}, .bodySize = 0};
    const auto feed = [&](std::string_view bytes) { return reader.feed(bytes, memo); };
    const auto isRight = [&] {
        return kept.head == head.toStdString() && kept.body == body.toStdString()
            && kept.bodySize == static_cast<std::uint64_t>(body.size()) && reader.completedByEnd() == toEnd;
    };
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        reader.begin(false, kept);
        if (cut > 0)
            QCOMPARE(feed(std::string_view(whole).substr(0, cut)), Progress::More);
        QCOMPARE(feed(std::string_view(whole).substr(cut)), toEnd ? Progress::More : Progress::Complete);
        QVERIFY(isRight());
    }
    reader.begin(false, kept);
    for (std::size_t i = 0; i + 1 < whole.size(); ++i)
        QCOMPARE(feed(std::string_view(whole).substr(i, 1)), Progress::More);
    QCOMPARE(feed(std::string_view(whole).substr(whole.size() - 1)), toEnd ? Progress::More : Progress::Complete);
    QVERIFY(isRight());
    kept.wantsBody = false;
    reader.begin(false, kept);
    static_cast<void>(feed(whole));
    QCOMPARE(kept.body, std::string());
    QCOMPARE(kept.bodySize, static_cast<std::uint64_t>(body.size()));
}

void TestResponseReader::memoKnowsTheSameHeadOnly()
{
    ResponseMemo memo;
    ResponseReader reader;
    reader.begin(false);
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", memo), Progress::Complete);
    reader.begin(false);
    QCOMPARE(reader.feed("HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\na", memo), Progress::Complete);
    QCOMPARE(reader.head().status, 500);
    reader.begin(false);
    QCOMPARE(reader.feed("HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\nb", memo), Progress::Complete);
    QCOMPARE(reader.head().status, 500);
    reader.begin(false);
    QCOMPARE(reader.feed("HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\nbc", memo), Progress::Malformed);
}

void TestResponseReader::bodyToTheEnd()
{
    ResponseMemo memo;
    ResponseReader reader;
    reader.begin(false);
    QVERIFY(!reader.completedByEnd());
    QCOMPARE(reader.feed("HTTP/1.0 200 OK\r\n\r\n", memo), Progress::More);
    QCOMPARE(reader.feed("anything", memo), Progress::More);
    QVERIFY(reader.completedByEnd());
    QVERIFY(!reader.head().keepAlive);
}

void TestResponseReader::answerToHead()
{
    ResponseMemo memo;
    ResponseReader reader;
    reader.begin(true);
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", memo), Progress::Complete);
    QVERIFY(reader.head().keepAlive);
}

QTEST_GUILESS_MAIN(TestResponseReader)
#include "tst_response_reader.moc"
