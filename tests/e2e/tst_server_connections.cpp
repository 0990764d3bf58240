#include "server_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include <arpa/inet.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kWanted = 10'000;

/// As many descriptors as this machine gives us, and how many connections fit.
std::size_t connectionsThatFit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return std::min<std::size_t>(kWanted, limit.rlim_cur - 200);
}

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{60, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

bool isAnswered(int fd)
{
    static const QByteArray request("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    if (::send(fd, request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL) != request.size())
        return false;
    std::array<char, 1024> buffer{};
    return ::recv(fd, buffer.data(), buffer.size(), 0) > 0 && QByteArrayView(buffer.data(), 15) == "HTTP/1.1 200 OK";
}

QJsonObject stats(const ServerProgram &server)
{
    return QJsonDocument::fromJson(outputOf(u"curl"_s, {u"-s"_s, server.admin + u"stats"_s}).toUtf8()).object();
}

}

/// Ten thousand clients at once.
class TestServerConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tenThousand();
};

void TestServerConnections::tenThousand()
{
    const auto count = connectionsThatFit();
    QVERIFY(count >= 1000);
    ServerProgram server;
    QVERIFY(server.start({u"cached"_s, u"--port"_s, u"0"_s, u"--delay"_s, u"1ms"_s}));
    const auto port = static_cast<quint16>(QUrl(server.url).port());
    std::vector<int> sockets;
    for (std::size_t i = 0; i < count; ++i) {
        sockets.push_back(connectTo(port));
        QVERIFY2(sockets.back() >= 0, qPrintable(QString::number(i)));
    }
    QTRY_COMPARE_WITH_TIMEOUT(stats(server)[u"connections_open"].toInteger(), static_cast<qint64>(count), 60'000);
    QVERIFY(std::ranges::all_of(sockets, isAnswered));
    QVERIFY(std::ranges::all_of(sockets, isAnswered));
    const auto end = stats(server);
    QCOMPARE(end[u"responses"].toInteger(), static_cast<qint64>(2 * count));
    QCOMPARE(end[u"connections_open"].toInteger(), static_cast<qint64>(count));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const auto perConnection = end[u"rss_bytes"].toInteger() / static_cast<qint64>(count);
    QVERIFY2(perConnection < 4096, qPrintable(QString::number(perConnection)));
#endif
    std::ranges::for_each(sockets, ::close);
    QTRY_COMPARE_WITH_TIMEOUT(stats(server)[u"connections_open"].toInteger(), 0, 60'000);
}

QTEST_GUILESS_MAIN(TestServerConnections)
#include "tst_server_connections.moc"
