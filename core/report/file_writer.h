#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace escala::report {

/// Writes a file whole or not at all (QSaveFile), making its folder where needed. The error is a sentence for people
/// with path, cause and remedy ("… : no space left on the device; free some or choose another folder").
[[nodiscard]] std::expected<void, std::string> writeFile(const std::filesystem::path &file, std::string_view content);

/// A target's name as part of a file name: letters and digits of any script, '-', '_' and '.'; never empty, never
/// hidden. Two names may become one; target_stem.h keeps those of a result apart.
[[nodiscard]] std::string fileStem(std::string_view targetName);

}
