#include "progress_line.h"

#include "report/markup.h"
#include "text/quantity.h"

#include <QString>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace escala::ctl {

namespace {

constexpr std::chrono::milliseconds kPeriod{200};

std::string targetText(const experiment::Target &target, const metrics::TargetSnapshot &figures)
{
    const metrics::Summary &summary = figures.summary;
    if (figures.phase == metrics::TargetPhase::Cold)
        return fmt::format("  {} cold request", target.name);
    if (figures.phase == metrics::TargetPhase::WarmingUp)
        return fmt::format("  {} warming up", target.name);
    std::string text = fmt::format("  {} {}/s", target.name, text::readableNumber(summary.achievedRps));
    if (summary.response.count > 0)
        text += " p50 " + text::readableDuration(summary.response.p50);
    if (summary.failed() > 0)
        text += fmt::format(", {} errors", text::readableNumber(static_cast<double>(summary.failed())));
    return text;
}

/// As many characters as fit on one line of the terminal.
QString fitted(const std::string &line)
{
    winsize size = {};
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return QString::fromStdString(line).left(known ? size.ws_col - 1 : 79);
}

}

std::string progressText(const experiment::Experiment &experiment, const metrics::Snapshot &snapshot)
{
    std::string text = fmt::format("{}  {:.0f} %", text::readableDuration(snapshot.elapsed), 100 * snapshot.progress);
    for (std::size_t index = 0; index < snapshot.targets.size() && index < experiment.targets.size(); ++index)
        text += targetText(experiment.targets[index], snapshot.targets[index]);
    return text;
}

ProgressLine::ProgressLine(const experiment::Experiment &experiment, std::string before)
    : m_experiment(experiment)
    , m_before(std::move(before))
    , m_terminal(isatty(STDERR_FILENO) == 1)
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::show(experiment::Runner::State state)
{
    using State = experiment::Runner::State;
    if (state == State::StartingServers)
        print("starting servers");
    else if (state == State::Finishing)
        print("finishing");
}

void ProgressLine::show(const experiment::RunView &view)
{
    if (m_lastPrint.isValid() && !m_lastPrint.hasExpired(kPeriod.count()))
        return;
    m_lastPrint.start();
    print(progressText(m_experiment, *view.snapshot));
}

void ProgressLine::clear()
{
    print({});
}

void ProgressLine::print(const std::string &line)
{
    if (!m_terminal)
        return;
    fmt::print(stderr, "\r\033[K{}", fitted(report::printable(line.empty() ? line : m_before + line)).toStdString());
    (void)std::fflush(stderr);
}

}
