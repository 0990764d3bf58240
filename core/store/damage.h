#pragma once

#include "store/store_error.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace escala::store {

/// What the first bytes of a file say of it, without opening it as a database: that alone could change it.
enum class FileKind {
    Absent,  ///< Or empty: a new one.
    History, ///< One of ours.
    Foreign, ///< A database of another program.
    Newer,   ///< One of ours, of a later version.
    Damaged, ///< No database, or its end is missing.
};

struct FileLook {
    FileKind kind = FileKind::Absent;
    std::uint32_t version = 0; ///< Of the schema.
    std::uintmax_t bytes = 0;
    ino_t inode = 0;                    ///< To tell whether it is still the same file later …
    std::chrono::nanoseconds changed{}; ///< … as it was, since 1970.
    friend bool operator==(const FileLook &, const FileLook &) = default;
};

/// The error says that the file can't be read. A look takes no lock: while another program copies its log into the
/// file, what is sound may look damaged. Only what looks the same a moment later is as it looks.
[[nodiscard]] std::expected<FileLook, StoreError> lookAt(const std::filesystem::path &file);

/// The same without opening it: any file that is there is taken for a history. For one that this process has open as a
/// database, since to close another handle of it drops SQLite's locks, and another program would take the log away
/// under our hands (https://www.sqlite.org/howtocorrupt.html, 2.2).
[[nodiscard]] std::expected<FileLook, StoreError> glanceAt(const std::filesystem::path &file);

/// Moves a damaged file and its log to a name beside it that says when: history.sqlite.damaged-20261126T102500Z. Only
/// where it is still the one that was looked at. Returns a sentence that says so.
[[nodiscard]] std::expected<std::string, StoreError> setAside(const std::filesystem::path &file, const FileLook &look);

/// Makes an empty file that only its owner may read, since plans hold credentials, and its folder. Nothing where there
/// is one.
[[nodiscard]] std::expected<void, StoreError> makeFile(const std::filesystem::path &file);

}
