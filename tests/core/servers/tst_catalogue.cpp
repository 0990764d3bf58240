#include "servers/catalogue.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

using namespace escala::servers;

class TestCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesHaveOneNameEach_data();
    void pagesHaveOneNameEach();
    void onePageIsPlain();
    void drawsFollowZipf();
    void loopsDrawApart();
    void sizesAreAPagesOwn();
    void aSizeMayBeSmallerThanTheText();
    void onlyTheRootIsDrawn();
};

void TestCatalogue::pagesHaveOneNameEach_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("page"); // -1: none
    const auto row = [](const char *path, int page) { QTest::newRow(path) << QByteArray(path) << page; };
    row("/", 0);
    row("/pages/0", 0);
    row("/pages/17", 17);
    row("/pages/99", 99);
    row("/pages/100", -1);
    row("/pages/017", -1);
    row("/pages/00", -1);
    row("/pages/", -1);
    row("/pages/-1", -1);
    row("/pages/+1", -1);
    row("/pages/1x", -1);
    row("/pages/1/", -1);
    row("/pages/99999999999999999999", -1);
    row("/Pages/1", -1);
    row("", -1);
}

void TestCatalogue::pagesHaveOneNameEach()
{
    QFETCH(QByteArray, path);
    QFETCH(int, page);
    const Catalogue catalogue({.pages = 100}, "x");
    const auto found = catalogue.pageOf({path.constData(), static_cast<std::size_t>(path.size())});
    QCOMPARE(found ? static_cast<int>(*found) : -1, page);
}

void TestCatalogue::onePageIsPlain()
{
    const Catalogue catalogue({}, "¡Hola mundo!");
    QVERIFY(catalogue.body(0) == "¡Hola mundo!");
    QVERIFY(!catalogue.pageOf("/pages/0"));
}

void TestCatalogue::drawsFollowZipf()
{
    constexpr std::uint64_t draws = 100'000;
    const Catalogue catalogue({.pages = 100, .zipf = 1.0}, "x");
    std::vector<double> counts(100);
    for (std::uint64_t i = 0; i < draws; ++i)
        ++counts.at(catalogue.draw(0, i));
    // 1 / H(100) = 0.1928 for the first, half of it for the second, a tenth for the tenth.
    for (const std::size_t rank : {1UL, 2UL, 10UL}) {
        const double expected = 0.19277 / static_cast<double>(rank);
        QVERIFY2(std::abs(counts[rank - 1] / draws - expected) < 0.05 * expected, qPrintable(QString::number(rank)));
    }
}

void TestCatalogue::loopsDrawApart()
{
    const Catalogue catalogue({.pages = 1'000'000, .zipf = 0.1}, "x");
    QCOMPARE(catalogue.draw(0, 5), catalogue.draw(0, 5));
    QVERIFY(catalogue.draw(0, 5) != catalogue.draw(1, 5));
}

void TestCatalogue::sizesAreAPagesOwn()
{
    const Catalogue catalogue({.pages = 1000, .leastSize = 100, .mostSize = 200}, "hola ");
    std::set<std::size_t> sizes;
    for (std::uint64_t page = 0; page < 1000; ++page) {
        const auto body = catalogue.body(page);
        QVERIFY(body.size() >= 100 && body.size() <= 200 && body.starts_with("hola hola "));
        QVERIFY(catalogue.body(page).size() == body.size());
        sizes.insert(body.size());
    }
    QVERIFY(sizes.size() > 90 && *sizes.begin() == 100 && *sizes.rbegin() == 200);
}

void TestCatalogue::aSizeMayBeSmallerThanTheText()
{
    QCOMPARE(Catalogue({.leastSize = 3, .mostSize = 3}, "hola").body(0).size(), 3UL);
    QCOMPARE(Catalogue({.leastSize = 0, .mostSize = 0}, "hola").body(0).size(), 0UL);
    QCOMPARE(Catalogue({.leastSize = 9, .mostSize = 9}, "").body(0).size(), 9UL);
}

void TestCatalogue::onlyTheRootIsDrawn()
{
    struct Seen final : Handler {
        Pending handle(const escala::http::RequestHead &request, Completion) override
        {
            targets.emplace_back(request.target);
            return nullptr;
        }
        std::vector<std::string> targets;
    } seen;
    const Catalogue catalogue({.pages = 1000}, "x");
    PageDrawer drawer(catalogue, seen, 0);
    for (const char *target : {"/", "/?a=b", "/pages/7", "/other"}) {
        escala::http::RequestHead request;
        request.method = "GET";
        request.target = target;
        drawer.handle(request, [](const Reply &) { });
    }
    QCOMPARE(seen.targets.size(), 4UL);
    QVERIFY(catalogue.pageOf(seen.targets[0]).has_value() && seen.targets[0].starts_with("/pages/"));
    QVERIFY(catalogue.pageOf(seen.targets[1]).has_value() && seen.targets[1].starts_with("/pages/"));
    QVERIFY(seen.targets[2] == "/pages/7" && seen.targets[3] == "/other");
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
