#include "proxy_samples.h"
#include "servers/proxy/reuse_decision.h"

#include <QTest>

using namespace escala::servers::proxy;

namespace {

struct Row {
    const char *name;
    const char *response;
    const char *request;
    int after; ///< Seconds since it was stored.
    Reuse expected;
};
using enum Reuse;

constexpr Row kRows[]{
    {"fresh", "Cache-Control: max-age=100", "", 99, Fresh},
    {"at its end", "Cache-Control: max-age=100", "", 100, ValidateStale},
    {"stale", "Cache-Control: max-age=100", "", 101, ValidateStale},
    {"stale by its Age", "Cache-Control: max-age=3600|Age: 7200", "", 0, ValidateStale},
    {"stale from the start", "ETag: \"a\"", "", 0, ValidateStale},
    {"fresh by heuristic", "Last-Modified: @-1000", "", 99, Fresh},
    {"must-revalidate, fresh", "Cache-Control: max-age=100, must-revalidate", "", 99, Fresh},
    {"must-revalidate, stale", "Cache-Control: max-age=100, must-revalidate", "Cache-Control: max-stale", 101,
     ValidateStale},
    {"proxy-revalidate, stale", "Cache-Control: max-age=100, proxy-revalidate", "Cache-Control: max-stale", 101,
     ValidateStale},
    {"s-maxage, stale", "Cache-Control: s-maxage=100", "Cache-Control: max-stale", 101, ValidateStale},
    {"no-cache", "Cache-Control: max-age=100, no-cache", "", 0, ValidateStale},
    {"no-cache in CDN-Cache-Control", "Cache-Control: max-age=100|CDN-Cache-Control: no-cache", "", 0, ValidateStale},
    {"no-cache for a field", "Cache-Control: max-age=100, no-cache=\"a\"", "", 0, Fresh},
    {"client: no-cache", "Cache-Control: max-age=100", "Cache-Control: no-cache", 0, ValidateByClient},
    {"client: no-cache, stale", "Cache-Control: max-age=100", "Cache-Control: no-cache", 200, ValidateStale},
    {"client: no-cache over max-stale", "Cache-Control: max-age=100", "Cache-Control: no-cache, max-stale", 200,
     ValidateStale},
    {"client: Pragma", "Cache-Control: max-age=100", "Pragma: no-cache", 0, ValidateByClient},
    {"client: no-store takes what is stored", "Cache-Control: max-age=100", "Cache-Control: no-store", 0, Fresh},
    {"client: max-age=0 at once", "Cache-Control: max-age=100", "Cache-Control: max-age=0", 0, Fresh},
    {"client: max-age=0 later", "Cache-Control: max-age=100", "Cache-Control: max-age=0", 1, ValidateByClient},
    {"client: max-age, young enough", "Cache-Control: max-age=100", "Cache-Control: max-age=5", 5, Fresh},
    {"client: max-age, too old", "Cache-Control: max-age=100", "Cache-Control: max-age=5", 6, ValidateByClient},
    {"client: max-age against Age", "Cache-Control: max-age=100000|Age: 1800", "Cache-Control: max-age=600", 0,
     ValidateByClient},
    {"client: max-age with max-stale", "Cache-Control: max-age=100", "Cache-Control: max-age=5, max-stale=10", 15,
     Fresh},
    {"client: max-age does not make stale fresh", "Cache-Control: max-age=100", "Cache-Control: max-age=200", 150,
     ValidateStale},
    {"client: min-fresh, fresh enough", "Cache-Control: max-age=100", "Cache-Control: min-fresh=60", 40, Fresh},
    {"client: min-fresh, not fresh enough", "Cache-Control: max-age=100", "Cache-Control: min-fresh=61", 40,
     ValidateByClient},
    {"client: min-fresh beyond the lifetime", "Cache-Control: max-age=1500", "Cache-Control: min-fresh=2000", 0,
     ValidateByClient},
    {"client: min-fresh with Age", "Cache-Control: max-age=1500|Age: 1000", "Cache-Control: min-fresh=1000", 0,
     ValidateByClient},
    {"client: min-fresh and stale", "Cache-Control: max-age=100", "Cache-Control: min-fresh=0, max-stale", 150,
     ValidateStale},
    {"client: max-stale", "Cache-Control: max-age=100", "Cache-Control: max-stale=50", 150, Stale},
    {"client: max-stale, too stale", "Cache-Control: max-age=100", "Cache-Control: max-stale=50", 151, ValidateStale},
    {"client: max-stale without limit", "Cache-Control: max-age=100", "Cache-Control: max-stale", 100'000, Stale},
    {"client: max-stale with Age", "Cache-Control: max-age=1500|Age: 2000", "Cache-Control: max-stale=1000", 0, Stale},
    {"client: max-stale, fresh", "Cache-Control: max-age=100", "Cache-Control: max-stale=50", 50, Fresh},
    {"stale-while-revalidate", "Cache-Control: max-age=1, stale-while-revalidate=10", "", 11, StaleAndRefresh},
    {"stale-while-revalidate, over", "Cache-Control: max-age=1, stale-while-revalidate=10", "", 12, ValidateStale},
    {"stale-while-revalidate, still fresh", "Cache-Control: max-age=10, stale-while-revalidate=10", "", 9, Fresh},
    {"stale-while-revalidate, client's no-cache", "Cache-Control: max-age=1, stale-while-revalidate=10",
     "Cache-Control: no-cache", 5, ValidateStale},
    {"stale-while-revalidate, client's max-age", "Cache-Control: max-age=1, stale-while-revalidate=10",
     "Cache-Control: max-age=3", 5, ValidateStale},
    {"stale-while-revalidate, must-revalidate", "Cache-Control: max-age=1, stale-while-revalidate=10, must-revalidate",
     "", 5, ValidateStale},
    {"stale-while-revalidate, s-maxage", "Cache-Control: s-maxage=1, stale-while-revalidate=10", "", 5, ValidateStale},
    {"stale-while-revalidate, targeted",
     "Cache-Control: s-maxage=1|CDN-Cache-Control: max-age=1, stale-while-revalidate=10", "", 5, StaleAndRefresh},
    {"stale-while-revalidate, no number", "Cache-Control: max-age=1, stale-while-revalidate=x", "", 5, ValidateStale},
    {"stale-if-error alone", "Cache-Control: max-age=1, stale-if-error=10", "", 5, ValidateStale},
};

struct ErrorRow {
    const char *name;
    const char *response;
    const char *request;
    int after;
    bool served;
};

constexpr ErrorRow kErrors[]{
    {"without a word", "Cache-Control: max-age=1", "", 2, false},
    {"stale-if-error", "Cache-Control: max-age=1, stale-if-error=10", "", 11, true},
    {"stale-if-error, over", "Cache-Control: max-age=1, stale-if-error=10", "", 12, false},
    {"stale-if-error of the request", "Cache-Control: max-age=1", "Cache-Control: stale-if-error=10", 11, true},
    {"the longer of both", "Cache-Control: max-age=1, stale-if-error=5", "Cache-Control: stale-if-error=10", 11, true},
    {"must-revalidate", "Cache-Control: max-age=1, stale-if-error=10, must-revalidate", "", 5, false},
    {"proxy-revalidate", "Cache-Control: max-age=1, stale-if-error=10, proxy-revalidate", "", 5, false},
    {"s-maxage", "Cache-Control: s-maxage=1, stale-if-error=10", "", 5, false},
    {"no-cache", "Cache-Control: no-cache, stale-if-error=10|ETag: \"a\"", "", 0, false},
    {"must-revalidate against the request", "Cache-Control: max-age=1, must-revalidate",
     "Cache-Control: stale-if-error=10", 5, false},
    {"still fresh, client's max-age", "Cache-Control: max-age=100", "Cache-Control: max-age=1", 50, true},
    {"still fresh, client's no-cache", "Cache-Control: max-age=100", "Cache-Control: no-cache", 50, false},
    {"targeted", "Cache-Control: max-age=1|CDN-Cache-Control: max-age=1, stale-if-error=10", "", 5, true},
};

}

class TestReuseDecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void onError_data();
    void onError();
    void serverErrors();
};

void TestReuseDecision::decides_data()
{
    QTest::addColumn<Row>("row");
    for (const auto &row : kRows)
        QTest::newRow(row.name) << row;
}

void TestReuseDecision::decides()
{
    QFETCH(Row, row);
    const auto variant = stored(row.response);
    const auto reuse = decideReuse(*variant, requestDirectives(lines(row.request)), kStart + Seconds(row.after));
    QCOMPARE(static_cast<int>(reuse), static_cast<int>(row.expected));
}

void TestReuseDecision::onError_data()
{
    QTest::addColumn<ErrorRow>("row");
    for (const auto &row : kErrors)
        QTest::newRow(row.name) << row;
}

void TestReuseDecision::onError()
{
    QFETCH(ErrorRow, row);
    const auto variant = stored(row.response);
    QCOMPARE(mayServeOnError(*variant, requestDirectives(lines(row.request)), kStart + Seconds(row.after)), row.served);
}

void TestReuseDecision::serverErrors()
{
    for (const unsigned status : {500u, 502u, 503u, 504u})
        QVERIFY(isServerError(status));
    for (const unsigned status : {200u, 404u, 499u, 501u, 505u, 599u})
        QVERIFY(!isServerError(status));
    QVERIFY(isServed(Fresh) && isServed(Stale) && isServed(StaleAndRefresh));
    QVERIFY(!isServed(ValidateStale) && !isServed(ValidateByClient));
}

QTEST_APPLESS_MAIN(TestReuseDecision)
#include "tst_reuse_decision.moc"
