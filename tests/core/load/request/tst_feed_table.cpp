#include "load/request/feed_table.h"

#include <QFile>
#include <QTest>

#include <filesystem>

using escala::load::FeedTable;

namespace {

using Read = std::expected<FeedTable, std::string> (*)(std::string_view text);

QString rowsOf(const FeedTable &table)
{
    QString text;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            const auto value = table.value(row, column);
            text += (column == 0 ? u'<' : u'|') + QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
        }
        text += u'>';
    }
    return text;
}

void write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

}

Q_DECLARE_METATYPE(Read)

class TestFeedTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void knowsItsLines();
    void choosesTheFormatByName();
    void namesAFileThatCannotBeRead();
};

void TestFeedTable::reads_data()
{
    QTest::addColumn<Read>("read");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, Read read, const QByteArray &text, const char *rows) {
        QTest::newRow(name) << read << text << QString::fromUtf8(rows);
    };
    const Read csv = FeedTable::fromCsv;
    const Read json = FeedTable::fromJsonLines;
    row("csv", csv, "id,name\n1,Ana\n2,Bo\n", "<1|Ana><2|Bo>");
    row("csv with CRLF", csv, "id,name\r\n1,Ana\r\n", "<1|Ana>");
    row("csv without a last line end", csv, "id,name\n1,Ana", "<1|Ana>");
    row("csv with empty fields", csv, "id,name,age\n,,\n1,,2\n", "<||><1||2>");
    row("csv with a comma in quotes", csv, "id,name\n1,\"a,b\"\n", "<1|a,b>");
    row("csv with a doubled quote", csv, "id,name\n1,\"say \"\"hi\"\"\"\n", "<1|say \"hi\">");
    row("csv with a line end in quotes", csv, "id,name\n1,\"a\nb\"\n2,c\n", "<1|a\nb><2|c>");
    row("csv with an empty field in quotes", csv, "id,name\n1,\"\"\n", "<1|>");
    row("csv with blanks", csv, "id,name\n 1 , a b \n", "< 1 | a b >");
    row("csv of one column", csv, "id\n1\n2\n", "<1><2>");
    row("csv with empty lines", csv, "\nid,name\n\n1,Ana\r\n\r\n", "<1|Ana>");
    row("csv with a byte order mark", csv, "\xef\xbb\xbfid,name\n1,Ana\n", "<1|Ana>");
    row("csv with a lone CR", csv, "id,name\n1,a\rb\n", "<1|a\rb>");
    row("json lines", json, "{\"id\": 1, \"name\": \"Ana\"}\n{\"name\": \"Bo\", \"id\": 2}\n", "<1|Ana><2|Bo>");
    row("json lines without a last line end", json, "{\"id\": \"x\"}", "<x>");
    row("json lines with CRLF and empty lines", json, "\r\n{\"id\": 1}\r\n\n{\"id\": 2}\r\n", "<1><2>");
    row("json values of all kinds", json,
        R"({"t": true, "n": null, "d": 1.5, "o": {"a": [1, "b"]}, "s": "a\"b\u00e9"})",
        R"(<true||1.5|{"a":[1,"b"]}|a"bé>)");
    row("json with more fields later", json, "{\"id\": 1}\n{\"id\": 2, \"more\": 3}", "<1><2>");
}

void TestFeedTable::reads()
{
    QFETCH(const Read, read);
    QFETCH(const QByteArray, text);
    const auto table = read(text.toStdString());
    QVERIFY2(table, table ? "" : table.error().c_str());
    QTEST(rowsOf(*table), "rows");
}

void TestFeedTable::refuses_data()
{
    QTest::addColumn<Read>("read");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, Read read, const QByteArray &text, const char *words) {
        QTest::newRow(name) << read << text << QString::fromUtf8(words);
    };
    const Read csv = FeedTable::fromCsv;
    const Read json = FeedTable::fromJsonLines;
    row("csv: empty", csv, "", "header row");
    row("csv: nothing but empty lines", csv, "\n\n", "header row");
    row("csv: header alone", csv, "id,name\n", "at least one row");
    row("csv: too few fields", csv, "id,name\n1,a\n2\n", "line 3: expected 2 fields as in the header, not 1");
    row("csv: too many fields", csv, "id,name\n1,a,b\n", "line 2: expected 2 fields as in the header, not 3");
    row("csv: quote within", csv, "id,name\n1,a\"b\n", "line 2: a quote within a field");
    row("csv: text after a quote", csv, "id,name\n1,\"a\"b\n", "line 2: expected a comma or the end of the line");
    row("csv: open quote", csv, "id,name\n1,\"a\n2,b\n", "line 2: a quote is opened and never closed");
    row("csv: lines within quotes count", csv, "id,name\n1,\"a\n\n\"\n3\n", "line 5: expected 2 fields");
    row("csv: column without a name", csv, "id,\n1,2\n", "line 1: a column has no name");
    row("csv: column twice", csv, "id,id\n1,2\n", "line 1: two columns are named \"id\"");
    row("json: empty", json, "", "the file is empty");
    row("json: broken", json, "{\"id\": 1}\n{\"id\": }\n", "line 2: this is not JSON");
    row("json: an object over two lines", json, "{\"id\":\n1}\n", "line 1: this is not JSON");
    row("json: list", json, "[1]\n", "line 1: expected an object in braces");
    row("json: no fields", json, "{}\n", "line 1: the object has no fields");
    row("json: field missing", json, "{\"id\": 1}\n\n{\"di\": 1}\n", "line 3: expected the field \"id\"");
    row("json: two objects in a line", json, "{\"id\": 1} {\"id\": 2}\n", "line 1: this is not JSON");
}

void TestFeedTable::refuses()
{
    QFETCH(const Read, read);
    QFETCH(const QByteArray, text);
    QFETCH(const QString, words);
    const auto table = read(text.toStdString());
    QVERIFY(!table);
    QVERIFY2(table.error().find(words.toStdString()) != std::string::npos, table.error().c_str());
}

void TestFeedTable::knowsItsLines()
{
    const auto table = FeedTable::fromCsv("id,name\n1,\"a\nb\"\n\n2,c\n");
    QVERIFY(table);
    QCOMPARE(table->lineOf(0), std::size_t(2));
    QCOMPARE(table->lineOf(1), std::size_t(5));
    QCOMPARE(table->columnNamed("name"), std::optional<std::size_t>(1));
    QVERIFY(!table->columnNamed("Name"));
}

void TestFeedTable::choosesTheFormatByName()
{
    const QByteArray lines = "{\"id\": 7}\n";
    for (const char *name : {"a.json", "a.jsonl", "a.ndjson"}) {
        write(QString::fromUtf8(name), lines);
        const auto table = FeedTable::read(name);
        QVERIFY2(table, name);
        QCOMPARE(rowsOf(*table), QStringLiteral("<7>"));
    }
    write(QStringLiteral("a.txt"), "id\n7\n");
    QCOMPARE(rowsOf(FeedTable::read("a.txt").value()), QStringLiteral("<7>"));
    write(QStringLiteral("b.csv"), "id\n\"7\n");
    QCOMPARE(QString::fromStdString(FeedTable::read("b.csv").error()),
             QStringLiteral("b.csv: line 2: a quote is opened and never closed"));
}

void TestFeedTable::namesAFileThatCannotBeRead()
{
    QCOMPARE(QString::fromStdString(FeedTable::read("missing.csv").error()),
             QStringLiteral("missing.csv can't be read: No such file or directory"));
    std::filesystem::create_directory("folder");
    QCOMPARE(QString::fromStdString(FeedTable::read("folder").error()),
             QStringLiteral("folder can't be read: Is a directory"));
    // A sparse file: nothing is written, and reading stops past the limit.
    write(QStringLiteral("large.csv"), "id\n");
    std::filesystem::resize_file("large.csv", FeedTable::kMaxBytes + 1);
    QCOMPARE(QString::fromStdString(FeedTable::read("large.csv").error()),
             QStringLiteral("large.csv is larger than 256 MiB"));
}

QTEST_GUILESS_MAIN(TestFeedTable)
#include "tst_feed_table.moc"
