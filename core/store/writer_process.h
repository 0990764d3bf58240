#pragma once

#include <string>

namespace escala::store {

/// Which process this is, in one word that no other one ever has: the boot, the process id, and when it was started.
/// What stands beside a run that is being written.
[[nodiscard]] std::string thisProcess();

/// Whether that process lives on this machine. Of a text that is none: no.
[[nodiscard]] bool isAlive(const std::string &process);

}
