#include "experiment/admin_client.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace escala::experiment;

namespace {

/// An admin endpoint that gives one answer, whatever is asked.
class FakeAdmin {
public:
    explicit FakeAdmin(const QByteArray &answer)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, answer] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, answer] {
                m_asked += socket->readAll();
                if (m_asked.contains("\r\n\r\n")) {
                    socket->write(answer);
                    socket->disconnectFromHost();
                }
            });
        });
    }

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_server.serverPort())); }
    [[nodiscard]] const QByteArray &asked() const { return m_asked; }

private:
    QTcpServer m_server;
    QByteArray m_asked;
};

QByteArray http(const char *status, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body;
}

}

class TestAdminClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parseStats_data();
    void parseStats();
    void ask_data();
    void ask();
    void givesUpOnWhoeverIsSilent();
};

void TestAdminClient::parseStats_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<ServerCounts>("counts");
    QTest::newRow("slow") << QByteArray(R"({"requests":7,"responses":6,"in_service":1,"cache":null})") << true
                          << ServerCounts{.requests = 7, .responses = 6, .inService = 1};
    QTest::newRow("cached") << QByteArray(R"({"requests":7,"responses":7,"cache":{"origin_requests":2}})") << true
                            << ServerCounts{.requests = 7, .responses = 7, .originRequests = 2};
    QTest::newRow("empty") << QByteArray() << false << ServerCounts{};
    QTest::newRow("not JSON") << QByteArray("requests 7") << false << ServerCounts{};
    QTest::newRow("a list") << QByteArray("[7]") << false << ServerCounts{};
    QTest::newRow("without responses") << QByteArray(R"({"requests":7})") << false << ServerCounts{};
    QTest::newRow("negative") << QByteArray(R"({"requests":-7,"responses":1})") << false << ServerCounts{};
    QTest::newRow("text") << QByteArray(R"({"requests":"7","responses":1})") << false << ServerCounts{};
}

void TestAdminClient::parseStats()
{
    QFETCH(const QByteArray, json);
    QFETCH(const bool, valid);
    QFETCH(const ServerCounts, counts);
    const auto parsed = escala::experiment::parseStats(json.toStdString());
    QCOMPARE(parsed.has_value(), valid);
    QCOMPARE(parsed.value_or(ServerCounts{}), counts);
}

void TestAdminClient::ask_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("understood");
    const QByteArray stats(R"({"requests":3,"responses":3})");
    QTest::newRow("stats") << http("200 OK", stats) << true;
    QTest::newRow("an error") << http("500 Internal Server Error", stats) << false;
    QTest::newRow("another page") << http("200 OK", "hello") << false;
    QTest::newRow("nothing at all") << QByteArray() << false;
    QTest::newRow("no HTTP") << QByteArray("\0\1\2garbage\r\n\r\n", 14) << false;
}

void TestAdminClient::ask()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, understood);
    FakeAdmin admin(answer);
    AdminClient client;
    std::optional<std::optional<ServerCounts>> told;
    client.ask(admin.url(), [&told](std::optional<ServerCounts> counts) { told = counts; });
    QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 30'000);
    QCOMPARE(told->has_value(), understood);
    QVERIFY(admin.asked().startsWith("GET /stats HTTP/1.1\r\n"));
}

void TestAdminClient::givesUpOnWhoeverIsSilent()
{
    QTcpServer silent; // its backlog takes the connection, and nobody ever answers
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    AdminClient client;
    std::optional<std::optional<ServerCounts>> told;
    client.ask(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())),
               [&told](std::optional<ServerCounts> counts) { told = counts; });
    QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 30'000);
    QVERIFY(!told->has_value());
}

QTEST_GUILESS_MAIN(TestAdminClient)
#include "tst_admin_client.moc"
