#include "proxy_samples.h"
#include "servers/proxy/caching_handler.h"

#include "http/request.h"

#include <QTest>

#include <functional>
#include <map>

using namespace escala;
using namespace escala::servers;
using namespace escala::servers::proxy;
using namespace std::chrono_literals;

namespace {

/// What one client has been told.
class Client final : public ClientStream {
public:
    [[nodiscard]] std::string peer() const override { return "192.0.2.1"; }
    void wantBody(bool) override { }
    void interim(unsigned code, std::string_view, std::string_view) override { interims.push_back(code); }
    void reply(const Reply &reply) override
    {
        status = reply.status;
        fields = reply.fields;
        body = reply.body;
        ended = true;
    }
    void begin(const StreamedHead &head) override
    {
        status = head.status;
        fields = head.fields;
        length = head.length;
    }
    void add(std::string_view piece) override { body.append(piece); }
    void end() override { ended = true; }
    bool send() override
    {
        if (ended && !inside)
            request.reset();
        return true;
    }
    void abort() override { aborted = ended = true; }

    [[nodiscard]] std::string field(std::string_view name) const { return joinedValue(fields, name).value_or(""); }
    [[nodiscard]] std::string cacheStatus() const { return field("cache-status"); }

    std::unique_ptr<RequestStream> request;
    bool inside = true;
    unsigned status = 0;
    std::string fields;
    std::string body;
    std::optional<std::uint64_t> length;
    std::vector<unsigned> interims;
    bool ended = false;
    bool aborted = false;
};

/// Notes what it is asked, and answers when the test says so.
class Origin final : public StreamHandler {
public:
    struct Call final : RequestStream {
        explicit Call(Origin &origin, std::size_t number)
            : owner(origin)
            , index(number)
        {
        }
        ~Call() override { owner.clients[index] = nullptr; }
        void onBody(std::string_view) override { }
        void onBodyPause() override { }
        void onBodyEnd() override { }
        void onRoom() override { }
        Origin &owner;
        std::size_t index;
    };

    std::unique_ptr<RequestStream> open(const http::RequestHead &head, std::string_view bytes,
                                        ClientStream &client) override
    {
        methods.emplace_back(head.method);
        fields.emplace_back(bytes.substr(bytes.find("\r\n") + 2));
        fields.back().resize(fields.back().size() - 2);
        clients.push_back(&client);
        if (!atOnce)
            return std::make_unique<Call>(*this, clients.size() - 1);
        client.reply({502, "Content-Type: text/plain\r\n", "no origin"});
        return nullptr;
    }

    /// Answers the call of this number.
    void answer(std::size_t call, unsigned status, std::string_view lineText, std::string_view body = {})
    {
        begin(call, status, lineText, body);
        finish(call, body);
    }
    void begin(std::size_t call, unsigned status, std::string_view lineText, std::string_view body)
    {
        const auto text = datedLines(lineText);
        const bool bodiless = methods[call] == "HEAD" || status == 304;
        clients[call]->begin({.status = status,
                              .reason = {},
                              .fields = text,
                              .length = status == 304 ? std::nullopt : std::optional<std::uint64_t>(body.size()),
                              .hasBody = !bodiless});
    }
    void finish(std::size_t call, std::string_view body)
    {
        ClientStream &client = *clients[call];
        if (methods[call] != "HEAD")
            client.add(body);
        client.end();
        client.send();
    }
    void fail(std::size_t call)
    {
        ClientStream &client = *clients[call];
        client.reply({502, "Content-Type: text/plain\r\n", "no origin"});
        client.send();
    }

    [[nodiscard]] std::string field(std::size_t call, std::string_view name) const
    {
        return joinedValue(fields[call], name).value_or("");
    }
    [[nodiscard]] bool isOpen(std::size_t call) const { return clients[call] != nullptr; }

    std::vector<std::string> methods;
    std::vector<std::string> fields;
    std::vector<ClientStream *> clients;
    bool atOnce = false;
};

/// A handler with its surroundings.
struct Bench {
    explicit Bench(const ProxyCachePlan &plan = {})
        : cache(plan)
        , handler(loop, counters, cache, origin)
    {
    }

    /// A request "GET /a" with these fields.
    std::unique_ptr<Client> ask(std::string_view fieldText = {}, std::string_view line = "GET /a")
    {
        const auto bytes = std::string(line) + " HTTP/1.1\r\nHost: example.org\r\n" + datedLines(fieldText) + "\r\n";
        auto client = std::make_unique<Client>();
        const auto head = http::parseRequestHead(bytes, {});
        client->request = handler.open(**head, bytes, *client);
        client->inside = false;
        if (client->ended)
            client->request.reset();
        return client;
    }

    /// Stores "body" for /a.
    void fill(std::string_view responseFields, std::string_view body = "body", std::string_view requestFields = {})
    {
        const auto client = ask(requestFields);
        origin.answer(origin.clients.size() - 1, 200, responseFields, body);
    }

    /// What was posted is done.
    void turn()
    {
        loop.post([this] { loop.stop(); });
        loop.run();
    }

    [[nodiscard]] std::size_t asked() const { return origin.clients.size(); }

    net::EventLoop loop;
    ServerCounters counters;
    ProxyCache cache;
    Origin origin;
    CachingHandler handler;
};

}

class TestCachingHandler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storesAndServes();
    void theSameRequestAgain_data();
    void theSameRequestAgain();
    void headIsServedFromAGet();
    void ageGrowsFromTheOriginsAge();
    void servesConditionsAndRanges();
    void asksAboutWhatIsStale();
    void takesTheNewResponseInstead();
    void a304AboutSomethingElseIsAskedAgain();
    void theClientsConditionsAreAnsweredAfterValidation();
    void variantsByVary();
    void a304NamesAnotherVariant();
    void staleIfError_data();
    void staleIfError();
    void staleWhileRevalidateRefreshesOnce();
    void staleByTheOperatorsLeave_data();
    void staleByTheOperatorsLeave();
    void aRefreshThatFailsCanBeTriedAgain_data();
    void aRefreshThatFailsCanBeTriedAgain();
    void onlyIfCached();
    void invalidatesAfterSuccess_data();
    void invalidatesAfterSuccess();
    void whatChangesMeanwhileIsNotStored();
    void storesAPostThatDescribesItsTarget();
    void headUpdates();
    void whatIsNotWholeIsNotStored();
    void whatIsTooLargeIsNotStored();
    void concurrentRequestsShareAFetch();
    void nobodyWaitsForWhatCannotBeStored();
    void whoWaitsGoesOnWhenTheFetchIsGivenUp();
    void passesInterimResponses();
    void originThatFailsAtOnce();
    void poisonDoesNotGoOn();
    void hostsAreApart();
};

void TestCachingHandler::storesAndServes()
{
    Bench bench;
    const auto first = bench.ask();
    QCOMPARE(bench.asked(), 1u);
    bench.origin.answer(0, 200, "Cache-Control: max-age=60|Date: @0|A: 1|Set-Cookie: a=b", "hello");
    QCOMPARE(first->body, std::string("hello"));
    QVERIFY(first->cacheStatus().starts_with("escala; fwd=uri-miss; ttl="));
    QVERIFY(first->cacheStatus().ends_with("; stored"));
    QVERIFY(!bench.origin.isOpen(0));
    bench.cache.store().clear();
    bench.fill("Cache-Control: max-age=60|A: 1|Set-Cookie: a=b", "hello");
    const auto hit = bench.ask();
    QCOMPARE(bench.asked(), 2u);
    QCOMPARE(hit->status, 200u);
    QCOMPARE(hit->body, std::string("hello"));
    QVERIFY(hit->length == 5u);
    QCOMPARE(hit->field("a"), std::string("1"));
    QCOMPARE(hit->field("set-cookie"), std::string("a=b"));
    QCOMPARE(hit->field("age"), std::string("0"));
    QCOMPARE(hit->cacheStatus(), std::string("escala; hit; ttl=60"));
    QCOMPARE(bench.counters.hits.value(), 1);
}

void TestCachingHandler::theSameRequestAgain_data()
{
    QTest::addColumn<std::string>("fields");
    QTest::newRow("simple") << std::string("Accept: a");
    QTest::newRow("of another variant") << std::string("Accept: b");
    QTest::newRow("conditional") << std::string("If-None-Match: \"x\"");
    QTest::newRow("for a range") << std::string("Range: bytes=0-1");
    QTest::newRow("with a directive") << std::string("Cache-Control: max-age=30");
}

/// What is remembered of an answer must not outlive what it was made from.
void TestCachingHandler::theSameRequestAgain()
{
    QFETCH(std::string, fields);
    Bench bench;
    const std::string told = "Cache-Control: max-age=60|Vary: Accept|ETag: \"x\"";
    bench.fill(told, "first", fields);
    const auto once = bench.ask(fields);
    for (int i = 0; i < 3; ++i) {
        const auto again = bench.ask(fields);
        QCOMPARE(again->status, once->status);
        QCOMPARE(again->body, once->body);
        QCOMPARE(again->cacheStatus().substr(0, 16), std::string("escala; hit; ttl"));
    }
    QCOMPARE(bench.counters.hits.value(), 4);
    // Another variant of the same key: the set is another one, and what it holds is not mixed up.
    bench.fill(told, "other", "Accept: c");
    QCOMPARE(bench.ask(fields)->body, once->body);
    bench.cache.invalidate("http://example.org/a");
    const auto asked = bench.asked();
    bench.fill(told, "second", fields);
    QCOMPARE(bench.asked(), asked + 1);
    QCOMPARE(bench.ask("Accept: a")->status, fields == "Accept: a" ? 200u : 0u);
    if (fields == "Accept: a")
        QCOMPARE(bench.ask(fields)->body, std::string("second"));
    bench.cache.clear();
    QCOMPARE(bench.ask(fields)->status, 0u); // it waits for the origin
}

void TestCachingHandler::headIsServedFromAGet()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=60", "hello");
    const auto head = bench.ask({}, "HEAD /a");
    QCOMPARE(bench.asked(), 1u);
    QVERIFY(head->length == 5u);
    QVERIFY(head->body.empty());
}

void TestCachingHandler::ageGrowsFromTheOriginsAge()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=60|Age: 40");
    const auto hit = bench.ask();
    QCOMPARE(hit->field("age"), std::string("40"));
    QCOMPARE(hit->cacheStatus(), std::string("escala; hit; ttl=20"));
}

void TestCachingHandler::servesConditionsAndRanges()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=60|ETag: \"x\"", "0123456789");
    const auto has = bench.ask("If-None-Match: \"x\"");
    QCOMPARE(has->status, 304u);
    QCOMPARE(has->field("etag"), std::string("\"x\""));
    QVERIFY(!has->length && has->body.empty());
    const auto part = bench.ask("Range: bytes=2-4");
    QCOMPARE(part->status, 206u);
    QCOMPARE(part->body, std::string("234"));
    QCOMPARE(bench.ask("Range: bytes=99-")->status, 416u);
    QCOMPARE(bench.asked(), 1u);
}

void TestCachingHandler::asksAboutWhatIsStale()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=0|ETag: \"x\"|A: 1");
    const auto client = bench.ask("B: 2");
    QCOMPARE(bench.asked(), 2u);
    QCOMPARE(bench.origin.field(1, "if-none-match"), std::string("\"x\""));
    QCOMPARE(bench.origin.field(1, "b"), std::string("2"));
    bench.origin.answer(1, 304, "Cache-Control: max-age=60|ETag: \"x\"|C: 3");
    QCOMPARE(client->status, 200u);
    QCOMPARE(client->body, std::string("body"));
    QCOMPARE(client->field("a"), std::string("1"));
    QCOMPARE(client->field("c"), std::string("3"));
    QVERIFY(client->cacheStatus().starts_with("escala; fwd=stale; fwd-status=304"));
    QVERIFY(!bench.origin.isOpen(1));
    QCOMPARE(bench.ask()->field("c"), std::string("3"));
    QCOMPARE(bench.asked(), 2u);
}

void TestCachingHandler::takesTheNewResponseInstead()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=0|ETag: \"x\"");
    const auto client = bench.ask();
    bench.origin.answer(1, 200, "Cache-Control: max-age=60|ETag: \"y\"", "new");
    QCOMPARE(client->body, std::string("new"));
    QCOMPARE(bench.ask()->body, std::string("new"));
    QCOMPARE(bench.asked(), 2u);
}

void TestCachingHandler::a304AboutSomethingElseIsAskedAgain()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=0|ETag: \"x\"");
    const auto client = bench.ask();
    bench.origin.answer(1, 304, "ETag: \"other\"");
    QCOMPARE(bench.asked(), 3u);
    QVERIFY(!client->ended);
    QVERIFY(bench.origin.field(2, "if-none-match").empty());
    bench.origin.answer(2, 200, "ETag: \"other\"", "new");
    QCOMPARE(client->body, std::string("new"));
}

void TestCachingHandler::theClientsConditionsAreAnsweredAfterValidation()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=0|ETag: \"x\"");
    const auto client = bench.ask("If-None-Match: \"x\"");
    bench.origin.answer(1, 304, "ETag: \"x\"");
    QCOMPARE(client->status, 304u);
    const auto part = bench.ask("Range: bytes=0-0");
    QVERIFY(bench.origin.field(2, "range").empty());
    bench.origin.answer(2, 304, "ETag: \"x\"");
    QCOMPARE(part->status, 206u);
    QCOMPARE(part->body, std::string("b"));
}

void TestCachingHandler::variantsByVary()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=60|Vary: Foo", "one", "Foo: 1");
    const auto other = bench.ask("Foo: 2");
    QCOMPARE(bench.asked(), 2u);
    bench.origin.answer(1, 200, "Cache-Control: max-age=60|Vary: Foo", "two");
    QVERIFY(other->cacheStatus().starts_with("escala; fwd=vary-miss"));
    QCOMPARE(bench.ask("Foo: 1")->body, std::string("one"));
    QCOMPARE(bench.ask("Foo: 2")->body, std::string("two"));
    QCOMPARE(bench.asked(), 2u);
}

void TestCachingHandler::a304NamesAnotherVariant()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=60|Vary: Foo|ETag: \"1\"", "one", "Foo: 1");
    bench.fill("Cache-Control: max-age=60|Vary: Foo|ETag: \"2\"", "two", "Foo: 2");
    const auto client = bench.ask("Foo: 3");
    QCOMPARE(bench.origin.field(2, "if-none-match"), std::string("\"2\", \"1\""));
    bench.origin.answer(2, 304, "ETag: \"1\"");
    QCOMPARE(client->body, std::string("one"));
    QCOMPARE(bench.ask("Foo: 3")->body, std::string("one"));
    QCOMPARE(bench.asked(), 3u);
}

void TestCachingHandler::staleIfError_data()
{
    QTest::addColumn<std::string>("response");
    QTest::addColumn<unsigned>("originStatus");
    QTest::addColumn<unsigned>("status");
    const auto add = [](const char *name, const char *response, unsigned originStatus, unsigned status) {
        QTest::newRow(name) << std::string(response) << originStatus << status;
    };
    add("no answer", "Cache-Control: max-age=0, stale-if-error=60", 0, 200);
    add("503", "Cache-Control: max-age=0, stale-if-error=60", 503, 200);
    add("404 is an answer", "Cache-Control: max-age=0, stale-if-error=60", 404, 404);
    add("not allowed", "Cache-Control: max-age=0|ETag: \"x\"", 503, 503);
    add("not allowed, no answer", "Cache-Control: max-age=0|ETag: \"x\"", 0, 502);
    add("must-revalidate", "Cache-Control: max-age=0, stale-if-error=60, must-revalidate|ETag: \"x\"", 0, 502);
}

void TestCachingHandler::staleIfError()
{
    QFETCH(std::string, response);
    QFETCH(unsigned, originStatus);
    Bench bench;
    bench.fill(response);
    const auto client = bench.ask();
    if (originStatus == 0)
        bench.origin.fail(1);
    else
        bench.origin.answer(1, originStatus, "X: y", "trouble");
    QTEST(client->status, "status");
    QVERIFY(!bench.origin.isOpen(1));
    if (client->status == 200)
        QVERIFY(client->cacheStatus().contains("detail=stale-if-error"));
}

void TestCachingHandler::staleWhileRevalidateRefreshesOnce()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=0, stale-while-revalidate=60|ETag: \"x\"");
    for (int i = 0; i < 5; ++i)
        QCOMPARE(bench.ask()->body, std::string("body"));
    QCOMPARE(bench.asked(), 2u);
    QCOMPARE(bench.origin.field(1, "if-none-match"), std::string("\"x\""));
    bench.origin.answer(1, 200, "Cache-Control: max-age=60", "new");
    QVERIFY(!bench.origin.isOpen(1));
    QCOMPARE(bench.ask()->body, std::string("new"));
    QCOMPARE(bench.asked(), 2u);
    QCOMPARE(bench.counters.stale.value(), 5);
}

void TestCachingHandler::aRefreshThatFailsCanBeTriedAgain_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("pause");
    QTest::addColumn<std::size_t>("asked");
    QTest::newRow("at once") << 0ns << std::size_t(4);
    QTest::newRow("after a pause") << std::chrono::nanoseconds(1h) << std::size_t(2);
}

void TestCachingHandler::aRefreshThatFailsCanBeTriedAgain()
{
    QFETCH(std::chrono::nanoseconds, pause);
    Bench bench({.refreshPause = pause});
    bench.fill("Cache-Control: max-age=0, stale-while-revalidate=60");
    bench.ask({}, "HEAD /a");
    QCOMPARE(bench.origin.methods[1], std::string("GET"));
    bench.origin.fail(1);
    bench.origin.atOnce = true;
    QCOMPARE(bench.ask()->status, 200u);
    QCOMPARE(bench.ask()->status, 200u);
    QTEST(bench.asked(), "asked");
}

void TestCachingHandler::staleByTheOperatorsLeave_data()
{
    QTest::addColumn<StaleAllowance>("allowance");
    QTest::addColumn<std::string>("told");
    QTest::addColumn<std::string>("whileFresh"); // Cache-Status of the second request; empty: it asks
    QTest::addColumn<bool>("onError");
    const StaleAllowance both{.whileRevalidate = Seconds(60), .ifError = Seconds(60)};
    const std::string served = "escala; hit; ttl=-40";
    QTest::newRow("not without it") << StaleAllowance() << std::string() << std::string() << false;
    QTest::newRow("where the response says nothing") << both << std::string() << served << true;
    QTest::newRow("on error alone") << StaleAllowance{{}, Seconds(60)} << std::string() << std::string() << true;
    QTest::newRow("the response's own comes first")
        << both << std::string(", stale-while-revalidate=1, stale-if-error=1") << std::string() << false;
    for (const char *forbidden : {", must-revalidate", ", proxy-revalidate", ", no-cache", ", s-maxage=20"})
        QTest::newRow(forbidden) << both << std::string(forbidden) << std::string() << false;
}

void TestCachingHandler::staleByTheOperatorsLeave()
{
    QFETCH(StaleAllowance, allowance);
    QFETCH(std::string, told);
    QFETCH(std::string, whileFresh);
    QFETCH(bool, onError);
    Bench bench({.stale = allowance});
    bench.fill("Cache-Control: max-age=20" + told + "|Age: 60|ETag: \"1\"");
    const auto client = bench.ask();
    QCOMPARE(client->cacheStatus(), whileFresh);
    QCOMPARE(bench.asked(), 2u);
    bench.origin.fail(1);
    if (whileFresh.empty())
        QCOMPARE(client->status, onError ? 200u : 502u);
    if (whileFresh.empty() && onError)
        QCOMPARE(client->cacheStatus(), std::string("escala; fwd=stale; ttl=-40; detail=stale-if-error"));
}

void TestCachingHandler::onlyIfCached()
{
    Bench bench;
    QCOMPARE(bench.ask("Cache-Control: only-if-cached")->status, 504u);
    bench.fill("Cache-Control: max-age=60");
    QCOMPARE(bench.ask("Cache-Control: only-if-cached")->status, 200u);
    QCOMPARE(bench.ask("Cache-Control: only-if-cached, no-cache")->status, 504u);
    QCOMPARE(bench.asked(), 1u);
}

void TestCachingHandler::invalidatesAfterSuccess_data()
{
    QTest::addColumn<std::string>("line");
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<bool>("stays");
    QTest::newRow("POST") << std::string("POST /a") << 200u << false;
    QTest::newRow("PUT") << std::string("PUT /a") << 204u << false;
    QTest::newRow("DELETE") << std::string("DELETE /a") << 303u << false;
    QTest::newRow("unknown") << std::string("M-SEARCH /a") << 200u << false;
    QTest::newRow("failed") << std::string("POST /a") << 500u << true;
    QTest::newRow("OPTIONS") << std::string("OPTIONS /a") << 200u << true;
    QTest::newRow("elsewhere") << std::string("POST /b") << 200u << true;
}

void TestCachingHandler::invalidatesAfterSuccess()
{
    QFETCH(std::string, line);
    QFETCH(unsigned, status);
    QFETCH(bool, stays);
    Bench bench;
    bench.fill("Cache-Control: max-age=60");
    const auto unsafe = bench.ask({}, line);
    bench.origin.answer(1, status, "X: y");
    QCOMPARE(unsafe->cacheStatus(), std::string("escala; fwd=method"));
    bench.ask();
    QCOMPARE(bench.asked(), stays ? 2u : 3u);
}

void TestCachingHandler::whatChangesMeanwhileIsNotStored()
{
    Bench bench;
    const auto before = bench.ask();
    const auto unsafe = bench.ask({}, "POST /a");
    bench.origin.answer(1, 200, "X: y");
    const auto after = bench.ask();
    QCOMPARE(bench.asked(), 3u);
    bench.origin.answer(2, 200, "Cache-Control: max-age=60", "new");
    bench.origin.answer(0, 200, "Cache-Control: max-age=60", "old");
    QCOMPARE(before->body, std::string("old"));
    QCOMPARE(bench.ask()->body, std::string("new"));
    QCOMPARE(bench.asked(), 3u);
}

void TestCachingHandler::storesAPostThatDescribesItsTarget()
{
    Bench bench;
    bench.ask({}, "POST /a");
    QVERIFY(!bench.origin.isOpen(0)); // its client has gone
    const auto client = bench.ask({}, "POST /a");
    bench.origin.answer(1, 200, "Cache-Control: max-age=60|Content-Location: /a", "posted");
    QCOMPARE(bench.ask()->body, std::string("posted"));
    QCOMPARE(bench.asked(), 2u);
}

void TestCachingHandler::headUpdates()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=0|ETag: \"x\"|A: 1");
    const auto head = bench.ask({}, "HEAD /a");
    QCOMPARE(bench.origin.methods[1], std::string("HEAD"));
    bench.origin.answer(1, 200, "Cache-Control: max-age=60|ETag: \"x\"|A: 2", "body");
    QCOMPARE(bench.ask()->field("a"), std::string("2"));
    QCOMPARE(bench.asked(), 2u);
    bench.cache.store().clear();
    bench.fill("Cache-Control: max-age=0|ETag: \"x\"");
    const auto other = bench.ask({}, "HEAD /a");
    bench.origin.answer(3, 200, "ETag: \"y\"", "body");
    QVERIFY(!bench.cache.store().find(kKey));
}

void TestCachingHandler::whatIsNotWholeIsNotStored()
{
    Bench bench;
    const auto client = bench.ask();
    bench.origin.begin(0, 200, "Cache-Control: max-age=60", "0123456789");
    bench.origin.clients[0]->add("0123");
    bench.origin.clients[0]->abort();
    bench.origin.clients[0]->send();
    QVERIFY(client->aborted);
    const auto gone = bench.ask();
    bench.origin.begin(1, 200, "Cache-Control: max-age=60", "0123456789");
    gone->request.reset();
    bench.ask();
    QCOMPARE(bench.asked(), 3u);
}

void TestCachingHandler::whatIsTooLargeIsNotStored()
{
    Bench bench({.largestBody = 4});
    bench.fill("Cache-Control: max-age=60", "12345");
    bench.fill("Cache-Control: max-age=60", "1234");
    bench.ask();
    QCOMPARE(bench.asked(), 2u);
}

void TestCachingHandler::concurrentRequestsShareAFetch()
{
    Bench bench;
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 50; ++i)
        clients.push_back(bench.ask());
    QCOMPARE(bench.asked(), 1u);
    clients.pop_back(); // one goes away
    bench.origin.answer(0, 200, "Cache-Control: max-age=60", "shared");
    bench.turn();
    for (const auto &client : clients)
        QCOMPARE(client->body, std::string("shared"));
    QCOMPARE(bench.asked(), 1u);
    QVERIFY(clients.back()->cacheStatus().ends_with("; collapsed"));
    QCOMPARE(bench.counters.collapsed.value(), 49);
}

void TestCachingHandler::nobodyWaitsForWhatCannotBeStored()
{
    Bench bench;
    const auto first = bench.ask();
    const auto second = bench.ask();
    const auto third = bench.ask();
    QCOMPARE(bench.asked(), 1u);
    bench.origin.begin(0, 200, "Cache-Control: private", "mine");
    bench.turn();
    QCOMPARE(bench.asked(), 3u);
    const auto fourth = bench.ask();
    QCOMPARE(bench.asked(), 4u);
    bench.origin.answer(2, 200, "Cache-Control: private", "yours");
    QCOMPARE(third->body, std::string("yours"));
    QVERIFY(third->cacheStatus().ends_with("detail=private"));
}

void TestCachingHandler::whoWaitsGoesOnWhenTheFetchIsGivenUp()
{
    Bench bench;
    auto leader = bench.ask();
    const auto second = bench.ask();
    const auto third = bench.ask();
    leader.reset();
    bench.turn();
    QCOMPARE(bench.asked(), 2u);
    bench.origin.answer(1, 200, "Cache-Control: max-age=60", "late");
    bench.turn();
    QCOMPARE(second->body, std::string("late"));
    QCOMPARE(third->body, std::string("late"));
    QCOMPARE(bench.asked(), 2u);
}

void TestCachingHandler::passesInterimResponses()
{
    Bench bench;
    const auto client = bench.ask();
    bench.origin.clients[0]->interim(103, "Early Hints", "Link: </x>\r\n");
    bench.origin.answer(0, 200, "Cache-Control: max-age=60", "x");
    QCOMPARE(client->interims, std::vector<unsigned>{103});
    QVERIFY(bench.ask()->interims.empty());
}

void TestCachingHandler::originThatFailsAtOnce()
{
    Bench bench;
    bench.origin.atOnce = true;
    const auto client = bench.ask();
    QCOMPARE(client->status, 502u);
    QCOMPARE(client->cacheStatus(), std::string("escala; fwd=uri-miss"));
    QVERIFY(!client->request);
    bench.origin.atOnce = false;
    bench.fill("Cache-Control: max-age=0, stale-if-error=60");
    bench.origin.atOnce = true;
    QCOMPARE(bench.ask()->body, std::string("body"));
}

void TestCachingHandler::poisonDoesNotGoOn()
{
    Bench bench;
    bench.ask("X-Forwarded-Host: evil.org|X-Original-URL: /admin|A: 1");
    QCOMPARE(bench.origin.fields[0], lines("Host: example.org|A: 1"));
}

void TestCachingHandler::hostsAreApart()
{
    Bench bench;
    bench.fill("Cache-Control: max-age=60");
    const auto ask = [&bench](const std::string &host) {
        const auto bytes = "GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        Client client;
        client.request = bench.handler.open(**http::parseRequestHead(bytes, {}), bytes, client);
        client.request.reset();
        return bench.asked();
    };
    QCOMPARE(ask("EXAMPLE.org:80"), 1u);
    QCOMPARE(ask("example.org:8080"), 2u);
    QCOMPARE(ask("evil.org"), 3u);
}

QTEST_APPLESS_MAIN(TestCachingHandler)
#include "tst_caching_handler.moc"
