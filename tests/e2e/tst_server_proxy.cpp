#include "nginx.h"
#include "server_program.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kBigSize = 64 * 1024 * 1024;

Nginx::Options options(bool tls)
{
    Nginx::Options options;
    options.tls = tls;
    options.log = "$status";
    options.locations =
        "client_max_body_size 0; location /file { alias DIR/file; } "
        "location /zip { alias DIR/file; gzip on; gzip_types *; } "
        "location /say { return 200 \"$request_method $http_via $http_x_forwarded_for $http_upgrade\"; } "
        "location /none { return 204; } location /refuse { return 403; }";
    return options;
}

QString curl(const QStringList &arguments)
{
    return outputOf(u"curl"_s, QStringList{u"-sS"_s} + arguments);
}

QJsonObject stats(const ServerProgram &server)
{
    return QJsonDocument::fromJson(curl({server.admin + u"stats"_s}).toUtf8()).object();
}

}

/// The proxy between the client and the server that everybody has.
class TestServerProxy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void curl_data();
    void curl();
    void bytesAreTheSame_data();
    void bytesAreTheSame();
    void uploads_data();
    void uploads();
    void countsAgree();
    void originIsGone();
    void https();

private:
    bool makeFile(const QString &path);

    std::unique_ptr<Nginx> m_nginx;
    std::unique_ptr<ServerProgram> m_proxy;
};

void TestServerProxy::init()
{
    m_nginx = std::make_unique<Nginx>(options(false));
    QVERIFY(m_nginx->listens());
    m_proxy = std::make_unique<ServerProgram>();
    QVERIFY(m_proxy->start({u"proxy"_s, u"--port"_s, u"0"_s, u"--origin"_s, m_nginx->url()}));
}

void TestServerProxy::cleanup()
{
    m_proxy.reset();
    m_nginx.reset();
}

bool TestServerProxy::makeFile(const QString &path)
{
    QByteArray bytes(kBigSize, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>('a' + (i * 31 + i / 4099) % 26);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

void TestServerProxy::curl_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QTest::newRow("GET") << QStringList{} << u"say"_s << u"GET 1.1 escala 127.0.0.1 200 0"_s;
    QTest::newRow("POST") << QStringList{u"-d"_s, u"a=b"_s} << u"say"_s << u"POST 1.1 escala 127.0.0.1 200 0"_s;
    QTest::newRow("chunked POST") << QStringList{u"-d"_s, u"a=b"_s, u"-H"_s, u"Transfer-Encoding: chunked"_s}
                                  << u"say"_s << u"POST 1.1 escala 127.0.0.1 200 0"_s;
    QTest::newRow("POST with an expectation") << QStringList{u"-d"_s, u"a=b"_s, u"-H"_s, u"Expect: 100-continue"_s}
                                              << u"say"_s << u"POST 1.1 escala 127.0.0.1 200 0"_s;
    QTest::newRow("HTTP/1.0") << QStringList{u"--http1.0"_s} << u"say"_s << u"GET 1.0 escala 127.0.0.1 200 0"_s;
    QTest::newRow("an upgrade that is not taken")
        << QStringList{u"--http2"_s} << u"say"_s << u"GET 1.1 escala 127.0.0.1 200 0"_s;
    QTest::newRow("no content") << QStringList{} << u"none"_s << u"204 0"_s;
    QTest::newRow("HEAD") << QStringList{u"--head"_s, u"-o"_s, u"/dev/null"_s} << u"say"_s << u"200 0"_s;
}

void TestServerProxy::curl()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    const auto output =
        ::curl(QStringList{u"-w"_s, u"%{http_code} %{exitcode}"_s} + arguments + QStringList{m_proxy->url + path});
    QCOMPARE(output.simplified(), expected);
}

void TestServerProxy::bytesAreTheSame_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("length") << u"file"_s << QStringList{};
    QTest::newRow("chunks") << u"zip"_s << QStringList{u"--compressed"_s};
    QTest::newRow("chunks towards HTTP/1.0") << u"zip"_s << QStringList{u"--http1.0"_s, u"--compressed"_s};
}

void TestServerProxy::bytesAreTheSame()
{
    QFETCH(QString, path);
    QFETCH(QStringList, arguments);
    const auto file = m_nginx->filePath(u"file"_s);
    const auto got = m_nginx->filePath(u"got"_s);
    QVERIFY(makeFile(file));
    QCOMPARE(::curl(QStringList{u"-o"_s, got, u"-w"_s, u"%{http_code} %{exitcode}"_s} + arguments
                    + QStringList{m_proxy->url + path}),
             u"200 0"_s);
    QCOMPARE(outputOf(u"cmp"_s, {file, got}), QString(u""_s));
}

void TestServerProxy::uploads_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("status");
    QTest::newRow("length") << QStringList{} << u"say"_s << u"200"_s;
    QTest::newRow("chunks") << QStringList{u"-H"_s, u"Transfer-Encoding: chunked"_s} << u"say"_s << u"200"_s;
    QTest::newRow("refused while it is sent") << QStringList{} << u"refuse"_s << u"403"_s;
}

void TestServerProxy::uploads()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, path);
    const auto file = m_nginx->filePath(u"file"_s);
    QVERIFY(makeFile(file));
    const auto output = ::curl(QStringList{u"-o"_s, u"/dev/null"_s, u"-T"_s, file, u"-w"_s, u"%{http_code}"_s}
                               + arguments + QStringList{m_proxy->url + path});
    QFETCH(QString, status);
    QVERIFY2(output.endsWith(status), qPrintable(output));
}

void TestServerProxy::countsAgree()
{
    const auto output = outputOf(u"ab"_s, {u"-q"_s, u"-k"_s, u"-n"_s, u"2000"_s, u"-c"_s, u"20"_s, m_proxy->url});
    QVERIFY2(output.contains(QRegularExpression(u"Complete requests: +2000\n"_s)), qPrintable(output));
    QVERIFY2(output.contains(QRegularExpression(u"Failed requests: +0\n"_s)), qPrintable(output));
    const auto counts = stats(*m_proxy);
    QCOMPARE(counts[u"kind"].toString(), u"proxy"_s);
    QCOMPARE(counts[u"requests"].toInteger(), 2000);
    QCOMPARE(counts[u"origin_requests"].toInteger(), 2000);
    QCOMPARE(counts[u"origin_failures"].toInteger(), 0);
    QVERIFY(counts[u"origin_connections_opened"].toInteger() <= 20);
    QTRY_COMPARE_WITH_TIMEOUT(m_nginx->logged(), 2000, 30'000);
    const auto metrics = ::curl({m_proxy->admin + u"metrics"_s});
    QVERIFY2(metrics.contains(u"\nescala_origin_requests_total 2000\n"_s), qPrintable(metrics));
}

void TestServerProxy::originIsGone()
{
    m_nginx.reset();
    const auto output = ::curl({u"-w"_s, u"%{http_code}"_s, m_proxy->url});
    QCOMPARE(output, u"The origin takes no connection.\n502"_s);
}

void TestServerProxy::https()
{
    const Nginx nginx(options(true));
    QVERIFY(nginx.listens());
    ServerProgram trusting;
    QVERIFY(trusting.start(
        {u"proxy"_s, u"--port"_s, u"0"_s, u"--origin"_s, nginx.url(), u"--origin-cacert"_s, nginx.certificate()}));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(::curl({trusting.url + u"say"_s}).simplified(), u"GET 1.1 escala 127.0.0.1"_s);
    QCOMPARE(stats(trusting)[u"origin_connections_opened"].toInteger(), 1);
    const auto file = nginx.filePath(u"file"_s);
    QVERIFY(makeFile(file));
    const auto got = nginx.filePath(u"got"_s);
    QCOMPARE(::curl({u"-o"_s, got, trusting.url + u"file"_s}), QString(u""_s));
    QCOMPARE(outputOf(u"cmp"_s, {file, got}), QString(u""_s));

    ServerProgram careful; // the system does not know the certificate
    QVERIFY(careful.start({u"proxy"_s, u"--port"_s, u"0"_s, u"--origin"_s, nginx.url()}));
    QCOMPARE(::curl({u"-w"_s, u"%{http_code}"_s, careful.url}),
             u"The origin's TLS handshake or certificate is not good.\n502"_s);
}

QTEST_GUILESS_MAIN(TestServerProxy)
#include "tst_server_proxy.moc"
