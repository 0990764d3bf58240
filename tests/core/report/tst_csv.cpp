#include "report/csv.h"
#include "report/report.h"

#include "sample_result.h"

#include <QLocale>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <limits>
#include <locale>
#include <utility>

using namespace escala::report;
using namespace std::chrono_literals;
using escala::metrics::ErrorKind;

using Row = std::vector<std::string>;

namespace {

/// Reads RFC 4180 back, strictly: rows end with CR LF, a quote within quotes is doubled.
std::vector<Row> parse(std::string_view csv)
{
    std::vector<Row> rows;
    Row row;
    std::string cell;
    bool quoted = false;
    for (std::size_t at = 0; at < csv.size(); ++at) {
        const char each = csv[at];
        if (each == '"' && quoted && at + 1 < csv.size() && csv[at + 1] == '"') {
            cell += '"';
            ++at;
        } else if (each == '"') {
            quoted = !quoted;
        } else if (quoted || (each != ',' && each != '\r')) {
            cell += each;
        } else {
            row.push_back(std::exchange(cell, {}));
            if (each == '\r') {
                rows.push_back(std::exchange(row, {}));
                ++at; // the LF
            }
        }
    }
    return rows;
}

std::string cellOf(const std::vector<Row> &rows, std::size_t row, const std::string &column)
{
    const auto found = std::ranges::find(rows.front(), column);
    return found == rows.front().end() ? "no such column"
                                       : rows.at(row).at(static_cast<std::size_t>(found - rows.front().begin()));
}

/// Slow failed at times, Cached never; two seconds each, the second without an answer.
escala::experiment::RunResult sample()
{
    auto result =
        sampleResult({{.name = "Slow", .good = 97, .errors = {{ErrorKind::Status5xx, 1}, {ErrorKind::Timeout, 2}}},
                      {.name = "Cached", .good = 4840, .response = 1ms, .hits = 4800, .misses = 40}});
    result.targets[0].figures.cold = 201ms;
    auto &server = result.targets[0].server.emplace();
    server.requests = 101;
    server.counted = true;
    return result;
}

/// A locale as a library of C++ might set it: decimal comma, groups of three.
class CommaPunctuation : public std::numpunct<char> {
protected:
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

}

class TestCsv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void cells_data();
    void cells();
    void numbers_data();
    void numbers();
    void rowsEndWithCrLf();
    void summaryHasARowForEachTarget();
    void summaryFigures_data();
    void summaryFigures();
    void seriesHasARowForEachStep();
    void gapsAreEmptyCells();
    void hostileNameStaysText();
    void dotInAnyLocale_data();
    void dotInAnyLocale();
    void emptyResult();
};

void TestCsv::cleanup()
{
    QLocale::setDefault(QLocale::c());
    std::locale::global(std::locale::classic());
}

void TestCsv::cells_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("cell");
    const auto row = [](const char *name, const std::string &text, const std::string &cell) {
        QTest::newRow(name) << text << cell;
    };
    row("empty", "", "");
    row("plain", "Slow", "Slow");
    row("blank", "Slow one", "Slow one");
    row("comma", "a,b", "\"a,b\"");
    row("quote", "a\"b", "\"a\"\"b\"");
    row("line feed", "a\nb", "\"a\nb\"");
    row("carriage return", "a\rb", "\"a\rb\"");
    row("UTF-8", "Café", "Café");
    row("formula", "=1+1", "'=1+1");
    row("plus", "+1", "'+1");
    row("minus", "-1", "'-1");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\t=1", "'\t=1");
    row("return", "\r=1", "\"'\r=1\"");
    row("formula with quotes", "=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"");
    row("sign inside is harmless", "a=b", "a=b");
}

void TestCsv::cells()
{
    QFETCH(std::string, text);
    QTEST(csvCell(text), "cell");
}

void TestCsv::numbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<std::string>("cell");
    QTest::newRow("whole") << 10.0 << std::string("10");
    QTest::newRow("fraction") << 0.1 << std::string("0.1");
    QTest::newRow("all digits") << 0.994792918764182 << std::string("0.994792918764182");
    QTest::newRow("negative is a number, no formula") << -1.5 << std::string("-1.5");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << std::string();
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << std::string();
}

void TestCsv::numbers()
{
    QFETCH(double, value);
    QTEST(csvNumber(value), "cell");
}

void TestCsv::rowsEndWithCrLf()
{
    QCOMPARE(csvRow({"a", "", "\"b,c\""}), std::string("a,,\"b,c\"\r\n"));
    QVERIFY(summaryCsv(sample()).ends_with("\r\n"));
    QVERIFY(seriesCsv(sample()).ends_with("\r\n"));
}

void TestCsv::summaryHasARowForEachTarget()
{
    const auto rows = parse(summaryCsv(sample()));
    QCOMPARE(rows.size(), std::size_t{3});
    for (const Row &row : rows)
        QCOMPARE(row.size(), rows.front().size());
    QCOMPARE(rows[1][0], std::string("Slow"));
    QCOMPARE(rows[2][0], std::string("Cached"));
}

void TestCsv::summaryFigures_data()
{
    QTest::addColumn<std::string>("slow");
    const auto row = [](const char *column, const char *slow) { QTest::newRow(column) << std::string(slow); };
    row("target", "Slow");
    row("requests", "100");
    row("responses", "98");
    row("errors", "3");
    row("achieved_rps", "9.7");
    row("duration_s", "10");
    row("cold_first_s", "0.201");
    row("response_time_p99_s", "0.2");
    row("service_time_max_s", "0.2");
    row("phases_connect_p50_s", "0.0001");
    row("phases_dns_p50_s", "");
    row("errors_by_kind_status_5xx", "1");
    row("errors_by_kind_timeout", "2");
    row("status", "200:97 503:1");
    row("cache_unknown", "98");
    row("cache_hit_ratio", "");
    row("ledger_ok", "97");
    row("ledger_http_error", "1");
    row("ledger_timeout", "2");
    row("server_requests", "101");
    row("verdict", "valid");
    row("started_at", "2026-11-23T21:00:00.123Z");
    row("id", "01234567-89ab-cdef-0123-456789abcdef");
}

void TestCsv::summaryFigures()
{
    QFETCH(std::string, slow);
    QCOMPARE(cellOf(parse(summaryCsv(sample())), 1, QTest::currentDataTag()), slow);
}

void TestCsv::seriesHasARowForEachStep()
{
    const auto rows = parse(seriesCsv(sample()));
    QCOMPARE(rows.size(), std::size_t{5});
    for (const Row &row : rows)
        QCOMPARE(row.size(), rows.front().size());
    QCOMPARE(cellOf(rows, 1, "target"), std::string("Slow"));
    QCOMPARE(cellOf(rows, 1, "t_s"), std::string("0"));
    QCOMPARE(cellOf(rows, 1, "requests"), std::string("100"));
    QCOMPARE(cellOf(rows, 1, "errors"), std::string("3"));
    QCOMPARE(cellOf(rows, 1, "p99_s"), std::string("0.2"));
    QCOMPARE(cellOf(rows, 1, "server_cpu"), std::string("0.5"));
    QCOMPARE(cellOf(rows, 1, "server_rss_bytes"), std::string("9000000"));
    QCOMPARE(cellOf(rows, 2, "t_s"), std::string("1"));
    QCOMPARE(cellOf(rows, 3, "target"), std::string("Cached"));
    QCOMPARE(cellOf(rows, 3, "hit"), std::string("4800"));
}

void TestCsv::gapsAreEmptyCells()
{
    const auto rows = parse(seriesCsv(sample()));
    QCOMPARE(cellOf(rows, 2, "requests"), std::string("0"));
    QCOMPARE(cellOf(rows, 2, "p50_s"), std::string());
    QCOMPARE(cellOf(rows, 2, "max_s"), std::string());
}

void TestCsv::hostileNameStaysText()
{
    auto result = sample();
    result.targets[0].target.name = "=cmd|' /C calc'!A0,\"x\"\r\ny";
    const std::string expected = "'" + result.targets[0].target.name;
    QCOMPARE(parse(summaryCsv(result))[1][0], expected);
    QCOMPARE(parse(seriesCsv(result))[1][0], expected);
}

void TestCsv::dotInAnyLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("German") << QLocale(QLocale::German);
    QTest::newRow("Spanish") << QLocale(QLocale::Spanish);
    QTest::newRow("Arabic digits") << QLocale(QLocale::Arabic, QLocale::Egypt);
}

void TestCsv::dotInAnyLocale()
{
    const std::string summary = summaryCsv(sample());
    const std::string series = seriesCsv(sample());
    const std::string json = resultJson(sample());
    const std::string hlog = histogramLog(sample(), 0);
    const std::string junit = junitXml(sample());
    QFETCH(QLocale, locale);
    QLocale::setDefault(locale);
    std::locale::global(std::locale(std::locale::classic(), new CommaPunctuation));
    QCOMPARE(cellOf(parse(summaryCsv(sample())), 1, "achieved_rps"), std::string("9.7"));
    QCOMPARE(summaryCsv(sample()), summary);
    QCOMPARE(seriesCsv(sample()), series);
    QCOMPARE(resultJson(sample()), json);
    QCOMPARE(histogramLog(sample(), 0), hlog);
    QCOMPARE(junitXml(sample()), junit);
}

void TestCsv::emptyResult()
{
    QCOMPARE(parse(seriesCsv({})).size(), std::size_t{1});
    QVERIFY(summaryCsv({}).empty());
}

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
