#include "http/h2_request.h"
#include "http/request_bytes.h"

#include <QTest>

using namespace escala::http;

Q_DECLARE_METATYPE(Fields)

class TestH2Request : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fields_data();
    void fields();
    void preparedIsTheSame();
    void bytesOfTheTwin();
    void assignedAgainAndAgain();
};

void TestH2Request::fields_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("method");
    QTest::addColumn<Fields>("headers");
    QTest::addColumn<QString>("body");
    QTest::addColumn<Fields>("fields");
    const auto row = [](const char *name, const char *url, const Fields &headers, const Fields &fields,
                        const char *method = "GET",
                        const char *body = "") { QTest::newRow(name) << url << method << headers << body << fields; };
    const Fields usual{{"user-agent", "us"}, {"accept", "*/*"}};
    const auto with = [&](const char *authority, const Fields &rest, const char *path = "/",
                          const char *scheme = "http", const char *method = "GET") {
        Fields all{{":method", method}, {":scheme", scheme}, {":authority", authority}, {":path", path}};
        all.insert(all.end(), rest.begin(), rest.end());
        return all;
    };
    const auto more = [&](Fields rest) {
        rest.insert(rest.begin(), usual.begin(), usual.end());
        return rest;
    };
    row("plain", "http://a.test:81/x?y=1", {}, with("a.test:81", usual, "/x?y=1"));
    row("scheme and its port", "https://a.test/", {}, with("a.test", usual, "/", "https"));
    row("IPv6", "http://[::1]:8080/", {}, with("[::1]:8080", usual));
    row("Host becomes :authority", "http://a.test/", {{"HOST", "other.test"}}, with("other.test", usual));
    row("names are lowered, values trimmed", "http://a.test/", {{"X-Case", " Kept As Is "}},
        with("a.test", more({{"x-case", "Kept As Is"}})));
    row("given fields replace", "http://a.test/", {{"USER-agent", "mine"}},
        with("a.test", {{"accept", "*/*"}, {"user-agent", "mine"}}));
    row("fields of the connection are dropped", "http://a.test/",
        {{"Connection", "keep-alive, X-Hop"},
         {"Keep-Alive", "timeout=5"},
         {"Proxy-Connection", "keep-alive"},
         {"Upgrade", "h2c"},
         {"x-hop", "1"},
         {"TE", "gzip"},
         {"Transfer-Encoding", "chunked"},
         {"X-Stays", "1"}},
        with("a.test", more({{"x-stays", "1"}})));
    row("TE: trailers stays", "http://a.test/", {{"TE", "Trailers"}}, with("a.test", more({{"te", "Trailers"}})));
    row("credentials", "http://u:p@a.test/", {}, with("a.test", more({{"authorization", "Basic dTpw"}})));
    row("body", "http://a.test/", {}, with("a.test", more({{"content-length", "4"}}), "/", "http", "PUT"), "PUT",
        "hola");
    row("no body where one is usual", "http://a.test/", {},
        with("a.test", more({{"content-length", "0"}}), "/", "http", "POST"), "POST");
}

void TestH2Request::fields()
{
    QFETCH(const QString, url);
    QFETCH(const QString, method);
    QFETCH(const Fields, headers);
    QFETCH(const QString, body);
    QFETCH(const Fields, fields);
    const auto methodText = method.toStdString();
    const auto bodyText = body.toStdString();
    const H2Request request(
        parseUrl(url.toStdString()).value(),
        {.method = methodText, .headers = headers, .body = bodyText, .keepAlive = false, .userAgent = "us"});
    for (std::size_t i = 0; i < std::min(fields.size(), request.fields().size()); ++i)
        QCOMPARE(request.fields()[i], fields[i]);
    QCOMPARE(request.fields().size(), fields.size());
    QCOMPARE(request.body(), bodyText);
}

void TestH2Request::preparedIsTheSame()
{
    const H2Request request(parseUrl("http://a.test/").value(), {.headers = {{"A", "b"}}, .userAgent = "us"});
    QCOMPARE(request.prepared().size(), request.fields().size());
    for (std::size_t i = 0; i < request.fields().size(); ++i) {
        const auto &nv = request.prepared()[i];
        QCOMPARE(std::string(reinterpret_cast<const char *>(nv.name), nv.namelen), request.fields()[i].first);
        QCOMPARE(std::string(reinterpret_cast<const char *>(nv.value), nv.valuelen), request.fields()[i].second);
    }
}

void TestH2Request::bytesOfTheTwin()
{
    const auto bytes = requestBytes(
        parseUrl("http://u:p@a.test/x").value(),
        {.method = "POST", .headers = {{"A", "b"}}, .body = "hola", .keepAlive = false, .userAgent = "us"});
    QCOMPARE(bytes,
             std::string("POST /x HTTP/1.1\r\nHost: a.test\r\nUser-Agent: us\r\nAccept: */*\r\n"
                         "Authorization: Basic dTpw\r\nConnection: close\r\nA: b\r\nContent-Length: 4\r\n\r\nhola"));
}

// Nothing of the request before is left in it.
void TestH2Request::assignedAgainAndAgain()
{
    H2Request request;
    request.assign("POST /long/target HTTP/1.1\r\nHost: a.test\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n"
                   "Content-Length: 4\r\n\r\nhola",
                   true);
    QCOMPARE(request.fields(),
             Fields({{":method", "POST"},
                     {":scheme", "https"},
                     {":authority", "a.test"},
                     {":path", "/long/target"},
                     {"content-length", "4"}}));
    QCOMPARE(request.body(), std::string_view("hola"));
    request.assign("GET /b HTTP/1.1\r\nHost: b.test\r\nCookie: A=B\r\n\r\n", false);
    QCOMPARE(
        request.fields(),
        Fields(
            {{":method", "GET"}, {":scheme", "http"}, {":authority", "b.test"}, {":path", "/b"}, {"cookie", "A=B"}}));
    QCOMPARE(request.body(), std::string_view());
}

QTEST_GUILESS_MAIN(TestH2Request)
#include "tst_h2_request.moc"
