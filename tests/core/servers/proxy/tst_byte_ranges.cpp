#include "proxy_samples.h"
#include "servers/proxy/byte_ranges.h"

#include <QTest>

#include <limits>

using namespace escala::servers::proxy;

namespace {

/// "whole", "416", or "0-4 7-9".
std::string text(const RangeRequest &request)
{
    if (request.kind == RangeRequest::Kind::Whole)
        return "whole";
    std::string result = request.kind == RangeRequest::Kind::Unsatisfiable ? "416" : "";
    for (const auto &part : request.parts)
        result += (result.empty() ? "" : " ") + std::to_string(part.first) + "-" + std::to_string(part.last);
    return result;
}

struct Row {
    const char *name;
    const char *value;
    std::uint64_t size;
    const char *expected;
};

constexpr Row kRows[]{
    {"first and last", "bytes=0-1", 10, "0-1"},
    {"one byte", "bytes=5-5", 10, "5-5"},
    {"all", "bytes=0-9", 10, "0-9"},
    {"no last", "bytes=1-", 10, "1-9"},
    {"suffix", "bytes=-1", 10, "9-9"},
    {"suffix longer than all", "bytes=-20", 10, "0-9"},
    {"suffix of none", "bytes=-0", 10, "416"},
    {"last beyond the end", "bytes=5-100", 10, "5-9"},
    {"first beyond the end", "bytes=10-", 10, "416"},
    {"first far beyond the end", "bytes=10-20", 10, "416"},
    {"of an empty body", "bytes=0-", 0, "416"},
    {"suffix of an empty body", "bytes=-5", 0, "416"},
    {"several", "bytes=0-1, 4-5,-1", 10, "0-1 4-5 9-9"},
    {"several, in the order asked for", "bytes=7-8, 0-1", 10, "7-8 0-1"},
    {"several, some beyond the end", "bytes=0-1, 20-30", 10, "0-1"},
    {"several, all beyond the end", "bytes=20-30, 40-", 10, "416"},
    {"empty members", "bytes=,0-1,,", 10, "0-1"},
    {"unit in any case", "Bytes=0-1", 10, "0-1"},
    {"other unit", "lines=0-1", 10, "whole"},
    {"no unit", "0-1", 10, "whole"},
    {"no range", "bytes=", 10, "whole"},
    {"dash alone", "bytes=-", 10, "whole"},
    {"no dash", "bytes=5", 10, "whole"},
    {"last before first", "bytes=5-4", 10, "whole"},
    {"letters", "bytes=a-b", 10, "whole"},
    {"two dashes", "bytes=1--2", 10, "whole"},
    {"blank within", "bytes=1 -2", 10, "whole"},
    {"plus", "bytes=+1-2", 10, "whole"},
    {"one malformed among good ones", "bytes=0-1, x", 10, "whole"},
    {"numbers beyond 2^64", "bytes=0-99999999999999999999999", 10, "0-9"},
    {"first beyond 2^64", "bytes=99999999999999999999999-", 10, "416"},
    {"suffix beyond 2^64", "bytes=-99999999999999999999999", 10, "0-9"},
    {"beyond 2^32", "bytes=5000000000-5000000001", 6'000'000'000, "5000000000-5000000001"},
    {"last possible byte", "bytes=18446744073709551614-", std::numeric_limits<std::uint64_t>::max(),
     "18446744073709551614-18446744073709551614"},
    {"one overlap", "bytes=0-5, 4-8", 10, "0-5 4-8"},
    {"many overlaps", "bytes=0-,0-,0-", 10, "whole"},
    {"very many", "bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18,20-20,22-22,24-24,26-26,28-28,30-30,32-32",
     100, "whole"},
};

struct IfRangeRow {
    const char *name;
    const char *response;
    const char *request;
    bool holds;
};

constexpr IfRangeRow kIfRanges[]{
    {"none", "ETag: \"a\"", "Range: bytes=0-1", true},
    {"same tag", "ETag: \"a\"", "If-Range: \"a\"", true},
    {"other tag", "ETag: \"a\"", "If-Range: \"b\"", false},
    {"weak tag", "ETag: W/\"a\"", "If-Range: W/\"a\"", false},
    {"tag against none", "X: y", "If-Range: \"a\"", false},
    {"same date", "Date: @0|Last-Modified: @-60", "If-Range: @-60", true},
    {"same date, too young", "Date: @0|Last-Modified: @-59", "If-Range: @-59", false},
    {"later date", "Date: @0|Last-Modified: @-100", "If-Range: @-99", false},
    {"date against none", "Date: @0", "If-Range: @-100", false},
    {"neither tag nor date", "ETag: \"a\"", "If-Range: a", false},
};

}

class TestByteRanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void ifRange_data();
    void ifRange();
    void servesOnePart();
    void servesSeveralParts();
    void refusesWhatIsBeyondTheEnd();
    void servesTheWhole();
    void boundaryIsNotInTheBody();
};

void TestByteRanges::parses_data()
{
    QTest::addColumn<Row>("row");
    for (const auto &row : kRows)
        QTest::newRow(row.name) << row;
}

void TestByteRanges::parses()
{
    QFETCH(Row, row);
    QCOMPARE(text(parseRange(row.value, row.size)), std::string(row.expected));
}

void TestByteRanges::ifRange_data()
{
    QTest::addColumn<IfRangeRow>("row");
    for (const auto &row : kIfRanges)
        QTest::newRow(row.name) << row;
}

void TestByteRanges::ifRange()
{
    QFETCH(IfRangeRow, row);
    QCOMPARE(ifRangeHolds(datedLines(row.request), *stored(row.response)), row.holds);
}

void TestByteRanges::servesOnePart()
{
    const auto reply = partialReply(lines("Range: bytes=2-4"), *stored("Date: @0|A: 1|Content-Type: text/plain"));
    QVERIFY(reply);
    QCOMPARE(reply->status, 206u);
    QCOMPARE(reply->body, std::string("234"));
    QCOMPARE(reply->fields, datedLines("Date: @0|A: 1|Content-Type: text/plain|Content-Range: bytes 2-4/10"));
}

void TestByteRanges::servesSeveralParts()
{
    const auto reply = partialReply(lines("Range: bytes=0-0,-2"), *stored("Date: @0|Content-Type: text/plain"));
    QVERIFY(reply);
    QCOMPARE(reply->status, 206u);
    const auto type = std::string(*firstValue(reply->fields, "content-type"));
    const std::string prefix = "multipart/byteranges; boundary=";
    QVERIFY(type.starts_with(prefix));
    const auto boundary = type.substr(prefix.size());
    QCOMPARE(reply->body,
             "--" + boundary + "\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-0/10\r\n\r\n0\r\n--" + boundary
                 + "\r\nContent-Type: text/plain\r\nContent-Range: bytes 8-9/10\r\n\r\n89\r\n--" + boundary + "--\r\n");
    QVERIFY(!hasField(reply->fields, "content-range"));
}

void TestByteRanges::refusesWhatIsBeyondTheEnd()
{
    const auto reply =
        partialReply(lines("Range: bytes=10-"), *stored("Date: @0|ETag: \"a\"|Content-Type: text/plain"));
    QVERIFY(reply);
    QCOMPARE(reply->status, 416u);
    QCOMPARE(reply->fields, datedLines("Date: @0|Content-Range: bytes */10"));
    QVERIFY(reply->body.empty());
}

void TestByteRanges::servesTheWhole()
{
    QVERIFY(!partialReply("", *stored("Date: @0")));
    QVERIFY(!partialReply(lines("Range: bytes=5-4"), *stored("Date: @0")));
    QVERIFY(!partialReply(lines("Range: bytes=0-1"), *stored("Date: @0", "0123456789", 404)));
    QVERIFY(!partialReply(lines("Range: bytes=0-1|If-Range: \"b\""), *stored("ETag: \"a\"")));
}

void TestByteRanges::boundaryIsNotInTheBody()
{
    const auto plain = partialReply(lines("Range: bytes=0-0,2-2"), *stored("Date: @0"));
    const auto type = std::string(*firstValue(plain->fields, "content-type"));
    const auto boundary = type.substr(type.find('=') + 1);
    const auto other = partialReply(lines("Range: bytes=0-0,2-2"), *stored("Date: @0", "--" + boundary));
    QVERIFY(std::string(*firstValue(other->fields, "content-type")) != type);
}

QTEST_APPLESS_MAIN(TestByteRanges)
#include "tst_byte_ranges.moc"
