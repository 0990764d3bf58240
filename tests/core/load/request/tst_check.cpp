#include "load/request/check.h"

#include <QTest>

using escala::load::Check;
using escala::load::CheckedAnswer;

class TestCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passes_data();
    void passes();
    void refuses_data();
    void refuses();
    void needs_data();
    void needs();
    void takesLinearTime();
    void whatIsNoJsonPassesNoJsonCheck();
};

void TestCheck::passes_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *expression, bool passes) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << passes;
    };
    row("status==200", true);
    row("status == 200", true);
    row("status==201", false);
    row("status!=200", false);
    row("status!=404", true);
    row("status==404, 200", true);
    row("status==404,500", false);
    row("status==2xx", true);
    row("status==3XX", false);
    row("status==200-299", true);
    row("status==201-299", false);
    row("status!=4xx,5xx", true);
    row("size==60", true);
    row("size!=60", false);
    row("size<60", false);
    row("size<=60", true);
    row("size>59", true);
    row("size>=61", false);
    row("header Content-Type==application/json", true);
    row("header content-type == application/json", true);
    row("header Content-Type==application", false);
    row("header Content-Type contains json", true);
    row("header Content-Type not contains json", false);
    row("header Content-Type matches ^app.*/json$", true);
    row("header Content-Type matches ^json", false);
    row("header Content-Type not matches ^json", true);
    row("header X-Two==a", true);
    row("header X-Two==b", true);
    row("header X-Two==c", false);
    row("header X-Empty==", true);
    row("header X-Missing==a", false);
    row("header X-Missing!=a", true);
    row("header X-Missing contains a", false);
    row("body contains Ana", true);
    row("body contains ana", false);
    row("body not contains ana", true);
    row("body matches \"id\":[ 0-9]+", true);
    row("body matches (?i)ANA", true);
    row("body matches ^Ana", false);
    row("body==x", false);
    row("body!=x", true);
    row("json /id==7", true);
    row("json /id == 7.0", true);
    row("json /id==8", false);
    row("json /id!=8", true);
    row("json /id==\"7\"", false);
    row("json /name==\"Ana\"", true);
    row("json /name==Ana", true);
    row("json /name contains An", true);
    row("json /name matches ^A.a$", true);
    row("json /list/1==2.5", true);
    row("json /list/2==2.5", false);
    row("json /list==[1, 2.5]", true);
    row("json /deep/a~1b==true", true);
    row("json /deep/none==null", true);
    row("json /deep/missing==null", false);
    row("json /deep/missing!=null", true);
    row("json /deep contains a/b", true);
}

void TestCheck::passes()
{
    QFETCH(const QString, expression);
    const std::string head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Two: a\r\nX-Empty:\r\nX-Two: b\r\n\r\n";
    const std::string body = R"({"id": 7, "name": "Ana", "list": [1, 2.5], "deep": {"a/b": true, "none": null}})";
    const auto check = Check::parse(expression.toStdString());
    QVERIFY2(check, check ? "" : check.error().c_str());
    QTEST(check->passes({.status = 200, .head = head, .body = body, .bodySize = 60}), "passes");
    QCOMPARE(QString::fromStdString(check->expression()), expression);
}

void TestCheck::refuses_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *expression, const char *words) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(words);
    };
    const char *form = "expected such as status==200";
    row("", form);
    row("200", form);
    row("status", form);
    row("status 200", form);
    row("stat==200", form);
    row("status x==200", form);
    row("Status==200", form);
    row("status=200", form);
    row("status==", "expected status codes");
    row("status==ok", "expected status codes");
    row("status==99", "expected status codes");
    row("status==600", "expected status codes");
    row("status==6xx", "expected status codes");
    row("status==300-200", "expected status codes");
    row("status==200,,x", "expected status codes");
    row("status<400", "== or !=");
    row("status contains 2", "== or !=");
    row("size==1 KiB", "a number of bytes");
    row("size==-1", "a number of bytes");
    row("size contains 1", "a size is compared");
    row("header==a", "can't be the name of a header");
    row("headerX==a", form);
    row("header X Y==a", "can't be the name of a header");
    row("header X<1", "a text is compared");
    row("header X contains ", form);
    row("body contains", form);
    row("body matches (", "the regular expression can't be understood: missing ): (");
    row("body matches a{2000}", "can't be understood");
    row("body matches (a)\\1", "can't be understood");
    row("body /x==1", form);
    row("json id==1", "is no JSON pointer");
    row("json /a~2==1", "is no JSON pointer");
    row("json /a<1", "a text is compared");
}

void TestCheck::refuses()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, words);
    const auto check = Check::parse(expression.toStdString());
    QVERIFY(!check);
    QVERIFY2(check.error().find(words.toStdString()) != std::string::npos, check.error().c_str());
    QVERIFY2(check.error().find('"' + expression.trimmed().toStdString() + '"') != std::string::npos,
             check.error().c_str());
}

void TestCheck::needs_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("head");
    QTest::addColumn<bool>("body");
    QTest::newRow("status") << QStringLiteral("status==200") << false << false;
    QTest::newRow("size") << QStringLiteral("size>0") << false << false;
    QTest::newRow("header") << QStringLiteral("header X==1") << true << false;
    QTest::newRow("body") << QStringLiteral("body contains a") << false << true;
    QTest::newRow("json") << QStringLiteral("json /a==1") << false << true;
}

void TestCheck::needs()
{
    QFETCH(const QString, expression);
    const auto needs = Check::parse(expression.toStdString()).value().needs();
    QTEST(needs.head, "head");
    QTEST(needs.body, "body");
}

void TestCheck::takesLinearTime()
{
    // Where backtracking would try 2^30 ways, this ends at once; the test's own limit says so otherwise.
    const auto check = Check::parse("body matches ^(a+)+$").value();
    const std::string body = std::string(30'000, 'a') + "b";
    QVERIFY(!check.passes({.body = body}));
}

void TestCheck::whatIsNoJsonPassesNoJsonCheck()
{
    QVERIFY(!Check::parse("json /a!=1").value().passes({.body = "not json"}));
    QVERIFY(!Check::parse("json /a==1").value().passes({.body = "{\"a\": 1"}));
}

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
