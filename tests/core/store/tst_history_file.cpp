#include "store/blob.h"
#include "store/history.h"
#include "store/history_file.h"
#include "store/query.h"
#include "store/run_writer.h"
#include "store/schema.h"
#include "store/writer_process.h"
#include "stored_sample.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <thread>

using namespace escala;
using store::Database;
using store::History;
using store::StoreError;

namespace {

QByteArray readAll(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(name));
}

/// A history with a run in it, closed again.
void makeHistory(const QString &name)
{
    const SampleRun run = sampleRun({.seconds = 3});
    auto database = Database::open(name.toStdString());
    store::RunWriter writer(**database);
    if (!writer.begin(run.head) || !writer.add(run.seconds, run.head) || !writer.finish(run.result))
        qFatal("can't make a history");
}

QStringList damagedFiles(const QString &name)
{
    return QDir(QStringLiteral(".")).entryList({name + QStringLiteral(".damaged-*")});
}

std::string messageOf(const std::expected<std::unique_ptr<History>, StoreError> &history)
{
    return history ? std::string() : history.error().message;
}

}

class TestHistoryFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWhereItIsNamed();
    void isMadeForItsOwnerAlone();
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void setsItsLogAsideToo();
    void believesNoDamageThatPasses();
    void keepsItsLogBesideOtherPrograms();
    void isWhereALinkLeads();
    void isAFileWhateverItsName();
    void leavesALaterVersionAsItIs();
    void leavesALaterVersionThatCameMeanwhile();
    void leavesAnotherProgramsDatabaseAsItIs();
    void takesAnEmptyFile();
    void bringsTheFirstSchemaUpToOurs();
    void saysWhatIsWrongWithAFolder();
    void saysThatAnotherProgramWrites();
    void saysThatTheDiskIsFull();
    void knowsItsOwnProcess();
    void findsDamageInside_data();
    void findsDamageInside();
    void saysWhyAStatementCantBePrepared();
};

void TestHistoryFile::isWhereItIsNamed()
{
    qunsetenv("ESCALA_HISTORY");
    const QByteArray data = qgetenv("XDG_DATA_HOME");
    QVERIFY(!data.isEmpty()); // no test may write into a home
    QCOMPARE(store::defaultHistoryFile(), std::filesystem::path(data.toStdString()) / "escala" / "history.sqlite");
    qputenv("ESCALA_HISTORY", "elsewhere.sqlite");
    QCOMPARE(store::defaultHistoryFile(), std::filesystem::path("elsewhere.sqlite"));
    QCOMPARE(History::defaultFile(), store::defaultHistoryFile());
    qunsetenv("ESCALA_HISTORY");
}

void TestHistoryFile::isMadeForItsOwnerAlone()
{
    const auto history = History::open("deep/er/owner.sqlite");
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    struct stat found = {};
    QCOMPARE(::stat("deep/er/owner.sqlite", &found), 0);
    QCOMPARE(found.st_mode & 0777U, 0600U);
    QVERIFY((*history)->notices().empty());
}

void TestHistoryFile::setsADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char *kind :
         {"garbage", "short garbage", "truncated", "no whole page", "a page of the list overwritten"})
        QTest::newRow(kind) << QByteArray(kind);
}

void TestHistoryFile::setsADamagedFileAside()
{
    QFETCH(const QByteArray, kind);
    const QString name = QString::fromLatin1(kind).replace(u' ', u'-') + QStringLiteral(".sqlite");
    makeHistory(name);
    QByteArray bytes = readAll(name);
    QVERIFY(!QFile::exists(name + QStringLiteral("-wal")));
    constexpr qsizetype kPage = 8192;
    QVERIFY(bytes.size() > 8 * kPage);
    if (kind == "garbage")
        bytes = QByteArray(100'000, 'x');
    else if (kind == "short garbage")
        bytes = "hello";
    else if (kind == "truncated")
        bytes.truncate(4 * kPage);
    else if (kind == "no whole page")
        bytes.chop(100);
    else
        bytes.replace(2 * kPage, kPage, QByteArray(kPage, '\x5a'));
    write(name, bytes);
    const auto history = History::open(name.toStdString());
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    QCOMPARE((*history)->notices().size(), 1U);
    QVERIFY(QByteArray::fromStdString((*history)->notices().front()).contains("was damaged"));
    QCOMPARE((*history)->count().value(), 0U);
    const QStringList aside = damagedFiles(name);
    QCOMPARE(aside.size(), 1);
    QCOMPARE(readAll(aside.front()), bytes);
    const auto again = History::open(name.toStdString());
    QVERIFY(again.has_value());
    QVERIFY((*again)->notices().empty());
}

void TestHistoryFile::setsItsLogAsideToo()
{
    const QString name = QStringLiteral("with-a-log.sqlite");
    write(name, QByteArray(20'000, 'x'));
    write(name + QStringLiteral("-wal"), "what was not yet copied");
    const auto history = History::open(name.toStdString());
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    QStringList aside = damagedFiles(name);
    QCOMPARE(aside.size(), 2);
    QVERIFY(std::ranges::any_of(aside, [](const QString &each) { return each.endsWith(QStringLiteral("-wal")); }));
}

/// As where another program copies its log into the file: it is longer in a moment.
void TestHistoryFile::believesNoDamageThatPasses()
{
    const QString name = QStringLiteral("growing.sqlite");
    makeHistory(name);
    const QByteArray whole = readAll(name);
    constexpr qsizetype kPage = 8192;
    write(name, whole.first(4 * kPage));
    const int watch = inotify_init1(IN_CLOEXEC);
    QVERIFY(inotify_add_watch(watch, name.toUtf8().constData(), IN_CLOSE_NOWRITE) >= 0);
    const std::jthread other([&] {
        std::array<char, 4096> event{};
        QFile rest(name);
        if (::read(watch, event.data(), event.size()) > 0 && rest.open(QIODevice::Append)) // it was looked at
            rest.write(whole.sliced(4 * kPage));
    });
    const auto history = History::open(name.toStdString());
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    QVERIFY((*history)->notices().empty());
    QCOMPARE((*history)->count().value(), 1U);
    QVERIFY(damagedFiles(name).isEmpty());
    ::close(watch);
}

/// Two connections here; another program that comes and goes must not take itself for the last one.
void TestHistoryFile::keepsItsLogBesideOtherPrograms()
{
    const auto one = History::open("shared.sqlite");
    const auto two = History::open("shared.sqlite");
    QVERIFY((*one)->isInPlace() && (*two)->isInPlace());
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/store_child");
    QCOMPARE(QProcess::execute(program, {QStringLiteral("shared.sqlite"), QStringLiteral("look")}), 0);
    QVERIFY(QFile::exists(QStringLiteral("shared.sqlite-wal")));
}

void TestHistoryFile::isWhereALinkLeads()
{
    QVERIFY(QDir().mkdir(QStringLiteral("real")));
    makeHistory(QStringLiteral("real/history.sqlite"));
    QVERIFY(QFile::link(QStringLiteral("real/history.sqlite"), QStringLiteral("link.sqlite")));
    const auto history = History::open("link.sqlite");
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    QCOMPARE((*history)->file(), std::filesystem::current_path() / "real" / "history.sqlite");
    QCOMPARE((*history)->count().value(), 1U);
}

/// To SQLite, some names are no files.
void TestHistoryFile::isAFileWhateverItsName()
{
    makeHistory(QStringLiteral(":memory:"));
    const auto history = History::open(":memory:");
    QCOMPARE((*history)->count().value(), 1U);
}

/// A later version of Escala may be started while this one is open.
void TestHistoryFile::leavesALaterVersionThatCameMeanwhile()
{
    makeHistory(QStringLiteral("meanwhile.sqlite"));
    const auto history = History::open("meanwhile.sqlite");
    const auto later = Database::open("meanwhile.sqlite");
    QVERIFY((*later)->execute("PRAGMA user_version = 4711"));
    const std::string id = (*history)->list()->front().id;
    QCOMPARE((*history)->rename(id, "Other").error().kind, StoreError::Kind::Newer);
    QCOMPARE((*history)->remove({id}).error().kind, StoreError::Kind::Newer);
    QCOMPARE((*history)->applyRetention({.maxRuns = 0}).error().kind, StoreError::Kind::Newer);
    QCOMPARE((*history)->list()->front().name, sampleHead({}).experiment.name);
}

void TestHistoryFile::leavesALaterVersionAsItIs()
{
    const QString name = QStringLiteral("later.sqlite");
    makeHistory(name);
    {
        auto database = Database::open(name.toStdString());
        QVERIFY((*database)->execute("PRAGMA user_version = 4711"));
    }
    const QByteArray before = readAll(name);
    const auto history = History::open(name.toStdString());
    QVERIFY(!history);
    QCOMPARE(history.error().kind, StoreError::Kind::Newer);
    QVERIFY(QByteArray::fromStdString(history.error().message).contains("4711"));
    QCOMPARE(readAll(name), before);
    QVERIFY(!QFile::exists(name + QStringLiteral("-wal")));
    QVERIFY(damagedFiles(name).isEmpty());
}

void TestHistoryFile::leavesAnotherProgramsDatabaseAsItIs()
{
    const QString name = QStringLiteral("foreign.sqlite");
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        other.setDatabaseName(name);
        QVERIFY(other.open());
        QSqlQuery query(other);
        QVERIFY(query.exec(QStringLiteral("CREATE TABLE bookmarks (url TEXT)")));
        other.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    const QByteArray before = readAll(name);
    const auto history = History::open(name.toStdString());
    QVERIFY(!history);
    QCOMPARE(history.error().kind, StoreError::Kind::BadFile);
    QCOMPARE(readAll(name), before);
}

void TestHistoryFile::takesAnEmptyFile()
{
    write(QStringLiteral("empty.sqlite"), {});
    const auto history = History::open("empty.sqlite");
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    QVERIFY((*history)->notices().empty());
}

void TestHistoryFile::bringsTheFirstSchemaUpToOurs()
{
    const SampleRun run = sampleRun();
    const QByteArray text = readAll(QStringLiteral(ESCALA_SOURCE "/schema_1.sql"));
    QVERIFY(!text.isEmpty());
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("old"));
        old.setDatabaseName(QStringLiteral("old.sqlite"));
        QVERIFY(old.open());
        for (const QByteArray &line : text.split('\n')) {
            QSqlQuery query(old);
            if (!line.isEmpty() && !line.startsWith("--"))
                QVERIFY2(query.exec(QString::fromUtf8(line)), line.constData());
        }
        QSqlQuery result(old); // in it, the courses of servers
        result.prepare(QStringLiteral("INSERT INTO results (run, data) VALUES (1, ?)"));
        result.addBindValue(store::blobOf(run.result));
        QVERIFY(result.exec());
        old.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("old"));
    const auto history = History::open("old.sqlite");
    QVERIFY2(history.has_value(), messageOf(history).c_str());
    QVERIFY((*history)->notices().empty());
    QCOMPARE(store::versionOf(*Database::open("old.sqlite").value()).value(), store::schemaVersion());
    QVERIFY(store::schemaVersion() > 1);
    const auto rows = (*history)->list({.text = "before", .tag = "ci"});
    QCOMPARE(rows->size(), 1U);
    QCOMPARE(rows->front().name, std::string("Of long ago"));
    QCOMPARE(rows->front().requests, 500'100U);
    QVERIFY((*history)->check()->empty());
    const auto loaded = (*history)->load(rows->front().id);
    QVERIFY(loaded.has_value());
    QCOMPARE((*loaded)->targets[1].courses.size(), run.result.targets[1].courses.size());
    // What stands in the file is what stands in a new one.
    QVERIFY(Database::open("new.sqlite").has_value());
    const auto schemaOf = [](const char *file) {
        const auto database = Database::open(file);
        store::Query query(**database, "SELECT name FROM sqlite_schema ORDER BY name");
        std::vector<std::string> names;
        if (query.run())
            while (query.next())
                names.push_back(query.text(0));
        return names;
    };
    QVERIFY(schemaOf("old.sqlite") == schemaOf("new.sqlite"));
}

void TestHistoryFile::saysWhatIsWrongWithAFolder()
{
    write(QStringLiteral("file"), "x");
    const auto below = History::open("file/history.sqlite");
    QVERIFY(!below);
    QCOMPARE(below.error().kind, StoreError::Kind::Unreadable);
    QVERIFY(QByteArray::fromStdString(below.error().message).contains("file/history.sqlite"));
    QVERIFY(QDir().mkdir(QStringLiteral("folder")));
    QCOMPARE(History::open("folder").error().kind, StoreError::Kind::Unreadable);
    QCOMPARE(History::open("/proc/history.sqlite").error().kind, StoreError::Kind::Unreadable);
}

void TestHistoryFile::saysThatAnotherProgramWrites()
{
    const auto one = Database::open("locked.sqlite");
    const auto other = Database::open("locked.sqlite");
    auto writing = store::Transaction::begin(**one);
    QVERIFY(writing.has_value());
    QVERIFY((*other)->execute("PRAGMA busy_timeout = 20"));
    const auto second = store::Transaction::begin(**other);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, StoreError::Kind::Locked);
    QVERIFY(writing->commit());
    QVERIFY(store::Transaction::begin(**other).has_value());
}

void TestHistoryFile::saysThatTheDiskIsFull()
{
    const auto database = Database::open("full.sqlite");
    const SampleShape shape{.seconds = 40};
    const SampleRun run = sampleRun(shape);
    store::RunWriter writer(**database);
    QVERIFY(writer.begin(run.head));
    QVERIFY((*database)->execute("PRAGMA max_page_count = 1")); // as large as it is now
    const auto full = writer.add(run.seconds, run.head);
    QVERIFY(!full);
    QCOMPARE(full.error().kind, StoreError::Kind::Full);
    QVERIFY((*database)->execute("PRAGMA max_page_count = 100000"));
    QVERIFY(writer.add(run.seconds, run.head)); // what was refused can be tried again
    QVERIFY(writer.finish(run.result));
    const auto history = History::open("full.sqlite");
    QCOMPARE((*history)->seconds(run.head.id, 0)->size(), 40U);
    QCOMPARE((*history)->row(run.head.id)->requests, 40U * 2 * 200);
}

void TestHistoryFile::knowsItsOwnProcess()
{
    QVERIFY(store::isAlive(store::thisProcess()));
    QVERIFY(!store::isAlive(std::string()));
    QVERIFY(!store::isAlive("1"));
    std::string other = store::thisProcess();
    other.back() = other.back() == '0' ? '1' : '0'; // the same number, given out again
    QVERIFY(!store::isAlive(other));
    QProcess ended;
    ended.start(QStringLiteral("sleep"), {QStringLiteral("60")});
    QVERIFY(ended.waitForStarted());
    const std::string own = store::thisProcess();
    const std::string boot = own.substr(0, own.find(':'));
    ended.kill();
    QVERIFY(ended.waitForFinished());
    QVERIFY(!store::isAlive(boot + ':' + std::to_string(ended.processId()) + ":1"));
}

void TestHistoryFile::findsDamageInside_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::addColumn<bool>("loads");
    QTest::newRow("a result that is none") << QByteArray("UPDATE results SET data = x'0102'") << false;
    QTest::newRow("no result") << QByteArray("DELETE FROM results") << false;
    QTest::newRow("a second") << QByteArray("UPDATE seconds SET data = x'0102' WHERE second = 1") << true;
}

void TestHistoryFile::findsDamageInside()
{
    QFETCH(const QByteArray, damage);
    QFETCH(const bool, loads);
    const QString name = QStringLiteral("inside-%1.sqlite").arg(QLatin1String(QTest::currentDataTag()));
    makeHistory(name);
    const auto history = History::open(name.toStdString());
    QVERIFY((*history)->check()->empty());
    const auto database = Database::open(name.toStdString());
    QVERIFY((*database)->execute(damage.constData()));
    const auto id = (*history)->list()->front().id;
    QVERIFY((*history)->row(id).has_value());
    QCOMPARE((*history)->load(id).has_value(), loads);
    if (!loads)
        QCOMPARE((*history)->load(id).error().kind, StoreError::Kind::Corrupt);
    const auto problems = (*history)->check();
    QCOMPARE(problems->size(), 1U); // a run is named once
    QVERIFY(QByteArray::fromStdString(problems->front()).contains(id.c_str()));
}

void TestHistoryFile::saysWhyAStatementCantBePrepared()
{
    const auto database = Database::open("statement.sqlite");
    store::Query query(**database, "SELECT ? FROM nowhere");
    const auto run = query.run(1);
    QVERIFY(!run);
    QVERIFY2(QByteArray::fromStdString(run.error().message).contains("no such table"), run.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestHistoryFile)
#include "tst_history_file.moc"
