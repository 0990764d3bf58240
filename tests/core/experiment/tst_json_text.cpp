#include "experiment/json_text.h"

#include <boost/json/parse.hpp>

#include <QTest>

#include <bit>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

using escala::experiment::prettyJson;

/// How figures stand in plans and results.
class TestJsonText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decimals_data();
    void decimals();
};

void TestJsonText::decimals_data()
{
    using Limits = std::numeric_limits<double>;
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a fraction") << 0.201 << QByteArray("0.201");
    QTest::newRow("no rounding error shown") << 0.1 << QByteArray("0.1");
    QTest::newRow("one, not cut short") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("whole") << 486.0 << QByteArray("486");
    QTest::newRow("nothing") << 0.0 << QByteArray("0");
    QTest::newRow("negative") << -2.5 << QByteArray("-2.5");
    QTest::newRow("a microsecond") << 1e-6 << QByteArray("0.000001");
    QTest::newRow("a nanosecond") << 1e-9 << QByteArray("0.000000001");
    QTest::newRow("below") << 2.5e-10 << QByteArray("2.5e-10");
    QTest::newRow("large") << 12345678901234.5 << QByteArray("12345678901234.5");
    QTest::newRow("very large") << 1e17 << QByteArray("1e+17");
    QTest::newRow("largest") << Limits::max() << QByteArray("1.7976931348623157e+308");
    QTest::newRow("smallest") << Limits::denorm_min() << QByteArray("5e-324");
    QTest::newRow("infinite") << Limits::infinity() << QByteArray("null");
    QTest::newRow("no number") << Limits::quiet_NaN() << QByteArray("null");
}

void TestJsonText::decimals()
{
    QFETCH(const double, number);
    QFETCH(const QByteArray, text);
    const std::string written = prettyJson(number);
    QCOMPARE(QByteArray::fromStdString(written), text + '\n');
    boost::system::error_code error;
    (void)boost::json::parse(written, error);
    QVERIFY(!error); // valid JSON
    if (text == "null")
        return;
    double read = 0;
    std::from_chars(written.data(), written.data() + written.size(), read);
    QCOMPARE(std::bit_cast<std::uint64_t>(read), std::bit_cast<std::uint64_t>(number)); // exactly
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
