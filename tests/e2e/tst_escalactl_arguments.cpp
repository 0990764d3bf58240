#include "ctl.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// What is wrong on the command line is said in a sentence, with status 2, and nothing is started.
class TestEscalactlArguments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void refusesInvalidUtf8();
    void refusesFilesBeforeItRuns_data();
    void refusesFilesBeforeItRuns();
    void helps_data();
    void helps();
};

void TestEscalactlArguments::refuses_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *arguments, const char *said) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << QString::fromUtf8(said);
    };
    row("nothing", "", "subcommand");
    row("unknown command", "walk http://127.0.0.1/", "subcommand");
    row("unknown option", "run http://127.0.0.1/ --conections 5", "--conections");
    row("rate", "run http://127.0.0.1/ --rate -100", "rate");
    row("streams without HTTP/2", "run http://127.0.0.1/ --streams 5", "--http2");
    row("no URL", "run", "at least one URL");
    row("empty URL", "run ''", "no URL");
    row("malformed URL", "run http://[::1/", "http://[::1/");
    row("blank in a URL", "run 'http://local host/'", "local host");
    row("scheme", "run gopher://127.0.0.1/", "neither an http nor an https");
    row("port out of range", "run http://127.0.0.1:70000/", "1 to 65535");
    row("port 0", "run http://127.0.0.1:0/", "1 to 65535");
    row("zero users", "run http://127.0.0.1/ --connections 0", "0");
    row("negative users", "run http://127.0.0.1/ --connections -5", "-5");
    row("absurd users", "run http://127.0.0.1/ --connections 1000000", "1000000");
    row("users beyond any number", "run http://127.0.0.1/ --connections 99999999999999999999", "99999999999999999999");
    row("users in words", "run http://127.0.0.1/ --connections many", "many");
    row("zero requests", "run http://127.0.0.1/ --requests 0", "0");
    row("absurd threads", "run http://127.0.0.1/ --threads 5000", "5000");
    row("duration without unit", "run http://127.0.0.1/ --duration 10", "10");
    row("zero duration", "run http://127.0.0.1/ --duration 0s", "duration");
    row("negative duration", "run http://127.0.0.1/ --duration -5s", "-5s");
    row("endless duration", "run http://127.0.0.1/ --duration 100000h", "100000h");
    row("order", "run http://127.0.0.1/ --order random", "random");
    row("header without colon", "run http://127.0.0.1/ --header Accept", "Name: value");
    row("header with a line feed", "run http://127.0.0.1/ --header 'A: b\nC: d'", "");
    row("method", "run http://127.0.0.1/ --method 'GE T'", "GE T");
    row("two bodies", "run http://127.0.0.1/ --body a --body-file b", "--body");
    row("body that is not there", "run http://127.0.0.1/ --body-file /nowhere/body", "/nowhere/body");
    row("body that is a folder", "run http://127.0.0.1/ --body-file /", "--body-file");
    row("authorities that are not there", "run https://127.0.0.1/ --cacert /nowhere/ca.pem", "/nowhere/ca.pem");
    row("resolve without address", "run http://127.0.0.1/ --resolve localhost:80", "HOST:PORT:ADDRESS");
    row("resolve port", "run http://127.0.0.1/ --resolve localhost:99999:::1", "1 to 65535");
    row("resolve to a name", "run http://localhost/ --resolve localhost:80:example.org", "example.org");
    row("source address", "run http://127.0.0.1/ --source nowhere", "nowhere");
    row("source and Unix socket", "run http://127.0.0.1/ --source 127.0.0.1 --unix-socket /run/a", "Unix socket");
    const std::string tooLong = "run http://127.0.0.1/ --unix-socket /" + std::string(200, 'x');
    row("path of a Unix socket", tooLong.c_str(), "1 to 107 bytes");
    row("no connections", "run http://127.0.0.1/ --connections-per-second 0", "above 0");
    row("no requests", "run http://127.0.0.1/ --requests-per-connection 0", "--requests-per-connection");
    row("when names are looked up", "run http://127.0.0.1/ --dns always", "--dns");
    row("a DNS server", "run http://127.0.0.1/ --dns-server dns.test", "DNS server: \"dns.test\"");
    row("certificate that is not there", "run https://127.0.0.1/ --cert /nowhere/cert.pem", "/nowhere/cert.pem");
    row("key without a certificate", "run https://127.0.0.1/ --key /dev/null", "certificate");
    row("threshold", "run http://127.0.0.1/ --threshold fast", "fast");
    row("plan that is not there", "run --plan /nowhere/plan.json", "/nowhere/plan.json");
    row("foreign host", "run http://192.0.2.1/", "--i-am-allowed-to-load 192.0.2.1");
    row("another host is allowed", "run http://192.0.2.1/ --i-am-allowed-to-load 192.0.2.2", "192.0.2.1");
    row("localhost that leads elsewhere", "run http://localhost/ --resolve localhost:80:192.0.2.1", "192.0.2.1");
    row("preset", "compare --preset fast", "quick, classic or a plan file");
    row("compare takes no URL", "compare http://127.0.0.1/", "http://127.0.0.1/");
}

void TestEscalactlArguments::refuses()
{
    QFETCH(const QString, arguments);
    QFETCH(const QString, said);
    // As a shell would split them: single quotes keep blanks.
    QStringList split;
    const QStringList parts = arguments.split(u'\'');
    for (qsizetype index = 0; index < parts.size(); ++index) {
        if (index % 2 == 1)
            split.append(parts[index]);
        else
            split.append(parts[index].split(u' ', Qt::SkipEmptyParts));
    }
    const ctl::Outcome outcome = ctl::run(split);
    QVERIFY2(outcome.status == 2,
             qPrintable(QStringLiteral("%1: %2").arg(outcome.status).arg(QString::fromUtf8(outcome.errors))));
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(QString::fromUtf8(outcome.errors).contains(said), outcome.errors.constData());
    QVERIFY(outcome.errors.startsWith("escalactl: error: ") && outcome.errors.endsWith('\n'));
}

void TestEscalactlArguments::refusesInvalidUtf8()
{
    // QProcess would mend the argument on its way; a shell passes bytes.
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("\"$0\" run \"$(printf 'http://127.0.0.1/caf\\351')\""),
                 ctl::program("escalactl")});
    const ctl::Outcome outcome = ctl::finish(shell);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.errors.contains("argument 2 is not valid UTF-8"), outcome.errors.constData());
}

void TestEscalactlArguments::refusesFilesBeforeItRuns_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QStringList &options, const char *said) {
        QTest::newRow(name) << options << QString::fromUtf8(said);
    };
    const QString file = QStringLiteral("taken");
    row("a folder in the place of a file", {QStringLiteral("--json"), QStringLiteral("/")}, "is a folder");
    row("a file in the place of a folder", {QStringLiteral("--out"), file}, "is a file, not a folder");
    row("a file on the way", {QStringLiteral("--csv"), file + QStringLiteral("/deeper/a.csv")},
        "is a file, not a folder");
    row("nothing can be written there", {QStringLiteral("--html"), QStringLiteral("/proc/a.html")}, "/proc");
    row("nor a folder made", {QStringLiteral("--charts"), QStringLiteral("/proc/charts")}, "/proc");
    row("one file twice",
        {QStringLiteral("--json"), QStringLiteral("a"), QStringLiteral("--csv"), QStringLiteral("./a")}, "both name");
    row("two on standard output",
        {QStringLiteral("--json"), QStringLiteral("-"), QStringLiteral("--csv"), QStringLiteral("-")}, "both name");
}

void TestEscalactlArguments::refusesFilesBeforeItRuns()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, said);
    const QTemporaryDir dir;
    QFile taken(dir.filePath(QStringLiteral("taken")));
    QVERIFY(taken.open(QIODevice::WriteOnly));
    QProcess process;
    process.setWorkingDirectory(dir.path());
    process.start(ctl::program("escalactl"), QStringList{QStringLiteral("compare")} + options);
    const ctl::Outcome outcome = ctl::finish(process);
    QVERIFY2(outcome.status == 2, outcome.errors.constData());
    QVERIFY2(QString::fromUtf8(outcome.errors).contains(said), outcome.errors.constData());
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden | QDir::Dirs | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("taken")});
}

void TestEscalactlArguments::helps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    QTest::newRow("help") << QStringList{QStringLiteral("--help")} << QStringLiteral("compare");
    QTest::newRow("help of run") << QStringList{QStringLiteral("run"), QStringLiteral("--help")}
                                 << QStringLiteral("--connections");
    QTest::newRow("help of compare") << QStringList{QStringLiteral("compare"), QStringLiteral("--help")}
                                     << QStringLiteral("--preset");
    QTest::newRow("version") << QStringList{QStringLiteral("--version")} << QStringLiteral("escalactl 0.");
}

void TestEscalactlArguments::helps()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, said);
    const ctl::Outcome outcome = ctl::run(arguments);
    QCOMPARE(outcome.status, 0);
    QVERIFY2(QString::fromUtf8(outcome.output).contains(said), outcome.output.constData());
    QCOMPARE(outcome.errors, QByteArray());
}

QTEST_GUILESS_MAIN(TestEscalactlArguments)
#include "tst_escalactl_arguments.moc"
