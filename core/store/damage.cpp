#include "store/damage.h"

#include "store/schema.h"
#include "store/words.h"

#include <QDateTime>
#include <QTimeZone>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace escala::store {

namespace {

namespace fs = std::filesystem;

// https://www.sqlite.org/fileformat2.html#the_database_header
constexpr std::size_t kHeadBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kPageSize = 16;
constexpr std::size_t kChangeCounter = 24;
constexpr std::size_t kPages = 28;
constexpr std::size_t kSchemaCookie = 40;
constexpr std::size_t kUserVersion = 60;
constexpr std::size_t kApplication = 68;
constexpr std::size_t kValidFor = 92;

using Head = std::array<char, kHeadBytes>;

std::uint32_t numberAt(const Head &head, std::size_t at, std::size_t bytes = 4)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        number = (number << 8U) | static_cast<unsigned char>(head[at + i]);
    return number;
}

fs::path beside(const fs::path &file, std::string_view suffix)
{
    return file.string().append(suffix);
}

/// With a log beside it, the file itself may be anything on the way to its next state.
bool isShort(const Head &head, const fs::path &file, std::uintmax_t bytes)
{
    std::error_code error;
    const auto log = fs::file_size(beside(file, "-wal"), error);
    if (!error && log > 0)
        return false;
    constexpr std::uint32_t kLargest = 65'536; // which is written as 1
    const std::uint32_t size = numberAt(head, kPageSize, 2);
    const std::uintmax_t page = size == 1 ? kLargest : size;
    const bool counted = numberAt(head, kChangeCounter) == numberAt(head, kValidFor);
    return page == 0 || bytes % page != 0 || (counted && numberAt(head, kPages) * page > bytes);
}

FileKind kindOf(const Head &head, const fs::path &file, std::uintmax_t bytes)
{
    if (std::string_view(head.data(), kMagic.size()) != kMagic)
        return FileKind::Damaged;
    const std::uint32_t application = numberAt(head, kApplication);
    const std::uint32_t version = numberAt(head, kUserVersion);
    if (application == kApplicationId && version > schemaVersion())
        return FileKind::Newer;
    const bool untouched = application == 0 && version == 0 && numberAt(head, kSchemaCookie) == 0;
    if (application != kApplicationId && !untouched)
        return FileKind::Foreign;
    return isShort(head, file, bytes) ? FileKind::Damaged : FileKind::History;
}

std::unexpected<StoreError> refuse(StoreError::Kind kind, std::string message)
{
    return std::unexpected(StoreError{.kind = kind, .message = std::move(message)});
}

std::unexpected<StoreError> unreadable(const fs::path &file, int error)
{
    const bool full = error == ENOSPC || error == EDQUOT;
    return refuse(full ? StoreError::Kind::Full : StoreError::Kind::Unreadable,
                  full ? say(QT_TRANSLATE_NOOP("History",
                                               "The history %1 can't be written: no space is left on the "
                                               "disk. Free some space."),
                             file.string())
                       : say(QT_TRANSLATE_NOOP("History",
                                               "The history %1 can't be opened: %2. Change its permissions, "
                                               "or use another history file."),
                             file.string(), std::generic_category().message(error)));
}

}

std::expected<FileLook, StoreError> glanceAt(const fs::path &file)
{
    FileLook look;
    struct stat found = {};
    if (::stat(file.c_str(), &found) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return look;
        return unreadable(file, errno);
    }
    if (S_ISDIR(found.st_mode))
        return unreadable(file, EISDIR);
    look.bytes = static_cast<std::uintmax_t>(found.st_size);
    look.inode = found.st_ino;
    look.changed = std::chrono::seconds(found.st_mtim.tv_sec) + std::chrono::nanoseconds(found.st_mtim.tv_nsec);
    if (look.bytes > 0)
        look.kind = FileKind::History;
    return look;
}

std::expected<FileLook, StoreError> lookAt(const fs::path &file)
{
    auto look = glanceAt(file);
    if (!look || look->kind == FileKind::Absent)
        return look;
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return unreadable(file, errno);
    Head head{};
    in.read(head.data(), head.size());
    if (in.gcount() < static_cast<std::streamsize>(head.size())) {
        look->kind = FileKind::Damaged;
        return look;
    }
    look->version = numberAt(head, kUserVersion);
    look->kind = kindOf(head, file, look->bytes);
    return look;
}

std::expected<std::string, StoreError> setAside(const fs::path &file, const FileLook &look)
{
    struct stat found = {};
    if (::stat(file.c_str(), &found) != 0 || found.st_ino != look.inode)
        return std::string(); // another program has done it meanwhile
    const std::string when =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toStdString();
    fs::path aside = beside(file, ".damaged-" + when);
    std::error_code error;
    for (int number = 2; fs::exists(aside, error); ++number)
        aside = beside(file, ".damaged-" + when + '-' + std::to_string(number));
    // The log first: a file must never stand beside the log of another one.
    for (const char *part : {"-wal", "-shm", ""}) {
        const fs::path from = beside(file, part);
        if (*part != '\0' && !fs::exists(from, error))
            continue;
        fs::rename(from, beside(aside, part), error);
        if (error)
            return unreadable(file, error.value());
    }
    return say(QT_TRANSLATE_NOOP("History", "The history %1 was damaged. It is kept as %2, and a new one was begun."),
               file.string(), aside.string());
}

std::expected<void, StoreError> makeFile(const fs::path &file)
{
    std::error_code error;
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), error);
    if (error)
        return unreadable(file, error.value());
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made < 0)
        return unreadable(file, errno);
    ::close(made);
    return {};
}

}
