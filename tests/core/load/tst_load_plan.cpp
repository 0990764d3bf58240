#include "load/load_plan.h"

#include <QTest>

using namespace std::chrono_literals;
using escala::load::LoadPlan;

Q_DECLARE_METATYPE(LoadPlan)

class TestLoadPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void problem_data();
    void problem();
    void threads_data();
    void threads();
};

void TestLoadPlan::problem_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<QString>("words"); // in the sentence; empty: no problem
    const auto row = [](const char *name, auto change, const char *words) {
        LoadPlan plan;
        plan.requests = 100;
        change(plan);
        QTest::newRow(name) << plan << QString::fromUtf8(words);
    };
    row("by count", [](LoadPlan &) { }, "");
    row("by both", [](LoadPlan &plan) { plan.duration = 1s; }, "");
    row("no limit", [](LoadPlan &plan) { plan.requests.reset(); }, "duration must be given");
    row("no users", [](LoadPlan &plan) { plan.users = 0; }, "users must be 1 to 100000, not 0");
    row("most users", [](LoadPlan &plan) { plan.users = LoadPlan::kMaxUsers; }, "");
    row("too many users", [](LoadPlan &plan) { plan.users = LoadPlan::kMaxUsers + 1; }, "100001");
    row("no requests", [](LoadPlan &plan) { plan.requests = 0; }, "requests must be");
    row("absurd count", [](LoadPlan &plan) { plan.requests = ~0UL; }, "requests must be");
    row("no duration", [](LoadPlan &plan) { plan.duration = 0s; }, "duration must be");
    row("absurd duration", [](LoadPlan &plan) { plan.duration = 2000h; }, "1,000 h");
    row("negative warm-up", [](LoadPlan &plan) { plan.warmup = -1s; }, "warm-up");
    row("no connect timeout", [](LoadPlan &plan) { plan.connectTimeout = 0s; }, "connect timeout");
    row("no response timeout", [](LoadPlan &plan) { plan.responseTimeout = 0s; }, "response timeout");
    row("no drain", [](LoadPlan &plan) { plan.drainLimit = 0s; }, "");
    row("too many threads", [](LoadPlan &plan) { plan.threads = 257; }, "threads");
    row("method with a blank", [](LoadPlan &plan) { plan.request.method = "GET /"; }, "method");
    row("no method", [](LoadPlan &plan) { plan.request.method.clear(); }, "method");
    row("header name with a colon", [](LoadPlan &plan) { plan.request.headers = {{"X:", "1"}}; }, "name of a header");
    row(
        "header value with a line feed", [](LoadPlan &plan) { plan.request.headers = {{"X", "1\r\nY: 2"}}; },
        "control character");
    row("own length", [](LoadPlan &plan) { plan.request.headers = {{"content-length", "1"}}; }, "can't be set");
    const auto open = [&row](const char *name, auto change, const char *words) {
        row(
            name,
            [change](LoadPlan &plan) {
                plan.model = escala::load::Model::Open;
                plan.rate = 100;
                change(plan);
            },
            words);
    };
    open("open model", [](LoadPlan &) { }, "");
    open("no rate", [](LoadPlan &plan) { plan.rate = 0; }, "rate must be above 0");
    open("absurd rate", [](LoadPlan &plan) { plan.rate = 1e12; }, "rate must be");
    open("none in flight", [](LoadPlan &plan) { plan.maxInFlight = 0; }, "max in flight must be 1");
    open("no connection", [](LoadPlan &plan) { plan.connections = 0; }, "connections must be 1");
    open("think time", [](LoadPlan &plan) { plan.think.from = 1s; }, "closed model");
    open("long spin", [](LoadPlan &plan) { plan.spin = 1s; }, "spin");
    row("a rate for users", [](LoadPlan &plan) { plan.rate = 5; }, "open model");
    row(
        "stages are a limit",
        [](LoadPlan &plan) {
            plan.requests.reset();
            plan.stages = escala::load::parseStages("hold 5 1s").value();
        },
        "");
    row(
        "stages without load", [](LoadPlan &plan) { plan.stages = escala::load::parseStages("hold 0 1s").value(); },
        "above 0");
    row(
        "too many users by stages",
        [](LoadPlan &plan) { plan.stages = escala::load::parseStages("hold 200000 1s").value(); }, "200000");
    row("resolve", [](LoadPlan &plan) { plan.resolve = {{.host = "h", .port = 80, .address = "::1"}}; }, "");
    row(
        "resolve to a name", [](LoadPlan &plan) { plan.resolve = {{.host = "h", .port = 80, .address = "g"}}; },
        "\"g\"");
    row(
        "resolve without port", [](LoadPlan &plan) { plan.resolve = {{.host = "h", .port = 0, .address = "::1"}}; },
        "HOST:PORT:ADDRESS");
}

void TestLoadPlan::problem()
{
    QFETCH(const LoadPlan, plan);
    QFETCH(const QString, words);
    const auto problem = QString::fromStdString(escala::load::problemOf(plan));
    QCOMPARE(problem.isEmpty(), words.isEmpty());
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

void TestLoadPlan::threads_data()
{
    QTest::addColumn<unsigned>("wanted");
    QTest::addColumn<unsigned>("users");
    QTest::addColumn<unsigned>("cores");
    QTest::addColumn<unsigned>("threads");
    QTest::newRow("half of the cores") << 0U << 100U << 8U << 4U;
    QTest::newRow("one core") << 0U << 100U << 1U << 1U;
    QTest::newRow("unknown cores") << 0U << 100U << 0U << 1U;
    QTest::newRow("as asked") << 3U << 100U << 2U << 3U;
    QTest::newRow("never more than users") << 8U << 5U << 16U << 5U;
}

void TestLoadPlan::threads()
{
    QFETCH(const unsigned, wanted);
    QFETCH(const unsigned, users);
    QFETCH(const unsigned, cores);
    LoadPlan plan;
    plan.threads = wanted;
    plan.users = users;
    QTEST(escala::load::threadsFor(plan, cores), "threads");
}

QTEST_GUILESS_MAIN(TestLoadPlan)
#include "tst_load_plan.moc"
