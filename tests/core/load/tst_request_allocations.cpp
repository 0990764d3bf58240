#include "allocation_counter.h"
#include "engine_run.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QTest>

#include <array>
#include <string_view>
#include <thread>

using namespace escala::load;

Q_DECLARE_METATYPE(LoadPlan)

namespace {

/// Answers every request without ever asking for memory while it does; for one connection.
class FrugalServer {
public:
    explicit FrugalServer(std::string_view response)
        : m_response(response)
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), length) != 0)
            qFatal("no free port");
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
        m_port = ntohs(address.sin_port);
        ::listen(m_listener, 16);
        m_thread = std::thread([this] { serve(); });
    }
    ~FrugalServer()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    FrugalServer(const FrugalServer &) = delete;
    FrugalServer &operator=(const FrugalServer &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    void serve()
    {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        std::array<char, 4096> bytes{};
        // One user on one connection: what comes is one whole request, which is small.
        for (auto got = ::recv(socket, bytes.data(), bytes.size(), 0); got > 0;
             got = ::recv(socket, bytes.data(), bytes.size(), 0)) {
            if (::send(socket, m_response.data(), m_response.size(), MSG_NOSIGNAL) <= 0)
                break;
        }
        ::close(socket);
    }

    std::string_view m_response;
    int m_listener;
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

LoadPlan plan()
{
    LoadPlan plan = smallPlan();
    plan.users = 1;
    return plan;
}

LoadPlan everything()
{
    LoadPlan all = plan();
    all.variables = {{.name = "n", .value = Counter{}},
                     {.name = "r", .value = RandomInteger{.least = 1, .most = 1'000'000}},
                     {.name = "h", .value = RandomHex{}},
                     {.name = "c", .value = RandomChoice{{"one", "two", "three"}}},
                     {.name = "t", .value = Timestamp{}}};
    all.cookies = true;
    all.followRedirects = 5;
    all.compressed = true;
    all.request = {.method = "POST",
                   .headers = {{"X-Time", "{{t}}"}},
                   .body = R"({"name":"{{c:json}}","id":"{{h}}"})",
                   .path = "/{{n}}/{{r}}",
                   .weight = 3,
                   .checks = {"status==200", "size>1", "body contains hola", "header Server==test"}};
    all.moreRequests = {{.path = "/plain"}};
    return all;
}

}

/// No request asks for memory, whatever is in it: what is asked for while a run goes on is by time, not by request.
class TestRequestAllocations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noneForARequest_data();
    void noneForARequest();

private:
    static std::uint64_t allocationsOf(LoadPlan plan, std::uint64_t requests);
};

std::uint64_t TestRequestAllocations::allocationsOf(LoadPlan plan, std::uint64_t requests)
{
    const FrugalServer server("HTTP/1.1 200 OK\r\nServer: test\r\nSet-Cookie: id=1\r\nContent-Length: 5\r\n\r\nhola\n");
    plan.requests = requests;
    EngineRun run;
    const auto before = allocations();
    if (!run.start(plan, {localUrl(server.port())}).empty()
        || run.finish()->targets.front().summary.ledger.ok != requests)
        qFatal("the run failed");
    return allocations() - before;
}

void TestRequestAllocations::noneForARequest_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::newRow("plain") << plan();
    QTest::newRow("all that varies, cookies and checks") << everything();
}

void TestRequestAllocations::noneForARequest()
{
    QFETCH(const LoadPlan, plan);
    const auto few = allocationsOf(plan, 2'000);
    const auto many = allocationsOf(plan, 42'000);
    // Snapshots and intervals ten times a second ask for some; one a request would be 40,000.
    QVERIFY2(many < few + 8'000, qPrintable(QStringLiteral("%1, then %2").arg(few).arg(many)));
}

QTEST_GUILESS_MAIN(TestRequestAllocations)
#include "tst_request_allocations.moc"
