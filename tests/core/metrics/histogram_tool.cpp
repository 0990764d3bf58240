#include "histogram_tool.h"

#include <QProcess>
#include <QTest>

QStringList histogramTool(const QStringList &arguments, const QByteArray &input)
{
    // From wherever in tests/core the test is.
    const QString source = QStringLiteral(ESCALA_TEST_FOLDER "/HistogramTool.java");
    QProcess java;
    java.start(QStringLiteral("java"),
               QStringList{QStringLiteral("-XX:TieredStopAtLevel=1"), QStringLiteral("-cp"),
                           QStringLiteral("/usr/share/java/hdrhistogram.jar"), source}
                   + arguments);
    java.write(input);
    java.closeWriteChannel();
    constexpr int kPatience = 90'000; // ms; the machine may be busy
    if (!java.waitForFinished(kPatience) || java.exitStatus() != QProcess::NormalExit || java.exitCode() != 0) {
        const QByteArray said = java.errorString().toUtf8() + '\n' + java.readAllStandardError();
        QTest::qFail(said.constData(), __FILE__, __LINE__);
        return {};
    }
    return QString::fromUtf8(java.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}
