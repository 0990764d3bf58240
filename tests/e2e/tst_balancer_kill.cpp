#include "server_program.h"

#include "raw_client.h"

#include <boost/json.hpp>

#include <QTest>

#include <sys/types.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace escala::tests;

namespace {

constexpr int kKills = 20;
constexpr int kClients = 16;

/// Asks one after the other on a kept connection until it is told to stop.
class Clients {
public:
    explicit Clients(const std::string &url)
    {
        for (int i = 0; i < kClients; ++i)
            m_threads.emplace_back([this, url] { ask(url); });
    }
    ~Clients() { stop(); }
    Clients(const Clients &) = delete;
    Clients &operator=(const Clients &) = delete;

    void stop()
    {
        m_stop = true;
        for (auto &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
    }

    std::atomic<std::int64_t> good = 0;
    std::atomic<std::int64_t> bad = 0; ///< No answer, or another than 200.

private:
    void ask(const std::string &url)
    {
        RawClient client(url);
        while (!m_stop) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            const auto answer = client.answer();
            const bool served = answer && answer->status == 200 && answer->body.ends_with("mundo!");
            ++(served ? good : bad);
            if (!served)
                qWarning("lost: %s", answer ? (std::to_string(answer->status) + answer->body).c_str() : "no answer");
            if (!answer)
                client = RawClient(url);
        }
    }

    std::atomic<bool> m_stop = false;
    std::vector<std::thread> m_threads;
};

QStringList slow(const QString &port)
{
    return {QStringLiteral("slow"), QStringLiteral("--delay"), QStringLiteral("5ms"), QStringLiteral("--port"), port};
}

std::string stateOf(const std::string &admin, std::size_t index)
{
    const auto answer = getOnce(admin, "/replicas");
    if (!answer)
        return {};
    return std::string(boost::json::parse(answer->body).at(index).at("state").as_string());
}

}

/// A load balancer whose replicas are killed under load.
class TestBalancerKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesNothing_data();
    void losesNothing();
    void hedgesAroundAFrozenOne();
};

void TestBalancerKill::losesNothing_data()
{
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("algorithm");
    QTest::newRow("two, in turn") << 2 << QStringLiteral("round-robin");
    QTest::newRow("three, by requests in flight") << 3 << QStringLiteral("least-request");
}

void TestBalancerKill::losesNothing()
{
    QFETCH(int, replicas);
    QFETCH(QString, algorithm);
    std::vector<std::unique_ptr<ServerProgram>> servers;
    QStringList arguments{QStringLiteral("balancer"),
                          QStringLiteral("--port"),
                          QStringLiteral("0"),
                          QStringLiteral("--algorithm"),
                          algorithm,
                          QStringLiteral("--threads"),
                          QStringLiteral("2"),
                          QStringLiteral("--check-interval"),
                          QStringLiteral("50ms"),
                          QStringLiteral("--check-timeout"),
                          QStringLiteral("10s"),
                          QStringLiteral("--eject-time"),
                          QStringLiteral("50ms")};
    for (int i = 0; i < replicas; ++i) {
        servers.push_back(std::make_unique<ServerProgram>());
        QVERIFY(servers.back()->start(slow(QStringLiteral("0"))));
        arguments << QStringLiteral("--replica") << servers.back()->url;
    }
    ServerProgram balancer;
    QVERIFY(balancer.start(arguments));
    const auto admin = balancer.admin.toStdString();
    Clients clients(balancer.url.toStdString());
    for (int kill = 0; kill < kKills; ++kill) {
        const auto index = static_cast<std::size_t>(kill % replicas);
        const auto before = clients.good.load();
        QTRY_VERIFY_WITH_TIMEOUT(clients.good.load() > before + 100, 60'000); // all of them are at it
        const auto port = QString::number(QUrl(servers[index]->url).port());
        servers[index]->process.kill();
        QVERIFY(servers[index]->process.waitForFinished(60'000));
        const auto killed = clients.good.load();
        QTRY_VERIFY_WITH_TIMEOUT(clients.good.load() > killed + 100, 60'000); // without it
        servers[index] = std::make_unique<ServerProgram>();
        QVERIFY(servers[index]->start(slow(port)));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(admin, index), std::string("healthy"), 60'000);
        QCOMPARE(clients.bad.load(), 0);
    }
    clients.stop();
    QCOMPARE(clients.bad.load(), 0);
    QVERIFY(stat(admin, "retries") > 0);
    QCOMPARE(stat(admin, "responses"), clients.good.load());
    QCOMPARE(stat(admin, "responses_by_status.200"), clients.good.load());
}

// A frozen replica still takes connections; its checks are far away.
void TestBalancerKill::hedgesAroundAFrozenOne()
{
    ServerProgram one;
    ServerProgram two;
    ServerProgram balancer;
    QVERIFY(one.start(slow(QStringLiteral("0"))));
    QVERIFY(two.start(slow(QStringLiteral("0"))));
    QVERIFY(balancer.start({QStringLiteral("balancer"), QStringLiteral("--port"), QStringLiteral("0"),
                            QStringLiteral("--no-checks"), QStringLiteral("--hedge-after"), QStringLiteral("50ms"),
                            QStringLiteral("--replica"), one.url, QStringLiteral("--replica"), two.url}));
    Clients clients(balancer.url.toStdString());
    QTRY_VERIFY_WITH_TIMEOUT(clients.good.load() > 100, 60'000);
    QCOMPARE(::kill(static_cast<pid_t>(one.pid), SIGSTOP), 0);
    const auto frozen = clients.good.load();
    QTRY_VERIFY_WITH_TIMEOUT(clients.good.load() > frozen + 200, 60'000);
    QCOMPARE(::kill(static_cast<pid_t>(one.pid), SIGCONT), 0);
    clients.stop();
    QCOMPARE(clients.bad.load(), 0);
    QVERIFY(stat(balancer.admin.toStdString(), "hedges") > 0);
}

QTEST_GUILESS_MAIN(TestBalancerKill)
#include "tst_balancer_kill.moc"
