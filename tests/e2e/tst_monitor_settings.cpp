#include "window/monitor_settings.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <sys/resource.h>

using namespace escala;
using window::MonitorSettings;

namespace {

/// No file can be written to, as on a full disk.
class FullDisk {
public:
    FullDisk()
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{.rlim_cur = 0, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

monitor::MonitorPlan somePlan()
{
    monitor::MonitorPlan plan;
    plan.targets.emplace_back();
    plan.targets.back().name = "shop";
    plan.targets.back().url = "http://127.0.0.1:1/";
    return plan;
}

}

/// What the Monitor page remembers, in a settings file that was broken.
class TestMonitorSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aPlanIsRemembered();
    void whatCantBeReadIsKeptInAFile_data();
    void whatCantBeReadIsKeptInAFile();
    void nothingThatWasKeptIsOverwritten();
    void itStaysInTheSettingsWhereNoFileCanBeWritten();

private:
    [[nodiscard]] static QString file() { return QSettings().fileName(); }
    [[nodiscard]] static QFileInfoList kept();
    [[nodiscard]] static QByteArray read(const QString &file);
    /// As an editor, or a disk, leaves the file of the settings.
    static void write(const QByteArray &settings);
};

void TestMonitorSettings::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Escala"));
    QCoreApplication::setApplicationName(QStringLiteral("escala-test"));
    std::signal(SIGXFSZ, SIG_IGN);
}

void TestMonitorSettings::init()
{
    QSettings().clear();
    for (const auto &each : kept())
        QFile::remove(each.filePath());
}

QFileInfoList TestMonitorSettings::kept()
{
    return QFileInfo(file()).dir().entryInfoList({QStringLiteral("monitor-plan-unreadable-*.json")}, QDir::Files,
                                                 QDir::Name);
}

QByteArray TestMonitorSettings::read(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

void TestMonitorSettings::write(const QByteArray &settings)
{
    QFile opened(file());
    QVERIFY(opened.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(opened.write(settings), settings.size());
}

void TestMonitorSettings::aPlanIsRemembered()
{
    QVERIFY(MonitorSettings().loadPlan().value() == std::nullopt);
    MonitorSettings().setPlan(somePlan());
    QVERIFY(MonitorSettings().loadPlan().value() == somePlan());
    QVERIFY(kept().isEmpty());
}

void TestMonitorSettings::whatCantBeReadIsKeptInAFile_data()
{
    QTest::addColumn<QByteArray>("plan"); // as it stands in the file
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("cut off") << QByteArray("\"{\\\"targets\\\": [{\\\"na") << QByteArray("{\"targets\": [{\"na");
    QTest::newRow("a field of another version")
        << QByteArray(R"("{\"targets\": [], \"colour\": 1}")") << QByteArray(R"({"targets": [], "colour": 1})");
    QTest::newRow("without its quotes") << QByteArray("{targets: [], slos: []}")
                                        << QByteArray("{targets: [], slos: []}");
    QTest::newRow("not JSON") << QByteArray("watch all") << QByteArray("watch all");
}

void TestMonitorSettings::whatCantBeReadIsKeptInAFile()
{
    QFETCH(const QByteArray, plan);
    QFETCH(const QByteArray, text);
    write("[monitor]\nplan=" + plan);
    const auto loaded = MonitorSettings().loadPlan();
    QVERIFY(!loaded);
    QCOMPARE(kept().size(), 1);
    const auto aside = kept().constFirst();
    QVERIFY2(loaded.error().contains(aside.filePath()), qPrintable(loaded.error()));
    QCOMPARE(read(aside.filePath()), text);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(aside.permissions() & others));                      // there may be credentials in it
    QVERIFY(MonitorSettings().loadPlan().value() == std::nullopt); // said once
    QCOMPARE(kept().size(), 1);
}

void TestMonitorSettings::nothingThatWasKeptIsOverwritten()
{
    const QByteArrayList texts{"one", "two", "three", "four"};
    for (const auto &text : texts) { // most of them in the same second
        write("[monitor]\nplan=" + text);
        QVERIFY(!MonitorSettings().loadPlan());
    }
    QByteArrayList all;
    for (const auto &each : kept())
        all << read(each.filePath());
    std::ranges::sort(all);
    QCOMPARE(all, (QByteArrayList{"four", "one", "three", "two"}));
}

void TestMonitorSettings::itStaysInTheSettingsWhereNoFileCanBeWritten()
{
    write("[monitor]\nplan=watch all");
    {
        MonitorSettings settings;
        {
            const FullDisk full;
            const auto loaded = settings.loadPlan();
            QVERIFY(!loaded);
            QVERIFY2(loaded.error().contains(QStringLiteral("not remembered")), qPrintable(loaded.error()));
        }
        QVERIFY(kept().isEmpty());
        settings.setPlan(somePlan()); // does not take its place
        settings.setWatching(true);
    }
    QVERIFY(read(file()).contains("watch all"));
    QVERIFY(!MonitorSettings().loadPlan()); // and with room again it is kept
    QCOMPARE(read(kept().constFirst().filePath()), QByteArray("watch all"));
}

QTEST_GUILESS_MAIN(TestMonitorSettings)
#include "tst_monitor_settings.moc"
