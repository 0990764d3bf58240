#include "proxy_samples.h"
#include "servers/proxy/request_forwarding.h"

#include <QTest>

using namespace escala::servers::proxy;

class TestFieldLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds();
    void joins();
    void appendsNothingThatEndsALine_data();
    void appendsNothingThatEndsALine();
    void splitsLists_data();
    void splitsLists();
    void keepsWhatGoesEndToEnd();
    void dropsWhatPoisons_data();
    void dropsWhatPoisons();
    void keepsOrdinaryFields();
};

void TestFieldLines::finds()
{
    const auto fields = lines("A: 1|b:2|A:  3 |Empty: ");
    QVERIFY(firstValue(fields, "a") == "1");
    QVERIFY(firstValue(fields, "B") == "2");
    QVERIFY(firstValue(fields, "empty") == "");
    QVERIFY(!firstValue(fields, "c"));
    QVERIFY(!hasField("", "a"));
}

void TestFieldLines::joins()
{
    const auto fields = lines("A: 1|b:2|a:  3 |A: ");
    QVERIFY(joinedValue(fields, "A") == "1, 3, ");
    QVERIFY(joinedValue(fields, "B") == "2");
    QVERIFY(!joinedValue(fields, "C"));
}

void TestFieldLines::appendsNothingThatEndsALine_data()
{
    using namespace std::string_literals;
    QTest::addColumn<std::string>("value");
    QTest::newRow("CRLF") << "a\r\nSet-Cookie: evil=1"s;
    QTest::newRow("LF") << "a\nSet-Cookie: evil=1"s;
    QTest::newRow("CR") << "a\rb"s;
    QTest::newRow("NUL") << "a\0b"s;
}

void TestFieldLines::appendsNothingThatEndsALine()
{
    QFETCH(std::string, value);
    std::string fields = "A: 1\r\n";
    appendLine(fields, "B", value);
    QCOMPARE(fields, std::string("A: 1\r\n"));
}

void TestFieldLines::splitsLists_data()
{
    QTest::addColumn<std::string>("list");
    QTest::addColumn<std::vector<std::string>>("members");
    using Members = std::vector<std::string>;
    QTest::newRow("empty") << std::string() << Members{};
    QTest::newRow("one") << std::string("a") << Members{"a"};
    QTest::newRow("several") << std::string(" a ,b,\tc") << Members{"a", "b", "c"};
    QTest::newRow("empty members") << std::string(",,a, ,") << Members{"a"};
    QTest::newRow("quoted comma") << std::string("a=\"b, c\", d") << Members{"a=\"b, c\"", "d"};
    QTest::newRow("quoted pair") << std::string("a=\"\\\",\", d") << Members{"a=\"\\\",\"", "d"};
    QTest::newRow("open quote") << std::string("a=\"b, c") << Members{"a=\"b, c"};
    QTest::newRow("backslash outside quotes") << std::string("a\\,b") << Members{"a\\", "b"};
    QTest::newRow("backslash at the end") << std::string("\"a\\") << Members{"\"a\\"};
}

void TestFieldLines::splitsLists()
{
    QFETCH(std::string, list);
    std::vector<std::string> members;
    forEachQuotableMember(list, [&members](std::string_view member) { members.emplace_back(member); });
    QTEST(members, "members");
}

void TestFieldLines::keepsWhatGoesEndToEnd()
{
    QCOMPARE(endToEndLines(
                 lines("A: 1|Connection: Keep-Alive, X-One|Keep-Alive: 5|x-one: 2|TE: trailers|Upgrade: h2c|B: 2")),
             lines("A: 1|B: 2"));
}

void TestFieldLines::dropsWhatPoisons_data()
{
    QTest::addColumn<std::string>("name");
    for (const char *name :
         {"Forwarded", "X-Forwarded-Host", "x-forwarded-HOST", "X-Forwarded-Scheme", "X-Forwarded-Proto",
          "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Server", "X-Original-URL", "X-Rewrite-URL", "X-Host",
          "X-Original-Host", "X-HTTP-Method-Override", "X-Method-Override"})
        QTest::newRow(name) << std::string(name);
}

void TestFieldLines::dropsWhatPoisons()
{
    QFETCH(std::string, name);
    QCOMPARE(keyedFields("A: 1\r\n" + name + ": evil.org\r\nB: 2\r\n"), lines("A: 1|B: 2"));
}

void TestFieldLines::keepsOrdinaryFields()
{
    const auto fields =
        lines("Host: example.org|Accept: */*|Cookie: a=b|Authorization: Basic x|X-Forwarded-For: 192.0.2.1");
    QCOMPARE(keyedFields(fields), fields);
}

QTEST_APPLESS_MAIN(TestFieldLines)
#include "tst_field_lines.moc"
