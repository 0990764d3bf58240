#include "net/event_loop.h"
#include "net/socket.h"

#include <QTest>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace escala::net;
using namespace std::chrono_literals;

namespace {

struct Pair {
    Pair()
    {
        std::array<int, 2> fds{};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds.data());
        near = FileDescriptor(fds[0]);
        far = FileDescriptor(fds[1]);
    }
    FileDescriptor near, far;
};

struct Handler final : ReadyHandler {
    explicit Handler(std::function<void(std::uint32_t)> whenReady)
        : ready(std::move(whenReady))
    {
    }
    void onReady(std::uint32_t events) override { ready(events); }
    std::function<void(std::uint32_t)> ready;
};

}

class TestEventLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timersRunInOrder();
    void timersAreNotEarly();
    void cancelledTimerDoesNotRun();
    void timerMayCancelAndAdd();
    void postedFromAnotherThread();
    void stopsFromAnotherThread();
    void tellsReadiness();
    void removedHandlerHearsNothing();
    void runsAgainAfterStop();
};

void TestEventLoop::timersRunInOrder()
{
    EventLoop loop;
    std::string order;
    const auto now = Clock::now();
    loop.runAt(now + 3ms, [&] { order += 'c'; });
    loop.runAt(now + 1ms, [&] { order += 'a'; });
    loop.runAt(now + 1ms, [&] { order += 'b'; });
    loop.runAt(now + 4ms, [&] { loop.stop(); });
    loop.run();
    QCOMPARE(order, std::string("abc"));
}

void TestEventLoop::timersAreNotEarly()
{
    EventLoop loop;
    const auto start = Clock::now();
    loop.runAfter(5ms, [&] { loop.stop(); });
    loop.run();
    QVERIFY(Clock::now() - start >= 5ms);
}

void TestEventLoop::cancelledTimerDoesNotRun()
{
    EventLoop loop;
    bool ran = false;
    loop.cancel(loop.runAfter(1ms, [&] { ran = true; }));
    const auto done = loop.runAfter(5ms, [&] { loop.stop(); });
    loop.run();
    loop.cancel(done); // harmless
    QVERIFY(!ran);
}

void TestEventLoop::timerMayCancelAndAdd()
{
    EventLoop loop;
    bool ran = false;
    const auto due = Clock::now() + 1ms;
    EventLoop::TimerKey second;
    loop.runAt(due, [&] {
        loop.cancel(second);
        loop.runAfter(0ms, [&] { loop.stop(); });
    });
    second = loop.runAt(due, [&] { ran = true; });
    loop.run();
    QVERIFY(!ran);
}

void TestEventLoop::postedFromAnotherThread()
{
    EventLoop loop;
    int sum = 0;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i) {
                loop.post([&] {
                    if (++sum == 400)
                        loop.stop();
                });
            }
        });
    }
    loop.run();
    QCOMPARE(sum, 400);
}

void TestEventLoop::stopsFromAnotherThread()
{
    EventLoop loop;
    const std::jthread other([&] { loop.stop(); });
    loop.run();
}

void TestEventLoop::tellsReadiness()
{
    EventLoop loop;
    const Pair pair;
    std::uint32_t seen = 0;
    Handler handler([&](std::uint32_t events) {
        seen |= events;
        if ((events & EPOLLRDHUP) != 0)
            loop.stop();
        else if ((events & EPOLLIN) != 0)
            ::shutdown(pair.far.get(), SHUT_WR);
        else
            QCOMPARE(::send(pair.far.get(), "x", 1, 0), 1);
    });
    loop.add(pair.near.get(), handler);
    loop.run();
    loop.remove(pair.near.get(), handler);
    QVERIFY((seen & EPOLLOUT) != 0);
    QVERIFY((seen & EPOLLIN) != 0);
}

// Both have events in the same batch; whoever comes first removes the other.
void TestEventLoop::removedHandlerHearsNothing()
{
    EventLoop loop;
    const Pair one;
    const Pair two;
    int heard = 0;
    Handler *first = nullptr;
    Handler *second = nullptr;
    const auto removeOther = [&](int otherFd, Handler *&other) {
        ++heard;
        loop.remove(otherFd, *other);
        loop.runAfter(1ms, [&] { loop.stop(); });
    };
    Handler a([&](std::uint32_t) { removeOther(two.near.get(), second); });
    Handler b([&](std::uint32_t) { removeOther(one.near.get(), first); });
    first = &a;
    second = &b;
    loop.add(one.near.get(), a);
    loop.add(two.near.get(), b);
    loop.run();
    QCOMPARE(heard, 1);
}

void TestEventLoop::runsAgainAfterStop()
{
    EventLoop loop;
    for (int i = 0; i < 3; ++i) {
        bool ran = false;
        loop.post([&] {
            ran = true;
            loop.stop();
        });
        loop.run();
        QVERIFY(ran);
    }
}

QTEST_APPLESS_MAIN(TestEventLoop)
#include "tst_event_loop.moc"
