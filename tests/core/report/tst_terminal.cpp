#include "report/report.h"
#include "sample_result.h"

#include <QRegularExpression>
#include <QTest>

using namespace escala;
using namespace std::chrono_literals;

class TestTerminal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classicLines_data();
    void classicLines();
    void classicLinesCountNoErrors();
    void tableIsAligned();
    void tableOfNothing();
    void tableIsPrintable();
};

void TestTerminal::classicLines_data()
{
    QTest::addColumn<double>("duration");
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("figures");
    const auto row = [](double duration, double rate, const char *durationText, const char *rateText) {
        QTest::addRow("%s and %s", durationText, rateText)
            << duration << rate
            << QStringLiteral("Total time: %1 seconds\nRequests per second: %2\n")
                   .arg(QLatin1String(durationText), QLatin1String(rateText));
    };
    // As Python prints them.
    row(100.52343368530273, 0.994792918764182, "100.52343368530273", "0.994792918764182");
    row(10, 99.5, "10.0", "99.5");
    row(0.1, 12345, "0.1", "12345.0");
    row(0, 0, "0.0", "0.0");
}

void TestTerminal::classicLines()
{
    QFETCH(const double, duration);
    QFETCH(const double, rate);
    QFETCH(const QString, figures);
    experiment::TargetResult target = sampleTarget({.name = "Slow"});
    target.url = "http://user:secret@127.0.0.1:5001/";
    target.figures.summary.duration = std::chrono::duration<double>(duration);
    target.figures.summary.achievedRps = rate;
    QCOMPARE(QString::fromStdString(report::classicLines(target)),
             QStringLiteral("Test on url: http://***@127.0.0.1:5001/\n") + figures);
}

void TestTerminal::classicLinesCountNoErrors()
{
    const auto target = sampleTarget({.name = "Slow", .good = 100, .errors = {{metrics::ErrorKind::Status5xx, 9900}}});
    QVERIFY(QString::fromStdString(report::classicLines(target)).endsWith(QStringLiteral("second: 10.0\n")));
}

void TestTerminal::tableIsAligned()
{
    experiment::RunResult result = sampleResult(
        {{.name = "Slow"}, {.name = "Caché", .good = 486'000, .response = 190us, .hits = 485'900, .misses = 100}});
    result.notes = {"port 5000 was taken"};
    const QString text = QString::fromStdString(report::table(result));
    QStringList rows;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(QStringLiteral("Target")) || line.startsWith(QStringLiteral("Slow"))
            || line.startsWith(QStringLiteral("Caché")))
            rows.push_back(line);
    }
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[1].size(), rows[0].size());
    QCOMPARE(rows[2].size(), rows[0].size());
    for (const char *said : {"48,600", "0.19\u00a0ms", "99.979\u00a0%", "20 users, closed model", "valid (CPU 61 %",
                             "port 5000 was taken"})
        QVERIFY2(text.contains(QString::fromUtf8(said)), said);
}

void TestTerminal::tableOfNothing()
{
    const auto result = sampleResult({{.name = "Dead", .good = 0, .errors = {{metrics::ErrorKind::Refused, 5}}}});
    static const QRegularExpression row(QStringLiteral("Dead +0 +5 +0 +- +- +- +- +- +- +5 +-"));
    QVERIFY2(QString::fromStdString(report::table(result)).contains(row), report::table(result).c_str());
}

void TestTerminal::tableIsPrintable()
{
    experiment::RunResult result = sampleResult({{.name = "\x1b[31mred\x07"}});
    result.notes = {"\x1b]0;title\x07 http://user:secret@host/"};
    const std::string text = report::table(result);
    QVERIFY(text.find_first_of("\x1b\x07") == std::string::npos);
    QVERIFY(text.find("secret") == std::string::npos);
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
