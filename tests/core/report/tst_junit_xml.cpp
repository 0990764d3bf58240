#include "report/report.h"
#include "sample_result.h"

#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace escala;
using metrics::ErrorKind;

class TestJunitXml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cases();
    void hostileTexts();
};

namespace {

struct Read {
    QStringList cases; ///< "name: failure"
    QString tests;
    QString failures;
    QString error;
};

Read read(const std::string &xml)
{
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    Read result;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attribute = [&](const char *name) {
            return reader.attributes().value(QLatin1String(name)).toString();
        };
        if (reader.name() == u"testsuite") {
            result.tests = attribute("tests");
            result.failures = attribute("failures");
        } else if (reader.name() == u"testcase") {
            result.cases.push_back(attribute("name"));
        } else if (reader.name() == u"failure") {
            result.cases.back() += QStringLiteral(": ") + attribute("message");
        }
    }
    result.error = reader.hasError() ? reader.errorString() : QString();
    return result;
}

}

void TestJunitXml::cases()
{
    const auto result = sampleResult({{.name = "Fine"},
                                      {.name = "Troubled", .good = 90, .errors = {{ErrorKind::Timeout, 10}}},
                                      {.name = "Silent", .good = 0, .aborted = 3}});
    const Read xml = read(report::junitXml(
        result,
        {{.expression = "p99<1s", .target = "Fine", .actual = 0.2, .passed = true},
         {.expression = "p99<0.1s", .target = "Fine", .actual = 0.2},
         {.expression = "hit_ratio>0.9", .target = "Fine", .actual = std::numeric_limits<double>::quiet_NaN()}}));
    QCOMPARE(xml.error, QString());
    QCOMPARE(xml.tests, QStringLiteral("6"));
    QCOMPARE(xml.failures, QStringLiteral("4"));
    const QStringList expected{QStringLiteral("Fine"),
                               QStringLiteral("Troubled: 10 of 100 requests failed: 10 timeout"),
                               QStringLiteral("Silent: no complete answer"),
                               QStringLiteral("p99<1s on Fine"),
                               QStringLiteral("p99<0.1s on Fine: it was 0.2"),
                               QStringLiteral("hit_ratio>0.9 on Fine: there is no such figure")};
    QCOMPARE(xml.cases, expected);
}

void TestJunitXml::hostileTexts()
{
    experiment::RunResult result = sampleResult({{.name = "<a href=\"x\">'&\x01\xff"}});
    result.experiment.name = "]]>\"";
    const Read xml = read(report::junitXml(result));
    QCOMPARE(xml.error, QString());
    QCOMPARE(xml.cases.value(0), QStringLiteral("<a href=\"x\">'&\uFFFD\uFFFD"));
}

QTEST_APPLESS_MAIN(TestJunitXml)
#include "tst_junit_xml.moc"
