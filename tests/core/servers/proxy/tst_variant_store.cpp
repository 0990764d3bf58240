#include "proxy_samples.h"
#include "servers/proxy/variant_store.h"

#include <QTest>

using namespace escala::servers;
using namespace escala::servers::proxy;

namespace {

VariantPtr variant(std::string_view body, std::string_view request = {})
{
    return stored("Cache-Control: max-age=60|Date: @0|Vary: Foo", body, 200, request);
}

std::string bodyOf(VariantStore &store, std::string_view request, std::string_view key = kKey)
{
    const auto set = store.find(key);
    const auto found = set ? set->matching(lines(request)) : nullptr;
    return found ? *found->body : std::string();
}

}

class TestVariantStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsNothingAtFirst();
    void keepsSeveralVariants();
    void replacesTheSameVariant();
    void mostRecentMatchWins();
    void keepsABoundedNumberOfVariants();
    void replacesWhatWasValidated();
    void keepsWithinBytes();
    void evictsByPolicy();
    void purges();
    void whatWasFoundStays();
};

void TestVariantStore::findsNothingAtFirst()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    QVERIFY(!store.find(kKey));
    QCOMPARE(store.remove(kKey), 0u);
    QCOMPARE(store.clear(), 0u);
    QVERIFY(!store.replace(kKey, variant("a"), variant("b")));
}

void TestVariantStore::keepsSeveralVariants()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    QVERIFY(store.store(kKey, variant("one", "Foo: 1")));
    QVERIFY(store.store(kKey, variant("two", "Foo: 2")));
    QVERIFY(store.store(kKey, variant("none")));
    QCOMPARE(bodyOf(store, "Foo: 1"), std::string("one"));
    QCOMPARE(bodyOf(store, "Foo: 2"), std::string("two"));
    QCOMPARE(bodyOf(store, "Other: 2"), std::string("none"));
    QCOMPARE(bodyOf(store, "Foo: 3"), std::string());
    QCOMPARE(store.entries(), 1u);
}

void TestVariantStore::replacesTheSameVariant()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    store.store(kKey, variant("old", "Foo: 1, 2"));
    store.store(kKey, variant("new", "Foo: 1|Foo: 2"));
    QCOMPARE(bodyOf(store, "Foo: 1,2"), std::string("new"));
    QCOMPARE(store.find(kKey)->variants.size(), 1u);
}

void TestVariantStore::mostRecentMatchWins()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    store.store(kKey, variant("by Foo", "Foo: 1|Bar: 1"));
    store.store(kKey, stored("Cache-Control: max-age=60|Vary: Bar", "by Bar", 200, "Foo: 1|Bar: 1"));
    QCOMPARE(bodyOf(store, "Foo: 1|Bar: 1"), std::string("by Bar"));
    QCOMPARE(bodyOf(store, "Foo: 1|Bar: 2"), std::string("by Foo"));
    store.store(kKey, stored("Cache-Control: max-age=60", "by nothing"));
    QCOMPARE(bodyOf(store, "Foo: 9|Bar: 9"), std::string("by nothing"));
}

void TestVariantStore::keepsABoundedNumberOfVariants()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    for (std::size_t i = 0; i <= VariantStore::kMaxVariants; ++i)
        store.store(kKey, variant("x", "Foo: " + std::to_string(i)));
    QCOMPARE(store.find(kKey)->variants.size(), VariantStore::kMaxVariants);
    QCOMPARE(bodyOf(store, "Foo: 0"), std::string());
    QCOMPARE(bodyOf(store, "Foo: 1"), std::string("x"));
}

void TestVariantStore::replacesWhatWasValidated()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    const auto old = variant("old", "Foo: 1");
    store.store(kKey, old);
    store.store(kKey, variant("other", "Foo: 2"));
    QVERIFY(store.replace(kKey, old, variant("new", "Foo: 1")));
    QCOMPARE(bodyOf(store, "Foo: 1"), std::string("new"));
    QCOMPARE(bodyOf(store, "Foo: 2"), std::string("other"));
    QVERIFY2(!store.replace(kKey, old, variant("newer", "Foo: 1")), "gone meanwhile");
    QCOMPARE(bodyOf(store, "Foo: 1"), std::string("new"));
}

void TestVariantStore::keepsWithinBytes()
{
    const auto size = variant(std::string(100, 'x'))->fields.size() + 100;
    VariantStore store({.entries = 100, .bytes = 3 * size + 100}, makePolicy(Eviction::Fifo));
    for (int i = 0; i < 20; ++i) {
        QVERIFY(store.store("http://h/" + std::to_string(i), variant(std::string(100, 'x'))));
        QVERIFY(store.bytes() <= 3 * size + 100);
    }
    QVERIFY(!store.store(kKey, variant(std::string(4 * size, 'x'))));
    QVERIFY(!store.find(kKey));
    QCOMPARE(bodyOf(store, "", "http://h/19").size(), 100u);
}

void TestVariantStore::evictsByPolicy()
{
    VariantStore store({.entries = 2}, makePolicy(Eviction::Lru));
    store.store("a", variant("a"));
    store.store("b", variant("b"));
    QCOMPARE(bodyOf(store, "", "a"), std::string("a"));
    store.store("c", variant("c"));
    QCOMPARE(bodyOf(store, "", "b"), std::string());
    QCOMPARE(bodyOf(store, "", "a"), std::string("a"));
}

void TestVariantStore::purges()
{
    VariantStore store({}, makePolicy(Eviction::Sieve));
    for (const char *key : {"http://h/a/1", "http://h/a/2", "http://h/b", "http://i/a/1"})
        store.store(key, variant("x"));
    QCOMPARE(store.remove("http://h/b"), 1u);
    QCOMPARE(store.removePrefix("http://h/a/"), 2u);
    QCOMPARE(store.entries(), 1u);
    QCOMPARE(store.clear(), 1u);
    QCOMPARE(store.bytes(), 0u);
}

void TestVariantStore::whatWasFoundStays()
{
    VariantStore store({}, makePolicy(Eviction::Lru));
    store.store(kKey, variant("a"));
    const auto set = store.find(kKey);
    store.clear();
    QCOMPARE(*set->matching("")->body, std::string("a"));
}

QTEST_APPLESS_MAIN(TestVariantStore)
#include "tst_variant_store.moc"
