#pragma once

#include <filesystem>

namespace escala::store {

/// Where window and command line keep their history: what the environment variable ESCALA_HISTORY names, else
/// history.sqlite in the data folder of Escala ($XDG_DATA_HOME/escala).
[[nodiscard]] std::filesystem::path defaultHistoryFile();

}
