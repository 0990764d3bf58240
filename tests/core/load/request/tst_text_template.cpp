#include "load/request/text_template.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <set>
#include <vector>

using namespace escala::load;
using namespace std::chrono_literals;

namespace {

using Refs = std::vector<std::uint64_t>;

const std::chrono::sys_time<std::chrono::milliseconds> kNow{1'764'036'000'123ms};

const std::vector<FeedSpec> kFeeds{{.name = "users", .file = "users.csv"},
                                   {.name = "any", .file = "users.csv", .order = FeedOrder::Random},
                                   {.name = "popular", .file = "users.csv", .order = FeedOrder::Zipf, .exponent = 2}};
const std::vector<VariableSpec> kVariables{
    {.name = "n", .value = Counter{.start = 10, .step = -3}},
    {.name = "dice", .value = RandomInteger{.least = -2, .most = 3}},
    {.name = "all", .value = RandomInteger{.least = INT64_MIN, .most = INT64_MAX}},
    {.name = "token", .value = RandomHex{.digits = 37}},
    {.name = "colour", .value = RandomChoice{.texts = {"red", "blue & green", "\"quoted\"\n"}}},
    {.name = "s", .value = Timestamp{Timestamp::Form::UnixSeconds}},
    {.name = "ms", .value = Timestamp{Timestamp::Form::UnixMilliseconds}},
    {.name = "iso", .value = Timestamp{Timestamp::Form::Iso8601}}};

Variables prepared(std::uint64_t seed = 1)
{
    return Variables::prepare(kFeeds, kVariables, seed).value();
}

std::string rendered(const Variables &variables, const std::string &text, std::uint64_t number,
                     TextPlace place = TextPlace::Body)
{
    const auto compiled = TextTemplate::compile(text, place, variables);
    if (!compiled)
        return "refused: " + compiled.error();
    const Refs draws(variables.sources(), number);
    std::string result;
    compiled->append({.number = draws, .now = kNow}, result);
    return result;
}

}

Q_DECLARE_METATYPE(TextPlace)

class TestTextTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void renders_data();
    void renders();
    void refuses_data();
    void refuses();
    void oneValueForAllItsPlaces();
    void sameSeedSameValues();
    void randomsReachTheirWholeRange();
    void countersGoOnForever();
    void specs_data();
    void specs();
    void namesAFeedThatCannotBeRead();
};

void TestTextTemplate::initTestCase()
{
    QFile file(QStringLiteral("users.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id,full name,path\n1,Ana Ruiz,/a/b?c=1\n2,\"Bo\r\nX-Forged: 1\",/ñ\n3,\"C \"\"D\"\"\",/ok\n");
}

void TestTextTemplate::renders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextPlace>("place");
    QTest::addColumn<quint64>("number");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const char *text, TextPlace place, quint64 number, const char *result) {
        QTest::newRow(name) << QString::fromUtf8(text) << place << number << QString::fromUtf8(result);
    };
    using enum TextPlace;
    row("nothing", "", Body, 0, "");
    row("no placeholder", "plain", Body, 0, "plain");
    row("alone", "{{users.id}}", Body, 0, "1");
    row("within", "a{{users.id}}b{{users.id}}c", Body, 1, "a2b2c");
    row("after the last row comes the first", "{{users.id}}", Body, 3, "1");
    row("blanks in the braces", "{{ users.id }}", Body, 0, "1");
    row("column with a blank in its name", "{{users.full name}}", Body, 0, "Ana Ruiz");
    row("counter", "{{n}}", Body, 4, "-2");
    row("seconds", "{{s}}", Body, 0, "1764036000");
    row("milliseconds", "{{ms}}", Body, 0, "1764036000123");
    row("ISO 8601", "{{iso}}", Body, 0, "2025-11-25T02:00:00.123Z");
    row("encoded in a path", "/u/{{users.full name}}?p={{users.path}}", Target, 0, "/u/Ana%20Ruiz?p=%2Fa%2Fb%3Fc%3D1");
    row("UTF-8 in a path", "{{users.path}}", Target, 1, "%2F%C3%B1");
    row("line ends in a path", "{{users.full name}}", Target, 1, "Bo%0D%0AX-Forged%3A%201");
    row("raw in a body", "{{users.full name}}", Body, 2, "C \"D\"");
    row("json in a body", "{\"name\": \"{{users.full name:json}}\"}", Body, 2, "{\"name\": \"C \\\"D\\\"\"}");
    row("json control characters", "{{users.full name:json}}", Body, 1, "Bo\\u000D\\u000AX-Forged: 1");
    row("url in a body", "name={{users.full name:url}}", Body, 0, "name=Ana%20Ruiz");
    row("url in a header", "{{users.full name:url}}", Header, 1, "Bo%0D%0AX-Forged%3A%201");
    row("raw in a header", "{{users.id}}", Header, 1, "2");
    row("single braces", "{n}{ {n}} }}{{", Body, 0, "{n}{ {n}} }}{{");
    row("braces around something else", "{{}}{{#if}}{{1}}{{a b}}{{\"a\":1}}", Body, 0,
        "{{}}{{#if}}{{1}}{{a b}}{{\"a\":1}}");
    row("braces never closed", "{{n", Body, 0, "{{n");
    row("three braces", "{{{n}}}", Body, 0, "{10}");
}

void TestTextTemplate::renders()
{
    QFETCH(const QString, text);
    QFETCH(const TextPlace, place);
    QFETCH(const quint64, number);
    QTEST(QString::fromStdString(rendered(prepared(), text.toStdString(), number, place)), "result");
}

void TestTextTemplate::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextPlace>("place");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *text, TextPlace place, const char *words) {
        QTest::newRow(name) << QString::fromUtf8(text) << place << QString::fromUtf8(words);
    };
    using enum TextPlace;
    row("unknown variable", "{{m}}", Body, "{{m}} is no variable; expected one of: users.id, users.full name");
    row("unknown column", "{{users.age}}", Body, "{{users.age}} is no variable");
    row("feed without a column", "{{users}}", Body, "{{users}} is no variable");
    row("column of a variable", "{{n.id}}", Body, "{{n.id}} is no variable");
    row("unknown form", "{{n:html}}", Body, "{{n:html}}: the form must be raw, url or json");
    row("line end from a feed in a header", "{{users.full name}}", Header,
        "users.full name: users.csv, the row at line 3, column \"full name\" can't stand in a header");
    row("line end from a choice in a header", "{{colour}}", Header, "text 3 of the variable \"colour\"");
    row("raw path with a foreign character", "{{users.path:raw}}", Target,
        "users.csv, the row at line 3, column \"path\" can't stand in a path");
    row("raw path with a blank", "{{colour:raw}}", Target, "text 2 of the variable \"colour\" can't stand in a path");
}

void TestTextTemplate::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const TextPlace, place);
    QFETCH(const QString, words);
    const auto result = QString::fromStdString(rendered(prepared(), text.toStdString(), 0, place));
    QVERIFY2(result.startsWith(QStringLiteral("refused: ")) && result.contains(words), qPrintable(result));
}

void TestTextTemplate::oneValueForAllItsPlaces()
{
    const auto variables = prepared();
    for (std::uint64_t number = 0; number < 100; ++number) {
        const auto text = rendered(variables, "{{token}}|{{token}}", number);
        QCOMPARE(text.substr(0, 37), text.substr(38));
        QCOMPARE(text.size(), std::size_t(75));
    }
}

void TestTextTemplate::sameSeedSameValues()
{
    const std::string text = "{{any.id}} {{popular.id}} {{dice}} {{all}} {{token}} {{colour}}";
    int otherSeedSame = 0;
    for (std::uint64_t number = 0; number < 50; ++number) {
        const auto value = rendered(prepared(5), text, number);
        QCOMPARE(value, rendered(prepared(5), text, number));
        otherSeedSame += value == rendered(prepared(6), text, number) ? 1 : 0;
    }
    QCOMPARE(otherSeedSame, 0);
}

void TestTextTemplate::randomsReachTheirWholeRange()
{
    const auto variables = prepared();
    std::set<std::string> dice;
    std::set<std::string> rows;
    std::set<std::string> colours;
    std::set<std::string> digits;
    int first = 0;
    for (std::uint64_t number = 0; number < 1000; ++number) {
        dice.insert(rendered(variables, "{{dice}}", number));
        rows.insert(rendered(variables, "{{any.id}}", number));
        colours.insert(rendered(variables, "{{colour}}", number));
        digits.insert(rendered(variables, "{{token}}", number).substr(36));
        first += rendered(variables, "{{popular.id}}", number) == "1" ? 1 : 0;
    }
    QCOMPARE(dice, (std::set<std::string>{"-2", "-1", "0", "1", "2", "3"}));
    QCOMPARE(rows, (std::set<std::string>{"1", "2", "3"}));
    QCOMPARE(colours.size(), std::size_t(3));
    QCOMPARE(digits.size(), std::size_t(16));
    // 1 / (1 + 1/4 + 1/9) = 73.5 %, with a standard deviation of 1.4 %
    QVERIFY2(first > 665 && first < 805, qPrintable(QString::number(first)));
}

void TestTextTemplate::countersGoOnForever()
{
    const auto variables = prepared();
    QCOMPARE(rendered(variables, "{{n}}", UINT64_MAX), std::string("13"));
}

void TestTextTemplate::specs_data()
{
    QTest::addColumn<QString>("words"); // empty: no problem
    QTest::addColumn<std::vector<FeedSpec>>("feeds");
    QTest::addColumn<std::vector<VariableSpec>>("variables");
    const auto row = [](const char *name, const char *words, std::vector<FeedSpec> feeds,
                        std::vector<VariableSpec> variables) {
        QTest::newRow(name) << QString::fromUtf8(words) << std::move(feeds) << std::move(variables);
    };
    row("none", "", {}, {});
    row("good ones", "", kFeeds, kVariables);
    row("name with a dot", "\"a.b\" can't name a variable", {}, {{"a.b", Counter{}}});
    row("name that begins with a digit", "\"1a\" can't name", {}, {{"1a", Counter{}}});
    row("no name", "\"\" can't name", {{.name = "", .file = "f"}}, {});
    row("long name", "can't name", {}, {{std::string(65, 'a'), Counter{}}});
    row("name twice", "two variables are named \"a\"", {}, {{"a", Counter{}}, {"a", Counter{}}});
    row("feed and variable of one name", "two variables are named \"a\"", {{.name = "a", .file = "f"}},
        {{"a", Counter{}}});
    row("feed without a file", "needs a file", {{.name = "a", .file = ""}}, {});
    row("exponent 0", "exponent", {{.name = "a", .file = "f", .exponent = 0}}, {});
    row("exponent NaN", "exponent", {{.name = "a", .file = "f", .exponent = NAN}}, {});
    row("exponent 11", "at most 10", {{.name = "a", .file = "f", .exponent = 11}}, {});
    row("range upside down", "least 2 must not be over most 1", {}, {{"a", RandomInteger{2, 1}}});
    row("no digits", "digits must be 1 to", {}, {{"a", RandomHex{0}}});
    row("too many digits", "digits must be 1 to", {}, {{"a", RandomHex{100'000}}});
    row("no choice", "at least one text", {}, {{"a", RandomChoice{}}});
}

void TestTextTemplate::specs()
{
    QFETCH(const QString, words);
    QFETCH(const std::vector<FeedSpec>, feeds);
    QFETCH(const std::vector<VariableSpec>, variables);
    const auto problem = QString::fromStdString(problemOf(feeds, variables));
    QVERIFY2(problem.isEmpty() == words.isEmpty() && problem.contains(words), qPrintable(problem));
}

void TestTextTemplate::namesAFeedThatCannotBeRead()
{
    const auto variables = Variables::prepare({{.name = "x", .file = "missing.csv"}}, {}, 1);
    QCOMPARE(QString::fromStdString(variables.error()),
             QStringLiteral("the feed \"x\": missing.csv can't be read: No such file or directory"));
}

QTEST_GUILESS_MAIN(TestTextTemplate)
#include "tst_text_template.moc"
