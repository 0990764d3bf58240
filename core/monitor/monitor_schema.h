#pragma once

#include "store/database.h"

#include <expected>

namespace escala::monitor {

/// Makes the monitor's tables where there are none, and brings older ones up to ours: a version of its own stands in
/// `monitor_version`, so that history and monitor can change apart. A later version is an error, and stays as it is.
[[nodiscard]] std::expected<void, store::StoreError> migrateMonitor(store::Database &database);

}
