#include "experiment/server_sampler.h"

#include <QTest>

#include <unistd.h>

#include <cmath>

using namespace escala::experiment;
using namespace std::chrono_literals;

namespace {

/// A server process that exists only as the text of its /proc files, and a clock to go with it.
struct FakeProcess {
    ServerSampler::Time now{1000s};
    long ticks = 0;
    int kib = 1024;
    bool alive = true;

    [[nodiscard]] ServerSampler sampler()
    {
        return ServerSampler(
            4711, [this](std::int64_t pid, const char *file) { return text(pid, file); }, [this] { return now; });
    }

    void pass(std::chrono::milliseconds time, double cores)
    {
        now += time;
        ticks += std::lround(cores * std::chrono::duration<double>(time).count() * static_cast<double>(perSecond()));
    }

    static long perSecond() { return sysconf(_SC_CLK_TCK); }

private:
    [[nodiscard]] std::optional<std::string> text(std::int64_t pid, const char *file) const
    {
        if (!alive || pid != 4711)
            return std::nullopt;
        if (std::string_view(file) == "status")
            return "Name:\tserver\nVmRSS:\t " + std::to_string(kib) + " kB\n";
        return "4711 (server) S 1 1 1 0 -1 0 0 0 0 0 " + std::to_string(ticks) + " 0 0 0 20 0 3 0\n";
    }
};

}

class TestServerSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cpuSecondsOf_data();
    void cpuSecondsOf();
    void rssBytesOf_data();
    void rssBytesOf();
    void tellsCoresInUse();
    void tellsNothingOutsideItsSamples();
    void interpolatesBetweenSamples();
    void isSmoothOverLessThanAPeriod();
    void endsWithTheProcess();
    void followsOneThatBeginsAgain();
    void keepsOneSampleASecondInALongRun();
    void readsThisProcess();
};

void TestServerSampler::cpuSecondsOf_data()
{
    QTest::addColumn<QByteArray>("stat");
    QTest::addColumn<double>("seconds");
    const double nothing = -1;
    QTest::newRow("plain") << QByteArray("1 (a) S 0 0 0 0 0 0 0 0 0 0 150 50 0 0") << 2.0;
    QTest::newRow("name with blanks and parentheses") << QByteArray("1 (a) b) (c) R 0 0 0 0 0 0 0 0 0 0 7 3 0") << 0.1;
    QTest::newRow("empty") << QByteArray() << nothing;
    QTest::newRow("no name") << QByteArray("1 2 3") << nothing;
    QTest::newRow("cut off") << QByteArray("1 (a) S 0 0 0 0 0 0 0 0 0 0 150") << nothing;
    QTest::newRow("not a number") << QByteArray("1 (a) S 0 0 0 0 0 0 0 0 0 0 x y") << nothing;
}

void TestServerSampler::cpuSecondsOf()
{
    QFETCH(const QByteArray, stat);
    QFETCH(const double, seconds);
    QCOMPARE(escala::experiment::cpuSecondsOf(stat.toStdString(), 100).value_or(-1), seconds);
}

void TestServerSampler::rssBytesOf_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("plain") << QByteArray("VmPeak:\t 9 kB\nVmRSS:\t    2048 kB\nVmData: 1 kB\n") << qint64{2 << 20};
    QTest::newRow("zombie") << QByteArray("Name:\tx\nState:\tZ (zombie)\n") << qint64{-1};
    QTest::newRow("cut off") << QByteArray("VmRSS:") << qint64{-1};
    QTest::newRow("not a number") << QByteArray("VmRSS:\tmany kB") << qint64{-1};
}

void TestServerSampler::rssBytesOf()
{
    QFETCH(const QByteArray, status);
    QFETCH(const qint64, bytes);
    const auto read = escala::experiment::rssBytesOf(status.toStdString());
    QCOMPARE(read ? static_cast<qint64>(*read) : -1, bytes);
}

void TestServerSampler::tellsCoresInUse()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    QVERIFY(sampler.sample());
    QCOMPARE(sampler.cpu(), 0.0);
    for (int quarter = 0; quarter < 8; ++quarter) {
        process.pass(250ms, quarter < 4 ? 0.2 : 1.6);
        QVERIFY(sampler.sample());
    }
    QCOMPARE(sampler.cpu(), 1.6);
    QCOMPARE(sampler.cpuBetween(process.now - 2s, process.now).value(), 0.9);
    process.kib = 3072;
    QVERIFY(sampler.sample());
    QCOMPARE(sampler.rssBytes(), std::uint64_t{3 << 20});
}

void TestServerSampler::tellsNothingOutsideItsSamples()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    const auto start = process.now;
    QVERIFY(!sampler.cpuBetween(start, start + 1s) && !sampler.rssAt(start));
    sampler.sample();
    process.pass(1s, 1);
    sampler.sample();
    QVERIFY(sampler.cpuBetween(start, start + 1s).has_value());
    QVERIFY(!sampler.cpuBetween(start - 1s, start).has_value());
    QVERIFY(!sampler.cpuBetween(start + 1s, start + 2s).has_value());
    QVERIFY(!sampler.cpuBetween(start + 1s, start).has_value());
    QVERIFY(!sampler.rssAt(start + 2s).has_value());
}

void TestServerSampler::interpolatesBetweenSamples()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    const auto start = process.now;
    sampler.sample();
    process.pass(1s, 0.4);
    sampler.sample();
    process.pass(1s, 0.8);
    sampler.sample();
    QCOMPARE(sampler.cpuBetween(start + 500ms, start + 1500ms).value(), 0.6);
}

void TestServerSampler::isSmoothOverLessThanAPeriod()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    const auto start = process.now;
    sampler.sample();
    process.pass(1s, 0.4);
    sampler.sample();
    QCOMPARE(sampler.cpuBetween(start + 999ms, start + 1s).value(), 0.4);
    QCOMPARE(sampler.cpuBetween(start, start + 1us).value(), 0.4);
}

void TestServerSampler::endsWithTheProcess()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    QVERIFY(sampler.sample());
    process.alive = false;
    process.pass(250ms, 1);
    QVERIFY(!sampler.sample());
    QVERIFY(!sampler.rssAt(process.now + 1s).has_value());
}

// The next process counts from 0, and what the one before used is still known.
void TestServerSampler::followsOneThatBeginsAgain()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    QVERIFY(sampler.sample());
    const auto begin = process.now;
    process.pass(1s, 0.5);
    QVERIFY(sampler.sample());
    const auto killed = process.now;
    process.ticks = 0;
    process.now += 1s;
    sampler.follow(4711);
    QVERIFY(sampler.sample());
    process.pass(1s, 0.25);
    QVERIFY(sampler.sample());
    QCOMPARE(sampler.cpuBetween(begin, killed), std::optional(0.5));
    QCOMPARE(sampler.cpuBetween(killed, killed + 1s), std::optional(0.0));
    QCOMPARE(sampler.cpuBetween(killed + 1s, process.now), std::optional(0.25));
}

void TestServerSampler::keepsOneSampleASecondInALongRun()
{
    FakeProcess process;
    ServerSampler sampler = process.sampler();
    const auto start = process.now;
    for (int sample = 0; sample < 4 * 600; ++sample) {
        sampler.sample();
        process.pass(250ms, 0.4);
    }
    QCOMPARE(sampler.cpuBetween(start + 300s, start + 301s).value(), 0.4);
    QCOMPARE(sampler.cpu(), 0.4);
    QCOMPARE(sampler.cpuBetween(start, start + 599s).value(), 0.4);
    QVERIFY2(sampler.size() < 60 * 4 + 540 + 5, qPrintable(QString::number(sampler.size())));
}

void TestServerSampler::readsThisProcess()
{
    ServerSampler sampler(getpid());
    QVERIFY(sampler.sample());
    QVERIFY(sampler.rssBytes() > 1 << 20);
    QVERIFY(!ServerSampler(0).sample());
}

QTEST_GUILESS_MAIN(TestServerSampler)
#include "tst_server_sampler.moc"
