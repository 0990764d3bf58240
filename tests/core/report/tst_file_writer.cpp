#include "report/file_writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace escala;

class TestFileWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAndReplaces();
    void makesFolders();
    void refuses_data();
    void refuses();
    void fullDevice();
    void fullDisk();
    void leavesDevicesWhereTheyAre();
    void stems_data();
    void stems();

private:
    std::filesystem::path file(const char *name) const
    {
        return std::filesystem::path(m_dir.path().toStdString()) / name;
    }

    QTemporaryDir m_dir;
};

namespace {

QByteArray contentOf(const std::filesystem::path &path)
{
    QFile file(QString::fromStdString(path.native()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

/// Files cannot grow beyond `bytes` while this lives.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    SizeLimit(const SizeLimit &) = delete;
    SizeLimit &operator=(const SizeLimit &) = delete;

private:
    rlimit m_before{};
};

/// A file system of 64 KiB, where the test may mount one.
class SmallDisk {
public:
    explicit SmallDisk(const std::filesystem::path &folder)
        : m_folder(folder)
        , m_mounted(::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64k") == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] bool isMounted() const noexcept { return m_mounted; }

private:
    std::filesystem::path m_folder;
    bool m_mounted;
};

}

void TestFileWriter::writesAndReplaces()
{
    const auto path = file("caché ñ.json");
    QVERIFY(report::writeFile(path, "first, and longer than the second"));
    QVERIFY(report::writeFile(path, std::string_view("sec\0nd", 6)));
    QCOMPARE(contentOf(path), QByteArray("sec\0nd", 6));
    QVERIFY(report::writeFile("beside.csv", "x")); // the working directory
    QCOMPARE(contentOf("beside.csv"), QByteArray("x"));
    QVERIFY(QFile::remove(QStringLiteral("beside.csv")));
}

void TestFileWriter::makesFolders()
{
    const auto path = file("a/b/c/result.json");
    QVERIFY(report::writeFile(path, "{}"));
    QCOMPARE(contentOf(path), QByteArray("{}"));
}

void TestFileWriter::refuses_data()
{
    QVERIFY(report::writeFile(file("plain"), "x"));
    QTest::addColumn<std::filesystem::path>("path");
    QTest::newRow("no name") << std::filesystem::path();
    QTest::newRow("a folder") << std::filesystem::path(m_dir.path().toStdString());
    QTest::newRow("a slash at the end") << file("new/");
    QTest::newRow("a name with a zero byte") << file("") / std::string("a\0b", 3);
    QTest::newRow("a name that is not UTF-8") << file("a\xff");
    QTest::newRow("a name longer than a name can be") << file("") / std::string(300, 'x');
    QTest::newRow("a folder that is a file") << file("plain/result.json");
    QTest::newRow("a folder that can't be made") << std::filesystem::path("/proc/escala/result.json");
    QTest::newRow("a folder that can't be written") << std::filesystem::path("/proc/result.json");
}

void TestFileWriter::refuses()
{
    QFETCH(const std::filesystem::path, path);
    const auto written = report::writeFile(path, "x");
    QVERIFY(!written);
    const QString sentence = QString::fromStdString(written.error());
    QVERIFY2(sentence.contains(QStringLiteral("can't be written: ")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral(". Choose another ")), qPrintable(sentence));
}

void TestFileWriter::fullDevice()
{
    const auto written = report::writeFile("/dev/full", "x");
    QVERIFY(!written);
    QVERIFY2(written.error().find("Free some space or choose another folder.") != std::string::npos,
             written.error().c_str());
}

/// A real file system that is full where the test may mount one, else a limit that files run into likewise.
void TestFileWriter::fullDisk()
{
    const auto folder = file("small");
    const auto path = folder / "result.json";
    QVERIFY(std::filesystem::create_directory(folder));
    const SmallDisk disk(folder);
    QVERIFY(report::writeFile(path, "before"));
    const std::string content(1'000'000, 'x');
    {
        const SizeLimit limit(disk.isMounted() ? rlim_t{2'000'000} : rlim_t{65'536});
        const auto written = report::writeFile(path, content);
        QVERIFY(!written);
        QVERIFY2(written.error().find(path.native()) != std::string::npos, written.error().c_str());
        if (disk.isMounted())
            QVERIFY2(written.error().find("Free some space") != std::string::npos, written.error().c_str());
    }
    // What stood there is untouched, and nothing half-written is left.
    QCOMPARE(contentOf(path), QByteArray("before"));
    QCOMPARE(QDir(QString::fromStdString(folder.native())).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestFileWriter::leavesDevicesWhereTheyAre()
{
    QVERIFY(report::writeFile("/dev/null", "x"));
    const QFileInfo device(QStringLiteral("/dev/null"));
    QVERIFY(device.exists() && !device.isFile());
}

void TestFileWriter::stems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("stem");
    const auto row = [](const char *name, const char *stem) {
        QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(stem);
    };
    row("Slow", "Slow");
    row("Caché 2.0_b-1", "Caché-2.0_b-1");
    row("../../etc/passwd", "etc-passwd");
    row(".hidden", "hidden");
    row("a / b", "a-b");
    row("a\nb", "a-b");
    row("Кэш", "Кэш");
    row("", "target");
    row("...", "target");
    row("/", "target");
    row("-", "target");
    QTest::newRow("long") << QString(500, u'ñ') << QString(60, u'ñ');
}

void TestFileWriter::stems()
{
    QFETCH(const QString, name);
    QFETCH(const QString, stem);
    QCOMPARE(QString::fromStdString(report::fileStem(name.toStdString())), stem);
}

QTEST_GUILESS_MAIN(TestFileWriter)
#include "tst_file_writer.moc"
