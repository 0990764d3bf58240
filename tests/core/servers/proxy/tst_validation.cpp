#include "proxy_samples.h"
#include "servers/proxy/entity_tag.h"
#include "servers/proxy/stored_update.h"
#include "servers/proxy/validation.h"

#include <QTest>

using namespace escala::servers::proxy;
using namespace std::chrono_literals;

namespace {

struct ConditionRow {
    const char *name;
    const char *response;
    const char *request;
    bool has;
    unsigned status = 200;
};

constexpr ConditionRow kConditions[]{
    {"no condition", "ETag: \"a\"", "", false},
    {"same tag", "ETag: \"a\"", "If-None-Match: \"a\"", true},
    {"other tag", "ETag: \"a\"", "If-None-Match: \"b\"", false},
    {"first of several", "ETag: \"a\"", "If-None-Match: \"a\", \"1\", \"2\"", true},
    {"middle of several", "ETag: \"a\"", "If-None-Match: \"1\", \"a\", \"2\"", true},
    {"last of several", "ETag: \"a\"", "If-None-Match: \"1\",\"2\",\"a\"", true},
    {"in another line", "ETag: \"a\"", "If-None-Match: \"1\"|If-None-Match: \"a\"", true},
    {"weak and weak", "ETag: W/\"a\"", "If-None-Match: W/\"a\"", true},
    {"weak and strong", "ETag: W/\"a\"", "If-None-Match: \"a\"", true},
    {"strong and weak", "ETag: \"a\"", "If-None-Match: W/\"a\"", true},
    {"small w", "ETag: \"a\"", "If-None-Match: w/\"a\"", false},
    {"case of the tag", "ETag: \"a\"", "If-None-Match: \"A\"", false},
    {"comma in a tag", "ETag: \"a,b\"", "If-None-Match: \"x\", \"a,b\"", true},
    {"part of a tag with a comma", "ETag: \"b\"", "If-None-Match: \"a,\"b\",c\"", false},
    {"backslash in a tag", "ETag: \"a\\\"", "If-None-Match: \"a\\\", \"x\"", true},
    {"letters beyond ASCII", "ETag: \"abcdef\xfc\"", "If-None-Match: \"abcdef\xfc\"", true},
    {"tag without quotes", "ETag: \"a\"", "If-None-Match: a", false},
    {"both without quotes", "ETag: a", "If-None-Match: a", true},
    {"empty tag", "ETag: \"\"", "If-None-Match: \"\"", true},
    {"any", "ETag: \"a\"", "If-None-Match: *", true},
    {"any, without tag", "X: y", "If-None-Match: *", true},
    {"tag against none", "X: y", "If-None-Match: \"a\"", false},
    {"tag before date: has", "ETag: \"a\"|Last-Modified: @-5000", "If-None-Match: \"a\"|If-Modified-Since: @-10000",
     true},
    {"tag before date: has not", "ETag: \"a\"|Last-Modified: @-5000", "If-None-Match: \"b\"|If-Modified-Since: @0",
     false},
    {"same date", "Last-Modified: @-3000", "If-Modified-Since: @-3000", true},
    {"later date", "Last-Modified: @-3000", "If-Modified-Since: @-2000", true},
    {"earlier date", "Last-Modified: @-3000", "If-Modified-Since: @-3001", false},
    {"no Last-Modified: Date takes its place, earlier", "Date: @0", "If-Modified-Since: @-3000", false},
    {"no Last-Modified: Date takes its place, later", "Date: @0", "If-Modified-Since: @1", true},
    {"invalid date", "Last-Modified: @-3000", "If-Modified-Since: 0", false},
    {"two dates", "Last-Modified: @-3000", "If-Modified-Since: @0|If-Modified-Since: @0", false},
    {"If-Match is not ours", "ETag: \"a\"", "If-Match: \"b\"", false},
    {"If-Unmodified-Since is not ours", "Last-Modified: @0", "If-Unmodified-Since: @-5", false},
    {"not found", "ETag: \"a\"", "If-None-Match: \"a\"", false, 404},
    {"redirect", "Last-Modified: @-3000", "If-Modified-Since: @0", false, 301},
    {"no content", "ETag: \"a\"", "If-None-Match: \"a\"", true, 204},
};

struct RequestRow {
    const char *name;
    const char *response;
    const char *request;
    const char *sent;
};

constexpr RequestRow kRequests[]{
    {"tag", "ETag: \"a\"", "A: b", "A: b|If-None-Match: \"a\""},
    {"weak tag", "ETag: W/\"a\"", "A: b", "A: b|If-None-Match: W/\"a\""},
    {"date", "Last-Modified: @-5", "A: b", "A: b|If-Modified-Since: @-5"},
    {"both", "ETag: \"a\"|Last-Modified: @-5", "", "If-None-Match: \"a\"|If-Modified-Since: @-5"},
    {"neither", "X: y", "A: b", "A: b"},
    {"in place of the client's", "ETag: \"a\"",
     "If-None-Match: \"x\"|A: b|If-Modified-Since: @0|If-Range: \"x\"|Range: bytes=0-1", "A: b|If-None-Match: \"a\""},
    {"selecting fields go along", "ETag: \"a\"|Vary: Abc", "Abc: 123", "Abc: 123|If-None-Match: \"a\""},
    {"If-Match goes on", "ETag: \"a\"", "If-Match: \"x\"", "If-Match: \"x\"|If-None-Match: \"a\""},
};

struct UpdateRow {
    const char *name;
    const char *storedFields;
    const char *news;
    const char *updated;
};

constexpr UpdateRow kUpdates[]{
    {"nothing new", "A: 1|B: 2", "", "A: 1|B: 2"},
    {"one field", "A: 1|B: 2", "A: 3", "B: 2|A: 3"},
    {"any case", "Test-Header: 1", "test-HEADER: 2", "test-HEADER: 2"},
    {"a new field", "A: 1", "B: 2", "A: 1|B: 2"},
    {"all lines of a name", "Set-Cookie: a=1|Set-Cookie: b=2|C: 3", "Set-Cookie: c=4", "C: 3|Set-Cookie: c=4"},
    {"several new lines", "V: 1", "V: 2|V: 3", "V: 2|V: 3"},
    {"Content-Foo", "Content-Foo: 1", "Content-Foo: 2", "Content-Foo: 2"},
    {"X-Content-Foo", "X-Content-Foo: 1", "X-Content-Foo: 2", "X-Content-Foo: 2"},
    {"Cache-Control", "Cache-Control: max-age=1", "Cache-Control: max-age=3600", "Cache-Control: max-age=3600"},
    {"Content-Type", "Content-Type: text/plain", "Content-Type: text/html", "Content-Type: text/html"},
    {"Content-Location", "Content-Location: /a", "Content-Location: /b", "Content-Location: /b"},
    {"Expires", "Expires: @0", "Expires: @9", "Expires: @9"},
    {"ETag", "ETag: \"a\"", "ETag: \"a\"", "ETag: \"a\""},
    {"Content-Length stays", "Content-Length: 36", "Content-Length: 10", "Content-Length: 36"},
    {"Content-Length does not come", "A: 1", "Content-Length: 0", "A: 1"},
    {"Content-Encoding stays", "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: gzip"},
    {"Content-Range stays", "A: 1", "Content-Range: bytes 0-1/2", "A: 1"},
    {"for one connection", "A: 1", "Connection: close, b|B: 2|Keep-Alive: x|Transfer-Encoding: chunked", "A: 1"},
};

struct AboutRow {
    const char *name;
    const char *response;
    const char *news;
    bool about;
};

constexpr AboutRow kAbout[]{
    {"same strong tag", "ETag: \"a\"", "ETag: \"a\"", true},
    {"other strong tag", "ETag: \"a\"", "ETag: \"b\"", false},
    {"strong tag against a weak one", "ETag: W/\"a\"", "ETag: \"a\"", false},
    {"same weak tag", "ETag: W/\"a\"", "ETag: W/\"a\"", true},
    {"other weak tag", "ETag: W/\"a\"", "ETag: W/\"b\"", false},
    {"tag against none", "Last-Modified: @-5", "ETag: \"a\"", false},
    {"same date", "Last-Modified: @-5", "Last-Modified: @-5", true},
    {"other date", "Last-Modified: @-5", "Last-Modified: @-4", false},
    {"tag before date", "ETag: \"a\"|Last-Modified: @-5", "ETag: \"a\"|Last-Modified: @-4", true},
    {"no validator: what was asked for", "ETag: \"a\"", "A: b", true},
};

constexpr AboutRow kHeads[]{
    {"nothing told", "ETag: \"a\"", "A: b", true},
    {"same length", "ETag: \"a\"", "Content-Length: 10", true},
    {"other length", "ETag: \"a\"", "Content-Length: 11", false},
    {"length that is none", "ETag: \"a\"", "Content-Length: x", false},
    {"same tag", "ETag: \"a\"", "ETag: \"a\"", true},
    {"other tag", "ETag: \"a\"", "ETag: \"b\"", false},
    {"same date", "Last-Modified: @-5", "Last-Modified: @-5", true},
    {"other date", "Last-Modified: @-5", "Last-Modified: @-4", false},
    {"tag where there was none", "Last-Modified: @-5", "ETag: \"b\"", true},
};

template <typename RowType, std::size_t size>
void addRows(const RowType (&rows)[size])
{
    QTest::addColumn<RowType>("row");
    for (const auto &row : rows)
        QTest::newRow(row.name) << row;
}

}

class TestValidation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conditions_data() { addRows(kConditions); }
    void conditions();
    void requests_data() { addRows(kRequests); }
    void requests();
    void updates_data() { addRows(kUpdates); }
    void updates();
    void about_data() { addRows(kAbout); }
    void about();
    void heads_data() { addRows(kHeads); }
    void heads();
    void asksAboutSeveral();
    void notModified();
    void strongTags();
    void freshensByUpdate();
    void oldDateDoesNotAgeAnUpdate();
};

void TestValidation::conditions()
{
    QFETCH(ConditionRow, row);
    QCOMPARE(clientHas(datedLines(row.request), *stored(row.response, "0123456789", row.status)), row.has);
}

void TestValidation::requests()
{
    QFETCH(RequestRow, row);
    const auto variant = stored(row.response);
    QCOMPARE(validatingFields(datedLines(row.request), *variant), datedLines(row.sent));
    QCOMPARE(canValidate(*variant), std::string_view(row.response) != "X: y");
}

void TestValidation::updates()
{
    QFETCH(UpdateRow, row);
    QCOMPARE(updatedFields(datedLines(row.storedFields), datedLines(row.news)), datedLines(row.updated));
}

void TestValidation::about()
{
    QFETCH(AboutRow, row);
    QCOMPARE(isAbout(datedLines(row.news), *stored(row.response)), row.about);
}

void TestValidation::heads()
{
    QFETCH(AboutRow, row);
    QCOMPARE(headAgrees(datedLines(row.news), *stored(row.response)), row.about);
}

void TestValidation::asksAboutSeveral()
{
    const std::vector<VariantPtr> variants{stored("ETag: \"a\""), stored("X: y"), stored("ETag: W/\"b\"")};
    QCOMPARE(validatingFields(lines("Abc: 1|If-None-Match: \"x\""), variants),
             lines("Abc: 1|If-None-Match: \"a\", W/\"b\""));
    QCOMPARE(validatingFields(lines("Abc: 1"), {stored("X: y")}), lines("Abc: 1"));
}

void TestValidation::notModified()
{
    const auto fields =
        notModifiedFields(datedLines("Date: @0|ETag: \"a\"|Cache-Control: max-age=1|Content-Location: /x|"
                                     "Expires: @5|Vary: a|Content-Type: text/plain|Content-Encoding: gzip|"
                                     "Content-Length: 5|Content-Language: de|Set-Cookie: a=b|X-Other: 1"));
    QCOMPARE(fields,
             datedLines("Date: @0|ETag: \"a\"|Cache-Control: max-age=1|Content-Location: /x|Expires: @5|Vary: a|"
                        "X-Other: 1"));
}

void TestValidation::strongTags()
{
    QVERIFY(strongMatch("\"a\"", "\"a\""));
    QVERIFY(!strongMatch("\"a\"", "\"b\""));
    QVERIFY(!strongMatch("W/\"a\"", "W/\"a\""));
    QVERIFY(!strongMatch("W/\"a\"", "\"a\""));
    QVERIFY(!strongMatch("a", "a"));
    QVERIFY(!strongMatch("\"", "\""));
    QVERIFY(!weakMatch("", ""));
}

void TestValidation::freshensByUpdate()
{
    const auto old = stored("Cache-Control: max-age=10|ETag: \"a\"|A: 1|Age: 5", "body");
    const auto later = kStart + 60s;
    const ExchangeTimes times{.asked = later, .answered = later, .wallClock = kNoon + 60s};
    const auto news = datedLines("Cache-Control: max-age=100|ETag: \"a\"|Date: @60");
    const auto fresh = updated(*old, {"GET", kKey, "", 304, news}, times);
    QCOMPARE(fresh->status, 200u);
    QCOMPARE(fresh->body, old->body);
    QVERIFY(fresh->isFresh(later + 99s));
    QVERIFY(!fresh->isFresh(later + 100s));
    QCOMPARE(fresh->fields, datedLines("A: 1|Cache-Control: max-age=100|ETag: \"a\"|Date: @60"));
}

void TestValidation::oldDateDoesNotAgeAnUpdate()
{
    const auto old = stored("Cache-Control: max-age=10|ETag: \"a\"|Date: @0");
    const auto later = kStart + 60s;
    const auto fresh = updated(*old, {"GET", kKey, "", 304, "ETag: \"a\"\r\n"}, {later, later, kNoon + 60s});
    QVERIFY(fresh->isFresh(later + 9s));
    QVERIFY(hasField(fresh->fields, "date"));
}

QTEST_APPLESS_MAIN(TestValidation)
#include "tst_validation.moc"
