#include "ctl.h"
#include "nginx.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

/// Requests that vary, and what is looked for in answers: as a shell has them, against nginx and our own server.
class TestEscalactlRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arrivesAsAsked_data();
    void arrivesAsAsked();
    void planFile();
    void cookiesAndRedirects();
    void checks_data();
    void checks();
    void secretsStayWhereTheyAre();
    void builtInServerCountsTheSame();
    void refusesBeforeItRuns_data();
    void refusesBeforeItRuns();

private:
    static QString written(const QTemporaryDir &dir, const char *name, const QByteArray &text);
};

namespace {

QStringList words(const QString &line)
{
    return line.split(u' ', Qt::SkipEmptyParts);
}

/// nginx with places that redirect, set cookies, compress and ask for a password; it logs what it was asked.
Nginx::Options places(bool http2 = false)
{
    Nginx::Options options;
    options.tls = options.http2 = http2;
    options.log = R"($request_method $uri?$args cookie=$http_cookie auth=$http_authorization body=$request_body)";
    options.locations = R"(
location = /old { return 302 /new; }
location = /loop { return 302 /loop; }
location = /visit { add_header Set-Cookie "visitor=$connection; Path=/"; return 200 "welcome\n"; }
location = /json { default_type application/json; gzip on; gzip_min_length 1; gzip_types application/json;
                   return 200 '{"id":5,"name":"Ana","tags":["a","b"],"text":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}'; }
location = /gone { return 410 "gone\n"; }
)";
    return options;
}

QByteArrayList lines(const Nginx &nginx)
{
    QByteArrayList all = nginx.log().split('\n');
    all.removeAll(QByteArray());
    return all;
}

qint64 summaryOf(const QJsonObject &result, const char *field)
{
    return ctl::firstTarget(result).value(u"summary"_qs).toObject().value(QString::fromLatin1(field)).toInteger(-1);
}

}

QString TestEscalactlRequests::written(const QTemporaryDir &dir, const char *name, const QByteArray &text)
{
    QFile file(dir.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("can't write");
    file.write(text);
    return file.fileName();
}

void TestEscalactlRequests::arrivesAsAsked_data()
{
    QTest::addColumn<bool>("http2");
    QTest::newRow("HTTP/1.1") << false;
    QTest::newRow("HTTP/2") << true;
}

// Of eight requests four read the next row, two write and two are a third one.
void TestEscalactlRequests::arrivesAsAsked()
{
    QFETCH(const bool, http2);
    const Nginx nginx(places(http2));
    QVERIFY(nginx.listens());
    const QTemporaryDir dir;
    const QString rows = written(dir, "rows.csv", "id,name\r\n7,\"a b\"\r\n8,c\r\n");
    QStringList arguments{u"run"_qs,           nginx.url(),
                          u"--requests"_qs,    u"8"_qs,
                          u"--connections"_qs, u"2"_qs,
                          u"--request"_qs,     u"/items/{{item.id}}?n={{n}} 2"_qs,
                          u"--request"_qs,     u"POST /orders"_qs,
                          u"--request"_qs,     u"DELETE /carts"_qs,
                          u"--body"_qs,        u"name={{item.name}}&m={{m}}"_qs,
                          u"--feed"_qs,        u"item="_qs + rows,
                          u"--var"_qs,         u"n=counter:10:5"_qs,
                          u"--var"_qs,         u"m=choice:x"_qs,
                          u"--json"_qs,        u"-"_qs};
    if (http2)
        arguments += {u"--http2"_qs, u"--cacert"_qs, nginx.certificate()};
    const ctl::Outcome outcome = ctl::run(arguments);
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QTRY_COMPARE_WITH_TIMEOUT(nginx.logged(), 8, ctl::kPatience);
    QByteArrayList reads;
    int writes = 0;
    int deletes = 0;
    for (const QByteArray &line : lines(nginx)) {
        if (line.startsWith("GET "))
            reads.append(line.split(' ')[1]);
        writes += line.startsWith("POST /orders?") ? 1 : 0;
        deletes += line.startsWith("DELETE /carts?") ? 1 : 0;
    }
    std::ranges::sort(reads);
    QCOMPARE(writes, 2);
    QCOMPARE(deletes, 2);
    QCOMPARE(reads.size(), 4);
    for (int i = 0; i < 4; ++i)
        QVERIFY2(reads.join(' ').contains(QByteArray("n=").append(QByteArray::number(10 + 5 * i))),
                 reads.join(' ').constData());
}

void TestEscalactlRequests::planFile()
{
    const Nginx nginx(places());
    QVERIFY(nginx.listens());
    const QTemporaryDir dir;
    written(dir, "rows.jsonl", "{\"page\":\"one\"}\n{\"page\":\"two/2\"}\n");
    const QString plan =
        written(dir, "plan.json", R"({"name": "Pages", "load": {"users": 1, "requests": 4, "threads": 1,
        "mix": [{"path": "/{{site.page}}", "checks": ["status==200"]},
                {"method": "PUT", "path": "/{{site.page:raw}}", "body": "{{site.page}}"}],
        "feeds": [{"name": "site", "file": "rows.jsonl"}]}})");
    const ctl::Outcome outcome = ctl::run({u"run"_qs, u"--plan"_qs, plan, nginx.url(), u"--json"_qs, u"-"_qs});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QTRY_COMPARE_WITH_TIMEOUT(nginx.logged(), 4, ctl::kPatience);
    const QByteArrayList asked = lines(nginx);
    QVERIFY2(asked[0].startsWith("GET /one?"), asked[0].constData());
    QVERIFY2(asked[1].startsWith("PUT /two/2?"), asked[1].constData());
    QVERIFY2(asked[2].startsWith("GET /one?"), asked[2].constData());
    const QJsonObject result = ctl::parseJson(outcome.output);
    QVERIFY(result.value(u"settings"_qs).toString().contains(u"GET /{{site.page}} and 1 more request, 1 check"_qs));
    const QJsonObject load = result.value(u"plan"_qs).toObject().value(u"load"_qs).toObject();
    QCOMPARE(load.value(u"mix"_qs).toArray().size(), 2);
}

void TestEscalactlRequests::cookiesAndRedirects()
{
    const Nginx nginx(places());
    QVERIFY(nginx.listens());
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "9", "--connections", "1", "--request", "/visit", "--request", "/old",
                  "--request", "/loop", "--cookies", "--follow", "3", "--json", "-"},
                 {nginx.url()});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const QJsonObject result = ctl::parseJson(outcome.output);
    QCOMPARE(summaryOf(result, "requests"), 9);
    QCOMPARE(summaryOf(result, "redirects_followed"), 3 * 1 + 3 * 3);
    QTRY_COMPARE_WITH_TIMEOUT(nginx.logged(), 9 + 12, ctl::kPatience);
    const QByteArrayList asked = lines(nginx);
    QVERIFY(asked[0].contains(" cookie=- "));
    for (qsizetype i = 1; i < asked.size(); ++i)
        QVERIFY2(asked[i].contains(" cookie=visitor="), asked[i].constData());
}

void TestEscalactlRequests::checks_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("more");
    QTest::addColumn<int>("failed"); ///< Of 10.
    QTest::addColumn<int>("status");
    const auto row = [](const char *path, const char *check, int failed, int status, const char *more = "") {
        QTest::addRow("%s: %s %s", path, check, more) << path << check << more << failed << status;
    };
    row("json", "json /name==Ana", 0, 0);
    row("json", "json /name==Ana", 0, 0, "--compressed");
    row("json", "body contains \"tags\"", 0, 0, "--compressed --threshold check_failed<1%");
    row("json", "header Content-Encoding==gzip", 0, 0, "--compressed --threshold errors==0");
    row("json", "header Content-Encoding==gzip", 10, 3, "--threshold check_failed<1%");
    row("json", "json /id==6", 10, 0);
    row("json", "json /id==6", 10, 3, "--threshold check_failed==0");
    row("json", "size<10", 10, 3, "--threshold errors<1%");
    row("gone", "status==410", 0, 3, "--threshold errors==0");
    row("gone", "status==410", 0, 0, "--threshold check_failed==0");
}

void TestEscalactlRequests::checks()
{
    QFETCH(const QString, path);
    QFETCH(const QString, check);
    QFETCH(const QString, more);
    QFETCH(const int, failed);
    QFETCH(const int, status);
    const Nginx nginx(places());
    QVERIFY(nginx.listens());
    const QTemporaryDir dir;
    const QString json = dir.filePath(u"r.json"_qs);
    const QString report = dir.filePath(u"r.html"_qs);
    const ctl::Outcome outcome = ctl::run(QStringList{u"run"_qs, nginx.url() + path, u"--requests"_qs, u"10"_qs,
                                                      u"--check"_qs, check, u"--json"_qs, json, u"--html"_qs, report}
                                          + words(more));
    QVERIFY2(outcome.status == status, QByteArray(outcome.output + outcome.errors).constData());
    const QJsonObject target = ctl::firstTarget(ctl::readJson(json));
    const QJsonObject counted = target.value(u"checks"_qs).toArray().first().toObject();
    QCOMPARE(counted.value(u"check"_qs).toString(), check);
    QCOMPARE(counted.value(u"passed"_qs).toInt(), 10 - failed);
    QCOMPARE(counted.value(u"failed"_qs).toInt(), failed);
    const QJsonObject kinds = target.value(u"summary"_qs).toObject().value(u"errors_by_kind"_qs).toObject();
    QCOMPARE(kinds.value(u"check_failed"_qs).toInt(), failed);
    QVERIFY2(outcome.output.contains(
                 QStringLiteral("%1: %2 passed, %3 failed").arg(check).arg(10 - failed).arg(failed).toUtf8()),
             outcome.output.constData());
    QVERIFY(QString::fromUtf8(ctl::readAll(report)).contains(check.toHtmlEscaped()));
}

// A secret goes to the server and nowhere else.
void TestEscalactlRequests::secretsStayWhereTheyAre()
{
    const Nginx nginx(places());
    QVERIFY(nginx.listens());
    const QTemporaryDir dir;
    const QString out = dir.filePath(u"out"_qs);
    written(dir, "secret", "ana:t0p5ecret\n");
    const QByteArray sent = QByteArray("ana:t0p5ecret").toBase64();
    const ctl::Outcome outcome =
        ctl::run({"run", "--requests", "5", "--header", "Cookie: id=c00kie5ecret", "--basic-from-file"},
                 {dir.filePath(u"secret"_qs), nginx.url(), u"--out"_qs, out});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    QTRY_COMPARE_WITH_TIMEOUT(nginx.logged(), 5, ctl::kPatience);
    QVERIFY(lines(nginx).first().contains(QByteArray("auth=Basic ").append(sent)));
    const auto holdsSecret = [&](const QByteArray &text) { return text.contains("5ecret") || text.contains(sent); };
    QVERIFY(!holdsSecret(outcome.output) && !holdsSecret(outcome.errors));
    for (const char *name : {"result.json", "summary.csv", "series.csv", "report.html"}) {
        const QByteArray text = ctl::readAll(out + u'/' + QString::fromLatin1(name));
        QVERIFY2(!text.isEmpty() && !holdsSecret(text), name);
    }
    QVERIFY(ctl::readAll(out + u"/result.json"_qs).contains("\"file\""));
}

// What our own server counted is what was sent, whatever varies.
void TestEscalactlRequests::builtInServerCountsTheSame()
{
    const QTemporaryDir dir;
    const QString plan =
        written(dir, "plan.json", R"({"targets": [{"name": "Cached", "server": {"kind": "cached", "delay": "1ms"}}],
        "load": {"users": 4, "requests": 400, "cold_request": true, "warmup": "100ms", "cookies": true, "compressed": true,
                 "mix": [{"path": "/?page={{n}}", "weight": 3}, {"method": "HEAD"}],
                 "variables": [{"name": "n", "kind": "integer", "least": 1, "most": 10}]}})");
    const ctl::Outcome outcome = ctl::run({u"run"_qs, u"--plan"_qs, plan, u"--json"_qs, u"-"_qs});
    QVERIFY2(outcome.status == 0, outcome.errors.constData());
    const QJsonObject result = ctl::parseJson(outcome.output);
    const QJsonObject server = ctl::firstTarget(result).value(u"server"_qs).toObject();
    QCOMPARE(summaryOf(result, "requests"), 400);
    QCOMPARE(server.value(u"requests"_qs).toInteger(), 400 + summaryOf(result, "warmup_requests"));
}

void TestEscalactlRequests::refusesBeforeItRuns_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QStringList &arguments, const char *said) {
        QTest::newRow(name) << arguments << QString::fromUtf8(said);
    };
    row("request without a path", {u"--request"_qs, u"GET"_qs}, "'METHOD /PATH WEIGHT'");
    row("a number of requests", {u"--request"_qs, u"1000"_qs}, "--requests");
    row("weight of nothing", {u"--request"_qs, u"/a 0"_qs}, "weight must be at least 1");
    row("method and request", {u"--request"_qs, u"/a"_qs, u"--method"_qs, u"PUT"_qs}, "--method");
    row("body for readers", {u"--request"_qs, u"/a"_qs, u"--request"_qs, u"/b"_qs, u"--body"_qs, u"x"_qs},
        "POST, PUT and PATCH");
    row("unknown variable", {u"--request"_qs, u"/{{b}}"_qs, u"--var"_qs, u"a=1..5"_qs},
        "{{b}} is no variable; expected one of: a");
    row("placeholder in the URL", {u"http://127.0.0.1/{{a}}"_qs, u"--var"_qs, u"a=1..5"_qs},
        "--request '/items/{{id}}'");
    row("variable without value", {u"--var"_qs, u"a"_qs}, "expected NAME=1..100");
    row("variable without name", {u"--var"_qs, u"=1..5"_qs}, "can't name a variable");
    row("range the other way round", {u"--var"_qs, u"a=5..1"_qs}, "must not be over");
    row("counter in words", {u"--var"_qs, u"a=counter:one"_qs}, "expected NAME=1..100");
    row("feed without file", {u"--feed"_qs, u"a"_qs}, "needs a file");
    row("feed that is not there", {u"--feed"_qs, u"a=/nowhere/a.csv"_qs}, "/nowhere/a.csv");
    row("Zipf without number", {u"--feed"_qs, u"a=a.csv:zipf:much"_qs}, "Zipf");
    row("check", {u"--check"_qs, u"fine"_qs}, "\"fine\" is no check: expected");
    row("check of a status by size", {u"--check"_qs, u"status<500"_qs}, "== or !=");
    row("secret that is not set", {u"--bearer-from-env"_qs, u"ESCALA_NO_SUCH"_qs}, "ESCALA_NO_SUCH is not set");
    row("secret file that is not there", {u"--basic-from-file"_qs, u"/nowhere/s"_qs}, "/nowhere/s can't be read");
    row("two secrets", {u"--basic-from-env"_qs, u"HOME"_qs, u"--bearer-from-env"_qs, u"HOME"_qs},
        "one kind of credentials");
    row("follow a word", {u"--follow"_qs, u"always"_qs}, "always");
    row("follow for ever", {u"--follow"_qs, u"1000"_qs}, "at most 100");
    row("cookies twice", {u"--cookies"_qs, u"--header"_qs, u"Cookie: a=b"_qs}, "Cookie");
}

void TestEscalactlRequests::refusesBeforeItRuns()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, said);
    const ctl::Outcome outcome = ctl::run(QStringList{u"run"_qs, u"http://127.0.0.1:9/"_qs} + arguments);
    QVERIFY2(outcome.status == 2, outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(QString::fromUtf8(outcome.errors).contains(said), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(TestEscalactlRequests)
#include "tst_escalactl_requests.moc"
