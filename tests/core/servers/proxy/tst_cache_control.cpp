#include "proxy_samples.h"
#include "servers/proxy/cache_control.h"
#include "servers/proxy/structured_dictionary.h"

#include <QTest>

#include <span>

using namespace escala::servers::proxy;
using namespace std::chrono_literals;

namespace {

/// "no-store public max-age=5 no-cache[a,b]": all that is set, in one text to compare.
std::string text(const ResponseDirectives &directives)
{
    std::string result;
    const auto add = [&result](std::string_view part) { result.append(result.empty() ? "" : " ").append(part); };
    const auto addSwitch = [&add](bool on, std::string_view name) {
        if (on)
            add(name);
    };
    const auto addLifetime = [&add](const std::optional<Seconds> &value, const std::string &name) {
        if (value)
            add(name + "=" + std::to_string(value->count()));
    };
    const auto addNames = [&add](const std::vector<std::string> &names, std::string part) {
        for (const auto &name : names)
            part.append(&name == &names.front() ? "[" : ",").append(name);
        if (!names.empty())
            add(part + "]");
    };
    addSwitch(directives.targeted, "targeted");
    addSwitch(directives.noStore, "no-store");
    addSwitch(directives.noCache, "no-cache");
    addSwitch(directives.isPrivate, "private");
    addSwitch(directives.isPublic, "public");
    addSwitch(directives.mustRevalidate, "must-revalidate");
    addSwitch(directives.proxyRevalidate, "proxy-revalidate");
    addSwitch(directives.mustUnderstand, "must-understand");
    addLifetime(directives.maxAge, "max-age");
    addLifetime(directives.sMaxAge, "s-maxage");
    addLifetime(directives.staleWhileRevalidate, "swr");
    addLifetime(directives.staleIfError, "sie");
    addNames(directives.noCacheFields, "no-cache");
    addNames(directives.privateFields, "private");
    return result;
}

std::string text(const RequestDirectives &directives)
{
    std::string result;
    const auto add = [&result](std::string_view part) { result.append(result.empty() ? "" : " ").append(part); };
    const auto addLifetime = [&add](const std::optional<Seconds> &value, const std::string &name) {
        if (value)
            add(name + "=" + std::to_string(value->count()));
    };
    if (directives.noCache)
        add("no-cache");
    if (directives.noStore)
        add("no-store");
    if (directives.onlyIfCached)
        add("only-if-cached");
    addLifetime(directives.maxAge, "max-age");
    addLifetime(directives.minFresh, "min-fresh");
    addLifetime(directives.maxStale, "max-stale");
    addLifetime(directives.staleIfError, "sie");
    return result;
}

struct Row {
    const char *name;
    const char *fields;
    const char *expected;
};

constexpr Row kResponses[]{
    {"nothing", "X: y", ""},
    {"empty", "Cache-Control: ", ""},
    {"max-age", "Cache-Control: max-age=3600", "max-age=3600"},
    {"any case", "cache-CONTROL: MaX-aGe=3600, No-StOrE", "no-store max-age=3600"},
    {"each switch",
     "Cache-Control: no-store, no-cache, private, public, must-revalidate, proxy-revalidate, must-understand",
     "no-store no-cache private public must-revalidate proxy-revalidate must-understand"},
    {"each lifetime", "Cache-Control: max-age=1, s-maxage=2, stale-while-revalidate=3, stale-if-error=4",
     "max-age=1 s-maxage=2 swr=3 sie=4"},
    {"several lines", "Cache-Control: max-age=1|X: y|Cache-Control: s-maxage=2, public", "public max-age=1 s-maxage=2"},
    {"the first of two counts", "Cache-Control: max-age=1800, max-age=1", "max-age=1800"},
    {"the first of two lines counts", "Cache-Control: max-age=1|Cache-Control: max-age=1800", "max-age=1"},
    {"an invalid first counts too", "Cache-Control: max-age=x, max-age=1800", "max-age=0"},
    {"quoted number", "Cache-Control: max-age=\"3600\"", "max-age=3600"},
    {"quoted pairs in a number", "Cache-Control: max-age=\"3\\600\"", "max-age=3600"},
    {"in a quoted string before", "Cache-Control: extension=\"max-age=3600\", max-age=1", "max-age=1"},
    {"in a quoted string behind", "Cache-Control: max-age=1, extension=\"max-age=3600\"", "max-age=1"},
    {"comma in a quoted string", "Cache-Control: extension=\"a, no-store\", max-age=1", "max-age=1"},
    {"escaped quote in a quoted string", "Cache-Control: extension=\"a\\\", no-store\", max-age=1", "max-age=1"},
    {"open quoted string", "Cache-Control: max-age=1, extension=\"a, no-store", "max-age=1"},
    {"open quoted number", "Cache-Control: max-age=\"3600", "max-age=0"},
    {"text behind a quoted number", "Cache-Control: max-age=\"3600\"x", "max-age=0"},
    {"single quotes", "Cache-Control: max-age='3600'", "max-age=0"},
    {"blank before equals", "Cache-Control: max-age =3600", "max-age=0"},
    {"blank after equals", "Cache-Control: max-age= 3600", "max-age=0"},
    {"leading zeros", "Cache-Control: max-age=003600", "max-age=3600"},
    {"decimal", "Cache-Control: max-age=3600.0", "max-age=0"},
    {"negative", "Cache-Control: max-age=-3600", "max-age=0"},
    {"plus", "Cache-Control: max-age=+3600", "max-age=0"},
    {"letter in front", "Cache-Control: max-age=a3600", "max-age=0"},
    {"letter behind", "Cache-Control: max-age=3600a", "max-age=0"},
    {"hexadecimal", "Cache-Control: max-age=0x10", "max-age=0"},
    {"no value", "Cache-Control: max-age", "max-age=0"},
    {"empty value", "Cache-Control: max-age=", "max-age=0"},
    {"empty quoted value", "Cache-Control: max-age=\"\"", "max-age=0"},
    {"2^31 - 1", "Cache-Control: max-age=2147483647", "max-age=2147483647"},
    {"2^31", "Cache-Control: max-age=2147483648", "max-age=2147483648"},
    {"2^31 + 1", "Cache-Control: max-age=2147483649", "max-age=2147483648"},
    {"more than 2^32", "Cache-Control: max-age=99999999999", "max-age=2147483648"},
    {"more than 2^64", "Cache-Control: max-age=99999999999999999999999", "max-age=2147483648"},
    {"unknown", "Cache-Control: foobar, max-age=3600", "max-age=3600"},
    {"unknown with a value", "Cache-Control: foo=bar, baz=\"x\", max-age=3600", "max-age=3600"},
    {"name that only starts alike", "Cache-Control: max-ages=3600, xmax-age=7", ""},
    {"empty members", "Cache-Control: ,, ,max-age=1,", "max-age=1"},
    {"tabs", "Cache-Control: \tmax-age=1\t,\tpublic", "public max-age=1"},
    {"no comma", "Cache-Control: public max-age=1", "public"},
    {"semicolon", "Cache-Control: max-age=1; public", "max-age=0"},
    {"what forbids holds with a value", "Cache-Control: no-store=1, must-revalidate=\"x\"", "no-store must-revalidate"},
    {"what forbids holds however malformed", "Cache-Control: no-store =, private =", "no-store private"},
    {"no-cache for fields", "Cache-Control: no-cache=\"A, b\"", "no-cache[a,b]"},
    {"no-cache for one field as token", "Cache-Control: no-cache=Set-Cookie", "no-cache[set-cookie]"},
    {"no-cache for none", "Cache-Control: no-cache=\"\"", "no-cache"},
    {"no-cache for what is no name", "Cache-Control: no-cache=\"a b\"", "no-cache"},
    {"no-cache for fields and for all", "Cache-Control: no-cache=\"a\", no-cache", "no-cache no-cache[a]"},
    {"private for fields", "Cache-Control: private=\"x-user\"", "private[x-user]"},
    {"private for all", "Cache-Control: private, private=\"x\"", "private private[x]"},
    {"private with an open quote", "Cache-Control: private=\"x", "private"},
    {"Pragma says nothing in a response", "Pragma: no-cache", ""},
    {"targeted", "CDN-Cache-Control: max-age=3600", "targeted max-age=3600"},
    {"targeted over Cache-Control", "Cache-Control: no-store|CDN-Cache-Control: max-age=10000",
     "targeted max-age=10000"},
    {"targeted forbids", "Cache-Control: max-age=10000|CDN-Cache-Control: no-store", "targeted no-store"},
    {"targeted, all switches",
     "CDN-Cache-Control: private, no-cache, public, must-revalidate, proxy-revalidate, must-understand",
     "targeted no-cache private public must-revalidate proxy-revalidate must-understand"},
    {"targeted, all lifetimes", "CDN-Cache-Control: max-age=1, s-maxage=2, stale-while-revalidate=3, stale-if-error=4",
     "targeted max-age=1 s-maxage=2 swr=3 sie=4"},
    {"targeted, unknown", "CDN-Cache-Control: foobar, x=(1 2);a=\"b\", max-age=3600", "targeted max-age=3600"},
    {"targeted, parameters", "CDN-Cache-Control: max-age=3600;x=1;y, private;z", "targeted private max-age=3600"},
    {"targeted, last one counts", "CDN-Cache-Control: max-age=1, max-age=2", "targeted max-age=2"},
    {"targeted, several lines", "CDN-Cache-Control: max-age=1|CDN-Cache-Control: public", "targeted public max-age=1"},
    {"targeted, false", "CDN-Cache-Control: max-age=1, no-store=?0, private=?0", "targeted max-age=1"},
    {"targeted, true", "CDN-Cache-Control: no-store=?1", "targeted no-store"},
    {"targeted, negative", "CDN-Cache-Control: max-age=-1", "targeted max-age=0"},
    {"targeted, 2^31", "CDN-Cache-Control: max-age=2147483648", "targeted max-age=2147483648"},
    {"targeted, more", "CDN-Cache-Control: max-age=99999999999", "targeted max-age=2147483648"},
    {"targeted, for fields", "CDN-Cache-Control: max-age=1, private=\"a, B\"", "targeted max-age=1 private[a,b]"},
    {"targeted, empty", "Cache-Control: max-age=5|CDN-Cache-Control: ", "max-age=5"},
    {"targeted, no dictionary", "Cache-Control: no-store|CDN-Cache-Control: max-age=10000, &&&&&", "no-store"},
    {"targeted, wrong type", "Cache-Control: no-store|CDN-Cache-Control: max-age=\"10000\"", "no-store"},
    {"targeted, decimal", "Cache-Control: no-store|CDN-Cache-Control: max-age=1.5", "no-store"},
    {"targeted, no value", "Cache-Control: max-age=5|CDN-Cache-Control: max-age", "max-age=5"},
    {"targeted, switch with number", "Cache-Control: max-age=5|CDN-Cache-Control: public=1", "max-age=5"},
    {"targeted, no-cache with number", "Cache-Control: max-age=5|CDN-Cache-Control: no-cache=1", "max-age=5"},
    {"targeted, upper case", "Cache-Control: max-age=5|CDN-Cache-Control: MaX-aGe=3600", "max-age=5"},
    {"targeted, blank before equals", "Cache-Control: max-age=1|CDN-Cache-Control: max-age =100", "max-age=1"},
    {"targeted, blank after equals", "Cache-Control: max-age=1|CDN-Cache-Control: max-age= 100", "max-age=1"},
    {"targeted, trailing comma", "Cache-Control: max-age=1|CDN-Cache-Control: max-age=100,", "max-age=1"},
};

constexpr Row kRequests[]{
    {"nothing", "X: y", ""},
    {"no-cache", "Cache-Control: No-Cache", "no-cache"},
    {"no-store", "Cache-Control: no-store", "no-store"},
    {"only-if-cached", "Cache-Control: only-if-cached", "only-if-cached"},
    {"max-age", "Cache-Control: max-age=0", "max-age=0"},
    {"max-age quoted", "Cache-Control: max-age=\"60\"", "max-age=60"},
    {"max-age without value", "Cache-Control: max-age", "max-age=0"},
    {"max-age invalid", "Cache-Control: max-age=soon", "max-age=0"},
    {"max-age too large", "Cache-Control: max-age=99999999999", "max-age=2147483648"},
    {"max-stale", "Cache-Control: max-stale=1000", "max-stale=1000"},
    {"max-stale without value", "Cache-Control: max-stale", "max-stale=2147483648"},
    {"max-stale invalid", "Cache-Control: max-stale=x", ""},
    {"max-stale malformed", "Cache-Control: max-stale =5", ""},
    {"min-fresh", "Cache-Control: min-fresh=10", "min-fresh=10"},
    {"min-fresh invalid", "Cache-Control: min-fresh", ""},
    {"stale-if-error", "Cache-Control: stale-if-error=60", "sie=60"},
    {"all at once", "Cache-Control: no-cache, max-age=1|Cache-Control: min-fresh=2, max-stale=3",
     "no-cache max-age=1 min-fresh=2 max-stale=3"},
    {"first counts", "Cache-Control: max-age=1, max-age=2, min-fresh=3, min-fresh=4", "max-age=1 min-fresh=3"},
    {"response directives mean nothing", "Cache-Control: private, must-revalidate", ""},
    {"Pragma", "Pragma: no-cache", "no-cache"},
    {"Pragma in any case, among others", "Pragma: foo=\"x, y\", No-Cache", "no-cache"},
    {"Pragma beside Cache-Control", "Cache-Control: max-age=5|Pragma: no-cache", "max-age=5"},
    {"another Pragma", "Pragma: unrecognised-extension", ""},
};

constexpr Row kDictionaries[]{
    {"empty", "", ""},
    {"blanks", "   ", ""},
    {"booleans", "a, b=?0, c=?1", "a=1 b=0 c=1"},
    {"integers", "a=1, b=-42, c=999999999999999", "a=1 b=-42 c=999999999999999"},
    {"tabs around commas", "a=1\t,\tb=2", "a=1 b=2"},
    {"key of every kind", "*a_-.*9=1", "*a_-.*9=1"},
    {"decimal", "a=1.5", "a=0"},
    {"string", "a=\"x\\\"\\\\y\"", "a=x\"\\y"},
    {"token", "a=foo/bar:baz, b=*x", "a=foo/bar:baz b=*x"},
    {"bytes", "a=:aGVsbG8=:", "a=0"},
    {"inner list", "a=(1 \"b\" c;d=1 );e", "a=0"},
    {"repeated", "a=1, b=2, a=3", "b=2 a=3"},
    {"too many digits", "a=1000000000000000", "error"},
    {"decimal with too many digits", "a=1234567890123.1", "error"},
    {"decimal without fraction", "a=1.", "error"},
    {"decimal with long fraction", "a=1.2345", "error"},
    {"minus alone", "a=-", "error"},
    {"upper case key", "A=1", "error"},
    {"no key", "=1", "error"},
    {"no value", "a=", "error"},
    {"bad boolean", "a=?2", "error"},
    {"open string", "a=\"x", "error"},
    {"bad escape", "a=\"\\x\"", "error"},
    {"control character in string", "a=\"\x01\"", "error"},
    {"letter beyond ASCII in string", "a=\"\xc3\xa4\"", "error"},
    {"open inner list", "a=(1", "error"},
    {"inner list without blank", "a=(1\"b\")", "error"},
    {"open bytes", "a=:aGVs", "error"},
    {"bad bytes", "a=:a!b:", "error"},
    {"trailing comma", "a=1, ", "error"},
    {"two commas", "a=1,,b=2", "error"},
    {"no comma", "a=1 b=2", "error"},
    {"blank before equals", "a =1", "error"},
    {"blank after equals", "a= 1", "error"},
    {"bad parameter", "a=1;B", "error"},
    {"parameter without value", "a=1;b=", "error"},
};

void addRows(std::span<const Row> rows)
{
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<std::string>("expected");
    for (const auto &row : rows)
        QTest::newRow(row.name) << std::string(row.fields) << std::string(row.expected);
}

}

class TestCacheControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void responses_data() { addRows(kResponses); }
    void responses();
    void requests_data() { addRows(kRequests); }
    void requests();
    void dictionaries_data() { addRows(kDictionaries); }
    void dictionaries();
    void forbidsStale_data();
    void forbidsStale();
};

void TestCacheControl::responses()
{
    QFETCH(std::string, fields);
    QTEST(text(responseDirectives(lines(fields))), "expected");
}

void TestCacheControl::requests()
{
    QFETCH(std::string, fields);
    QTEST(text(requestDirectives(lines(fields))), "expected");
}

void TestCacheControl::dictionaries()
{
    QFETCH(std::string, fields);
    const auto members = parseStructuredDictionary(fields);
    std::string found = members ? "" : "error";
    for (const auto &[key, value] : members.value_or(std::vector<StructuredMember>())) {
        found.append(found.empty() ? "" : " ").append(key).append("=");
        found.append(value.text.empty() ? std::to_string(value.number) : value.text);
    }
    QTEST(found, "expected");
}

void TestCacheControl::forbidsStale_data()
{
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<bool>("forbids");
    QTest::newRow("max-age alone") << std::string("Cache-Control: max-age=1") << false;
    QTest::newRow("no-cache for a field") << std::string("Cache-Control: max-age=1, no-cache=\"a\"") << false;
    QTest::newRow("no-cache") << std::string("Cache-Control: no-cache") << true;
    QTest::newRow("must-revalidate") << std::string("Cache-Control: must-revalidate") << true;
    QTest::newRow("proxy-revalidate") << std::string("Cache-Control: proxy-revalidate") << true;
    QTest::newRow("s-maxage") << std::string("Cache-Control: s-maxage=1") << true;
    QTest::newRow("targeted must-revalidate") << std::string("CDN-Cache-Control: must-revalidate") << true;
    QTest::newRow("must-revalidate beside a targeted one")
        << std::string("Cache-Control: must-revalidate|CDN-Cache-Control: max-age=1") << false;
}

void TestCacheControl::forbidsStale()
{
    QFETCH(std::string, fields);
    QTEST(responseDirectives(lines(fields)).forbidsStale(), "forbids");
}

QTEST_APPLESS_MAIN(TestCacheControl)
#include "tst_cache_control.moc"
