#include "analysis/block_length.h"
#include "simulated_run.h"

#include <QTest>

#include <numeric>
#include <vector>

using namespace escala;
using namespace escala::analysis;
using namespace std::chrono_literals;

class TestBlockLength : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsNothingTwice_data();
    void joinsNothingTwice();
    void joinedBlockIsTheSum();
    void lengths_data();
    void lengths();
    void neighbours();
};

void TestBlockLength::joinsNothingTwice_data()
{
    QTest::addColumn<int>("blocks");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("groups");
    QTest::newRow("none") << 0 << 3 << 0;
    QTest::newRow("one at a time") << 5 << 1 << 5;
    QTest::newRow("without a rest") << 6 << 3 << 2;
    QTest::newRow("the rest is spread") << 11 << 3 << 3;
    QTest::newRow("fewer than asked for") << 2 << 3 << 1;
}

void TestBlockLength::joinsNothingTwice()
{
    QFETCH(const int, blocks);
    QFETCH(const int, length);
    QFETCH(const int, groups);
    const std::vector<Block> each(static_cast<std::size_t>(blocks), Block{.length = 1s, .requests = 1});
    const auto all = joinedBy(static_cast<std::size_t>(length), each);
    QCOMPARE(int(all.size()), groups);
    std::uint64_t requests = 0;
    for (const Block &block : all) {
        requests += block.requests;
        QVERIFY(block.length == std::chrono::seconds(block.requests));
    }
    QCOMPARE(requests, std::uint64_t(blocks));
}

void TestBlockLength::joinedBlockIsTheSum()
{
    const Block one{.length = 1s,
                    .response = {{3, 1}, {7, 2}},
                    .requests = 4,
                    .good = 3,
                    .errors = 1,
                    .cache = {1, 0, 2, 0, 0},
                    .serverCpu = 0.2};
    const Block other{.length = 3s,
                      .response = {{1, 5}, {7, 1}},
                      .requests = 6,
                      .good = 6,
                      .errors = 0,
                      .cache = {5, 1, 0, 0, 0},
                      .serverCpu = 0.6};
    const Block both = joined(one, other);
    QVERIFY(both.length == 4s);
    const std::vector<metrics::PackedHistogram::Bucket> response{{1, 5}, {3, 1}, {7, 3}};
    QVERIFY(both.response == response);
    QCOMPARE(both.requests, 10UL);
    QCOMPARE(both.good, 9UL);
    QCOMPARE(both.errors, 1UL);
    QVERIFY((both.cache == std::array<std::uint64_t, metrics::kCacheResults>{6, 1, 2, 0, 0}));
    QCOMPARE(*both.serverCpu, 0.5);
    QVERIFY(joined(Block(), Block()).response.empty());
    QCOMPARE(*joined(Block(), one).serverCpu, 0.2);
}

void TestBlockLength::lengths_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("memory");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("few seconds are kept apart") << 10 << 0.0 << 1 << 1;
    QTest::newRow("the cube root") << 64 << 0.0 << 4 << 4;
    QTest::newRow("no more than 400 blocks") << 20'000 << 0.0 << 50 << 50;
    QTest::newRow("seconds that hang together are joined further") << 128 << 0.95 << 10 << 20;
}

void TestBlockLength::lengths()
{
    QFETCH(const int, seconds);
    QFETCH(const double, memory);
    QFETCH(const int, least);
    QFETCH(const int, most);
    const RunSample sample =
        simulated({.seconds = static_cast<std::size_t>(seconds), .requests = 20, .weather = 0.3, .memory = memory});
    const auto length = int(blockLength(sample.blocks));
    QVERIFY2(least <= length && length <= most, qPrintable(QString::number(length)));
}

void TestBlockLength::neighbours()
{
    std::vector<double> rising(20);
    std::iota(rising.begin(), rising.end(), 1);
    QCOMPARE(neighbourCorrelation(rising), 0.8); // no more is believed
    QCOMPARE(neighbourCorrelation(std::vector<double>{1, -1, 1, -1, 1, -1}), 0.0);
    QCOMPARE(neighbourCorrelation(std::vector<double>(10, 3.0)), 0.0);
    QCOMPARE(neighbourCorrelation(std::vector<double>{1, 2}), 0.0);
    QCOMPARE(suspectedCorrelation(rising), 0.95);
    QCOMPARE(suspectedCorrelation(std::vector<double>{1, -1, 1, -1, 1, -1}), 0.0);
    QCOMPARE(suspectedCorrelation(std::vector<double>(10, 3.0)), 0.0);
    QCOMPARE(suspectedCorrelation(std::vector<double>{1, 2}), 0.0);
    const std::vector<double> likely{1, 1, 1, 2, 2, 2, 2, 1, 1, 2}; // may be chance
    QCOMPARE(neighbourCorrelation(likely), 0.0);
    QVERIFY(suspectedCorrelation(likely) > 0.3);
}

QTEST_APPLESS_MAIN(TestBlockLength)
#include "tst_block_length.moc"
