#include "calibrate_command.h"
#include "compare_command.h"
#include "history_command.h"
#include "lab_command.h"
#include "monitor_command.h"
#include "report_command.h"
#include "run_command.h"

#include <QLocale>
#include <QStringDecoder>
#include <QtGlobal>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <memory>
#include <span>
#include <vector>

using namespace escala::ctl;

namespace {

/// One log, on standard error: standard output is for results.
void setUpLog()
{
    auto logger = spdlog::stderr_color_st("escalactl");
    logger->set_pattern("%n: %^%l%$: %v");
    spdlog::set_default_logger(std::move(logger));
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &message) {
        const auto level = type == QtDebugMsg ? spdlog::level::debug
            : type == QtInfoMsg               ? spdlog::level::info
            : type == QtWarningMsg            ? spdlog::level::warn
                                              : spdlog::level::err;
        spdlog::log(level, "{}", message.toStdString());
    });
}

/// The number of the first argument that is not UTF-8; 0 when all are.
std::size_t firstInvalidUtf8(std::span<char *const> arguments)
{
    for (std::size_t index = 1; index < arguments.size(); ++index) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder(QByteArrayView(arguments[index]));
        if (decoder.hasError())
            return index;
    }
    return 0;
}

/// Help and version go to standard output and end well; whatever is wrong with the arguments is status 2.
ExitStatus answerParseError(const CLI::App &app, const CLI::ParseError &error)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        (void)app.exit(error);
        return ExitStatus::Done;
    }
    return complain(ExitStatus::BadArguments, std::string(error.what()) + "; see escalactl --help");
}

ExitStatus parseAndRun(int argc, char **argv)
{
    if (const std::size_t index = firstInvalidUtf8({argv, static_cast<std::size_t>(argc)}); index > 0)
        return complain(ExitStatus::BadArguments, "argument " + std::to_string(index) + " is not valid UTF-8");
    CLI::App app("Escala: load testing, side by side", "escalactl");
    app.set_version_flag("--version", "escalactl " ESCALA_VERSION);
    app.require_subcommand(1);
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<CompareCommand>(app));
    commands.push_back(std::make_unique<RunCommand>(app));
    commands.push_back(std::make_unique<LabCommand>(app));
    commands.push_back(std::make_unique<CalibrateCommand>(app));
    commands.push_back(std::make_unique<MonitorCommand>(app));
    commands.push_back(std::make_unique<HistoryCommand>(app));
    commands.push_back(std::make_unique<ReportCommand>(app));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return answerParseError(app, error);
    }
    for (const auto &command : commands)
        if (command->options().parsed())
            return command->run(argv[0]);
    return ExitStatus::BadArguments;
}

}

int main(int argc, char **argv)
{
    setUpLog();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); // scripts read the figures
    // A reader of our output that goes away shows as a failed write.
    (void)std::signal(SIGPIPE, SIG_IGN);
    // So does a file that may grow no more (ulimit -f): it is a full disk for who writes it, and no reason to die.
    (void)std::signal(SIGXFSZ, SIG_IGN);
    try {
        return static_cast<int>(parseAndRun(argc, argv));
    } catch (const std::exception &error) {
        return static_cast<int>(complain(ExitStatus::Failure, error.what()));
    }
}
