#include "calibrate_command.h"

#include "experiment/calibrator.h"
#include "interrupt.h"
#include "load/load_plan.h"
#include "pictures.h"
#include "printing.h"
#include "report/figure_text.h"
#include "report/file_writer.h"
#include "session.h"

#include <QEventLoop>
#include <QTimer>

#include <fmt/format.h>

#include <optional>

namespace escala::ctl {

namespace {

using experiment::Calibrator;
using experiment::MachineCalibration;

struct Outcome {
    std::optional<MachineCalibration> calibration;
    std::string failure;
    bool interrupted = false;
};

Outcome measure(std::uint32_t threads)
{
    Outcome outcome;
    Calibrator calibrator;
    Interrupt interrupt;
    QEventLoop loop;
    QObject::connect(&interrupt, &Interrupt::requested, &calibrator, [&] {
        outcome.interrupted = true;
        calibrator.stop();
    });
    QObject::connect(&calibrator, &Calibrator::finished, &loop, [&](const MachineCalibration &calibration) {
        outcome.calibration = calibration;
        loop.quit();
    });
    QObject::connect(&calibrator, &Calibrator::failed, &loop, [&](const QString &sentence) {
        outcome.failure = sentence.toStdString();
        loop.quit();
    });
    QTimer::singleShot(0, &calibrator, [&] { calibrator.start(threads); });
    loop.exec();
    return outcome;
}

std::string textFor(const MachineCalibration &calibration, const std::string &file)
{
    const auto &figures = calibration.figures;
    return fmt::format("Ceiling:        {} requests/s\nLag floor:      {}\nEngine threads: {}\nKept in {}\n",
                       report::numberText(figures.ceilingRps), report::durationText(figures.lagFloor),
                       figures.engineThreads, file);
}

}

CalibrateCommand::CalibrateCommand(CLI::App &app)
    : m_options(app.add_subcommand("calibrate", "measure what the generator can do on this machine (5 seconds)"))
{
    m_options->add_option("--threads", m_threads, "engine threads, as the runs it is for (half of the cores)")
        ->check(CLI::Range(1U, load::LoadPlan::kMaxThreads));
    m_options->add_option("--json", m_json, "write what is kept to this file too; - prints it")->type_name("FILE");
}

ExitStatus CalibrateCommand::run(char *program)
{
    int argumentCount = 1;
    char *arguments[] = {program, nullptr};
    const auto application = makeApplication(false, argumentCount, arguments);
    const Outcome outcome = measure(m_threads);
    if (outcome.interrupted)
        return complain(ExitStatus::Interrupted, outcome.failure);
    if (!outcome.calibration)
        return complain(ExitStatus::Failure, outcome.failure);
    const auto file = experiment::calibrationFile();
    const std::string text = calibrationText(*outcome.calibration);
    if (const auto written = report::writeFile(file, text); !written)
        return complain(ExitStatus::Failure, written.error());
    if (!m_json.empty() && m_json != "-") {
        if (const auto written = report::writeFile(m_json, text); !written)
            return complain(ExitStatus::Failure, written.error());
    }
    if (!print(m_json == "-" ? text : textFor(*outcome.calibration, file.string())))
        return complain(ExitStatus::Failure, "the result could not be written to standard output");
    return ExitStatus::Done;
}

}
