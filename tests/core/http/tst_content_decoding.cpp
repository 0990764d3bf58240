#include "http/content_decoding.h"

#include <QTest>

#include <zlib.h>

#include <string>

using namespace escala::http;

Q_DECLARE_METATYPE(DecodingProblem)

namespace {

constexpr int kGzip = 31;
constexpr int kZlib = 15;
constexpr int kRaw = -15;
constexpr std::size_t kNoLimit = 1UL << 30;

const std::string kText = [] {
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "line " + std::to_string(i) + '\n';
    return text;
}();

std::string deflated(const std::string &text, int frame)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, frame, 8, Z_DEFAULT_STRATEGY);
    std::string result(deflateBound(&stream, text.size()), '\0');
    stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

}

class TestContentDecoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void stopsAtTheLimit();
    void refuses_data();
    void refuses();
};

void TestContentDecoding::decodes_data()
{
    QTest::addColumn<std::string>("coding");
    QTest::addColumn<std::string>("content");
    QTest::addColumn<std::string>("text");
    QTest::newRow("none") << std::string() << kText << kText;
    QTest::newRow("identity") << std::string("identity") << kText << kText;
    QTest::newRow("gzip") << std::string("gzip") << deflated(kText, kGzip) << kText;
    QTest::newRow("x-gzip") << std::string("X-GZIP") << deflated(kText, kGzip) << kText;
    QTest::newRow("deflate in a zlib frame") << std::string("deflate") << deflated(kText, kZlib) << kText;
    QTest::newRow("deflate without a frame") << std::string("deflate") << deflated(kText, kRaw) << kText;
    QTest::newRow("gzip of nothing") << std::string("gzip") << deflated({}, kGzip) << std::string();
}

void TestContentDecoding::decodes()
{
    QFETCH(const std::string, coding);
    QFETCH(const std::string, content);
    std::string text = "what was there before";
    QVERIFY(decodeContent(coding, content, kNoLimit, text));
    QTEST(text, "text");
}

void TestContentDecoding::stopsAtTheLimit()
{
    std::string text;
    for (const auto &[coding, content] :
         {std::pair(std::string("gzip"), deflated(kText, kGzip)), {std::string(), kText}}) {
        QVERIFY(decodeContent(coding, content, 1000, text));
        QCOMPARE(text, kText.substr(0, 1000));
    }
    // A bomb: a thousand times larger than it looks.
    QVERIFY(decodeContent("gzip", deflated(std::string(50'000'000, '\0'), kGzip), 100'000, text));
    QCOMPARE(text.size(), std::size_t(100'000));
}

void TestContentDecoding::refuses_data()
{
    QTest::addColumn<std::string>("coding");
    QTest::addColumn<std::string>("content");
    QTest::addColumn<DecodingProblem>("problem");
    const auto gzip = deflated(kText, kGzip);
    auto flipped = gzip;
    flipped[flipped.size() - 6] ^= 1; // of its checksum
    QTest::newRow("br") << std::string("br") << gzip << DecodingProblem::UnknownCoding;
    QTest::newRow("two codings") << std::string("gzip, gzip") << gzip << DecodingProblem::UnknownCoding;
    QTest::newRow("no gzip") << std::string("gzip") << kText << DecodingProblem::Damaged;
    QTest::newRow("nothing at all") << std::string("gzip") << std::string() << DecodingProblem::Damaged;
    QTest::newRow("cut off") << std::string("gzip") << gzip.substr(0, gzip.size() / 2) << DecodingProblem::Damaged;
    QTest::newRow("wrong checksum") << std::string("gzip") << flipped << DecodingProblem::Damaged;
    QTest::newRow("no deflate") << std::string("deflate") << kText << DecodingProblem::Damaged;
}

void TestContentDecoding::refuses()
{
    QFETCH(const std::string, coding);
    QFETCH(const std::string, content);
    QFETCH(const DecodingProblem, problem);
    std::string text;
    const auto decoded = decodeContent(coding, content, kNoLimit, text);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error(), problem);
}

QTEST_GUILESS_MAIN(TestContentDecoding)
#include "tst_content_decoding.moc"
