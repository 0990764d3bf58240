#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace escala::experiment {

/// The file of a process under /proc ("stat", "status"); empty where the process is gone.
[[nodiscard]] std::optional<std::string> readProc(std::int64_t pid, const char *file);

/// CPU time of user and system in seconds, from the text of /proc/<pid>/stat; empty when it isn't one (proc(5)).
[[nodiscard]] std::optional<double> cpuSecondsOf(std::string_view stat, long ticksPerSecond);

/// Resident memory from the text of /proc/<pid>/status; empty when it has none, as of a zombie.
[[nodiscard]] std::optional<std::uint64_t> rssBytesOf(std::string_view status);

}
