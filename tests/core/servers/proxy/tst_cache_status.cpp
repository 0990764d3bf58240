#include "servers/proxy/cache_status.h"
#include "servers/proxy/structured_dictionary.h"

#include <QTest>

using namespace escala::servers::proxy;
using namespace std::chrono_literals;
using Forward = CacheStatus::Forward;

class TestCacheStatus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void wholeSecondsAddUp();
};

void TestCacheStatus::texts_data()
{
    QTest::addColumn<CacheStatus>("status");
    QTest::addColumn<std::string>("text");
    const auto add = [](const char *name, const CacheStatus &status, const char *text) {
        QTest::newRow(name) << status << std::string(text);
    };
    const std::optional<unsigned> none;
    add("hit", {Forward::Hit, none, 30s, false, false, {}}, "escala; hit; ttl=30");
    add("stale hit", {Forward::Hit, none, -5s, false, false, {}}, "escala; hit; ttl=-5");
    add("not looked for", {Forward::Bypass, none, {}, false, false, {}}, "escala; fwd=bypass");
    add("method", {Forward::Method, none, {}, false, false, {}}, "escala; fwd=method");
    add("miss that is stored", {Forward::UriMiss, none, 60s, true, false, {}}, "escala; fwd=uri-miss; ttl=60; stored");
    add("miss that is not", {Forward::UriMiss, none, {}, false, false, "no-store"},
        "escala; fwd=uri-miss; detail=no-store");
    add("other variant", {Forward::VaryMiss, none, {}, false, false, {}}, "escala; fwd=vary-miss");
    add("client wants it fresh", {Forward::Request, none, {}, false, false, {}}, "escala; fwd=request");
    add("validated", {Forward::Stale, 304u, 60s, true, false, {}}, "escala; fwd=stale; fwd-status=304; ttl=60; stored");
    add("waited for another's", {Forward::UriMiss, none, 60s, false, true, {}},
        "escala; fwd=uri-miss; ttl=60; collapsed");
    add("partial", {Forward::Partial, none, {}, false, false, {}}, "escala; fwd=partial");
}

void TestCacheStatus::texts()
{
    QFETCH(CacheStatus, status);
    const auto text = cacheStatusText(status);
    QTEST(text, "text");
    QVERIFY2(parseStructuredDictionary("x=" + text), "an item with parameters");
}

void TestCacheStatus::wholeSecondsAddUp()
{
    QCOMPARE(wholeSeconds(0ns), 0s);
    QCOMPARE(wholeSeconds(1999ms), 1s);
    QCOMPARE(wholeSeconds(-1ms), -1s);
}

QTEST_APPLESS_MAIN(TestCacheStatus)
#include "tst_cache_status.moc"
