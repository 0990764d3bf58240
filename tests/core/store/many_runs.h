#pragma once

#include <cstddef>
#include <filesystem>

namespace escala::tests {

/// Fills a new history with finished runs of all sorts of names, figures, verdicts and tags. Ends the program where
/// that fails.
void storeManyRuns(const std::filesystem::path &file, std::size_t runs);

}
