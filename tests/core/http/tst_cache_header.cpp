#include "http/cache_header.h"

#include <QTest>

#include <utility>
#include <vector>

using escala::http::CacheAnswer;
using escala::http::CacheHeader;
using Fields = std::vector<std::pair<std::string, std::string>>;

Q_DECLARE_METATYPE(Fields)

class TestCacheHeader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answer_data();
    void answer();
};

void TestCacheHeader::answer_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("answer");
    const auto row = [](const char *name, Fields fields, CacheAnswer answer) {
        QTest::newRow(name) << std::move(fields) << static_cast<int>(answer);
    };
    row("no field", {{"Content-Type", "text/html"}}, CacheAnswer::Unknown);
    row("RFC 9211 hit", {{"Cache-Status", "escala; hit; ttl=30"}}, CacheAnswer::Hit);
    row("RFC 9211 stale as the origin failed", {{"cache-status", "escala; fwd=stale; fwd-status=503; ttl=-3"}},
        CacheAnswer::Stale);
    row("RFC 9211 fetched and stale already", {{"cache-status", "escala; fwd=stale; ttl=-3; stored"}},
        CacheAnswer::Miss);
    row("RFC 9211 stale hit", {{"cache-status", "escala; hit; ttl=-3"}}, CacheAnswer::Stale);
    row("RFC 9211 miss", {{"Cache-Status", "escala; fwd=uri-miss; stored"}}, CacheAnswer::Miss);
    row("RFC 9211 collapsed miss", {{"Cache-Status", "escala; fwd=miss; collapsed"}}, CacheAnswer::Miss);
    row("RFC 9211 stale refetched", {{"Cache-Status", "escala; fwd=stale; fwd-status=304"}}, CacheAnswer::Miss);
    row("RFC 9211 bypass", {{"Cache-Status", "escala; fwd=bypass"}}, CacheAnswer::Bypass);
    row("RFC 9211 hit at one of two", {{"Cache-Status", "Origin; hit; ttl=9, CDN; fwd=uri-miss"}}, CacheAnswer::Hit);
    row("RFC 9211 quoted separators", {{"Cache-Status", "\"a;hit,b\"; fwd=miss; detail=\"x; hit\""}},
        CacheAnswer::Miss);
    row("RFC 9211 name alone", {{"Cache-Status", "escala"}}, CacheAnswer::Unknown);
    row("RFC 9211 not a hit", {{"Cache-Status", "escala; hit=?0; fwd=miss"}}, CacheAnswer::Miss);
    row("RFC 9211 open quote", {{"Cache-Status", "\"escala; hit"}}, CacheAnswer::Unknown);
    row("X-Cache", {{"X-Cache", "HIT"}}, CacheAnswer::Hit);
    row("X-Cache of CloudFront", {{"X-Cache", "Hit from cloudfront"}}, CacheAnswer::Hit);
    row("X-Cache of Squid", {{"X-Cache", "MISS from proxy:3128"}}, CacheAnswer::Miss);
    row("X-Cache of a shield", {{"X-Cache", "MISS, HIT"}}, CacheAnswer::Hit);
    row("X-Cache of Akamai", {{"X-Cache", "TCP_HIT from a1"}}, CacheAnswer::Hit);
    row("X-Cache-Status of nginx", {{"X-Cache-Status", "EXPIRED"}}, CacheAnswer::Miss);
    row("X-Cache-Status stale", {{"X-Cache-Status", "STALE"}}, CacheAnswer::Stale);
    row("X-Cache-Status updating", {{"X-Cache-Status", "UPDATING"}}, CacheAnswer::Stale);
    row("X-Cache-Status bypass", {{"X-Cache-Status", "BYPASS"}}, CacheAnswer::Bypass);
    row("CF-Cache-Status", {{"CF-Cache-Status", "DYNAMIC"}}, CacheAnswer::Bypass);
    row("X-Varnish hit", {{"X-Varnish", "32770 3"}}, CacheAnswer::Hit);
    row("X-Varnish miss", {{"X-Varnish", "32770"}}, CacheAnswer::Miss);
    row("X-Varnish not ids", {{"X-Varnish", "one two"}}, CacheAnswer::Unknown);
    row("Age", {{"Age", "12"}}, CacheAnswer::Hit);
    row("Age 0", {{"Age", "0"}}, CacheAnswer::Unknown);
    row("Age not a number", {{"Age", "old"}}, CacheAnswer::Unknown);
    row("the standard before the custom", {{"Age", "5"}, {"X-Cache", "HIT"}, {"Cache-Status", "c; fwd=miss"}},
        CacheAnswer::Miss);
    row("the next where the first says nothing", {{"X-Cache", "whatever"}, {"X-Varnish", "1 2"}}, CacheAnswer::Hit);
    row("miss with an Age", {{"X-Cache", "MISS"}, {"Age", "5"}}, CacheAnswer::Miss);
}

void TestCacheHeader::answer()
{
    QFETCH(const Fields, fields);
    CacheHeader header;
    for (const auto &[name, value] : fields)
        header.field(name, value);
    QTEST(static_cast<int>(header.answer()), "answer");
}

QTEST_GUILESS_MAIN(TestCacheHeader)
#include "tst_cache_header.moc"
