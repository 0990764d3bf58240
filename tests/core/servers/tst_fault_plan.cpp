#include "servers/faults/fault_plan.h"
#include "servers/faults/loop_faults.h"
#include "servers/faults/share.h"

#include <boost/json.hpp>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace escala::servers;
using namespace std::chrono_literals;

/// What may go wrong on purpose: how it is written, and what it means for the n-th request.
class TestFaultPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void sharesAreExact_data();
    void sharesAreExact();
    void sharesKeepOutOfStep();
    void fixedLatency();
    void logNormalLatency();
    void latencyIsTheSameAgain();
};

void TestFaultPlan::reads_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<FaultPlan>("plan");
    QTest::addColumn<std::string>("written");
    const auto row = [](const char *name, const char *json, const FaultPlan &plan, const char *written) {
        QTest::newRow(name) << std::string(json) << plan << std::string(written);
    };
    FaultPlan plan;
    row("none", "{}", plan, "{}");
    plan.latency = AddedLatency{200ms, 0};
    row("fixed latency", R"({"latency": {"fixed": "200ms"}})", plan, R"({"latency":{"fixed":"200ms"}})");
    plan.latency = AddedLatency{1500us, 0.5};
    row("lognormal latency", R"({"latency": {"sigma": 0.5, "median": "1.5ms"}})", plan,
        R"({"latency":{"median":"1500us","sigma":5E-1}})");
    plan = {};
    plan.dripBytesPerSecond = 2000;
    row("drip", R"({"drip_bytes_per_s": 2000})", plan, R"({"drip_bytes_per_s":2000})");
    row("drip with a point", R"({"drip_bytes_per_s": 2e3})", plan, R"({"drip_bytes_per_s":2000})");
    plan = {};
    plan.errorShare = 0.1;
    row("errors", R"({"error_share": 0.1})", plan, R"({"error_share":1E-1,"error_status":503})");
    plan.errorShare = 1;
    plan.errorStatus = 404;
    row("errors of another status", R"({"error_share": 1, "error_status": 404})", plan,
        R"({"error_share":1E0,"error_status":404})");
    plan.errorShare = 0;
    row("a status alone is nothing", R"({"error_status": 404})", plan, "{}");
    plan = {};
    plan.resetShare = 0.5;
    row("resets", R"({"reset_share": 0.5})", plan, R"({"reset_share":5E-1})");
    plan = {};
    plan.refuse = plan.cutBackend = plan.fillQueue = true;
    row("flags", R"({"fill_queue": true, "cut_backend": true, "refuse": true})", plan,
        R"({"refuse":true,"cut_backend":true,"fill_queue":true})");
    row("flags that are off", R"({"fill_queue": false, "cut_backend": false, "refuse": false})", {}, "{}");
}

void TestFaultPlan::reads()
{
    QFETCH(std::string, json);
    QFETCH(FaultPlan, plan);
    const auto read = readFaults(json);
    QVERIFY2(read, read ? "" : read.error().c_str());
    QVERIFY(*read == plan);
    const auto written = boost::json::serialize(asJson(plan));
    QTEST(written, "written");
    QCOMPARE(plan.isNone(), written == "{}");
}

void TestFaultPlan::refuses_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("says");
    const auto row = [](const char *name, const char *json, const char *says) {
        QTest::newRow(name) << std::string(json) << std::string(says);
    };
    row("nothing", "", "not JSON");
    row("half", "{", "not JSON");
    row("no object", "[1]", "not [1]");
    row("unknown", R"({"latncy": {}})", "\"latncy\" is no fault; there are latency,");
    row("latency as a number", R"({"latency": 200})", "latency is {\"fixed\": \"200ms\"}");
    row("latency of both kinds", R"({"latency": {"fixed": "1ms", "sigma": 1}})", "latency is {");
    row("latency without sigma", R"({"latency": {"median": "1ms"}})", "latency is {");
    row("latency without a unit", R"({"latency": {"fixed": "200"}})", "latency.fixed: ");
    row("latency that is no text", R"({"latency": {"fixed": 200}})", "latency.fixed is a duration such as \"200ms\"");
    row("negative latency", R"({"latency": {"fixed": "-1ms"}})", "latency.fixed: ");
    row("latency over an hour", R"({"latency": {"fixed": "61m"}})", "latency.fixed is an hour at most");
    row("sigma", R"({"latency": {"median": "1ms", "sigma": 10.1}})", "latency.sigma is a number from 0 to 10");
    row("share over 1", R"({"error_share": 1.01})", "error_share is a number from 0 to 1, not 1.01E0");
    row("negative share", R"({"reset_share": -0.1})", "reset_share is a number from 0 to 1");
    row("share that is no number", R"({"error_share": 0e999})", "error_share is a number from 0 to 1");
    row("share as text", R"({"error_share": "0.1"})", "error_share is a number from 0 to 1, not \"0.1\"");
    row("status of success", R"({"error_status": 200})", "error_status is a whole number from 400 to 599, not 200");
    row("status with a fraction", R"({"error_status": 500.5})", "error_status is a whole number");
    row("no drip", R"({"drip_bytes_per_s": 0})", "drip_bytes_per_s is a whole number from 1 to 1000000000000000");
    row("flag as a number", R"({"refuse": 1})", "refuse is true or false, not 1");
    row("null", R"({"fill_queue": null})", "fill_queue is true or false, not null");
    row("good and bad", R"({"refuse": true, "cut_backend": "yes"})", "cut_backend is true or false");
}

void TestFaultPlan::refuses()
{
    QFETCH(std::string, json);
    QFETCH(std::string, says);
    const auto read = readFaults(json);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(says), read.error().c_str());
}

void TestFaultPlan::sharesAreExact_data()
{
    QTest::addColumn<double>("share");
    for (const double share : {0.0, 0.000001, 0.05, 0.1, 0.25, 1.0 / 3, 0.5, 0.7, 0.999, 1.0})
        QTest::addRow("%g", share) << share;
}

// Of the first n as many as the share says, to within two.
void TestFaultPlan::sharesAreExact()
{
    QFETCH(double, share);
    Share counted(share, 1, 0);
    int taken = 0;
    for (int i = 1; i <= 5000; ++i) {
        taken += counted.takesNext() ? 1 : 0;
        QVERIFY(std::abs(taken - share * i) < 2);
    }
}

// Two shares of a half: a quarter of all belong to both, though every second would be as exact.
void TestFaultPlan::sharesKeepOutOfStep()
{
    Share one(0.5, 1, 0);
    Share other(0.5, 2, 0);
    int both = 0;
    int even = 0;
    for (int i = 0; i < 10'000; ++i) {
        const bool taken = one.takesNext();
        both += other.takesNext() && taken ? 1 : 0;
        even += i % 2 == 0 && taken ? 1 : 0;
    }
    QVERIFY2(std::abs(both - 2500) < 150, std::to_string(both).c_str());
    QVERIFY2(std::abs(even - 2500) < 150, std::to_string(even).c_str());
}

void TestFaultPlan::fixedLatency()
{
    LoopFaults faults(0);
    QCOMPARE(faults.nextLatency(), 0ns);
    FaultPlan plan;
    plan.latency = AddedLatency{5ms, 0};
    faults.set(plan);
    QCOMPARE(faults.nextLatency(), 5ms);
    QCOMPARE(faults.nextLatency(), 5ms);
}

// The quantiles of 100,001 draws are those of the distribution: median × e^(sigma z).
void TestFaultPlan::logNormalLatency()
{
    LoopFaults faults(0);
    FaultPlan plan;
    plan.latency = AddedLatency{100ms, 0.5};
    faults.set(plan);
    std::vector<double> drawn(100'001);
    std::ranges::generate(drawn, [&] { return std::chrono::duration<double>(faults.nextLatency()).count(); });
    std::ranges::sort(drawn);
    for (const auto &[quantile, z] : {std::pair(0.025, -1.95996), std::pair(0.5, 0.0), std::pair(0.99, 2.32635)}) {
        const auto expected = 0.1 * std::exp(0.5 * z);
        const auto actual = drawn[static_cast<std::size_t>(quantile * 100'000)];
        QVERIFY2(std::abs(actual / expected - 1) < 0.02, std::to_string(actual).c_str());
    }
}

void TestFaultPlan::latencyIsTheSameAgain()
{
    FaultPlan plan;
    plan.latency = AddedLatency{100ms, 1};
    LoopFaults first(0);
    LoopFaults second(1);
    first.set(plan);
    second.set(plan);
    const auto one = first.nextLatency();
    const auto two = first.nextLatency();
    QVERIFY(one != two);
    QVERIFY(one != second.nextLatency());
    first.set(plan);
    QCOMPARE(first.nextLatency(), one);
    QCOMPARE(first.nextLatency(), two);
    plan.latency = AddedLatency{1h, 10};
    first.set(plan);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(first.nextLatency() <= 1h);
}

QTEST_GUILESS_MAIN(TestFaultPlan)
#include "tst_fault_plan.moc"
