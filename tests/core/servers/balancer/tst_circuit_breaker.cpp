#include "servers/balancer/circuit_breaker.h"

#include <QTest>

using namespace escala;
using namespace escala::servers::balancer;
using namespace std::chrono_literals;

namespace {

constexpr BreakerPlan kPlan{.percent = 50, .requests = 4, .window = 10s, .open = 5s};

}

/// Closed, open, half-open: with a clock of the test.
class TestCircuitBreaker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensAtItsShare();
    void waitsForEnoughRequests();
    void forgetsOldFailures();
    void oneTries();
    void aFailedTryOpensAgain();
    void aForgottenTryLetsAnotherTry();
    void offByDefault();

private:
    const net::Clock::time_point m_start{1h};
};

void TestCircuitBreaker::opensAtItsShare()
{
    CircuitBreaker breaker(kPlan);
    breaker.succeeded(m_start, false);
    breaker.succeeded(m_start, false);
    breaker.succeeded(m_start, false);
    breaker.failed(m_start, false);
    breaker.failed(m_start, false);
    QVERIFY(breaker.allows(m_start)); // two of five
    breaker.failed(m_start, false);
    QVERIFY(!breaker.allows(m_start)); // three of six
    QVERIFY(!breaker.allows(m_start + 4999ms));
    QVERIFY(breaker.allows(m_start + 5s));
}

void TestCircuitBreaker::waitsForEnoughRequests()
{
    CircuitBreaker breaker(kPlan);
    for (int i = 0; i < 3; ++i)
        breaker.failed(m_start, false);
    QVERIFY(breaker.allows(m_start));
    breaker.failed(m_start, false);
    QVERIFY(!breaker.allows(m_start));
}

void TestCircuitBreaker::forgetsOldFailures()
{
    CircuitBreaker breaker(kPlan);
    for (int i = 0; i < 3; ++i)
        breaker.failed(m_start, false);
    breaker.failed(m_start + 10s, false);
    QVERIFY(breaker.allows(m_start + 10s));
}

void TestCircuitBreaker::oneTries()
{
    CircuitBreaker breaker(kPlan);
    for (int i = 0; i < 4; ++i)
        breaker.failed(m_start, false);
    const auto later = m_start + 5s;
    QVERIFY(breaker.sent(later));
    QVERIFY(!breaker.allows(later)); // the first one is under way
    breaker.succeeded(later, false); // one that was sent before: it tells nothing new
    QVERIFY(!breaker.allows(later));
    breaker.succeeded(later, true);
    QVERIFY(breaker.allows(later));
    breaker.failed(later, false);
    QVERIFY(breaker.allows(later)); // counted anew
}

void TestCircuitBreaker::aFailedTryOpensAgain()
{
    CircuitBreaker breaker(kPlan);
    for (int i = 0; i < 4; ++i)
        breaker.failed(m_start, false);
    QVERIFY(breaker.sent(m_start + 5s));
    QVERIFY(!breaker.sent(m_start + 5s)); // another
    breaker.failed(m_start + 6s, true);
    QVERIFY(!breaker.allows(m_start + 10s));
    QVERIFY(breaker.allows(m_start + 11s));
}

void TestCircuitBreaker::aForgottenTryLetsAnotherTry()
{
    CircuitBreaker breaker(kPlan);
    for (int i = 0; i < 4; ++i)
        breaker.failed(m_start, false);
    QVERIFY(breaker.sent(m_start + 5s));
    breaker.forgotten();
    QVERIFY(breaker.allows(m_start + 5s));
}

void TestCircuitBreaker::offByDefault()
{
    CircuitBreaker breaker{BreakerPlan()};
    for (int i = 0; i < 1000; ++i)
        breaker.failed(m_start, false);
    QVERIFY(breaker.allows(m_start));
}

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_circuit_breaker.moc"
