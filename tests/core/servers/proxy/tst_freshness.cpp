#include "proxy_samples.h"
#include "servers/proxy/freshness.h"

#include <QTest>

using namespace escala::servers::proxy;
using namespace std::chrono_literals;
using Source = Lifetime::Source;

namespace {

struct LifetimeRow {
    const char *name;
    const char *fields;
    Source source;
    int seconds;
    unsigned status = 200;
};

constexpr LifetimeRow kLifetimes[]{
    {"nothing told", "X: y", Source::None, 0},
    {"max-age", "Cache-Control: max-age=3600", Source::Explicit, 3600},
    {"max-age=0", "Cache-Control: max-age=0", Source::Explicit, 0},
    {"s-maxage over max-age", "Cache-Control: max-age=3600, s-maxage=1", Source::Explicit, 1},
    {"s-maxage over max-age, either order", "Cache-Control: s-maxage=3600, max-age=1", Source::Explicit, 3600},
    {"s-maxage over Expires", "Cache-Control: max-age=0, s-maxage=3600|Expires: @-10", Source::Explicit, 3600},
    {"max-age over Expires", "Cache-Control: max-age=3600|Expires: @-7200|Date: @0", Source::Explicit, 3600},
    {"max-age over an invalid Expires", "Cache-Control: max-age=3600|Expires: 0", Source::Explicit, 3600},
    {"max-age=0 over a future Expires", "Cache-Control: max-age=0|Expires: @3600", Source::Explicit, 0},
    {"invalid max-age over a future Expires", "Cache-Control: max-age=x|Expires: @3600", Source::Explicit, 0},
    {"Expires less Date", "Expires: @300|Date: @100", Source::Explicit, 200},
    {"Expires at Date", "Expires: @0|Date: @0", Source::Explicit, 0},
    {"Expires before Date", "Expires: @300|Date: @400", Source::Explicit, 0},
    {"Expires long ago", "Expires: @-2592000|Date: @0", Source::Explicit, 0},
    {"Expires: 0", "Expires: 0|Date: @0", Source::Explicit, 0},
    {"Expires: -1", "Expires: -1", Source::Explicit, 0},
    {"empty Expires", "Expires: |Last-Modified: @-86400", Source::Explicit, 0},
    {"Expires without Date", "Expires: @10", Source::Explicit, 10},
    {"Expires with an invalid Date", "Expires: @10|Date: foo", Source::Explicit, 10},
    {"two Expires", "Expires: @10|Expires: @20", Source::Explicit, 0},
    {"Expires beyond 32 bits", "Expires: Tue, 19 Jan 2038 14:14:08 GMT|Date: Tue, 19 Jan 2038 14:14:00 GMT",
     Source::Explicit, 8},
    {"Expires beyond 2^31 seconds", "Expires: Sun, 21 Nov 2286 04:46:39 GMT|Date: @0", Source::Explicit, 2'147'483'647},
    {"Expires as of RFC 850", "Expires: Thursday, 26-Nov-26 12:00:30 GMT|Date: @0", Source::Explicit, 30},
    {"Expires as of asctime", "Expires: Thu Nov 26 12:00:30 2026|Date: @0", Source::Explicit, 30},
    {"Expires in another zone", "Expires: Thu, 26 Nov 2026 12:00:30 UTC|Date: @0", Source::Explicit, 0},
    {"targeted over Expires", "CDN-Cache-Control: max-age=3600|Expires: @-10000", Source::Explicit, 3600},
    {"targeted max-age=0 over Expires", "CDN-Cache-Control: max-age=0|Expires: @10000", Source::Explicit, 0},
    {"targeted without lifetime hides Expires", "CDN-Cache-Control: public|Expires: @10000", Source::None, 0},
    {"targeted over Cache-Control", "Cache-Control: max-age=1|CDN-Cache-Control: max-age=3600", Source::Explicit, 3600},
    {"heuristic", "Last-Modified: @-86400|Date: @0", Source::Heuristic, 8640},
    {"heuristic without Date", "Last-Modified: @-1000", Source::Heuristic, 100},
    {"heuristic with Last-Modified after Date", "Last-Modified: @100|Date: @0", Source::Heuristic, 0},
    {"heuristic is capped", "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT|Date: @0", Source::Heuristic, 86400},
    {"heuristic with an invalid Last-Modified", "Last-Modified: yesterday", Source::None, 0},
    {"heuristic beside no-cache", "Cache-Control: no-cache|Last-Modified: @-1000", Source::Heuristic, 100},
    {"public makes any status heuristic", "Cache-Control: public|Last-Modified: @-1000", Source::Heuristic, 100, 599},
    {"explicit for any status", "Cache-Control: max-age=5", Source::Explicit, 5, 599},
};

struct AgeRow {
    const char *name;
    const char *fields;
    int seconds;
    int delay = 0;
};

constexpr AgeRow kAges[]{
    {"nothing", "X: y", 0},
    {"Date now", "Date: @0", 0},
    {"Date in the past: apparent age", "Date: @-7200", 7200},
    {"Date of a thousand years ago", "Date: Sun, 06 Nov 0997 08:49:37 GMT", -1},
    {"Date in the future", "Date: @7200", 0},
    {"invalid Date", "Date: foo", 0},
    {"Age", "Age: 30", 30},
    {"Age over a younger Date", "Age: 30|Date: @-10", 30},
    {"an older Date over Age", "Age: 30|Date: @-50", 50},
    {"Age and a fast Date", "Age: 15|Date: @10", 15},
    {"Age and delay", "Age: 30", 35, 5},
    {"delay alone", "X: y", 5, 5},
    {"apparent age holds the delay already", "Date: @-5", 5, 5},
    {"Age no number", "Age: abc", 0},
    {"Age negative", "Age: -7200", 0},
    {"Age decimal", "Age: 7200.0", 0},
    {"Age empty", "Age: ", 0},
    {"Age with a parameter", "Age: 7200;foo=bar", 0},
    {"Age with a numeric parameter", "Age: 7200;foo=111", 0},
    {"Age quoted", "Age: \"7200\"", 0},
    {"Age hexadecimal", "Age: 0x10", 0},
    {"Age 2^31 - 1", "Age: 2147483647", 2'147'483'647},
    {"Age 2^31", "Age: 2147483648", -1},
    {"Age 2^31 + 1", "Age: 2147483649", -1},
    {"Age beyond 2^64", "Age: 99999999999999999999999999", -1},
    {"Age list: the first counts", "Age: 7200, 0", 7200},
    {"Age list: the first counts, other order", "Age: 0, 7200", 0},
    {"Age lines: the first counts", "Age: 7200|Age: 0", 7200},
    {"Age lines: the first counts, other order", "Age: 0|Age: 7200", 0},
    {"Age twice", "Age: 3600|Age: 3600", 3600},
    {"Age leading zeros", "Age: 0010", 10},
};

}

class TestFreshness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lifetimes_data();
    void lifetimes();
    void heuristicByStatus_data();
    void heuristicByStatus();
    void heuristicCanBeSwitchedOff();
    void whatTellsNothingGetsTheDefault();
    void initialAges_data();
    void initialAges();
    void agesByResidence();
};

void TestFreshness::lifetimes_data()
{
    QTest::addColumn<LifetimeRow>("row");
    for (const auto &row : kLifetimes)
        QTest::newRow(row.name) << row;
}

void TestFreshness::lifetimes()
{
    QFETCH(LifetimeRow, row);
    const auto fields = datedLines(row.fields);
    const auto lifetime = lifetimeOf(row.status, fields, responseDirectives(fields), kNoon);
    QCOMPARE(static_cast<int>(lifetime.source), static_cast<int>(row.source));
    const bool most = row.seconds == 2'147'483'647;
    QCOMPARE(lifetime.length, most ? kMaxDelta : Seconds(row.seconds));
}

void TestFreshness::heuristicByStatus_data()
{
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<bool>("heuristic");
    for (const unsigned status : {200u, 203u, 204u, 300u, 301u, 308u, 404u, 405u, 410u, 414u, 501u})
        QTest::addRow("%u", status) << status << true;
    for (const unsigned status :
         {201u, 202u, 205u, 302u, 303u, 307u, 400u, 403u, 429u, 451u, 500u, 502u, 503u, 504u, 599u})
        QTest::addRow("%u", status) << status << false;
}

void TestFreshness::heuristicByStatus()
{
    QFETCH(unsigned, status);
    const auto fields = datedLines("Last-Modified: @-86400|Date: @0");
    const auto lifetime = lifetimeOf(status, fields, responseDirectives(fields), kNoon);
    QTEST(lifetime.source == Source::Heuristic, "heuristic");
}

void TestFreshness::heuristicCanBeSwitchedOff()
{
    const auto fields = datedLines("Last-Modified: @-86400|Date: @0");
    QVERIFY(lifetimeOf(200, fields, {}, kNoon, {.percent = 0}).source == Source::None);
    QCOMPARE(lifetimeOf(200, fields, {}, kNoon, {.percent = 50, .most = 7h}).length, Seconds(7h));
}

void TestFreshness::whatTellsNothingGetsTheDefault()
{
    const HeuristicRule rule{.otherwise = 20s};
    const auto lifetime = [&rule](unsigned status, std::string_view lines) {
        const auto fields = datedLines(lines);
        return lifetimeOf(status, fields, responseDirectives(fields), kNoon, rule).length;
    };
    QCOMPARE(lifetime(200, "Date: @0"), Seconds(20));
    QCOMPARE(lifetime(404, "Date: @0"), Seconds(20));
    QCOMPARE(lifetime(500, "Date: @0"), Seconds(0));
    QCOMPARE(lifetime(200, "Date: @0|Set-Cookie: a=b"), Seconds(0));
    QCOMPARE(lifetime(200, "Date: @0|Cache-Control: max-age=3"), Seconds(3));
    QCOMPARE(lifetime(200, "Date: @0|Last-Modified: @-1000"), Seconds(100));
}

void TestFreshness::initialAges_data()
{
    QTest::addColumn<AgeRow>("row");
    for (const auto &row : kAges)
        QTest::newRow(row.name) << row;
}

void TestFreshness::initialAges()
{
    QFETCH(AgeRow, row);
    const ExchangeTimes times{
        .asked = kStart - std::chrono::seconds(row.delay), .answered = kStart, .wallClock = kNoon};
    const auto age = initialAge(datedLines(row.fields), times);
    QCOMPARE(age, std::chrono::nanoseconds(row.seconds < 0 ? kMaxDelta : Seconds(row.seconds)));
}

void TestFreshness::agesByResidence()
{
    const auto variant = stored("Cache-Control: max-age=100|Age: 30|Date: @0");
    QCOMPARE(variant->age(kStart + 20s), std::chrono::nanoseconds(50s));
    QVERIFY(variant->isFresh(kStart + 70s - 1ns));
    QVERIFY(!variant->isFresh(kStart + 70s));
    QCOMPARE(variant->timeToLive(kStart + 75s), std::chrono::nanoseconds(-5s));
}

QTEST_APPLESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
