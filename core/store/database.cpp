#include "store/database.h"

#include "store/damage.h"
#include "store/query.h"
#include "store/schema.h"
#include "store/words.h"

#include <QSqlQuery>
#include <QUuid>

#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace escala::store {

namespace {

namespace fs = std::filesystem;

// https://www.sqlite.org/rescode.html: the primary codes.
enum class Code { Busy = 5, Locked = 6, Io = 10, Corrupt = 11, Full = 13, NotADatabase = 26 };

Code codeOf(const QSqlError &error)
{
    constexpr int kPrimary = 0xff;
    return static_cast<Code>(error.nativeErrorCode().toInt() & kPrimary);
}

bool isDamage(const StoreError &error)
{
    return error.kind == StoreError::Kind::Corrupt;
}

/// A file up to this size is looked through whenever it is opened, which takes some hundredths of a second; of a larger
/// one, the list of runs.
constexpr std::uintmax_t kSmallFile = std::uintmax_t{16} << 20U;

StoreError foreignError(const fs::path &file)
{
    return {.kind = StoreError::Kind::BadFile,
            .message = say(QT_TRANSLATE_NOOP("History",
                                             "%1 is a database of another program and is left as it is. Use "
                                             "another history file."),
                           file.string())};
}

StoreError damagedError(const fs::path &file)
{
    return {.kind = StoreError::Kind::Corrupt,
            .message = say(QT_TRANSLATE_NOOP("History",
                                             "The history %1 is damaged. Export what you need; a file that can't "
                                             "be read is set aside when it is opened the next time."),
                           file.string())};
}

/// As it is where it can't be told.
fs::path realPath(const fs::path &file)
{
    std::error_code error;
    fs::path real = fs::weakly_canonical(fs::absolute(file, error), error);
    return error ? file : real;
}

// Another program that ends takes its log away within a moment of copying the last of it into the file.
constexpr std::chrono::milliseconds kMoment{100};
constexpr int kTries = 10;

/// What this process has open as databases; see glanceAt.
struct OpenFiles {
    std::mutex mutex; ///< Also while one is looked at and opened.
    std::multiset<ino_t> inodes;
};

OpenFiles &openFiles()
{
    static OpenFiles files;
    return files;
}

}

Database::Database(std::filesystem::path file)
    : m_file(std::move(file))
    , m_name(QStringLiteral("escala-history-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Database::~Database()
{
    close();
    const std::scoped_lock lock(openFiles().mutex);
    if (const auto open = openFiles().inodes.find(m_inode); open != openFiles().inodes.end())
        openFiles().inodes.erase(open);
}

void Database::close()
{
    if (!QSqlDatabase::contains(m_name))
        return;
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_name, false);
}

std::expected<std::unique_ptr<Database>, StoreError> Database::open(const fs::path &file)
{
    std::unique_ptr<Database> database(new Database(realPath(file)));
    std::optional<FileLook> suspect; // as it was when it seemed to be damaged
    StoreError damage;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        std::unique_lock lock(openFiles().mutex);
        auto look = glanceAt(database->m_file);
        if (look && !openFiles().inodes.contains(look->inode))
            look = lookAt(database->m_file);
        if (!look)
            return std::unexpected(look.error());
        auto opened = database->openAs(*look);
        lock.unlock();
        if (opened)
            return database;
        if (!isDamage(opened.error()))
            return std::unexpected(std::move(opened.error()));
        damage = std::move(opened.error());
        if (suspect != *look) {
            suspect = *look;
            std::this_thread::sleep_for(kMoment);
            continue;
        }
        auto aside = setAside(database->m_file, *look);
        if (!aside)
            return std::unexpected(std::move(aside.error()));
        if (!aside->empty())
            database->m_notices.push_back(std::move(*aside));
    }
    return std::unexpected(std::move(damage));
}

std::expected<void, StoreError> Database::openAs(const FileLook &look)
{
    if (look.kind == FileKind::Newer)
        return std::unexpected(newerError(m_file, look.version));
    if (look.kind == FileKind::Foreign)
        return std::unexpected(foreignError(m_file));
    if (look.kind == FileKind::Damaged)
        return std::unexpected(damagedError(m_file));
    auto ready = look.kind == FileKind::Absent ? makeFile(m_file) : std::expected<void, StoreError>();
    if (ready)
        ready = connect();
    if (ready)
        ready = prepare(look.bytes);
    if (!ready) {
        close();
        return ready;
    }
    const auto now = glanceAt(m_file);
    m_inode = now ? now->inode : 0;
    openFiles().inodes.insert(m_inode);
    return {};
}

bool Database::isInPlace() const
{
    const auto look = glanceAt(m_file);
    return look && look->inode == m_inode;
}

std::expected<void, StoreError> Database::connect()
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!connection.isValid())
        return std::unexpected(StoreError{
            .kind = StoreError::Kind::Unreadable,
            .message =
                say(QT_TRANSLATE_NOOP("History", "The history needs Qt's SQLite driver: install libqt6sql6-sqlite."))});
    connection.setDatabaseName(QString::fromStdString(m_file.string()));
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!connection.open())
        return std::unexpected(errorOf(connection.lastError()));
    return {};
}

std::expected<void, StoreError> Database::prepare(std::uintmax_t bytes)
{
    if (auto configured = configure(bytes == 0); !configured)
        return configured;
    if (auto migrated = migrate(*this); !migrated)
        return migrated;
    Query query(*this, bytes <= kSmallFile ? "PRAGMA quick_check(1)" : "PRAGMA quick_check(runs)");
    if (auto run = query.run(); !run)
        return run;
    const bool sound = query.next() && query.text(0) == "ok";
    if (auto read = query.failure(); !read)
        return read;
    if (!sound)
        return std::unexpected(damagedError(m_file));
    return {};
}

std::expected<void, StoreError> Database::configure(bool isNew)
{
    // Only for a new file: the second one is written even where it is in force.
    constexpr std::array kLayout{
        "PRAGMA page_size = 8192",          // a second's figures fit
        "PRAGMA auto_vacuum = INCREMENTAL", // what is deleted can be given back
    };
    constexpr std::array kSettings{
        "PRAGMA journal_mode = WAL",   "PRAGMA synchronous = NORMAL",
        "PRAGMA foreign_keys = ON",    "PRAGMA trusted_schema = OFF",          // a file may come from anywhere
        "PRAGMA cell_size_check = ON", "PRAGMA journal_size_limit = 16777216", // the log shrinks again
    };
    for (const char *setting : kLayout)
        if (auto done = isNew ? execute(setting) : std::expected<void, StoreError>(); !done)
            return done;
    for (const char *setting : kSettings)
        if (auto done = execute(setting); !done)
            return done;
    return {};
}

std::expected<void, StoreError> Database::execute(const char *sql)
{
    QSqlQuery query(connection());
    if (!query.exec(QString::fromUtf8(sql)))
        return std::unexpected(errorOf(query.lastError()));
    return {};
}

std::expected<std::vector<std::string>, StoreError> Database::check()
{
    Query query(*this, "PRAGMA integrity_check");
    if (auto run = query.run(); !run)
        return std::unexpected(std::move(run.error()));
    std::vector<std::string> problems;
    while (query.next())
        if (std::string line = query.text(0); line != "ok")
            problems.push_back(std::move(line));
    if (auto read = query.failure(); !read)
        return std::unexpected(std::move(read.error()));
    return problems;
}

StoreError Database::errorOf(const QSqlError &error) const
{
    using Kind = StoreError::Kind;
    const std::string file = m_file.string();
    switch (codeOf(error)) {
    case Code::Full:
        return {Kind::Full,
                say(QT_TRANSLATE_NOOP("History",
                                      "The history %1 can't be written: no space is left on the disk. Free "
                                      "some space."),
                    file)};
    case Code::Busy:
    case Code::Locked:
        return {Kind::Locked,
                say(QT_TRANSLATE_NOOP("History",
                                      "The history %1 is in use by another program, which has not let go of "
                                      "it for some seconds. Try again, or end that program."),
                    file)};
    case Code::Corrupt:
    case Code::NotADatabase:
        return damagedError(m_file);
    default:
        return {Kind::Unreadable,
                say(QT_TRANSLATE_NOOP("History",
                                      "The history %1 can't be read or written: %2. Check its folder, its "
                                      "permissions and the disk."),
                    file, error.databaseText().toStdString())};
    }
}

Transaction::Transaction(Database &database)
    : m_database(&database)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_database)
        QSqlQuery(m_database->connection()).exec(QStringLiteral("ROLLBACK"));
}

std::expected<Transaction, StoreError> Transaction::begin(Database &database)
{
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return std::unexpected(std::move(begun.error()));
    Transaction transaction(database);
    // A later version may have brought the file up to itself while we had it open.
    const auto version = versionOf(database);
    if (!version)
        return std::unexpected(version.error());
    if (*version > schemaVersion())
        return std::unexpected(newerError(database.file(), *version));
    return transaction;
}

std::expected<void, StoreError> Transaction::commit()
{
    auto committed = m_database->execute("COMMIT");
    if (committed)
        m_database = nullptr;
    return committed;
}

}
