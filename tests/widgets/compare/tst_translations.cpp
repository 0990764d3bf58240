#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

/// Spanish is whole: what lupdate finds in the sources today is all translated, with the same places for figures.
class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsUnfinished();
};

namespace {

QStringList places(const QString &text)
{
    QStringList found;
    static const QRegularExpression place(QStringLiteral("%(\\d+|n)"));
    for (auto match = place.globalMatch(text); match.hasNext();)
        found << match.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

QStringList faultsIn(const QString &file)
{
    QStringList faults;
    QFile ts(file);
    if (!ts.open(QIODevice::ReadOnly))
        return {QStringLiteral("can't read ") + file};
    QXmlStreamReader xml(&ts);
    QString source;
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"source") {
            source = xml.readElementText();
            ++messages;
        } else if (xml.name() == u"translation") {
            const bool finished = xml.attributes().value(QStringLiteral("type")).isEmpty();
            const auto text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            if (!finished || text.trimmed().isEmpty())
                faults << QStringLiteral("not translated: ") + source;
            else if (places(source) != places(text))
                faults << QStringLiteral("other places for figures: ") + source;
        }
    }
    if (xml.hasError() || messages == 0)
        faults << QStringLiteral("not a translation file: ") + xml.errorString();
    return faults;
}

}

void TestTranslations::nothingIsUnfinished()
{
    const QDir root(qEnvironmentVariable("ESCALA_SOURCE"));
    const QTemporaryDir dir;
    const auto copy = dir.filePath(QStringLiteral("escala_es.ts"));
    QVERIFY(QFile::copy(root.filePath(QStringLiteral("resources/translations/escala_es.ts")), copy));
    // As "window/…" and the other rooms are reached by their own names, so are the classes' contexts.
    QVERIFY(QFile::link(root.filePath(QStringLiteral("app/escala")), dir.filePath(QStringLiteral("window"))));
    QVERIFY(QFile::link(root.filePath(QStringLiteral("widgets/monitor")), dir.filePath(QStringLiteral("watch"))));
    QProcess lupdate;
    lupdate.setWorkingDirectory(root.path());
    lupdate.start(qEnvironmentVariable("ESCALA_LUPDATE"),
                  {QStringLiteral("app/escala"), QStringLiteral("widgets"), QStringLiteral("core/experiment"),
                   QStringLiteral("core/report"), QStringLiteral("core/store"), QStringLiteral("core/monitor"),
                   QStringLiteral("-I"), QStringLiteral("core"), QStringLiteral("-I"), QStringLiteral("widgets"),
                   QStringLiteral("-I"), dir.path(), QStringLiteral("-no-obsolete"), QStringLiteral("-ts"), copy});
    QVERIFY2(lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());
    const auto faults = faultsIn(copy);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
