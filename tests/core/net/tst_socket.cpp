#include "net/endpoint.h"
#include "net/socket.h"

#include <QTest>

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string>

using namespace escala::net;

namespace {

void waitFor(int fd, short events)
{
    pollfd watched{fd, events, 0};
    ::poll(&watched, 1, 30'000);
}

}

class TestSocket : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void resolves();
    void connects_data();
    void connects();
    void refusedConnect();
    void portInUse();
    void sharedPort();
    void movesDescriptors();
};

void TestSocket::addresses_data()
{
    QTest::addColumn<std::string>("address");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("loopback");
    const auto row = [](const char *address, const char *text, bool loopback) {
        QTest::newRow(address) << std::string(address) << std::string(text) << loopback;
    };
    row("127.0.0.1", "127.0.0.1:80", true);
    row("127.255.0.9", "127.255.0.9:80", true);
    row("192.0.2.1", "192.0.2.1:80", false);
    row("0.0.0.0", "0.0.0.0:80", false);
    row("::1", "[::1]:80", true);
    row("::ffff:127.0.0.1", "[::ffff:127.0.0.1]:80", true);
    row("::ffff:192.0.2.1", "[::ffff:192.0.2.1]:80", false);
    row("2001:db8::1", "[2001:db8::1]:80", false);
    row("localhost", "", false);
    row("127.0.0.1.", "", false);
    row("[::1]", "", false);
    row("", "", false);
}

void TestSocket::addresses()
{
    QFETCH(std::string, address);
    QFETCH(std::string, text);
    const auto endpoint = parseAddress(address, 80);
    QCOMPARE(endpoint.has_value(), !text.empty());
    if (!endpoint)
        return;
    QCOMPARE(endpoint->text(), text);
    QCOMPARE(endpoint->port(), 80);
    QTEST(endpoint->isLoopback(), "loopback");
}

void TestSocket::resolves()
{
    const auto local = resolve("localhost", 80);
    QVERIFY(local && !local->empty());
    for (const auto &each : *local)
        QVERIFY(each.isLoopback());
    const auto nobody = resolve("no such name", 80);
    QVERIFY(!nobody);
    QVERIFY(nobody.error().find("no such name") != std::string::npos);
}

void TestSocket::connects_data()
{
    QTest::addColumn<std::string>("address");
    QTest::newRow("IPv4") << std::string("127.0.0.1");
    QTest::newRow("IPv6") << std::string("::1");
}

void TestSocket::connects()
{
    QFETCH(std::string, address);
    const auto listener = listenOn(parseAddress(address, 0).value(), 5).value();
    QCOMPARE(acceptFrom(listener.get()).error().value(), EAGAIN);
    const auto client = startConnect(localEndpoint(listener.get())).value();
    waitFor(client.get(), POLLOUT);
    QVERIFY(!connectResult(client.get()));
    waitFor(listener.get(), POLLIN);
    const auto accepted = acceptFrom(listener.get());
    QVERIFY(accepted);
    QCOMPARE(localEndpoint(accepted->get()).port(), localEndpoint(listener.get()).port());
}

void TestSocket::refusedConnect()
{
    Endpoint gone;
    {
        const auto listener = listenOn(parseAddress("127.0.0.1", 0).value(), 5).value();
        gone = localEndpoint(listener.get());
    }
    const auto client = startConnect(gone);
    if (!client) {
        QCOMPARE(client.error().value(), ECONNREFUSED);
        return;
    }
    waitFor(client->get(), POLLOUT);
    QCOMPARE(connectResult(client->get()).value(), ECONNREFUSED);
}

void TestSocket::portInUse()
{
    const auto first = listenOn(parseAddress("127.0.0.1", 0).value(), 5).value();
    for (const bool share : {false, true}) {
        const auto second = listenOn(localEndpoint(first.get()), 5, share);
        QVERIFY(!second);
        QCOMPARE(second.error().value(), EADDRINUSE);
    }
}

void TestSocket::sharedPort()
{
    const auto first = listenOn(parseAddress("127.0.0.1", 0).value(), 5, true).value();
    QVERIFY(listenOn(localEndpoint(first.get()), 5, true));
}

void TestSocket::movesDescriptors()
{
    FileDescriptor first(::dup(0));
    const int number = first.get();
    FileDescriptor second(std::move(first));
    QVERIFY(!first); // NOLINT(bugprone-use-after-move): what a moved-from one says is the point
    QCOMPARE(second.get(), number);
    first = std::move(second);
    QCOMPARE(first.get(), number);
    first.reset();
    QVERIFY(!first);
}

QTEST_APPLESS_MAIN(TestSocket)
#include "tst_socket.moc"
