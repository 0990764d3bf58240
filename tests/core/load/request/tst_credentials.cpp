#include "load/request/credentials.h"

#include <QFile>
#include <QTest>

using escala::load::authorizationFor;
using escala::load::CredentialSpec;
using Scheme = CredentialSpec::Scheme;
using Source = CredentialSpec::Source;

Q_DECLARE_METATYPE(Scheme)

namespace {

QByteArray letters(int size)
{
    return QByteArray(size, 'a');
}

}

class TestCredentials : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void none();
    void gives_data();
    void gives();
    void refuses_data();
    void refuses();
    void namesWhatIsMissing();
};

void TestCredentials::none()
{
    QCOMPARE(authorizationFor({}).value(), std::string());
}

void TestCredentials::gives_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("basic") << Scheme::Basic << QByteArray("Aladdin:open sesame")
                           << QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617
    QTest::newRow("basic with colons") << Scheme::Basic << QByteArray("a:b:c") << QByteArray("Basic YTpiOmM=");
    QTest::newRow("basic without a password") << Scheme::Basic << QByteArray("a:") << QByteArray("Basic YTo=");
    QTest::newRow("bearer") << Scheme::Bearer << QByteArray("abc.def-ghi") << QByteArray("Bearer abc.def-ghi");
}

void TestCredentials::gives()
{
    QFETCH(const Scheme, scheme);
    QFETCH(const QByteArray, secret);
    QFETCH(const QByteArray, field);
    qputenv("ESCALA_TEST_SECRET", secret);
    QCOMPARE(authorizationFor({scheme, Source::Environment, "ESCALA_TEST_SECRET"}).value(), field.toStdString());
    for (const QByteArray &ending : {QByteArray(), QByteArray("\n"), QByteArray("\r\n"), QByteArray("\nmore\n")}) {
        QFile file(QStringLiteral("secret.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(secret + ending);
        file.close();
        QCOMPARE(authorizationFor({scheme, Source::File, "secret.txt"}).value(), field.toStdString());
    }
}

void TestCredentials::refuses_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("empty") << Scheme::Bearer << QByteArray();
    QTest::newRow("basic without a colon") << Scheme::Basic << QByteArray("aladdin");
    QTest::newRow("token with a line end") << Scheme::Bearer << QByteArray("sesame\r\nX: 1");
    QTest::newRow("token with a blank at its end") << Scheme::Bearer << QByteArray("sesame ");
    QTest::newRow("too long") << Scheme::Bearer << letters(20'000);
}

void TestCredentials::refuses()
{
    QFETCH(const Scheme, scheme);
    QFETCH(const QByteArray, secret);
    qputenv("ESCALA_TEST_SECRET", secret);
    const auto field = authorizationFor({scheme, Source::Environment, "ESCALA_TEST_SECRET"});
    QVERIFY(!field);
    const auto message = QByteArray::fromStdString(field.error());
    QVERIFY2(message.startsWith("ESCALA_TEST_SECRET must hold "), message.constData());
    QVERIFY2(secret.isEmpty() || !message.contains(secret.left(6)), message.constData());
}

void TestCredentials::namesWhatIsMissing()
{
    QCOMPARE(authorizationFor({Scheme::Basic, Source::Environment, "ESCALA_TEST_NOT_SET"}).error(),
             std::string("the environment variable ESCALA_TEST_NOT_SET is not set; expected user:password there"));
    QCOMPARE(authorizationFor({Scheme::Bearer, Source::File, "missing.txt"}).error(),
             std::string("missing.txt can't be read: No such file or directory; expected a token there"));
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
