#include "load/think_time.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::formatThinkTime;
using escala::load::parseThinkTime;
using std::chrono::nanoseconds;

/// Pauses of users.
class TestThinkTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBack_data();
    void readsBack();
    void refuses_data();
    void refuses();
};

void TestThinkTime::readsBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("least"); // ms
    QTest::addColumn<qint64>("most");
    QTest::addColumn<double>("mean");
    QTest::newRow("none") << "0s" << 0LL << 0LL << 0.0;
    QTest::newRow("fixed") << "500ms" << 500LL << 500LL << 500.0;
    QTest::newRow("uniform") << "1s..3s" << 1000LL << 3000LL << 2000.0;
    QTest::newRow("exponential") << "exp 2s" << 0LL << 100'000LL << 2000.0;
}

void TestThinkTime::readsBack()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, least);
    QFETCH(const qint64, most);
    QFETCH(const double, mean);
    const auto time = parseThinkTime(text.toStdString());
    QVERIFY(time);
    QCOMPARE(QString::fromStdString(formatThinkTime(*time)), text);
    std::mt19937_64 random(3);
    double sum = 0;
    constexpr int draws = 20'000;
    for (int i = 0; i < draws; ++i) {
        const nanoseconds pause = time->draw(random);
        QVERIFY(pause >= std::chrono::milliseconds(least) && pause <= std::chrono::milliseconds(most));
        sum += std::chrono::duration<double, std::milli>(pause).count();
    }
    // Five standard errors of the widest of these laws.
    QVERIFY2(std::abs(sum / draws - mean) <= 5 * mean / std::sqrt(draws), qPrintable(QString::number(sum / draws)));
}

void TestThinkTime::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no unit") << "5";
    QTest::newRow("backwards") << "3s..1s";
    QTest::newRow("half a range") << "3s..";
    QTest::newRow("unknown law") << "normal 2s";
    QTest::newRow("negative") << "-1s";
}

void TestThinkTime::refuses()
{
    QFETCH(const QString, text);
    const auto time = parseThinkTime(text.toStdString());
    QVERIFY(!time);
    QVERIFY(!time.error().empty());
}

QTEST_GUILESS_MAIN(TestThinkTime)
#include "tst_think_time.moc"
