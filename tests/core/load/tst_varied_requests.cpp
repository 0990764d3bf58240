#include "engine_run.h"
#include "h2_peer.h"
#include "script_server.h"
#include "test_certificate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

using namespace std::chrono_literals;
using namespace escala::load;
using escala::metrics::ErrorKind;

/// Over which protocol a test runs.
enum class Over { Http, Https, Http2 };
Q_DECLARE_METATYPE(Over)
Q_DECLARE_METATYPE(LoadPlan)

namespace {

/// A request as a server sees it, whatever the protocol.
struct Asked {
    std::string method;
    std::string target;
    std::map<std::string, std::string> fields; ///< Names in lower case.
    std::string body;
    std::uint64_t connection = 0;
};

struct Reply {
    int status = 200;
    H2Peer::Fields fields{};
    std::string body = "hola";
    bool closes = false;
    bool silent = false; ///< No answer at all.
};

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Asked parsed(const std::string &request)
{
    Asked asked;
    const auto end = request.find("\r\n\r\n");
    const auto blank = request.find(' ');
    asked.method = request.substr(0, blank);
    asked.target = request.substr(blank + 1, request.find(' ', blank + 1) - blank - 1);
    asked.body = request.substr(end + 4);
    for (auto line = request.find("\r\n") + 2; line < end; line = request.find("\r\n", line) + 2) {
        const auto colon = request.find(':', line);
        asked.fields[lowered(request.substr(line, colon - line))] =
            request.substr(colon + 2, request.find("\r\n", line) - colon - 2);
    }
    return asked;
}

/// A server that answers by a function, and keeps what it was asked.
class Answering {
public:
    using Answer = std::function<Reply(const Asked &)>;

    Answering(Over over, Answer answer, const TestCertificate *certificate = nullptr)
        : m_answer(std::move(answer))
        , m_over(over)
        , m_server([this](ScriptConnection &connection) { serve(connection); },
                   certificate != nullptr ? certificate->certificate() : std::string(),
                   certificate != nullptr ? certificate->key() : std::string())
    {
    }

    [[nodiscard]] std::uint16_t port() const { return m_server.port(); }
    [[nodiscard]] std::uint64_t requests() const { return m_server.requests(); }
    [[nodiscard]] std::vector<Asked> asked()
    {
        const std::scoped_lock lock(m_mutex);
        return m_asked;
    }
    [[nodiscard]] std::multiset<std::string> targets()
    {
        std::multiset<std::string> targets;
        for (const Asked &each : asked())
            targets.insert(each.target);
        return targets;
    }

private:
    Reply replyTo(Asked asked)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_asked.push_back(asked);
        }
        return m_answer(asked);
    }

    void serve(ScriptConnection &connection)
    {
        if (m_over == Over::Http2)
            return serveHttp2(connection);
        for (std::string request = connection.request(); !request.empty(); request = connection.request()) {
            Asked asked = parsed(request);
            asked.connection = connection.number;
            const bool toHead = asked.method == "HEAD";
            const Reply reply = replyTo(std::move(asked));
            if (reply.silent)
                return connection.waitForClose();
            std::string text = fmt::format("HTTP/1.1 {} X\r\nContent-Length: {}\r\n", reply.status, reply.body.size());
            for (const auto &[name, value] : reply.fields)
                text += fmt::format("{}: {}\r\n", name, value);
            text += reply.closes ? "Connection: close\r\n\r\n" : "\r\n";
            if (!connection.send(text + (toHead ? std::string() : reply.body)) || reply.closes)
                return;
        }
    }

    void serveHttp2(ScriptConnection &connection)
    {
        H2Peer peer([&](H2Peer &of, std::int32_t stream) {
            connection.count();
            Asked asked;
            asked.connection = connection.number;
            asked.body = of.request(stream).body;
            for (const auto &[name, value] : of.request(stream).fields)
                asked.fields[name] = value;
            asked.method = asked.fields[":method"];
            asked.target = asked.fields[":path"];
            const bool toHead = asked.method == "HEAD";
            const Reply reply = replyTo(std::move(asked));
            if (reply.silent)
                return;
            H2Peer::Fields fields{{":status", std::to_string(reply.status)}};
            for (const auto &[name, value] : reply.fields)
                fields.emplace_back(lowered(name), value);
            of.respond(stream, fields, toHead ? std::string() : reply.body);
        });
        for (bool goesOn = connection.send(peer.output()); goesOn;) {
            const std::string bytes = connection.bytes();
            goesOn = !bytes.empty() && peer.feed(bytes) && connection.send(peer.output());
        }
    }

    Answer m_answer;
    Over m_over;
    std::mutex m_mutex; ///< For what was asked.
    std::vector<Asked> m_asked;
    ScriptServer m_server; ///< First to go.
};

std::uint64_t errorsOf(const escala::metrics::Summary &summary, ErrorKind kind)
{
    return summary.errors[static_cast<std::size_t>(kind)];
}

LoadPlan planOver(Over over, std::uint64_t requests = 60)
{
    LoadPlan plan = smallPlan(requests);
    plan.http2 = over == Over::Http2;
    plan.streams = plan.http2 ? 3 : 1;
    plan.insecure = over == Over::Https;
    return plan;
}

/// Runs to the end and returns the only target's figures; the ledger must have balanced all the time.
escala::metrics::TargetSnapshot figuresOf(const LoadPlan &plan, const Answering &server, Over over = Over::Http)
{
    EngineRun run;
    const auto problem = run.start(plan, {localUrl(server.port(), over == Over::Https ? "https" : "http")});
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    const auto last = run.finish();
    if (!run.alwaysBalanced() || !last->finished)
        qFatal("the ledger did not balance");
    const auto &target = last->targets.front();
    // Every request on the wire is in the client's count, and the other way round; the server may still be reading.
    const auto counted = target.summary.ledger.sent + target.summary.redirects + target.warmupRequests;
    if (!QTest::qWaitFor([&] { return server.requests() == counted; }, 30'000))
        qFatal("counted %llu, not %llu", static_cast<unsigned long long>(counted),
               static_cast<unsigned long long>(server.requests()));
    return target;
}

Reply ok(const Asked &)
{
    return {};
}

/// "hola" as gzip makes it.
const std::string
    kGzipped("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xc8\xcf\x49\x04\x00\x88\xf9\xa0\x6f\x04\x00\x00\x00", 24);

struct YesOrNo {
    const char *name;
    bool value;
};

/// The columns "over" and `what`, and each row over HTTP/1.1 and over HTTP/2.
void rowsOverBoth(const char *what, std::initializer_list<YesOrNo> rows)
{
    QTest::addColumn<Over>("over");
    QTest::addColumn<bool>(what);
    for (const YesOrNo &row : rows) {
        QTest::newRow(row.name) << Over::Http << row.value;
        QTest::addRow("%s, HTTP/2", row.name) << Over::Http2 << row.value;
    }
}

}

/// Runs whose requests vary, and whose answers are looked into.
class TestVariedRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void arriveAsDealt_data();
    void arriveAsDealt();
    void numbersGoOnFromWarmup();
    void headAndGetMixed();
    void cookiesReturn_data();
    void cookiesReturn();
    void redirects_data();
    void redirects();
    void redirectsKeepTheMethod_data();
    void redirectsKeepTheMethod();
    void lastHopGoesWrong();
    void lastHopNeverComes_data();
    void lastHopNeverComes();
    void checks_data();
    void checks();
    void checksOfEachRequest();
    void failedChecksAreNoSuccess();
    void compressedIsOffered();
    void credentials();
    void refusedBeforeAnythingIsSent_data();
    void refusedBeforeAnythingIsSent();

private:
    std::unique_ptr<TestCertificate> m_certificate;
};

void TestVariedRequests::initTestCase()
{
    m_certificate = std::make_unique<TestCertificate>();
    QVERIFY(m_certificate->made());
}

void TestVariedRequests::arriveAsDealt_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<Over>("over");
    QTest::newRow("closed model") << planOver(Over::Http) << Over::Http;
    LoadPlan plan = planOver(Over::Http, 1000);
    plan.threads = 2;
    plan.users = 10;
    QTest::newRow("two threads") << plan << Over::Http;
    plan.model = Model::Open;
    plan.rate = 5000;
    QTest::newRow("open model, two threads") << plan << Over::Http;
    plan = planOver(Over::Http);
    plan.keepAlive = false;
    QTest::newRow("without keep-alive") << plan << Over::Http;
    QTest::newRow("HTTPS") << planOver(Over::Https) << Over::Https;
    QTest::newRow("HTTP/2") << planOver(Over::Http2) << Over::Http2;
}

// Half of the requests take the next row of a feed and the next number, a quarter each is one of two others.
void TestVariedRequests::arriveAsDealt()
{
    QFETCH(LoadPlan, plan);
    QFETCH(const Over, over);
    QFile file(QStringLiteral("items.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id,name\n1,one\n2,\"two, too\"\n3,drei ß\n");
    file.close();
    plan.feeds = {{.name = "item", .file = "items.csv"}};
    plan.variables = {{.name = "n", .value = Counter{.start = 100, .step = 1}}};
    plan.request = {.method = "POST",
                    .headers = {{"X-Name", "{{item.name}}"}},
                    .body = "{\"n\":{{n}}}",
                    .path = "/items/{{item.id}}?n={{n}}&name={{item.name}}",
                    .weight = 2};
    plan.moreRequests = {{.path = "/a"}, {.method = "DELETE", .path = "/b"}};
    Answering server(over, ok, over == Over::Https ? m_certificate.get() : nullptr);
    const auto figures = figuresOf(plan, server, over);
    QCOMPARE(figures.summary.ledger.ok, *plan.requests);

    std::multiset<std::string> expected;
    const std::uint64_t drawn = *plan.requests / 2;
    constexpr std::array<const char *, 3> names{"one", "two%2C%20too", "drei%20%C3%9F"};
    for (std::uint64_t i = 0; i < drawn; ++i)
        expected.insert(fmt::format("/items/{}?n={}&name={}", i % 3 + 1, 100 + i, names[i % 3]));
    for (std::uint64_t i = 0; i < drawn / 2; ++i) {
        expected.insert("/a");
        expected.insert("/b");
    }
    QVERIFY(server.targets() == expected);
    for (const Asked &asked : server.asked()) {
        if (asked.method != "POST")
            continue;
        const auto number =
            asked.target.substr(asked.target.find("n=") + 2, asked.target.find('&') - asked.target.find("n=") - 2);
        QCOMPARE(asked.body, "{\"n\":" + number + "}");
        QVERIFY(std::set<std::string>({"one", "two, too", "drei ß"}).contains(asked.fields.at("x-name")));
    }
}

void TestVariedRequests::numbersGoOnFromWarmup()
{
    LoadPlan plan = planOver(Over::Http, 20);
    plan.coldRequest = true;
    plan.warmup = 50ms;
    plan.variables = {{.name = "n", .value = Counter{}}};
    plan.request.path = "/{{n}}";
    Answering server(Over::Http, ok);
    const auto figures = figuresOf(plan, server);
    QCOMPARE(figures.summary.ledger.ok, 20UL);
    QVERIFY(figures.warmupRequests > 1);
    const auto targets = server.targets();
    for (std::uint64_t i = 1; i <= server.requests(); ++i)
        QCOMPARE(targets.count(fmt::format("/{}", i)), 1UL);
}

// An answer to HEAD has the head of the same answer to GET, and no body.
void TestVariedRequests::headAndGetMixed()
{
    for (const Over over : {Over::Http, Over::Http2}) {
        LoadPlan plan = planOver(over, 100);
        plan.users = 1;
        plan.moreRequests = {{.method = "HEAD"}};
        Answering server(over, ok);
        QCOMPARE(figuresOf(plan, server).summary.ledger.ok, 100UL);
        QCOMPARE(std::ranges::count(server.asked(), "HEAD", &Asked::method), 50L);
    }
}

void TestVariedRequests::cookiesReturn_data()
{
    rowsOverBoth("cookies", {{"kept", true}, {"not kept without being asked to", false}});
}

void TestVariedRequests::cookiesReturn()
{
    QFETCH(const Over, over);
    QFETCH(const bool, cookies);
    LoadPlan plan = planOver(over, 60);
    plan.users = 3;
    plan.streams = 1;
    plan.cookies = cookies;
    std::atomic<int> visitors = 0;
    Answering server(over, [&visitors](const Asked &asked) {
        Reply reply;
        if (!asked.fields.contains("cookie"))
            reply.fields = {{"Set-Cookie", fmt::format("id={}; Path=/; HttpOnly", visitors++)},
                            {"Set-Cookie", "elsewhere=1; Path=/other"}};
        return reply;
    });
    QCOMPARE(figuresOf(plan, server).summary.ledger.ok, 60UL);
    std::map<std::uint64_t, std::vector<std::string>> seen; // by connection, and so by user
    for (const Asked &asked : server.asked())
        seen[asked.connection].push_back(asked.fields.contains("cookie") ? asked.fields.at("cookie") : "");
    QCOMPARE(visitors.load(), cookies ? static_cast<int>(seen.size()) : 60);
    std::set<std::string> different;
    for (const auto &[connection, values] : seen) {
        QCOMPARE(values.front(), std::string()); // the first visit
        for (std::size_t i = 1; i < values.size(); ++i) {
            QCOMPARE(values[i], cookies ? values[1] : std::string());
            QVERIFY(!cookies || values[i].starts_with("id="));
        }
        if (cookies && values.size() > 1)
            QVERIFY(different.insert(values[1]).second);
    }
}

void TestVariedRequests::redirects_data()
{
    QTest::addColumn<Over>("over");
    QTest::addColumn<bool>("open");
    QTest::addColumn<QString>("location");
    QTest::addColumn<unsigned>("follow");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<unsigned>("hops"); ///< Followed for each request.
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *location, unsigned follow, unsigned hops, int status,
                        Over over = Over::Http, bool closes = false, bool open = false) {
        QTest::newRow(name) << over << open << location << follow << closes << hops << status;
    };
    row("not followed without being asked to", "/there", 0, 0, 302);
    row("followed", "/there", 5, 1, 200);
    row("relative", "there?a=b", 5, 1, 200);
    row("to itself, for ever", "/", 3, 3, 302);
    row("to another host", "http://localhost.test/there", 5, 0, 302);
    row("to another scheme", "ftp://127.0.0.1/there", 5, 0, 302);
    row("to nowhere", "", 5, 0, 302);
    row("malformed", "http://[::1/", 5, 0, 302);
    row("connection closed in between", "/there", 5, 1, 200, Over::Http, true);
    row("open model", "/there", 5, 1, 200, Over::Http, false, true);
    row("open model, closed in between", "/there", 5, 1, 200, Over::Http, true, true);
    row("HTTPS", "/there", 5, 1, 200, Over::Https);
    row("HTTP/2", "/there", 5, 1, 200, Over::Http2);
    row("HTTP/2, for ever", "/", 4, 4, 302, Over::Http2);
}

void TestVariedRequests::redirects()
{
    QFETCH(const Over, over);
    QFETCH(const bool, open);
    QFETCH(const QString, location);
    QFETCH(const unsigned, follow);
    QFETCH(const bool, closes);
    QFETCH(const unsigned, hops);
    QFETCH(const int, status);
    LoadPlan plan = planOver(over, 40);
    plan.followRedirects = follow;
    plan.coldRequest = true;
    if (open) {
        plan.model = Model::Open;
        plan.rate = 2000;
    }
    Answering server(
        over,
        [&](const Asked &asked) {
            if (asked.target != "/")
                return Reply{};
            return Reply{.status = 302, .fields = {{"Location", location.toStdString()}}, .closes = closes};
        },
        over == Over::Https ? m_certificate.get() : nullptr);
    const auto figures = figuresOf(plan, server, over);
    const auto &summary = figures.summary;
    QCOMPARE(summary.ledger.ok, 40UL);
    QCOMPARE(summary.redirects, 40UL * hops);
    QCOMPARE(summary.status.size(), 1UL);
    QCOMPARE(summary.status.at(status), 40UL);
    QCOMPARE(figures.warmupRequests, 1UL + hops);
    // A request has one time, whatever its hops: response = lag + wait + service.
    QCOMPARE(summary.response.count, 40UL);
    QCOMPARE(summary.service.count, 40UL);
}

void TestVariedRequests::redirectsKeepTheMethod_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("next");
    QTest::newRow("301 turns POST into GET") << 301 << "POST" << "GET";
    QTest::newRow("302 keeps PUT") << 302 << "PUT" << "PUT";
    QTest::newRow("303 turns PUT into GET") << 303 << "PUT" << "GET";
    QTest::newRow("303 keeps HEAD") << 303 << "HEAD" << "HEAD";
    QTest::newRow("307 keeps POST") << 307 << "POST" << "POST";
    QTest::newRow("308 keeps POST") << 308 << "POST" << "POST";
}

void TestVariedRequests::redirectsKeepTheMethod()
{
    QFETCH(const int, status);
    QFETCH(const QString, method);
    QFETCH(const QString, next);
    for (const Over over : {Over::Http, Over::Http2}) {
        LoadPlan plan = planOver(over, 2);
        plan.followRedirects = 1;
        plan.variables = {{.name = "n", .value = Counter{}}};
        plan.request = {.method = method.toStdString(), .headers = {{"X-N", "{{n}}"}}};
        if (method != QStringLiteral("HEAD"))
            plan.request.body = "n={{n}}";
        plan.users = 1;
        Answering server(over, [&](const Asked &asked) {
            if (asked.target != "/")
                return Reply{};
            return Reply{.status = status, .fields = {{"Location", "/there"}}};
        });
        QCOMPARE(figuresOf(plan, server).summary.ledger.ok, 2UL);
        std::map<std::string, std::vector<Asked>> of; // by number of the request
        for (const Asked &asked : server.asked())
            of[asked.fields.at("x-n")].push_back(asked);
        QCOMPARE(of.size(), 2UL);
        for (const auto &[number, asked] : of) {
            QCOMPARE(asked.size(), 2UL);
            QCOMPARE(QString::fromStdString(asked[1].method), next);
            QCOMPARE(asked[0].body, method == QStringLiteral("HEAD") ? std::string() : "n=" + number);
            QCOMPARE(asked[1].body, next == method ? asked[0].body : std::string());
        }
    }
}

// The connection goes between the hops, and what comes over the next one is no HTTP: sent once, failed once.
void TestVariedRequests::lastHopGoesWrong()
{
    LoadPlan plan = planOver(Over::Http, 8);
    plan.followRedirects = 1;
    plan.users = 1;
    plan.responseTimeout = 200ms;
    Answering server(Over::Http, [](const Asked &asked) {
        Reply reply{.status = 302, .fields = {{"Location", "/there"}}, .closes = true};
        if (asked.target != "/")
            reply = {.status = 200, .fields = {{"Content-Length", "9"}}}; // two lengths: not HTTP
        return reply;
    });
    const auto summary = figuresOf(plan, server).summary;
    QCOMPARE(summary.ledger.transportError, 8UL);
    QCOMPARE(errorsOf(summary, ErrorKind::Protocol), 8UL);
    QCOMPARE(summary.redirects, 8UL);
}

void TestVariedRequests::lastHopNeverComes_data()
{
    rowsOverBoth("byTimeout", {{"timed out", true}, {"given up at the end", false}});
}

void TestVariedRequests::lastHopNeverComes()
{
    QFETCH(const Over, over);
    QFETCH(const bool, byTimeout);
    LoadPlan plan = planOver(over, 4);
    plan.streams = 1;
    plan.followRedirects = 2;
    if (byTimeout) {
        plan.responseTimeout = 150ms;
    } else {
        plan.requests.reset();
        plan.duration = 100ms;
        plan.drainLimit = 100ms;
    }
    Answering server(over, [](const Asked &asked) {
        if (asked.target == "/")
            return Reply{.status = 302, .fields = {{"Location", "/there"}}};
        return Reply{.silent = true};
    });
    const auto summary = figuresOf(plan, server).summary;
    QCOMPARE(summary.ledger.timeout, byTimeout ? 4UL : 0UL);
    QCOMPARE(summary.ledger.aborted, byTimeout ? 0UL : 2UL);
    QCOMPARE(summary.redirects, summary.ledger.sent);
    QCOMPARE(summary.ledger.inFlight, 0UL);
}

void TestVariedRequests::checks_data()
{
    QTest::addColumn<Over>("over");
    QTest::addColumn<QString>("check");
    QTest::addColumn<bool>("passes");
    for (const auto &[over, name] : {std::pair(Over::Http, "HTTP/1.1"), std::pair(Over::Http2, "HTTP/2")}) {
        const auto row = [&](const char *check, bool passes) {
            QTest::addRow("%s, %s", name, check) << over << QString::fromLatin1(check) << passes;
        };
        row("status==200", true);
        row("status==2xx,304", true);
        row("status==404", false);
        row("header Server==test", true);
        row("header Server contains nginx", false);
        row("size==24", true);
        row("size>24", false);
        row("body==hola", true);
        row("body not contains hola", false);
        row("json /a==1", false);
    }
}

// The body is compressed: it is decoded for those checks that look into it.
void TestVariedRequests::checks()
{
    QFETCH(const Over, over);
    QFETCH(const QString, check);
    QFETCH(const bool, passes);
    LoadPlan plan = planOver(over, 30);
    plan.request.checks = {check.toStdString()};
    plan.coldRequest = true;
    Answering server(over, [](const Asked &) {
        return Reply{.fields = {{"Server", "test"}, {"Content-Encoding", "gzip"}}, .body = kGzipped};
    });
    const auto figures = figuresOf(plan, server);
    QCOMPARE(figures.checks.size(), 1UL);
    QCOMPARE(figures.checks.front().check, check.toStdString());
    QCOMPARE(figures.checks.front().passed, passes ? 30UL : 0UL);
    QCOMPARE(figures.checks.front().failed, passes ? 0UL : 30UL);
    QCOMPARE(figures.summary.ledger.ok, passes ? 30UL : 0UL);
    QCOMPARE(errorsOf(figures.summary, ErrorKind::CheckFailed), passes ? 0UL : 30UL);
    QCOMPARE(figures.summary.status.at(200), 30UL);
}

void TestVariedRequests::checksOfEachRequest()
{
    LoadPlan plan = planOver(Over::Http, 90);
    plan.request = {.path = "/a", .checks = {"status==200", "body==a"}};
    plan.moreRequests = {{.path = "/b", .checks = {"status==200", "body==b"}}, {.path = "/c"}};
    Answering server(Over::Http,
                     [](const Asked &asked) { return Reply{.status = asked.target == "/b" ? 500 : 200, .body = "a"}; });
    const auto figures = figuresOf(plan, server);
    const std::vector<escala::metrics::CheckOutcome> expected{{.check = "status==200", .passed = 30, .failed = 30},
                                                              {.check = "body==a", .passed = 30, .failed = 0},
                                                              {.check = "body==b", .passed = 0, .failed = 30}};
    QVERIFY(figures.checks == expected);
    // One request has one kind: what the status says comes first.
    QCOMPARE(errorsOf(figures.summary, ErrorKind::Status5xx), 30UL);
    QCOMPARE(errorsOf(figures.summary, ErrorKind::CheckFailed), 0UL);
    QCOMPARE(figures.summary.ledger.httpError, 30UL);
}

void TestVariedRequests::failedChecksAreNoSuccess()
{
    LoadPlan plan = planOver(Over::Http, 1000);
    plan.request.checks = {"body==1"};
    plan.endWhen = {{.figure = EndCondition::Figure::Errors, .limit = 0.9}};
    plan.requests.reset();
    plan.duration = 60s;
    Answering server(Over::Http, ok);
    EngineRun run;
    QCOMPARE(run.start(plan, {localUrl(server.port())}), std::string());
    const auto last = run.finish();
    QVERIFY(last->endedBy);
    const auto &figures = last->targets.front();
    QCOMPARE(figures.summary.ledger.ok, 0UL);
    QCOMPARE(figures.summary.achievedRps, 0.0);
    QCOMPARE(figures.summary.failed(), figures.checks.front().failed);
}

void TestVariedRequests::compressedIsOffered()
{
    for (const bool compressed : {false, true}) {
        LoadPlan plan = planOver(Over::Http, 4);
        plan.compressed = compressed;
        Answering server(Over::Http, ok);
        QCOMPARE(figuresOf(plan, server).summary.ledger.ok, 4UL);
        QCOMPARE(server.asked().front().fields["accept-encoding"], compressed ? "gzip, deflate" : "");
    }
}

void TestVariedRequests::credentials()
{
    qputenv("ESCALA_TEST_TOKEN", "abc.def");
    for (const Over over : {Over::Http, Over::Http2}) {
        LoadPlan plan = planOver(over, 4);
        plan.credentials = {.scheme = CredentialSpec::Scheme::Bearer, .name = "ESCALA_TEST_TOKEN"};
        Answering server(over, ok);
        QCOMPARE(figuresOf(plan, server).summary.ledger.ok, 4UL);
        QCOMPARE(server.asked().front().fields["authorization"], std::string("Bearer abc.def"));
    }
}

void TestVariedRequests::refusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *said, const std::function<void(LoadPlan &)> &change) {
        LoadPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan << QString::fromUtf8(said);
    };
    row("feed that is not there", "/nowhere/x.csv",
        [](LoadPlan &plan) { plan.feeds = {{.name = "x", .file = "/nowhere/x.csv"}}; });
    row("unknown variable", "{{b}} is no variable; expected one of: a", [](LoadPlan &plan) {
        plan.variables = {{.name = "a", .value = Counter{}}};
        plan.request.path = "/{{b}}";
    });
    row("secret that is not set", "ESCALA_NO_SUCH",
        [](LoadPlan &plan) { plan.credentials = {.scheme = CredentialSpec::Scheme::Basic, .name = "ESCALA_NO_SUCH"}; });
    row("path that is none", "request 2: the path \"/a b\"",
        [](LoadPlan &plan) { plan.moreRequests = {{.path = "/a b"}}; });
    row("check that is none", "\"fine\" is no check", [](LoadPlan &plan) { plan.request.checks = {"fine"}; });
}

void TestVariedRequests::refusedBeforeAnythingIsSent()
{
    QFETCH(const LoadPlan, plan);
    QFETCH(const QString, said);
    Answering server(Over::Http, ok);
    EngineRun run;
    const auto problem = QString::fromStdString(run.start(plan, {localUrl(server.port())}));
    QVERIFY2(problem.contains(said), qPrintable(problem));
    QCOMPARE(server.requests(), 0UL);
}

QTEST_GUILESS_MAIN(TestVariedRequests)
#include "tst_varied_requests.moc"
