#include "proxy_fixture.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <string>
#include <thread>

using namespace escala;
using namespace escala::tests;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr std::uint64_t kLarge = 1024 * kMiB;

/// Memory of this process, the proxy in it included.
std::uint64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    file >> size >> resident;
    return resident * 4096;
}

void sendMuch(RawClient &to, std::uint64_t count)
{
    const std::string piece(kMiB, 'x');
    for (std::uint64_t sent = 0; sent < count; sent += piece.size())
        to.send(piece);
}

/// Reads so many bytes, and tells how much memory the process took at most beyond what it had.
std::uint64_t growthWhileReading(RawClient &from, std::uint64_t count)
{
    const auto before = residentBytes();
    std::uint64_t most = before;
    for (std::uint64_t got = 0; got < count; got += kMiB) {
        if (from.bytes(kMiB).size() < kMiB)
            return count; // it ended too early
        most = std::max(most, residentBytes());
    }
    return most - before;
}

}

/// A body larger than anybody has memory for passes through little of it.
class TestProxyMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largeAnswer();
    void largeRequest();
};

void TestProxyMemory::largeAnswer()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send(kGet);
    auto origin = proxy.origin.accept();
    QVERIFY(!origin.upTo(kHeadEnd).empty());
    origin.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kLarge) + "\r\n\r\n");
    std::thread sender([&origin] { sendMuch(origin, kLarge); });
    const auto head = client.upTo(kHeadEnd);
    const auto growth = growthWhileReading(client, kLarge);
    sender.join();
    QVERIFY(head.contains("Content-Length: 1073741824"));
    QVERIFY2(growth < 32 * kMiB, std::to_string(growth).c_str());
}

void TestProxyMemory::largeRequest()
{
    ProxyFixture proxy;
    auto client = proxy.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(kLarge) + "\r\n\r\n");
    auto origin = proxy.origin.accept();
    std::thread sender([&client] { sendMuch(client, kLarge); });
    const auto head = origin.upTo(kHeadEnd);
    const auto growth = growthWhileReading(origin, kLarge);
    sender.join();
    QVERIFY(head.contains("Content-Length: 1073741824"));
    QVERIFY2(growth < 32 * kMiB, std::to_string(growth).c_str());
    origin.send(kOk);
    QCOMPARE(client.answer().value().status, 200u);
}

QTEST_GUILESS_MAIN(TestProxyMemory)
#include "tst_proxy_memory.moc"
