#pragma once

#include "store/store_error.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace escala::store {

struct FileLook;

/// One connection to a history file, by Qt Sql. For the thread that opened it alone; window, command line and monitor
/// have a connection each to the same file.
///
/// Write-ahead log with synchronous = NORMAL: a commit is handed to the kernel but not waited for on the disk. A
/// program that is killed takes nothing along that it had committed, because the kernel has it; what can be lost is the
/// newest of it when the machine itself loses power, and not even then is the file damaged, since the log is synced
/// before anything of it is copied into the file (https://www.sqlite.org/wal.html, "Performance Considerations"). To
/// wait for the disk each second would disturb what is being measured.
class Database {
public:
    /// Makes the file (for its owner only) and its folder where there is none, and brings an older schema up to ours.
    ///
    /// Never writes over what it can't read: a file of a later version is refused untouched, a damaged one is moved
    /// aside with its log and a new one begun, which `notices` then says. It is damaged where it still is a moment
    /// later.
    [[nodiscard]] static std::expected<std::unique_ptr<Database>, StoreError> open(const std::filesystem::path &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Where it is: absolute, and without symbolic links, since the log stands beside the file itself.
    [[nodiscard]] const std::filesystem::path &file() const noexcept { return m_file; }
    /// False once the file was deleted or moved: what is written now, nobody will find.
    [[nodiscard]] bool isInPlace() const;
    /// Sentences for people about what opening had to do; most often none.
    [[nodiscard]] const std::vector<std::string> &notices() const noexcept { return m_notices; }
    [[nodiscard]] QSqlDatabase connection() const;

    /// What an error of Qt Sql means for a person, with the file and a remedy.
    [[nodiscard]] StoreError errorOf(const QSqlError &error) const;
    /// One statement without values.
    [[nodiscard]] std::expected<void, StoreError> execute(const char *sql);
    /// Looks through the whole file; a sentence for each thing that is wrong, none where all is well. Slow: it reads
    /// everything.
    [[nodiscard]] std::expected<std::vector<std::string>, StoreError> check();

private:
    explicit Database(std::filesystem::path file);
    [[nodiscard]] std::expected<void, StoreError> openAs(const FileLook &look);
    [[nodiscard]] std::expected<void, StoreError> connect();
    [[nodiscard]] std::expected<void, StoreError> prepare(std::uintmax_t bytes);
    [[nodiscard]] std::expected<void, StoreError> configure(bool isNew);
    void close();

    std::filesystem::path m_file;
    QString m_name; ///< Of the connection, among Qt's.
    ino_t m_inode = 0;
    std::vector<std::string> m_notices;
};

/// All or nothing: what was written since is undone, unless `commit` succeeded. The right to write is taken at the
/// start, so two programs wait for each other there, for some seconds, and nowhere else.
class Transaction {
public:
    [[nodiscard]] static std::expected<Transaction, StoreError> begin(Database &database);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    [[nodiscard]] std::expected<void, StoreError> commit();

private:
    explicit Transaction(Database &database);
    Database *m_database;
};

}
