#include "proxy_samples.h"
#include "servers/proxy/invalidation.h"

#include <QTest>

using namespace escala::servers::proxy;

namespace {

struct Row {
    const char *name;
    const char *method;
    unsigned status;
    const char *response;
    std::vector<std::string> keys;
};

const std::string kTarget(kKey);

}

class TestInvalidation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
};

void TestInvalidation::keys_data()
{
    QTest::addColumn<Row>("row");
    const Row rows[]{
        {"GET", "GET", 200, "Location: /x", {}},
        {"HEAD", "HEAD", 200, "", {}},
        {"OPTIONS", "OPTIONS", 200, "", {}},
        {"TRACE", "TRACE", 200, "", {}},
        {"QUERY", "QUERY", 200, "", {}},
        {"POST", "POST", 200, "", {kTarget}},
        {"PUT", "PUT", 204, "", {kTarget}},
        {"DELETE", "DELETE", 200, "", {kTarget}},
        {"PATCH", "PATCH", 200, "", {kTarget}},
        {"a method that is not known", "M-SEARCH", 200, "", {kTarget}},
        {"methods are case-sensitive", "get", 200, "", {kTarget}},
        {"created", "POST", 201, "", {kTarget}},
        {"redirect", "POST", 303, "", {kTarget}},
        {"client error", "POST", 404, "Location: /x", {}},
        {"server error", "POST", 500, "", {}},
        {"interim", "POST", 100, "", {}},
        {"Location", "POST", 201, "Location: /x", {kTarget, "http://example.org/x"}},
        {"Content-Location", "PUT", 200, "Content-Location: x?y", {kTarget, "http://example.org/x?y"}},
        {"both",
         "POST",
         200,
         "Location: /x|Content-Location: /y",
         {kTarget, "http://example.org/x", "http://example.org/y"}},
        {"both the same", "POST", 200, "Location: /x|Content-Location: /x", {kTarget, "http://example.org/x"}},
        {"target again", "POST", 200, "Location: /a", {kTarget}},
        {"another host", "POST", 200, "Location: http://evil.org/x", {kTarget}},
        {"another host without scheme", "POST", 200, "Content-Location: //evil.org/x", {kTarget}},
        {"another port", "POST", 200, "Location: http://example.org:81/x", {kTarget}},
        {"another scheme", "POST", 200, "Location: https://example.org/x", {kTarget}},
        {"no URI", "POST", 200, "Location: http://[", {kTarget}},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << row;
}

void TestInvalidation::keys()
{
    QFETCH(Row, row);
    QCOMPARE(invalidatedKeys({row.method, kKey, "", row.status, lines(row.response)}), row.keys);
}

QTEST_APPLESS_MAIN(TestInvalidation)
#include "tst_invalidation.moc"
