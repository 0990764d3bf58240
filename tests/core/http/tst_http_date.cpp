#include "http/http_date.h"

#include <QTest>

#include <string>

using namespace escala::http;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

namespace {

constexpr sys_seconds at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0)
{
    return sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day))
        + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

constexpr auto kNow = at(2026, 11, 26, 12);

struct Good {
    const char *name;
    const char *text;
    sys_seconds time;
};

constexpr Good kGood[]{
    {"IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", at(1994, 11, 6, 8, 49, 37)},
    {"the last second of 32 bits", "Tue, 19 Jan 2038 03:14:07 GMT", at(2038, 1, 19, 3, 14, 7)},
    {"beyond 32 bits", "Tue, 19 Jan 2038 14:14:08 GMT", at(2038, 1, 19, 14, 14, 8)},
    {"far future", "Sun, 21 Nov 2286 04:46:39 GMT", at(2286, 11, 21, 4, 46, 39)},
    {"last year", "Fri, 31 Dec 9999 23:59:59 GMT", at(9999, 12, 31, 23, 59, 59)},
    {"before 1970", "Wed, 01 Jan 1964 00:00:00 GMT", at(1964, 1, 1)},
    {"29 February", "Thu, 29 Feb 2024 00:00:00 GMT", at(2024, 2, 29)},
    {"leap second", "Sat, 31 Dec 2016 23:59:60 GMT", at(2017, 1, 1)},
    {"another day of the week", "Mon, 18 Aug 2050 02:01:18 GMT", at(2050, 8, 18, 2, 1, 18)},
    {"weekday in capitals", "THU, 18 Aug 2050 02:01:18 GMT", at(2050, 8, 18, 2, 1, 18)},
    {"month in capitals", "Thu, 18 AUG 2050 02:01:18 GMT", at(2050, 8, 18, 2, 1, 18)},
    {"zone in odd case", "Thu, 18 Aug 2050 02:01:18 gMT", at(2050, 8, 18, 2, 1, 18)},
    {"RFC 850, this century", "Thursday, 18-Aug-50 02:01:18 GMT", at(2050, 8, 18, 2, 1, 18)},
    {"RFC 850, last century", "Sunday, 06-Nov-94 08:49:37 GMT", at(1994, 11, 6, 8, 49, 37)},
    {"RFC 850, in 50 years", "Thursday, 26-Nov-76 00:00:00 GMT", at(2076, 11, 26)},
    {"RFC 850, 49 years ago", "Saturday, 26-Nov-77 00:00:00 GMT", at(1977, 11, 26)},
    {"asctime, one digit", "Sun Nov  6 08:49:37 1994", at(1994, 11, 6, 8, 49, 37)},
    {"asctime, two digits", "Thu Aug 18 02:01:18 2050", at(2050, 8, 18, 2, 1, 18)},
};

struct Bad {
    const char *name;
    const char *text;
};

constexpr Bad kBad[]{
    {"empty", ""},
    {"zero", "0"},
    {"minus one", "-1"},
    {"seconds since 1970", "784111777"},
    {"a word", "never"},
    {"UTC", "Thu, 18 Aug 2050 02:01:18 UTC"},
    {"another zone", "Thu, 18 Aug 2050 02:01:18 AEST"},
    {"offset", "Thu, 18 Aug 2050 02:01:18 +0000"},
    {"no zone", "Thu, 18 Aug 2050 02:01:18"},
    {"two-digit year", "Thu, 18 Aug 50 02:01:18 GMT"},
    {"no comma", "Thu 18 Aug 2050 02:01:18 GMT"},
    {"no weekday", "18 Aug 2050 02:01:18 GMT"},
    {"unknown weekday", "Xyz, 18 Aug 2050 02:01:18 GMT"},
    {"long weekday", "Thursday, 18 Aug 2050 02:01:18 GMT"},
    {"two blanks", "Thu, 18  Aug  2050 02:01:18 GMT"},
    {"dashes", "Thu, 18-Aug-2050 02:01:18 GMT"},
    {"periods in the time", "Thu, 18 Aug 2050 02.01.18 GMT"},
    {"one-digit hour", "Thu, 18 Aug 2050 2:01:18 GMT"},
    {"one-digit day", "Thu, 8 Aug 2050 02:01:18 GMT"},
    {"no seconds", "Thu, 18 Aug 2050 02:01 GMT"},
    {"hour 24", "Thu, 18 Aug 2050 24:00:00 GMT"},
    {"minute 60", "Thu, 18 Aug 2050 02:60:00 GMT"},
    {"second 61", "Thu, 18 Aug 2050 02:00:61 GMT"},
    {"day 0", "Thu, 00 Aug 2050 02:01:18 GMT"},
    {"day 31 of a shorter month", "Thu, 31 Jun 2050 02:01:18 GMT"},
    {"29 February of another year", "Thu, 29 Feb 2023 02:01:18 GMT"},
    {"unknown month", "Thu, 18 Avg 2050 02:01:18 GMT"},
    {"month spelt out", "Thu, 18 August 2050 02:01:18 GMT"},
    {"text behind", "Sun, 06 Nov 1994 08:49:37 GMT, x"},
    {"two dates", "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT"},
    {"blank in front", " Sun, 06 Nov 1994 08:49:37 GMT"},
    {"minus in the year", "Sun, 06 Nov -994 08:49:37 GMT"},
    {"ISO 8601", "1994-11-06T08:49:37Z"},
    {"RFC 850 with a short weekday", "Sun, 06-Nov-94 08:49:37 GMT"},
    {"RFC 850 with a four-digit year", "Sunday, 06-Nov-1994 08:49:37 GMT"},
    {"asctime with a zone", "Sun Nov  6 08:49:37 1994 GMT"},
    {"asctime with one blank", "Sun Nov 6 08:49:37 1994"},
};

}

class TestHttpDate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void formats_data() { parses_data(); }
    void formats();
};

void TestHttpDate::parses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<sys_seconds>("time");
    for (const auto &row : kGood)
        QTest::newRow(row.name) << std::string(row.text) << row.time;
}

void TestHttpDate::parses()
{
    QFETCH(std::string, text);
    const auto parsed = parseHttpDate(text, kNow);
    QVERIFY(parsed);
    QTEST(*parsed, "time");
}

void TestHttpDate::refuses_data()
{
    QTest::addColumn<std::string>("text");
    for (const auto &row : kBad)
        QTest::newRow(row.name) << std::string(row.text);
}

void TestHttpDate::refuses()
{
    QFETCH(std::string, text);
    QVERIFY(!parseHttpDate(text, kNow));
}

void TestHttpDate::formats()
{
    QFETCH(sys_seconds, time);
    const auto text = formatHttpDate(time);
    QCOMPARE(text.size(), 29u);
    QVERIFY(parseHttpDate(text, kNow) == time);
    QCOMPARE(formatHttpDate(at(1994, 11, 6, 8, 49, 37)), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
}

QTEST_APPLESS_MAIN(TestHttpDate)
#include "tst_http_date.moc"
