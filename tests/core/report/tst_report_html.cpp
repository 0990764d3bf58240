#include "report/report.h"
#include "sample_result.h"

#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace escala;
using metrics::ErrorKind;

class TestReportHtml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysEverything_data();
    void saysEverything();
    void answerComesFirst();
    void needsNoNetwork();
    void tagsAreBalanced();
    void hostileTexts();
    void fewAnswersAreDim();
    void changesOfTheLoadAreTold();
    void errorsAreInTheLanguageOfTheReader();
};

namespace {

const report::ReportChart kChart{.name = "response-time",
                                 .title = "Response time",
                                 .svg = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg viewBox=\"0 0 9 9\"></svg>",
                                 .description = "Percentiles, s < 1"};

experiment::RunResult troubled()
{
    auto result =
        sampleResult({{.name = "Slow"}, {.name = "Cached", .good = 9990, .errors = {{ErrorKind::Timeout, 10}}}});
    result.stopped = true;
    result.notes = {"port 5000 was taken"};
    result.generator.verdict = metrics::Verdict::Degraded;
    result.generator.reasons = {{.kind = metrics::VerdictReason::Kind::Lag, .value = 0.0032, .limit = 0.001}};
    return result;
}

QString html(const experiment::RunResult &result)
{
    return QString::fromStdString(report::reportHtml(
        result, {kChart}, {{.expression = "p99<1s", .target = "Slow", .actual = 0.2, .passed = true}}));
}

}

void TestReportHtml::saysEverything_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"<!DOCTYPE html>",
                             "charset=\"utf-8\"",
                             "prefers-color-scheme: dark",
                             "@media print",
                             "Sample",
                             "2026-11-23T21:00:00.123Z",
                             "20 users, closed model",
                             "degraded: generator lag p99 3.2 ms, over 1 ms",
                             "was stopped",
                             "port 5000 was taken",
                             "<svg viewBox=\"0 0 9 9\"></svg>",
                             "Percentiles, s &lt; 1",
                             "p99&lt;1s",
                             "passed",
                             "Some CPU",
                             "Linux 6.1",
                             "Timeouts",
                             "Errors: timed out",
                             "Times by status",
                             "no answer",
                             "200\u00a0ms",
                             "http://127.0.0.1:5001/",
                             "01234567-89ab"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestReportHtml::saysEverything()
{
    QFETCH(const QString, text);
    QVERIFY(html(troubled()).contains(text));
}

void TestReportHtml::answerComesFirst()
{
    const QString page = html(troubled());
    const auto answer = page.indexOf(QString::fromStdString(report::answerSentence(troubled())).toHtmlEscaped());
    QVERIFY(answer > 0);
    QVERIFY(answer < page.indexOf(QStringLiteral("closed model")));
    QVERIFY(answer < page.indexOf(QStringLiteral("<svg")));
}

void TestReportHtml::needsNoNetwork()
{
    const QString page = html(troubled());
    static const QRegularExpression outside(
        QStringLiteral("<script|<link|<img|<iframe|@import|url\\(|\\bsrc=|\\bhref=|<\\?xml"));
    const auto match = outside.match(page);
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured()));
    QVERIFY(page.contains(QStringLiteral("default-src 'none'")));
}

void TestReportHtml::tagsAreBalanced()
{
    const QString page = html(troubled());
    for (const char *tag : {"html", "head", "body", "main", "header", "footer", "section", "table", "thead", "tbody",
                            "tr", "td", "figure", "ul", "li", "p", "h1", "h2"}) {
        const QString name = QString::fromLatin1(tag);
        const QRegularExpression opening(u'<' + name + QStringLiteral("[ >]"));
        QVERIFY2(page.count(opening) == page.count(QStringLiteral("</") + name + u'>'), tag);
        QVERIFY2(page.contains(opening), tag);
    }
}

void TestReportHtml::hostileTexts()
{
    const std::string attack = "\"><script>alert('x')</script>\xff";
    experiment::RunResult result = sampleResult({{.name = attack}, {.name = "B"}});
    result.experiment.name = attack;
    result.targets.front().url = "http://user:secret@host/\"><script>";
    result.notes = {attack, "http://user:secret@host/"};
    result.host.cpu = attack;
    result.id = attack;
    const std::string page =
        report::reportHtml(result, {{.name = attack, .title = attack, .svg = "no picture", .description = attack}},
                           {{.expression = attack, .target = attack, .actual = 1}});
    QVERIFY(page.find("<script") == std::string::npos);
    QVERIFY(page.find("secret") == std::string::npos);
    QVERIFY(page.find('\xff') == std::string::npos);
}

void TestReportHtml::fewAnswersAreDim()
{
    const QString few = html(sampleResult({{.name = "Slow", .good = 100}}));
    QVERIFY(few.contains(QStringLiteral("Response time p99</th><td><span class=\"few\"")));
    QVERIFY(few.contains(QStringLiteral("Response time p95</th><td>200")));
}

void TestReportHtml::changesOfTheLoadAreTold()
{
    using Kind = metrics::Mark::Kind;
    auto result = troubled();
    QVERIFY(!html(result).contains(QStringLiteral("Changed while")));
    result.marks = {{.kind = Kind::Paused, .at = std::chrono::seconds(2)},
                    {.kind = Kind::Planned, .at = std::chrono::seconds(3)},
                    {.kind = Kind::Level, .at = std::chrono::seconds(4), .level = 1500, .target = 1}};
    const QString page = html(result);
    for (const char *text : {"Changed while it was running", "2 s: paused", "3 s: resumed", "Cached, 4 s: 1,500 users"})
        QVERIFY2(page.contains(QString::fromUtf8(text)), text);
}

/// Words for people are translated; the names in JUnit and other data stay what scripts look for.
void TestReportHtml::errorsAreInTheLanguageOfTheReader()
{
    class Spanish : public QTranslator {
    public:
        QString translate(const char *, const char *source, const char *, int) const override
        {
            return qstrcmp(source, "timed out") == 0 ? QStringLiteral("plazo agotado") : QString();
        }
        bool isEmpty() const override { return false; }
    };
    Spanish spanish;
    QVERIFY(QCoreApplication::installTranslator(&spanish));
    const QString page = html(troubled());
    const auto data = QString::fromStdString(report::junitXml(troubled()));
    QCoreApplication::removeTranslator(&spanish);
    QVERIFY(page.contains(QStringLiteral("Errors: plazo agotado")));
    QVERIFY(data.contains(QStringLiteral("10 timeout")));
}

QTEST_GUILESS_MAIN(TestReportHtml)
#include "tst_report_html.moc"
