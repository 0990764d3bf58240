#include "proxy_samples.h"
#include "servers/proxy/storability.h"

#include <QTest>

using namespace escala::servers::proxy;

namespace {

struct Row {
    const char *name;
    Storability expected;
    const char *response;
    unsigned status = 200;
    const char *request = "";
    const char *method = "GET";
};
using enum Storability;

constexpr Row kRows[]{
    {"explicit lifetime", Store, "Cache-Control: max-age=60"},
    {"s-maxage", Store, "Cache-Control: s-maxage=60"},
    {"Expires", Store, "Expires: @60"},
    {"heuristic", Store, "Last-Modified: @-1000"},
    {"validator alone", Store, "ETag: \"a\""},
    {"nothing", NothingTold, "X: y"},
    {"max-age=0 without validator", NothingTold, "Cache-Control: max-age=0"},
    {"max-age=0 with validator", Store, "Cache-Control: max-age=0|ETag: \"a\""},
    {"max-age=0 with stale-while-revalidate", Store, "Cache-Control: max-age=0, stale-while-revalidate=9"},
    {"max-age=0 with stale-if-error", Store, "Cache-Control: max-age=0, stale-if-error=9"},
    {"stale-if-error that must-revalidate forbids", NothingTold,
     "Cache-Control: max-age=0, stale-if-error=9, must-revalidate"},
    {"past Expires without validator", NothingTold, "Expires: @-60"},
    {"no-cache with validator", Store, "Cache-Control: no-cache|ETag: \"a\""},
    {"no-cache without validator", NothingTold, "Cache-Control: no-cache, max-age=60"},
    {"no-cache for a field", Store, "Cache-Control: no-cache=\"a\", max-age=60"},
    {"no-store", NoStore, "Cache-Control: no-store"},
    {"no-store with max-age", NoStore, "Cache-Control: max-age=60, no-store|Expires: @60"},
    {"no-store in the request", NoStore, "Cache-Control: max-age=60", 200, "Cache-Control: no-store"},
    {"no-store in CDN-Cache-Control", NoStore, "Cache-Control: max-age=60|CDN-Cache-Control: no-store"},
    {"max-age in CDN-Cache-Control over no-store", Store, "Cache-Control: no-store|CDN-Cache-Control: max-age=60"},
    {"private", Private, "Cache-Control: private, max-age=60"},
    {"private for a field", Store, "Cache-Control: private=\"a\", max-age=60"},
    {"private in CDN-Cache-Control", Private, "Cache-Control: max-age=60|CDN-Cache-Control: private"},
    {"Set-Cookie is no reason", Store, "Cache-Control: max-age=60|Set-Cookie: a=b"},
    {"Cookie is no reason", Store, "Cache-Control: max-age=60", 200, "Cookie: a=b"},
    {"Authorization", Authorization, "Cache-Control: max-age=60", 200, "Authorization: Basic x"},
    {"Authorization and a heuristic", Authorization, "Last-Modified: @-1000", 200, "Authorization: Basic x"},
    {"Authorization and public", Store, "Cache-Control: max-age=60, public", 200, "Authorization: Basic x"},
    {"Authorization and must-revalidate", Store, "Cache-Control: max-age=60, must-revalidate", 200,
     "Authorization: Basic x"},
    {"Authorization and s-maxage", Store, "Cache-Control: s-maxage=60", 200, "Authorization: Basic x"},
    {"Authorization and proxy-revalidate", Authorization, "Cache-Control: max-age=60, proxy-revalidate", 200,
     "Authorization: Basic x"},
    {"Authorization and public, private", Private, "Cache-Control: public, private", 200, "Authorization: Basic x"},
    {"HEAD", Method, "Cache-Control: max-age=60", 200, "", "HEAD"},
    {"PUT", Method, "Cache-Control: max-age=60", 200, "", "PUT"},
    {"DELETE", Method, "Cache-Control: max-age=60", 200, "", "DELETE"},
    {"get", Method, "Cache-Control: max-age=60", 200, "", "get"},
    {"POST", Method, "Cache-Control: max-age=60", 200, "", "POST"},
    {"POST with the target as Content-Location", Store, "Cache-Control: max-age=60|Content-Location: /a", 200, "",
     "POST"},
    {"POST with the whole target as Content-Location", Store,
     "Cache-Control: max-age=60|Content-Location: http://EXAMPLE.org:80/a", 200, "", "POST"},
    {"POST with another Content-Location", Method, "Cache-Control: max-age=60|Content-Location: /b", 200, "", "POST"},
    {"POST at another host", Method, "Cache-Control: max-age=60|Content-Location: http://evil.org/a", 200, "", "POST"},
    {"POST without lifetime", Method, "ETag: \"a\"|Content-Location: /a", 200, "", "POST"},
    {"POST, created", Method, "Cache-Control: max-age=60|Content-Location: /a", 201, "", "POST"},
    {"interim", NotFinal, "Cache-Control: max-age=60", 103},
    {"partial content", Partial, "Cache-Control: max-age=60|Content-Range: bytes 0-1/2", 206},
    {"not modified", Partial, "Cache-Control: max-age=60", 304},
    {"must-understand, known", Store, "Cache-Control: max-age=60, no-store, must-understand"},
    {"must-understand, unknown", NotUnderstood, "Cache-Control: max-age=60, no-store, must-understand", 599},
    {"must-understand without no-store, unknown", NotUnderstood, "Cache-Control: max-age=60, must-understand", 599},
    {"must-understand beside a no-store of the request", NoStore, "Cache-Control: max-age=60, must-understand", 200,
     "Cache-Control: no-store"},
    {"Vary", Store, "Cache-Control: max-age=60|Vary: Foo"},
    {"Vary: *", VariesOnAll, "Cache-Control: max-age=60|Vary: *"},
    {"Vary: foo, *", VariesOnAll, "Cache-Control: max-age=60|Vary: foo, *"},
    {"Vary: , *", VariesOnAll, "Cache-Control: max-age=60|Vary: , *"},
    {"Vary: * in a line of its own", VariesOnAll, "Cache-Control: max-age=60|Vary: |Vary: *"},
    {"Vary that can't be read", VariesOnAll, "Cache-Control: max-age=60|Vary: a b"},
};

struct FieldRow {
    const char *name;
    const char *response;
    const char *kept;
};

constexpr FieldRow kFields[]{
    {"all kinds", "Date: @0|Test: a|Content-Foo: b|X-Frame-Options: deny|Set-Cookie: a=c|Content-Length: 10",
     "Date: @0|Test: a|Content-Foo: b|X-Frame-Options: deny|Set-Cookie: a=c|Content-Length: 10"},
    {"lines of a name stay apart", "Date: @0|Set-Cookie: a=1|Set-Cookie: b=2",
     "Date: @0|Set-Cookie: a=1|Set-Cookie: b=2"},
    {"for one connection",
     "Date: @0|Keep-Alive: a|Proxy-Authenticate: a|Proxy-Authentication-Info: a|Proxy-Authorization: a|"
     "Proxy-Connection: a|TE: a|Trailer: a|Transfer-Encoding: a|Upgrade: a|Connection: x|B: b",
     "Date: @0|B: b"},
    {"listed in Connection", "Date: @0|Connection: a, B|a: 1|b: 2|c: 3|Connection: D|d: 4", "Date: @0|c: 3"},
    {"Age is made anew", "Date: @0|Age: 30", "Date: @0"},
    {"no-cache for a field", "Date: @0|Cache-Control: no-cache=\"a\"|a: 1|b: 2",
     "Date: @0|Cache-Control: no-cache=\"a\"|b: 2"},
    {"private for fields", "Date: @0|Cache-Control: private=\"a, c\"|A: 1|b: 2|C: 3",
     "Date: @0|Cache-Control: private=\"a, c\"|b: 2"},
    {"Date is added", "a: 1", "a: 1|Date: @0"},
    {"an invalid Date is replaced", "Date: foo|a: 1", "a: 1|Date: @0"},
    {"Date of the origin stays", "Date: @-20|a: 1", "Date: @-20|a: 1"},
    {"Expires stays", "Date: @0|Expires: 0", "Date: @0|Expires: 0"},
    {"CDN-Cache-Control stays", "Date: @0|CDN-Cache-Control: max-age=1", "Date: @0|CDN-Cache-Control: max-age=1"},
};

}

class TestStorability : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void storesAnyFinalStatus_data();
    void storesAnyFinalStatus();
    void keepsFields_data();
    void keepsFields();
};

void TestStorability::judges_data()
{
    QTest::addColumn<Row>("row");
    for (const auto &row : kRows)
        QTest::newRow(row.name) << row;
}

void TestStorability::judges()
{
    QFETCH(Row, row);
    const auto response = datedLines(row.response);
    const auto request = lines(row.request);
    const auto told = responseDirectives(response);
    const auto found = storabilityOf({row.method, kKey, request, row.status, response}, requestDirectives(request),
                                     told, lifetimeOf(row.status, response, told, kNoon));
    QCOMPARE(name(found), name(row.expected));
}

void TestStorability::storesAnyFinalStatus_data()
{
    QTest::addColumn<unsigned>("status");
    for (const unsigned status :
         {200u, 203u, 204u, 299u, 301u, 302u, 303u, 307u, 308u, 400u, 404u, 410u, 499u, 500u, 502u, 503u, 504u, 599u})
        QTest::addRow("%u", status) << status;
}

void TestStorability::storesAnyFinalStatus()
{
    QFETCH(unsigned, status);
    const auto response = lines("Cache-Control: max-age=100000");
    const auto told = responseDirectives(response);
    const auto lifetime = lifetimeOf(status, response, told, kNoon);
    QVERIFY(storabilityOf({"GET", kKey, "", status, response}, {}, told, lifetime) == Store);
    const auto stale = datedLines("Expires: @-5000|Date: @0");
    const auto staleLifetime = lifetimeOf(status, stale, {}, kNoon);
    QVERIFY(storabilityOf({"GET", kKey, "", status, stale}, {}, {}, staleLifetime) == NothingTold);
}

void TestStorability::keepsFields_data()
{
    QTest::addColumn<FieldRow>("row");
    for (const auto &row : kFields)
        QTest::newRow(row.name) << row;
}

void TestStorability::keepsFields()
{
    QFETCH(FieldRow, row);
    const auto response = datedLines(row.response);
    QCOMPARE(storedFields(response, responseDirectives(response), kNoon), datedLines(row.kept));
}

QTEST_APPLESS_MAIN(TestStorability)
#include "tst_storability.moc"
