#include "text/quantity.h"

#include <QTest>

#include <chrono>
#include <limits>
#include <string>

using namespace escala::text;
using namespace std::chrono_literals;

class TestQuantity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void formats_data();
    void formats();
    void readsBackWhatItWrote();
    void readableDurations_data();
    void readableDurations();
    void readableNumbers_data();
    void readableNumbers();
    void readableSizes_data();
    void readableSizes();
};

void TestQuantity::parses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::chrono::nanoseconds>("duration");
    const auto row = [](const char *text, std::chrono::nanoseconds duration) {
        QTest::newRow(text) << std::string(text) << duration;
    };
    row("250us", 250us);
    row("200ms", 200ms);
    row("5s", 5s);
    row("2m", 2min);
    row("3h", 3h);
    row("0s", 0s);
    row("1.5s", 1500ms);
    row("0.5us", 500ns);
    row(".5s", 500ms);
    row("1e3ms", 1s);
    row("1000h", 1000h);
}

void TestQuantity::parses()
{
    QFETCH(std::string, text);
    const auto duration = parseDuration(text);
    QVERIFY2(duration, duration ? "" : duration.error().c_str());
    QTEST(*duration, "duration");
}

void TestQuantity::refuses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("why");
    const auto row = [](const char *name, const std::string &text, const char *why) {
        QTest::newRow(name) << text << std::string(why);
    };
    row("empty", "", "a number and a unit");
    row("unit alone", "ms", "a number and a unit");
    row("no unit", "5", "the unit must be");
    row("unknown unit", "5d", "the unit must be");
    row("nanoseconds", "5ns", "the unit must be");
    row("unit in capitals", "5S", "the unit must be");
    row("blank between", "5 s", "the unit must be");
    row("blank before", " 5s", "a number and a unit");
    row("something behind", "5s!", "the unit must be");
    row("decimal comma", "1,5s", "the unit must be");
    row("two durations", "1m30s", "the unit must be");
    row("negative", "-1s", "negative");
    row("infinite", "infs", "infinite");
    row("not a number", "nans", "infinite");
    row("too long", "1001h", "1000h is the longest");
    row("far too long", "1e300h", "1000h is the longest");
}

void TestQuantity::refuses()
{
    QFETCH(std::string, text);
    QFETCH(std::string, why);
    const auto duration = parseDuration(text);
    QVERIFY(!duration);
    QVERIFY2(duration.error().starts_with("\"" + text + "\" is not a duration: "), duration.error().c_str());
    QVERIFY2(duration.error().contains(why), duration.error().c_str());
}

void TestQuantity::formats_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("duration");
    QTest::addColumn<std::string>("text");
    const auto row = [](std::chrono::nanoseconds duration, const char *text) {
        QTest::newRow(text) << duration << std::string(text);
    };
    row(0s, "0s");
    row(1us, "1us");
    row(1500us, "1500us");
    row(200ms, "200ms");
    row(5s, "5s");
    row(90s, "90s");
    row(120s, "2m");
    row(7200s, "2h");
    row(300ns, "0.3us");
    row(1'234'567ns, "1234.567us");
}

void TestQuantity::formats()
{
    QFETCH(std::chrono::nanoseconds, duration);
    const std::string text = formatDuration(duration);
    QTEST(text, "text");
}

void TestQuantity::readsBackWhatItWrote()
{
    for (std::chrono::nanoseconds duration = 1ns; duration < 1000h; duration = duration * 7 + 1ns) {
        const auto back = parseDuration(formatDuration(duration));
        QVERIFY(back);
        QCOMPARE(*back, duration);
    }
}

void TestQuantity::readableDurations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<std::string>("text");
    const auto row = [](double seconds, const char *text) { QTest::newRow(text) << seconds << std::string(text); };
    row(0, "0 ms");
    row(0.00000012, "0.00012 ms");
    row(0.000187, "0.187 ms");
    row(0.2014, "201 ms");
    row(0.9991, "999 ms");
    row(0.9996, "1 s");
    row(1.0051, "1.01 s");
    row(60, "60 s");
    row(100.523, "101 s");
    row(3600, "3,600 s");
}

void TestQuantity::readableDurations()
{
    QFETCH(double, seconds);
    QTEST(readableDuration(std::chrono::duration<double>(seconds)), "text");
}

void TestQuantity::readableNumbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<std::string>("text");
    const auto row = [](double value, const char *text) { QTest::newRow(text) << value << std::string(text); };
    row(0, "0");
    row(-0.0, "0");
    row(1, "1");
    row(10, "10");
    row(100, "100");
    row(0.995, "0.995");
    row(0.9996, "1");
    row(9.996, "10");
    row(99.44, "99.4");
    row(99.96, "100");
    row(999.6, "1,000");
    row(48310.2, "48,310");
    row(1234567, "1,234,567");
    row(-1234.4, "-1,234");
    row(-12.34, "-12.3");
    row(1e20, "1.00e+20");
    row(std::numeric_limits<double>::quiet_NaN(), "–");
    row(std::numeric_limits<double>::infinity(), "–");
}

void TestQuantity::readableNumbers()
{
    QFETCH(double, value);
    QTEST(readableNumber(value), "text");
}

void TestQuantity::readableSizes_data()
{
    QTest::addColumn<double>("bytes");
    QTest::addColumn<std::string>("text");
    const auto row = [](double bytes, const char *text) { QTest::newRow(text) << bytes << std::string(text); };
    row(0, "0 B");
    row(1023, "1023 B");
    row(1024, "1.0 KiB");
    row(9.1 * 1024 * 1024, "9.1 MiB");
    row(150.0 * 1024 * 1024, "150 MiB");
    row(3.0 * 1024 * 1024 * 1024, "3.0 GiB");
    row(2048.0 * 1024 * 1024 * 1024 * 1024, "2048 TiB");
}

void TestQuantity::readableSizes()
{
    QFETCH(double, bytes);
    QTEST(readableBytes(bytes), "text");
}

QTEST_APPLESS_MAIN(TestQuantity)
#include "tst_quantity.moc"
