#include "raw_client.h"

#include "servers/body_handler.h"
#include "servers/http_server.h"
#include "servers/listen_address.h"
#include "servers/listener.h"

#include <QTest>

#include <future>
#include <optional>
#include <string>
#include <thread>

using namespace escala;
using namespace escala::tests;

namespace {

/// Sends bodies back: at once, or when the test says so.
class Echo final : public servers::BodyHandler {
public:
    void handle(const http::RequestHead &head, std::string_view body, servers::Completion done) override
    {
        const auto text = std::string(head.method) + " " + std::string(head.target) + " " + std::string(body);
        if (head.path() != "/later")
            return done({200, {}, text});
        late.emplace([done = std::move(done), text]() mutable { done({202, {}, text}); });
        asked.set_value();
    }

    std::optional<net::EventLoop::Task> late;
    std::promise<void> asked;
};

/// An HttpServer with bodies of 100 bytes at most, on a loop of its own.
class EchoServer {
public:
    EchoServer()
        : m_thread([this] { loop.run(); })
    {
    }
    ~EchoServer()
    {
        loop.stop();
        m_thread.join();
    }
    EchoServer(const EchoServer &) = delete;
    EchoServer &operator=(const EchoServer &) = delete;

    [[nodiscard]] RawClient client() const { return RawClient(m_address.url); }

    net::EventLoop loop;
    Echo echo;

private:
    static servers::ServerLimits limits()
    {
        servers::ServerLimits limits;
        limits.body = 100;
        return limits;
    }

    servers::ServerCounters m_counters;
    servers::BodyCollector m_bodies{echo, limits().request};
    servers::HttpServer m_http{loop, m_bodies, m_counters, limits()};
    servers::ListeningSockets m_address = servers::listenAt("127.0.0.1", 0).value();
    servers::Listener m_listener{loop, std::move(m_address.sockets.front()),
                                 [this](net::FileDescriptor socket) { m_http.adopt(std::move(socket)); },
                                 [] { return true; }};
    std::thread m_thread;
};

const std::string kHost = "Host: a\r\n";

}

/// Requests whose bodies are read whole before they are answered.
class TestBodyHandler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void collects_data();
    void collects();
    void collectsPieces();
    void answersPipelined();
    void answersLater();
    void forgetsWhoHasGone();
};

void TestBodyHandler::collects_data()
{
    QTest::addColumn<std::string>("request");
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<std::string>("body");
    const auto row = [](const char *name, const std::string &request, unsigned status, const char *body) {
        QTest::newRow(name) << request << status << std::string(body);
    };
    row("no body", "GET /a HTTP/1.1\r\n" + kHost + "\r\n", 200, "GET /a ");
    row("with a length", "PUT /b HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\n\r\nxyz", 200, "PUT /b xyz");
    row("in chunks", "PUT /c HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n1\r\nz\r\n0\r\n\r\n",
        200, "PUT /c xyz");
    row("HTTP/1.0", "PUT /d HTTP/1.0\r\n" + kHost + "Content-Length: 1\r\n\r\nx", 200, "PUT /d x");
    row("the longest", "PUT / HTTP/1.1\r\n" + kHost + "Content-Length: 100\r\n\r\n" + std::string(100, 'x'), 200,
        ("PUT / " + std::string(100, 'x')).c_str());
    row("too long", "PUT / HTTP/1.1\r\n" + kHost + "Content-Length: 101\r\n\r\n", 413, "Content Too Large\n");
    row("too long in chunks",
        "PUT / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x') + "\r\n", 413,
        "Content Too Large\n");
    row("malformed chunks", "PUT / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nx\r\n", 400,
        "Bad Request\n");
}

void TestBodyHandler::collects()
{
    QFETCH(std::string, request);
    const EchoServer server;
    auto client = server.client();
    client.send(request);
    const auto answer = client.answer();
    QVERIFY(answer);
    QTEST(answer->status, "status");
    QTEST(answer->body, "body");
}

void TestBodyHandler::collectsPieces()
{
    const EchoServer server;
    auto client = server.client();
    client.send("PUT / HTTP/1.1\r\n" + kHost + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    QCOMPARE(client.upTo("\r\n\r\n"), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("xy");
    client.send("zz");
    QCOMPARE(client.answer().value_or(Answer()).body, std::string("PUT / xyzz"));
}

void TestBodyHandler::answersPipelined()
{
    const EchoServer server;
    auto client = server.client();
    client.send("PUT /1 HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\n\r\naGET /2 HTTP/1.1\r\n" + kHost
                + "\r\nPUT /3 HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\n\r\nc");
    for (const char *body : {"PUT /1 a", "GET /2 ", "PUT /3 c"})
        QCOMPARE(client.answer().value_or(Answer()).body, std::string(body));
}

void TestBodyHandler::answersLater()
{
    EchoServer server;
    auto client = server.client();
    client.send("PUT /later HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\n\r\nxGET / HTTP/1.1\r\n" + kHost + "\r\n");
    server.echo.asked.get_future().wait();
    server.loop.post([&server] { (*server.echo.late)(); });
    QCOMPARE(client.answer().value_or(Answer()).status, 202u);
    QCOMPARE(client.answer().value_or(Answer()).status, 200u);
}

void TestBodyHandler::forgetsWhoHasGone()
{
    EchoServer server;
    auto gone = server.client();
    gone.send("GET /later HTTP/1.1\r\n" + kHost + "\r\n");
    server.echo.asked.get_future().wait();
    gone.close();
    auto next = server.client();
    next.send("GET / HTTP/1.1\r\n" + kHost + "\r\n");
    QCOMPARE(next.answer().value_or(Answer()).status, 200u);
    std::promise<void> told;
    server.loop.post([&] {
        (*server.echo.late)();
        told.set_value();
    });
    told.get_future().wait();
    next.send("GET / HTTP/1.1\r\n" + kHost + "\r\n");
    QCOMPARE(next.answer().value_or(Answer()).status, 200u);
}

QTEST_GUILESS_MAIN(TestBodyHandler)
#include "tst_body_handler.moc"
