#include "servers/balancer/retry_budget.h"
#include "servers/balancer/retry_line.h"

#include <QTest>

#include <string>

using namespace escala;
using namespace escala::servers::balancer;
using namespace std::chrono_literals;

namespace {

/// Waits, and ends the loop at its turn.
struct Waiter final : RetryLine::Waiter {
    Waiter(std::string &turns, char name, net::EventLoop &loop)
        : m_turns(turns)
        , m_name(name)
        , m_loop(loop)
    {
    }
    void onTurn() override
    {
        m_turns += m_name;
        m_loop.stop();
    }

private:
    std::string &m_turns;
    char m_name;
    net::EventLoop &m_loop;
};

}

/// How many retries there may be at the same time, and how the others wait.
class TestRetryBudget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void share_data();
    void share();
    void givesBack();
    void waitInLine();
};

void TestRetryBudget::share_data()
{
    QTest::addColumn<int>("inWork");
    QTest::addColumn<unsigned>("percent");
    QTest::addColumn<int>("retries");
    QTest::newRow("three at least") << 1 << 20u << 3;
    QTest::newRow("three at least, of fifteen") << 15 << 20u << 3;
    QTest::newRow("a fifth of 64") << 64 << 20u << 12;
    QTest::newRow("a fifth of 1,000") << 1000 << 20u << 200;
    QTest::newRow("no share") << 1000 << 0u << 3;
    QTest::newRow("all") << 50 << 100u << 50;
}

void TestRetryBudget::share()
{
    QFETCH(int, inWork);
    QFETCH(unsigned, percent);
    QFETCH(int, retries);
    RetryPlan plan;
    plan.budgetPercent = percent;
    RetryBudget budget(plan);
    int taken = 0;
    while (budget.take(static_cast<std::size_t>(inWork)))
        ++taken;
    QCOMPARE(taken, retries);
}

void TestRetryBudget::givesBack()
{
    RetryBudget budget{RetryPlan()};
    for (int i = 0; i < 3; ++i)
        QVERIFY(budget.take(1));
    QVERIFY(!budget.take(1));
    budget.giveBack();
    QVERIFY(budget.take(1));
    QVERIFY(!budget.take(1));
}

void TestRetryBudget::waitInLine()
{
    net::EventLoop loop;
    RetryLine line(loop, RetryPlan());
    for (int i = 0; i < 3; ++i)
        QVERIFY(line.take());
    std::string turns;
    Waiter a(turns, 'a', loop);
    Waiter b(turns, 'b', loop);
    Waiter c(turns, 'c', loop);
    line.wait(a);
    line.wait(b);
    line.wait(c);
    line.leave(b);
    line.giveBack();
    QVERIFY(!line.take()); // others come first
    loop.run();
    QCOMPARE(turns, std::string("a"));
    line.giveBack();
    line.giveBack();
    loop.run();
    QCOMPARE(turns, std::string("ac"));
    QVERIFY(line.take());
    QVERIFY(!line.take());
}

QTEST_GUILESS_MAIN(TestRetryBudget)
#include "tst_retry_budget.moc"
