#include "servers/proxy/cache_key.h"

#include <QTest>

#include <string>

using namespace escala::servers::proxy;

namespace {

struct Row {
    const char *name;
    const char *scheme;
    const char *host;
    const char *target;
    const char *key;
};

constexpr Row kRows[]{
    {"plain", "http", "example.org", "/a?b=c", "http://example.org/a?b=c"},
    {"host in capitals", "http", "EXAMPLE.org", "/A", "http://example.org/A"},
    {"scheme in capitals", "HTTP", "example.org", "/", "http://example.org/"},
    {"own port of http", "http", "example.org:80", "/", "http://example.org/"},
    {"own port of https", "https", "example.org:443", "/", "https://example.org/"},
    {"port of the other", "http", "example.org:443", "/", "http://example.org:443/"},
    {"port that ends alike", "http", "example.org:8080", "/", "http://example.org:8080/"},
    {"empty port", "http", "example.org:", "/", "http://example.org/"},
    {"IPv6", "http", "[::1]:80", "/", "http://[::1]/"},
    {"IPv6 that ends alike", "http", "[::80]", "/", "http://[::80]/"},
    {"empty target", "http", "example.org", "", "http://example.org/"},
    {"query without path", "http", "example.org", "?a", "http://example.org/?a"},
    {"fragment", "http", "example.org", "/a#b", "http://example.org/a"},
    {"asterisk", "http", "example.org", "*", "http://example.org*"},
    {"encoded slash stays", "http", "example.org", "/a%2Fb", "http://example.org/a%2Fb"},
    {"case of an escape stays", "http", "example.org", "/a%2fb", "http://example.org/a%2fb"},
    {"encoded letter stays", "http", "example.org", "/%61", "http://example.org/%61"},
    {"dots stay", "http", "example.org", "/a/../b", "http://example.org/a/../b"},
    {"two slashes stay", "http", "example.org", "//evil.org/x", "http://example.org//evil.org/x"},
    {"empty query differs", "http", "example.org", "/?", "http://example.org/?"},
    {"order of the query stays", "http", "example.org", "/?b=1&a=2", "http://example.org/?b=1&a=2"},
    {"no host", "http", "", "/", "http:///"},
};

struct ResolveRow {
    const char *name;
    const char *reference;
    const char *key; ///< Empty: none.
};

constexpr ResolveRow kResolves[]{
    {"absolute", "http://example.org/x", "http://example.org/x"},
    {"absolute in capitals, with port", "HTTP://EXAMPLE.ORG:80/x", "http://example.org/x"},
    {"path", "/x?y", "http://example.org/x?y"},
    {"relative", "x", "http://example.org/d/x"},
    {"relative, up", "../x", "http://example.org/x"},
    {"empty", "", "http://example.org/d/a?q"},
    {"query", "?z", "http://example.org/d/a?z"},
    {"fragment", "x#y", "http://example.org/d/x"},
    {"host alone", "http://example.org", "http://example.org/"},
    {"other host", "http://evil.org/x", ""},
    {"other host without scheme", "//evil.org/x", ""},
    {"other port", "http://example.org:8080/x", ""},
    {"other scheme", "https://example.org/x", ""},
    {"host that starts alike", "http://example.org.evil.org/x", ""},
    {"user information", "http://example.org@evil.org/x", ""},
    {"no URI", "http://[", ""},
    {"blanks", "a b", ""},
};

}

class TestCacheKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void resolves_data();
    void resolves();
};

void TestCacheKey::keys_data()
{
    QTest::addColumn<Row>("row");
    for (const auto &row : kRows)
        QTest::newRow(row.name) << row;
}

void TestCacheKey::keys()
{
    QFETCH(Row, row);
    QCOMPARE(cacheKey(row.scheme, row.host, row.target), std::string(row.key));
}

void TestCacheKey::resolves_data()
{
    QTest::addColumn<ResolveRow>("row");
    for (const auto &row : kResolves)
        QTest::newRow(row.name) << row;
}

void TestCacheKey::resolves()
{
    QFETCH(ResolveRow, row);
    QCOMPARE(resolvedKey("http://example.org/d/a?q", row.reference).value_or(""), std::string(row.key));
}

QTEST_APPLESS_MAIN(TestCacheKey)
#include "tst_cache_key.moc"
