#pragma once

#include <CLI/App.hpp>

#include <chrono>
#include <string>

namespace escala::program {

/// Adds an option like "--delay 200ms"; the value it has is its default.
CLI::Option &addDuration(CLI::App &command, const std::string &name, std::chrono::nanoseconds &value,
                         const std::string &what);

/// The duration in a text; throws CLI::ValidationError where it is none.
[[nodiscard]] std::chrono::nanoseconds readDuration(const std::string &name, const std::string &text);

}
