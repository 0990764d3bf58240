#pragma once

#include "store/database.h"

#include <cstdint>
#include <expected>
#include <span>

namespace escala::store {

/// In the head of every history file ("Escl"): what tells it from other files of SQLite.
inline constexpr std::uint32_t kApplicationId = 0x4573636c;

/// The statements that lead from one version of the schema to the next; the first one makes it from nothing.
/// docs/how-to/change-the-history.md says how one is added. A step that has been shipped is never changed.
using SchemaStep = std::span<const char *const>;
[[nodiscard]] std::span<const SchemaStep> schemaSteps();

/// The version that this program writes: PRAGMA user_version.
[[nodiscard]] std::uint32_t schemaVersion();

/// That of a file.
[[nodiscard]] std::expected<std::uint32_t, StoreError> versionOf(const Database &database);

/// Brings a file up to our version, all steps in one transaction; nothing where it is there already. A later version
/// is an error, and the file is left as it is.
[[nodiscard]] std::expected<void, StoreError> migrate(Database &database);

/// The sentence for a file of a later version.
[[nodiscard]] StoreError newerError(const std::filesystem::path &file, std::uint32_t version);

}
