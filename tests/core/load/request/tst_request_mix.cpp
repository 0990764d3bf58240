#include "allocation_counter.h"
#include "load/request/request_mix.h"

#include "http/request_bytes.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace escala;
using namespace escala::load;

namespace {

const RequestSettings kSettings{.keepAlive = true, .userAgent = "test"};

http::Url url(const std::string &text = "http://localhost:8080/start?x=1")
{
    return http::parseUrl(text).value();
}

Variables variables(std::uint64_t seed = 1)
{
    return Variables::prepare({{.name = "f", .file = "rows.csv"}},
                              {{.name = "n", .value = Counter{.start = 0, .step = 1}},
                               {.name = "r", .value = RandomInteger{.least = 0, .most = 1'000'000'000}},
                               {.name = "t", .value = Timestamp{}}},
                              seed)
        .value();
}

std::string rendered(const RequestMix &mix, const Variables &known, std::uint64_t number,
                     const std::string &cookies = {})
{
    std::vector<std::uint64_t> draws(known.sources());
    mix.drawsAt(number, draws);
    std::string bytes;
    std::string scratch;
    mix.request(mix.indexAt(number))
        .render({.number = draws, .now = std::chrono::system_clock::time_point()}, cookies, bytes, scratch);
    return bytes;
}

RequestSpec path(const std::string &path, std::uint32_t weight = 1)
{
    RequestSpec spec;
    spec.path = path;
    spec.weight = weight;
    return spec;
}

/// The targets of the first requests, as far as the blank behind them.
QString targets(const RequestMix &mix, const Variables &known, std::uint64_t count)
{
    QStringList list;
    for (std::uint64_t number = 0; number < count; ++number) {
        const auto bytes = rendered(mix, known, number);
        list << QString::fromStdString(bytes.substr(4, bytes.find(' ', 4) - 4));
    }
    return list.join(u' ');
}

}

class TestRequestMix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void constantIsWhatItWas_data();
    void constantIsWhatItWas();
    void bracesAreTextWithoutVariables();
    void lengthFollowsTheBody();
    void settingsAddFields();
    void cookiesStandInTheHead();
    void pathReplacesTheUrls();
    void badPaths_data();
    void badPaths();
    void smoothOrder();
    void sharesAreExact();
    void feedsAreDealtWithoutGaps();
    void weights_data();
    void weights();
    void namesTheRequestThatIsWrong();
    void allocatesNothing();
};

void TestRequestMix::initTestCase()
{
    QFile file(QStringLiteral("rows.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("v\na\nbb\nccc\n");
}

void TestRequestMix::constantIsWhatItWas_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray() << true;
    QTest::newRow("GET without keep-alive") << QByteArray("GET") << QByteArray() << false;
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("a=1") << true;
    QTest::newRow("POST of nothing") << QByteArray("POST") << QByteArray() << true;
}

void TestRequestMix::constantIsWhatItWas()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, keepAlive);
    RequestSpec spec;
    spec.method = method.toStdString();
    spec.body = body.toStdString();
    spec.headers = {{"X", "1"}, {"Accept", "text/html"}};
    const RequestSettings settings{.keepAlive = keepAlive, .userAgent = "test"};
    const auto target = url("http://user:secret@localhost:8080/a");
    const auto expected = http::requestBytes(target,
                                             {.method = spec.method,
                                              .headers = spec.headers,
                                              .body = spec.body,
                                              .keepAlive = keepAlive,
                                              .userAgent = "test"});
    const auto known = variables();
    for (const Variables *each : {static_cast<const Variables *>(nullptr), &known}) {
        const auto mix = RequestMix::compile(target, {spec}, settings, each);
        QVERIFY2(mix, mix ? "" : mix.error().c_str());
        QVERIFY(mix->constant());
        QCOMPARE(mix->request(0).bytes(), expected);
    }
}

void TestRequestMix::bracesAreTextWithoutVariables()
{
    RequestSpec spec;
    spec.body = "{{n}}";
    spec.headers = {{"X", "{{n}}"}};
    const auto mix = RequestMix::compile(url(), {spec}, kSettings, nullptr);
    QVERIFY(mix && mix->constant());
    QVERIFY(mix->request(0).bytes().contains("X: {{n}}\r\nContent-Length: 5\r\n\r\n{{n}}"));
}

void TestRequestMix::lengthFollowsTheBody()
{
    const auto known = variables();
    RequestSpec spec;
    spec.method = "POST";
    spec.path = "/items/{{f.v}}";
    spec.headers = {{"X-Number", "{{n}}"}};
    spec.body = "v={{f.v}}&n={{n}}";
    const auto mix = RequestMix::compile(url(), {spec}, kSettings, &known).value();
    QVERIFY(!mix.constant());
    const std::string fields = "Host: localhost:8080\r\nUser-Agent: test\r\nAccept: */*\r\nX-Number: ";
    QCOMPARE(rendered(mix, known, 0), "POST /items/a HTTP/1.1\r\n" + fields + "0\r\nContent-Length: 7\r\n\r\nv=a&n=0");
    QCOMPARE(rendered(mix, known, 11),
             "POST /items/ccc HTTP/1.1\r\n" + fields + "11\r\nContent-Length: 10\r\n\r\nv=ccc&n=11");
}

void TestRequestMix::settingsAddFields()
{
    const RequestSettings settings{.userAgent = "test", .authorization = "Bearer abc", .compressed = true};
    const auto added = RequestMix::compile(url(), {RequestSpec()}, settings, nullptr).value();
    QVERIFY(added.request(0).bytes().ends_with("Authorization: Bearer abc\r\nAccept-Encoding: gzip, deflate\r\n\r\n"));
    RequestSpec own;
    own.headers = {{"authorization", "own"}, {"accept-encoding", "br"}};
    const auto replaced = RequestMix::compile(url("http://u:p@localhost/"), {own}, settings, nullptr).value();
    QVERIFY(replaced.request(0).bytes().ends_with("Accept: */*\r\nauthorization: own\r\naccept-encoding: br\r\n\r\n"));
}

void TestRequestMix::cookiesStandInTheHead()
{
    const auto known = variables();
    RequestSpec spec;
    spec.body = "b";
    const auto mix = RequestMix::compile(url(), {spec}, kSettings, &known).value();
    const auto bytes = rendered(mix, known, 0, "a=1; b=2");
    QVERIFY2(bytes.ends_with("Accept: */*\r\nCookie: a=1; b=2\r\nContent-Length: 1\r\n\r\nb"), bytes.c_str());
    QCOMPARE(rendered(mix, known, 0), mix.request(0).bytes());
}

void TestRequestMix::pathReplacesTheUrls()
{
    const auto mix = RequestMix::compile(url(), {path("/other?y=2")}, kSettings, nullptr).value();
    QVERIFY(mix.request(0).bytes().starts_with("GET /other?y=2 HTTP/1.1\r\nHost: localhost:8080\r\n"));
    const auto own = RequestMix::compile(url(), {RequestSpec()}, kSettings, nullptr).value();
    QVERIFY(own.request(0).bytes().starts_with("GET /start?x=1 HTTP/1.1\r\n"));
}

void TestRequestMix::badPaths_data()
{
    QTest::addColumn<QString>("path");
    for (const char *bad :
         {"other", "http://example.org/", "/a b", "/a#b", "/%", "/ñ", "/a\r\nX: 1", "{{f.v}}", "/{{f.w}}"})
        QTest::newRow(bad) << QString::fromUtf8(bad);
}

void TestRequestMix::badPaths()
{
    QFETCH(const QString, path);
    const auto known = variables();
    const auto mix = RequestMix::compile(url(), {::path(path.toStdString())}, kSettings, &known);
    QVERIFY(!mix);
    QVERIFY2(mix.error().contains("path"), mix.error().c_str());
}

void TestRequestMix::smoothOrder()
{
    const auto known = variables();
    const auto mix =
        RequestMix::compile(url(), {path("/a", 10), path("/b", 2), path("/c", 2)}, kSettings, &known).value();
    QCOMPARE(targets(mix, known, 9), QStringLiteral("/a /a /b /a /c /a /a /a /a"));
}

void TestRequestMix::sharesAreExact()
{
    const std::vector<std::uint32_t> weights{70, 25, 4, 1};
    std::vector<RequestSpec> specs;
    for (const auto weight : weights)
        specs.push_back(path("/", weight));
    const auto mix = RequestMix::compile(url(), specs, kSettings, nullptr).value();
    std::vector<double> seen(weights.size());
    for (std::uint64_t number = 0; number < 1000; ++number) {
        ++seen[mix.indexAt(number)];
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double due = static_cast<double>(weights[i]) / 100 * static_cast<double>(number + 1);
            QVERIFY2(std::abs(seen[i] - due) < 2, qPrintable(QString::number(number)));
        }
    }
    QCOMPARE(seen, (std::vector<double>{700, 250, 40, 10}));
}

void TestRequestMix::feedsAreDealtWithoutGaps()
{
    const auto known = variables();
    const auto mix =
        RequestMix::compile(url(), {path("/p"), path("/q/{{f.v}}/{{n}}", 2), path("/r/{{f.v}}")}, kSettings, &known)
            .value();
    QCOMPARE(targets(mix, known, 12),
             QStringLiteral("/q/a/0 /p /r/bb /q/ccc/1 /q/a/2 /p /r/bb /q/ccc/3 /q/a/4 /p /r/bb /q/ccc/5"));
}

void TestRequestMix::weights_data()
{
    QTest::addColumn<QList<uint>>("weights");
    QTest::addColumn<QString>("words");
    QTest::newRow("one") << QList<uint>{7} << QString();
    QTest::newRow("large ones with much in common") << QList<uint>{1'000'000'000, 3'000'000'000} << QString();
    QTest::newRow("just so") << QList<uint>{9999, 1} << QString();
    QTest::newRow("nothing in common") << QList<uint>{10'000, 1} << QStringLiteral("add up to 10001");
    QTest::newRow("none") << QList<uint>{1, 0} << QStringLiteral("at least 1");
}

void TestRequestMix::weights()
{
    QFETCH(const QList<uint>, weights);
    QFETCH(const QString, words);
    std::vector<RequestSpec> specs;
    for (const uint weight : weights)
        specs.push_back(path("/", weight));
    const auto problem = QString::fromStdString(problemOfWeights(specs));
    QVERIFY2(problem.isEmpty() == words.isEmpty() && problem.contains(words), qPrintable(problem));
}

void TestRequestMix::namesTheRequestThatIsWrong()
{
    const auto known = variables();
    const auto mix = RequestMix::compile(url(), {path("/a"), path("/{{x}}")}, kSettings, &known);
    QVERIFY(!mix);
    QVERIFY2(mix.error().starts_with("request 2: path: {{x}} is no variable"), mix.error().c_str());
}

void TestRequestMix::allocatesNothing()
{
    const auto known = variables();
    RequestSpec spec = path("/{{f.v}}/{{n}}/{{r}}");
    spec.method = "POST";
    spec.headers = {{"Date", "{{t}}"}};
    spec.body = "{{r}} {{f.v:json}} {{t}}";
    const auto mix = RequestMix::compile(url(), {spec, path("/")}, kSettings, &known).value();
    std::vector<std::uint64_t> draws(known.sources());
    std::string bytes;
    std::string scratch;
    std::size_t total = 0;
    const auto renderSome = [&] {
        for (std::uint64_t number = 0; number < 1000; ++number) {
            mix.drawsAt(number, draws);
            mix.request(mix.indexAt(number))
                .render({.number = draws, .now = std::chrono::system_clock::now()}, "a=1", bytes, scratch);
            total += bytes.size();
        }
    };
    renderSome();
    const auto before = allocations();
    QVERIFY(before > 0); // it does count
    renderSome();
    QCOMPARE(allocations() - before, std::uint64_t(0));
    QVERIFY(total > 100'000);
}

QTEST_GUILESS_MAIN(TestRequestMix)
#include "tst_request_mix.moc"
