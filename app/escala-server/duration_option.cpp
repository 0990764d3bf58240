#include "duration_option.h"

#include "text/quantity.h"

#include <CLI/CLI.hpp>

namespace escala::program {

CLI::Option &addDuration(CLI::App &command, const std::string &name, std::chrono::nanoseconds &value,
                         const std::string &what)
{
    return *command
                .add_option_function<std::string>(
                    name, [&value, name](const std::string &text) { value = readDuration(name, text); }, what)
                ->type_name("DURATION")
                ->default_str(text::formatDuration(value));
}

std::chrono::nanoseconds readDuration(const std::string &name, const std::string &text)
{
    const auto duration = text::parseDuration(text);
    if (!duration)
        throw CLI::ValidationError(name, duration.error());
    return *duration;
}

}
