#include "contenders.h"

#include "servers/balancer/least_request_picker.h"
#include "servers/balancer/random_picker.h"
#include "servers/balancer/round_robin_picker.h"
#include "servers/balancer/smooth_weighted_picker.h"
#include "servers/balancer/two_choices_picker.h"

#include <QTest>

#include <array>
#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace escala::tests;
using namespace std::chrono_literals;

namespace {

constexpr int kPicks = 60'000;

std::string sequence(Picker &picker, int picks, Barred barred = {})
{
    std::string text;
    for (int i = 0; i < picks; ++i) {
        const auto index = picker.pick({.now = {}, .key = 0, .barred = barred});
        text += index == kNobody ? '-' : static_cast<char>('a' + index);
    }
    return text;
}

}

/// Who gets how many of the requests: exactly, or by chance within what chi-square allows.
class TestPickers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inTurn_data();
    void inTurn();
    void smoothly_data();
    void smoothly();
    void leastRequests();
    void leastRequestsByWeight();
    void randomByWeight_data();
    void randomByWeight();
    void randomIsTheSameAgain();
    void twoChoicesAreEvenWithoutLoad();
    void twoChoicesNeverTakeTheWorst();
    void twoChoicesShares();
    void peakEwmaAvoidsTheSlow();
    void peakEwmaTriesTheUnknownOnce();
    void nobody_data();
    void nobody();
};

void TestPickers::inTurn_data()
{
    QTest::addColumn<std::vector<double>>("weights");
    QTest::addColumn<std::vector<unsigned char>>("barred");
    QTest::addColumn<std::string>("picks");
    using Weights = std::vector<double>;
    using Flags = std::vector<unsigned char>;
    QTest::newRow("one") << Weights{1} << Flags{} << std::string("aaa");
    QTest::newRow("three") << Weights{1, 1, 1} << Flags{} << std::string("abcabcabc");
    QTest::newRow("weights don't matter") << Weights{5, 1, 2} << Flags{} << std::string("abcabc");
    QTest::newRow("one is barred") << Weights{1, 1, 1} << Flags{0, 1, 0} << std::string("acacac");
    QTest::newRow("one starts slowly, with half") << Weights{1, 0.5} << Flags{} << std::string("aabaab");
    QTest::newRow("with a tenth") << Weights{1, 0.1} << Flags{} << std::string("aaaaaaaaaabaaaaaaaaaab");
    QTest::newRow("alone with a tenth") << Weights{0.1} << Flags{} << std::string("aaa");
}

void TestPickers::inTurn()
{
    QFETCH(std::vector<double>, weights);
    QFETCH(std::vector<unsigned char>, barred);
    QFETCH(std::string, picks);
    const Contenders contenders(weights);
    RoundRobinPicker picker;
    picker.assign(contenders.all);
    QCOMPARE(sequence(picker, static_cast<int>(picks.size()), barred), picks);
}

void TestPickers::smoothly_data()
{
    QTest::addColumn<std::vector<double>>("weights");
    QTest::addColumn<std::string>("picks");
    using Weights = std::vector<double>;
    QTest::newRow("even") << Weights{1, 1, 1} << std::string("abcabc");
    QTest::newRow("five, one, one") << Weights{5, 1, 1} << std::string("aabacaa");
    QTest::newRow("and again") << Weights{5, 1, 1} << std::string("aabacaaaabacaa");
    QTest::newRow("three, two") << Weights{3, 2} << std::string("ababa");
}

void TestPickers::smoothly()
{
    QFETCH(std::vector<double>, weights);
    QFETCH(std::string, picks);
    const Contenders contenders(weights);
    SmoothWeightedPicker picker;
    picker.assign(contenders.all);
    QCOMPARE(sequence(picker, static_cast<int>(picks.size())), picks);
    const auto counts = countPicks(picker, weights.size(), 700 * 6);
    double sum = 0;
    for (const double weight : weights)
        sum += weight;
    for (std::size_t i = 0; i < weights.size(); ++i)
        QCOMPARE(counts[i], static_cast<int>(4200 * weights[i] / sum));
}

void TestPickers::leastRequests()
{
    Contenders contenders({1, 1, 1});
    LeastRequestPicker picker;
    picker.assign(contenders.all);
    QCOMPARE(sequence(picker, 6), std::string("abcabc")); // as few as each other: in turn
    contenders.inFlight(0) = 2;
    contenders.inFlight(1) = 1;
    contenders.inFlight(2) = 2;
    QCOMPARE(sequence(picker, 3), std::string("bbb"));
    constexpr std::array<unsigned char, 3> barred{0, 1, 0};
    QCOMPARE(sequence(picker, 3, barred), std::string("cac"));
}

void TestPickers::leastRequestsByWeight()
{
    Contenders contenders({3, 1});
    LeastRequestPicker picker;
    picker.assign(contenders.all);
    for (int i = 0; i < 40; ++i) { // none of them ends
        const auto picked = picker.pick({});
        ++contenders.inFlight(picked);
    }
    QCOMPARE(contenders.inFlight(0).load(), 30);
    QCOMPARE(contenders.inFlight(1).load(), 10);
}

void TestPickers::randomByWeight_data()
{
    QTest::addColumn<std::vector<double>>("weights");
    QTest::newRow("two alike") << std::vector<double>{1, 1};
    QTest::newRow("five alike") << std::vector<double>{1, 1, 1, 1, 1};
    QTest::newRow("uneven") << std::vector<double>{5, 3, 1, 1};
    QTest::newRow("one starts slowly") << std::vector<double>{1, 0.1, 1};
}

void TestPickers::randomByWeight()
{
    QFETCH(std::vector<double>, weights);
    const Contenders contenders(weights);
    RandomPicker picker(1, 0);
    picker.assign(contenders.all);
    const auto counts = countPicks(picker, weights.size(), kPicks);
    QVERIFY(chiSquare(counts, weights) < chiSquareLimit(weights.size() - 1));
}

void TestPickers::randomIsTheSameAgain()
{
    const Contenders contenders({1, 2, 3});
    RandomPicker one(7, 0);
    RandomPicker again(7, 0);
    RandomPicker otherLoop(7, 1);
    one.assign(contenders.all);
    again.assign(contenders.all);
    otherLoop.assign(contenders.all);
    const auto picks = sequence(one, 100);
    QCOMPARE(sequence(again, 100), picks);
    QVERIFY(sequence(otherLoop, 100) != picks);
}

void TestPickers::twoChoicesAreEvenWithoutLoad()
{
    const Contenders contenders({1, 1, 1, 1});
    TwoChoicesPicker picker(TwoChoicesPicker::By::Requests, 1, 0);
    picker.assign(contenders.all);
    const auto counts = countPicks(picker, 4, kPicks);
    QVERIFY(chiSquare(counts, {1, 1, 1, 1}) < chiSquareLimit(3));
}

void TestPickers::twoChoicesNeverTakeTheWorst()
{
    Contenders contenders({1, 1, 1, 1});
    for (std::size_t i = 0; i < 4; ++i)
        contenders.inFlight(i) = static_cast<std::int64_t>(i);
    TwoChoicesPicker picker(TwoChoicesPicker::By::Requests, 1, 0);
    picker.assign(contenders.all);
    const auto counts = countPicks(picker, 4, kPicks);
    QCOMPARE(counts[3], 0);
    // Of six pairs three hold the best, two the second and not the best, one the third and neither.
    QVERIFY(chiSquare({counts[0], counts[1], counts[2]}, {3, 2, 1}) < chiSquareLimit(2));
    constexpr std::array<unsigned char, 4> barred{1, 0, 1, 0};
    const auto left = countPicks(picker, 4, 100, barred);
    QCOMPARE(left, (std::vector<int>{0, 100, 0, 0}));
}

void TestPickers::twoChoicesShares()
{
    Contenders contenders({1, 1, 2});
    TwoChoicesPicker picker(TwoChoicesPicker::By::Requests, 3, 0);
    picker.assign(contenders.all);
    for (int i = 0; i < 400; ++i)
        ++contenders.inFlight(picker.pick({}));
    QVERIFY(std::abs(contenders.inFlight(0).load() - 100) <= 3);
    QVERIFY(std::abs(contenders.inFlight(1).load() - 100) <= 3);
    QVERIFY(std::abs(contenders.inFlight(2).load() - 200) <= 3);
}

void TestPickers::peakEwmaAvoidsTheSlow()
{
    Contenders contenders({1, 1, 1});
    const net::Clock::time_point start{1h};
    for (std::size_t i = 0; i < 3; ++i)
        contenders.latency(i).observe(start, 10ms);
    contenders.latency(1).observe(start, 500ms); // one peak is enough
    TwoChoicesPicker picker(TwoChoicesPicker::By::Latency, 1, 0);
    picker.assign(contenders.all);
    std::vector<int> counts(3, 0);
    for (int i = 0; i < 3000; ++i)
        ++counts[picker.pick({.now = start})];
    QCOMPARE(counts[1], 0);
    // It is as good as another one that has forty times the requests in flight and more.
    contenders.inFlight(0) = contenders.inFlight(2) = 60;
    for (int i = 0; i < 3000; ++i)
        ++counts[picker.pick({.now = start})];
    QVERIFY(counts[1] > 1000);
    QCOMPARE(contenders.latency(1).at(start), PeakEwma::Seconds(0.5));
    QVERIFY(contenders.latency(1).at(start + 100s).count() < 0.5e-4 * 1.01); // forgotten after ten decays
    contenders.latency(1).observe(start + 10s, 10ms);                        // comes down slowly
    QVERIFY(contenders.latency(1).at(start + 10s).count() > 0.05);
}

void TestPickers::peakEwmaTriesTheUnknownOnce()
{
    Contenders contenders({1, 1});
    const net::Clock::time_point now{1h};
    contenders.latency(0).observe(now, 10ms);
    TwoChoicesPicker picker(TwoChoicesPicker::By::Latency, 1, 0);
    picker.assign(contenders.all);
    QCOMPARE(picker.pick({.now = now}), 1u);
    contenders.inFlight(1) = 1;
    QCOMPARE(picker.pick({.now = now}), 0u);
}

void TestPickers::nobody_data()
{
    QTest::addColumn<int>("algorithm");
    for (int i = 0; i <= static_cast<int>(Algorithm::Hash); ++i)
        QTest::newRow(std::string(nameOf(static_cast<Algorithm>(i))).c_str()) << i;
}

void TestPickers::nobody()
{
    QFETCH(int, algorithm);
    BalancerPlan plan;
    plan.algorithm = static_cast<Algorithm>(algorithm);
    QCOMPARE(parseAlgorithm(nameOf(plan.algorithm)), plan.algorithm);
    const auto picker = makePicker(plan, 0);
    picker->assign({});
    QCOMPARE(picker->pick({}), kNobody);
    const Contenders contenders({1, 1, 1});
    picker->assign(contenders.all);
    constexpr std::array<unsigned char, 3> all{1, 1, 1};
    QCOMPARE(picker->pick({.now = {}, .key = 0, .barred = all}), kNobody);
    constexpr std::array<unsigned char, 3> butOne{1, 1, 0};
    QCOMPARE(picker->pick({.now = {}, .key = 0, .barred = butOne}), 2u);
}

QTEST_GUILESS_MAIN(TestPickers)
#include "tst_pickers.moc"
