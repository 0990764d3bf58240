#include "contenders.h"

#include "servers/balancer/bounded_hash_picker.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace escala::tests;

namespace {

constexpr int kKeys = 30'000;

std::uint64_t key(int number)
{
    return hashOf("/pages/" + std::to_string(number));
}

std::vector<std::uint64_t> owners(const Contenders &contenders, double factor = 1.25)
{
    BoundedHashPicker picker(factor);
    picker.assign(contenders.all);
    std::vector<std::uint64_t> owners;
    for (int i = 0; i < kKeys; ++i)
        owners.push_back(contenders.all[picker.pick({.now = {}, .key = key(i)})].identity);
    return owners;
}

}

/// The same key to the same replica, with a bound on what that has in flight.
class TestBoundedHashPicker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesFollowWeights_data();
    void sharesFollowWeights();
    void onlyItsOwnKeysMove();
    void newOneTakesItsShare();
    void keepsTheBound();
    void overflowHasAnOrder();
    void slowStartMovesNoKey();
};

void TestBoundedHashPicker::sharesFollowWeights_data()
{
    QTest::addColumn<std::vector<double>>("weights");
    QTest::newRow("two") << std::vector<double>{1, 1};
    QTest::newRow("four") << std::vector<double>{1, 1, 1, 1};
    QTest::newRow("uneven") << std::vector<double>{4, 2, 1};
}

void TestBoundedHashPicker::sharesFollowWeights()
{
    QFETCH(std::vector<double>, weights);
    const Contenders contenders(weights);
    const auto owned = owners(contenders);
    std::vector<int> counts;
    for (const auto &each : contenders.all)
        counts.push_back(static_cast<int>(std::ranges::count(owned, each.identity)));
    QVERIFY(chiSquare(counts, weights) < chiSquareLimit(weights.size() - 1));
    QVERIFY(owners(contenders) == owned);
}

void TestBoundedHashPicker::onlyItsOwnKeysMove()
{
    Contenders contenders({1, 1, 1, 1, 1});
    const auto before = owners(contenders);
    const auto gone = contenders.all[2].identity;
    contenders.all.erase(contenders.all.begin() + 2);
    const auto after = owners(contenders);
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY(after[i] != gone);
        QVERIFY(before[i] == gone || after[i] == before[i]);
    }
}

void TestBoundedHashPicker::newOneTakesItsShare()
{
    Contenders contenders({1, 1, 1});
    const auto before = owners(contenders);
    contenders.add(1, 99);
    const auto after = owners(contenders);
    int moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY(after[i] == before[i] || after[i] == 99);
        moved += after[i] == before[i] ? 0 : 1;
    }
    QVERIFY(chiSquare({moved, kKeys - moved}, {1, 3}) < chiSquareLimit(1));
}

// One key alone, over and over, and nothing ends: no replica gets more than its bound.
void TestBoundedHashPicker::keepsTheBound()
{
    Contenders contenders({1, 1, 2});
    BoundedHashPicker picker(1.25);
    picker.assign(contenders.all);
    for (int total = 1; total <= 400; ++total) {
        ++contenders.inFlight(picker.pick({.now = {}, .key = 42}));
        for (std::size_t i = 0; i < 3; ++i) {
            const double share = i == 2 ? 0.5 : 0.25;
            QVERIFY(static_cast<double>(contenders.inFlight(i)) <= std::ceil(1.25 * total * share));
        }
    }
    constexpr int most = 125; // a quarter and a quarter of it
    QVERIFY(contenders.inFlight(0) == most || contenders.inFlight(1) == most || contenders.inFlight(2) == 2 * most);
}

void TestBoundedHashPicker::overflowHasAnOrder()
{
    Contenders contenders({1, 1, 1, 1});
    BoundedHashPicker picker(1);
    picker.assign(contenders.all);
    const auto first = picker.pick({.now = {}, .key = 7});
    contenders.inFlight(first) = 10;
    const auto second = picker.pick({.now = {}, .key = 7});
    QVERIFY(second != first);
    QCOMPARE(picker.pick({.now = {}, .key = 7}), second);
    std::vector<unsigned char> barred(4, 1);
    barred[first] = 0;
    QCOMPARE(picker.pick({.now = {}, .key = 7, .barred = barred}), first); // full, but there is no other
}

void TestBoundedHashPicker::slowStartMovesNoKey()
{
    Contenders contenders({1, 1, 1});
    const auto before = owners(contenders);
    contenders.all[1].weight = 0.1;
    QVERIFY(owners(contenders) == before); // with nothing in flight
    for (std::size_t i = 0; i < 3; ++i)
        contenders.inFlight(i) = 20;
    const auto loaded = owners(contenders);
    QVERIFY(std::ranges::count(loaded, contenders.all[1].identity) == 0); // its bound is lower
}

QTEST_GUILESS_MAIN(TestBoundedHashPicker)
#include "tst_bounded_hash_picker.moc"
