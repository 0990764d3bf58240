#include "window/command_line.h"

#include "experiment/experiment_file.h"

#include <CLI/CLI.hpp>

namespace escala::window {

namespace {

constexpr int kBadArguments = 2;

const auto kPresets = CLI::IsMember({"quick", "classic"});

EarlyEnd earlyEnd(const CLI::App &app, const CLI::ParseError &error)
{
    if (error.get_exit_code() != 0)
        return {kBadArguments, std::string(error.what()) + "\nSee escala --help.\n"};
    if (dynamic_cast<const CLI::CallForVersion *>(&error) != nullptr)
        return {0, std::string(error.what()) + '\n'};
    return {0, app.help()};
}

}

std::expected<CommandLine, EarlyEnd> parseCommandLine(int argc, const char *const *argv)
{
    CLI::App app("Load testing, side by side: opens the window.", "escala");
    app.set_version_flag("--version", std::string("escala ") + ESCALA_VERSION);
    CommandLine line;
    std::string start;
    std::string preset;
    std::string file;
    auto *starts = app.add_option("--start", start, "Start at once; with a preset: that one")
                       ->expected(0, 1)
                       ->type_name("[PRESET]")
                       ->check(kPresets);
    auto *presets =
        app.add_option("--preset", preset, "Open with a preset: quick or classic")->type_name("NAME")->check(kPresets);
    app.add_option("--open", file, "Open a plan file")->type_name("FILE")->excludes(presets);
    app.add_option("--page", line.page, "Show a page first")
        ->type_name("PAGE")
        ->check(CLI::IsMember({"compare", "lab", "monitor", "history"}));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return std::unexpected(earlyEnd(app, error));
    }
    line.start = starts->count() > 0;
    if (!start.empty() && !(preset.empty() && file.empty()))
        return std::unexpected(EarlyEnd{kBadArguments, "--start names a preset; leave out --preset and --open.\n"});
    if (!start.empty() || !preset.empty())
        line.experiment = experiment::presetNamed(start.empty() ? preset : start);
    if (!file.empty()) {
        auto plan = experiment::readExperiment(file);
        if (!plan)
            return std::unexpected(EarlyEnd{kBadArguments, plan.error().message + '\n'});
        line.experiment = std::move(*plan);
    }
    return line;
}

}
