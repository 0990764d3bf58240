#include "servers/cache/backend/backend_address.h"
#include "servers/cache/backend/removals.h"
#include "servers/cache/backend/stored_entry.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace escala::servers;
using namespace std::chrono_literals;

namespace {

StoredEntry::Time at(std::int64_t microseconds)
{
    return StoredEntry::Time(std::chrono::microseconds(microseconds));
}

std::string sample()
{
    return encodeEntry({.response = std::make_shared<const StoredResponse>(StoredResponse{200, "A: b\r\n", "bo\ndy"}),
                        .askedAt = at(1'000),
                        .storedAt = at(2'000),
                        .lifetime = 3ms});
}

}

/// What goes to a cache outside the process, and what comes back.
class TestBackendText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void refusesAddresses_data();
    void refusesAddresses();
    void entriesComeBack();
    void refusesEntries_data();
    void refusesEntries();
    void keys_data();
    void keys();
    void removals_data();
    void removals();
};

void TestBackendText::addresses_data()
{
    QTest::addColumn<std::string>("url");
    QTest::addColumn<std::string>("text"); // without credentials
    QTest::addColumn<std::string>("user");
    QTest::addColumn<std::string>("password");
    const auto row = [](const char *url, const char *text, const char *user = "", const char *password = "") {
        QTest::newRow(url) << std::string(url) << std::string(text) << std::string(user) << std::string(password);
    };
    row("redis://localhost", "redis://localhost:6379/0");
    row("redis://127.0.0.1:7000/5", "redis://127.0.0.1:7000/5");
    row("redis://[::1]:7000/", "redis://[::1]:7000/0");
    row("redis://:p%40ss@cache.example", "redis://cache.example:6379/0", "", "p@ss");
    row("redis://me:secret@cache.example/1", "redis://cache.example:6379/1", "me", "secret");
    row("redis://cache.example/1?secret", "redis://cache.example:6379/1", "", "secret");
    row("redis://cache.example?password=secret", "redis://cache.example:6379/0", "", "secret");
    row("memcached://localhost", "memcached://localhost:11211");
    row("memcached://10.0.0.1:1234/", "memcached://10.0.0.1:1234");
}

void TestBackendText::addresses()
{
    QFETCH(std::string, url);
    const auto address = parseBackendAddress(url);
    QVERIFY2(address, address ? "" : address.error().c_str());
    QTEST(address->text(), "text");
    QTEST(address->user, "user");
    QTEST(address->password, "password");
}

void TestBackendText::refusesAddresses_data()
{
    QTest::addColumn<std::string>("url");
    for (const char *url :
         {"", "disk", "localhost:6379", "http://localhost", "rediss://localhost", "redis://", "redis://host:0",
          "redis://host:99999", "redis://host/x", "redis://host/1/2", "redis://host/-1", "memcached://host/1",
          "memcached://secret@host", "memcached://host?secret", "redis://ho st", "redis://ch%eac001/3"})
        QTest::addRow("\"%s\"", url) << std::string(url);
}

void TestBackendText::refusesAddresses()
{
    QFETCH(std::string, url);
    const auto address = parseBackendAddress(url);
    QVERIFY(!address);
    QVERIFY2(!address.error().contains("secret"), address.error().c_str());
}

void TestBackendText::entriesComeBack()
{
    const auto entry = decodeEntry(sample());
    QVERIFY(entry);
    QCOMPARE(entry->response->status, 200u);
    QCOMPARE(entry->response->fields, std::string("A: b\r\n"));
    QCOMPARE(entry->response->body, std::string("bo\ndy"));
    QVERIFY(entry->askedAt == at(1'000));
    QVERIFY(entry->storedAt == at(2'000));
    QVERIFY(entry->lifetime == 3ms);
}

void TestBackendText::refusesEntries_data()
{
    QTest::addColumn<std::string>("bytes");
    const auto whole = sample();
    for (std::size_t size = 0; size < whole.size(); ++size)
        QTest::addRow("cut after %zu", size) << whole.substr(0, size);
    QTest::newRow("too long") << whole + "x";
    QTest::newRow("another version") << "escala/2" + whole.substr(8);
    QTest::newRow("another's") << std::string("hello\nworld");
    QTest::newRow("no number") << std::string("escala/1 200 1 2 x 0 0\n");
    QTest::newRow("one number more") << std::string("escala/1 200 1 2 3 0 0 0\n");
    QTest::newRow("negative") << std::string("escala/1 200 1 2 -3 0 0\n");
    QTest::newRow("no status") << std::string("escala/1 100 1 2 3 0 0\n");
    QTest::newRow("sizes that overflow") << std::string("escala/1 200 1 2 3 18446744073709551615 1\n");
    QTest::newRow("time that overflows") << std::string("escala/1 200 1 9223372036854775807 3 0 0\n");
}

void TestBackendText::refusesEntries()
{
    QFETCH(std::string, bytes);
    QVERIFY(!decodeEntry(bytes));
}

void TestBackendText::keys_data()
{
    QTest::addColumn<std::string>("page");
    QTest::addColumn<std::string>("key");
    QTest::newRow("readable") << std::string("/pages/1?a=b") << std::string("escala:1:/pages/1?a=b");
    QTest::newRow("long") << std::string(201, 'a') << std::string();
    QTest::newRow("bytes that memcached does not take") << std::string("/\xc3\xb1") << std::string();
    QTest::newRow("blank") << std::string("/a b") << std::string();
}

void TestBackendText::keys()
{
    QFETCH(std::string, page);
    QFETCH(std::string, key);
    const auto made = backendKeyOf(page);
    QVERIFY(made.size() <= 250);
    QVERIFY(std::ranges::all_of(made, [](char c) { return c > ' ' && c < '\x7f'; }));
    if (!key.empty())
        QCOMPARE(made, key);
    else
        QVERIFY(made.starts_with("escala:1:sha256:") && made.size() == 16 + 64);
    QVERIFY(made != backendKeyOf(page + "x"));
}

void TestBackendText::removals_data()
{
    QTest::addColumn<std::string>("lines");
    QTest::addColumn<bool>("removed"); // "/a/1", asked for at 100
    const auto line = [](std::int64_t when, bool isPrefix, const char *text) {
        return lineOf({.at = at(when), .isPrefix = isPrefix, .text = text});
    };
    QTest::newRow("none") << std::string() << false;
    QTest::newRow("it") << line(101, false, "/a/1") << true;
    QTest::newRow("in the same moment") << line(100, false, "/a/1") << true;
    QTest::newRow("before it was asked for") << line(99, false, "/a/1") << false;
    QTest::newRow("another") << line(101, false, "/a/") << false;
    QTest::newRow("prefix") << line(101, true, "/a/") << true;
    QTest::newRow("another prefix") << line(101, true, "/b/") << false;
    QTest::newRow("all") << line(101, true, "") << true;
    QTest::newRow("the last of several") << line(101, false, "/b") + line(101, true, "/c") + line(101, true, "/a")
                                         << true;
    QTest::newRow("nonsense") << std::string("x\n\n101\n101 \n101 ?/a\n =/a/1\n") << false;
    QTest::newRow("after nonsense") << "x\n" + line(101, true, "") << true;
    QTest::newRow("without its end") << std::string("101 ^/a") << true;
}

void TestBackendText::removals()
{
    QFETCH(std::string, lines);
    QTEST(isRemoved(lines, "/a/1", at(100)), "removed");
}

QTEST_APPLESS_MAIN(TestBackendText)
#include "tst_backend_text.moc"
