#include "proxy_samples.h"
#include "servers/proxy/vary_key.h"

#include <QTest>

using namespace escala::servers::proxy;

namespace {

struct Row {
    const char *name;
    const char *vary;
    const char *first;
    const char *second;
    bool same;
};

constexpr Row kRows[]{
    {"same value", "Foo", "Foo: 1", "Foo: 1", true},
    {"other value", "Foo", "Foo: 1", "Foo: 2", false},
    {"then absent", "Foo", "Foo: 1", "", false},
    {"first absent", "Foo", "", "Foo: 1", false},
    {"both absent", "Foo", "", "", true},
    {"absent and empty", "Foo", "", "Foo: ", false},
    {"field names in any case", "fOO", "Foo: 1", "FOO: 1", true},
    {"values in their case", "Foo", "Foo: a", "Foo: A", false},
    {"fields not named", "Foo", "Foo: 1|Other: 2", "Foo: 1|Other: 3", true},
    {"two", "Foo, Bar", "Foo: 1|Bar: abc", "Foo: 1|Bar: abc", true},
    {"two, one differs", "Foo, Bar", "Foo: 1|Bar: abc", "Foo: 2|Bar: abc", false},
    {"two, one missing", "Foo, Bar", "Foo: 1|Bar: abc", "Foo: 1", false},
    {"two, either order", "Foo, Bar", "Foo: 1|Bar: abc", "Bar: abc|Foo: 1", true},
    {"two lines", "Foo|Vary: Bar", "Foo: 1|Bar: 2", "Foo: 1|Bar: 3", false},
    {"three, the same missing", "Foo, Bar, Baz", "Foo: 1|Baz: 789", "Foo: 1|Baz: 789", true},
    {"three, differs regardless of order", "Foo, Bar, Baz", "Foo: 1|Bar: abc|Baz: 789", "Foo: 1|Baz: 789|Bar: abcde",
     false},
    {"value of one is not that of another", "Foo, Bar", "Foo: 1", "Bar: 1", false},
    {"named twice", "Foo, foo", "Foo: 1", "Foo: 1", true},
    {"lines are combined", "Foo", "Foo: 1, 2", "Foo: 1|Foo: 2", true},
    {"order of lines counts", "Foo", "Foo: 1|Foo: 2", "Foo: 2|Foo: 1", false},
    {"blanks around commas", "Foo", "Foo: 1,2", "Foo:  1, 2 ", true},
    {"blanks within a member", "Foo", "Foo: 1 2", "Foo: 1  2", false},
    {"blanks in a quoted string", "Foo", "Foo: \"1,2\"", "Foo: \"1, 2\"", false},
    {"empty members", "Foo", "Foo: 1,,2", "Foo: 1, 2", true},
    {"a comma of the user agent is text", "User-Agent", "User-Agent: (KHTML, like Gecko)",
     "User-Agent: (KHTML,like Gecko)", false},
    {"cookies as they are", "Cookie", "Cookie: a=1, b", "Cookie: a=1,b", false},
    {"languages in any order", "Accept-Language", "Accept-Language: en, de", "Accept-Language: de, en", true},
    {"languages in any case", "Accept-Language", "Accept-Language: en, de", "Accept-Language: eN, De", true},
    {"languages with blanks", "Accept-Language", "Accept-Language: en, de", "Accept-Language:  en ,   de", true},
    {"languages with blanks around the weight", "Accept-Language", "Accept-Language: en;q=0.5",
     "Accept-Language: en ; q=0.5", true},
    {"a weight of 1", "Accept-Language", "Accept-Language: en, de;q=0.5", "Accept-Language: en;q=1.0, de;q=0.5", true},
    {"other weights", "Accept-Language", "Accept-Language: en;q=0.5", "Accept-Language: en;q=0.7", false},
    {"other languages", "Accept-Language", "Accept-Language: en, de", "Accept-Language: en, fr", false},
    {"fewer languages", "Accept-Language", "Accept-Language: en, de", "Accept-Language: en", false},
    {"encodings in any order", "Accept-Encoding", "Accept-Encoding: gzip, br", "Accept-Encoding: BR,gzip", true},
    {"other encodings", "Accept-Encoding", "Accept-Encoding: gzip", "Accept-Encoding: br", false},
    {"no encoding at all is not none told", "Accept-Encoding", "Accept-Encoding: ", "", false},
    {"media types in their order", "Accept", "Accept: text/html, text/plain", "Accept: text/plain, text/html", false},
    {"media types with blanks", "Accept", "Accept: text/html,text/plain", "Accept: text/html, text/plain", true},
};

struct NamesRow {
    const char *name;
    const char *fields;
    bool all;
    std::vector<std::string> names;
};

}

class TestVaryKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void compares_data();
    void compares();
    void names_data();
    void names();
};

void TestVaryKey::compares_data()
{
    QTest::addColumn<Row>("row");
    for (const auto &row : kRows)
        QTest::newRow(row.name) << row;
}

void TestVaryKey::compares()
{
    QFETCH(Row, row);
    const auto selecting = selectingFields(lines("Vary: " + std::string(row.vary)));
    QVERIFY(!selecting.all);
    const bool same = selectingKey(selecting, lines(row.first)) == selectingKey(selecting, lines(row.second));
    QCOMPARE(same, row.same);
}

void TestVaryKey::names_data()
{
    QTest::addColumn<NamesRow>("row");
    const NamesRow rows[]{
        {"none", "X: y", false, {}},
        {"empty", "Vary: ", false, {}},
        {"sorted, lower case, each once", "Vary: Foo, BAR|Vary: foo,, baz", false, {"bar", "baz", "foo"}},
        {"star", "Vary: *", true, {}},
        {"two stars", "Vary: *, *", true, {}},
        {"two stars on two lines", "Vary: *|Vary: *", true, {}},
        {"empty, star", "Vary: , *", true, {}},
        {"empty line, star", "Vary: |Vary: *", true, {}},
        {"star, name", "Vary: *, Foo", true, {"foo"}},
        {"name, star", "Vary: Foo, *", true, {"foo"}},
        {"what is no name", "Vary: Foo Bar", true, {}},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << row;
}

void TestVaryKey::names()
{
    QFETCH(NamesRow, row);
    const auto selecting = selectingFields(lines(row.fields));
    QCOMPARE(selecting.all, row.all);
    QCOMPARE(selecting.names, row.names);
}

QTEST_APPLESS_MAIN(TestVaryKey)
#include "tst_vary_key.moc"
