#include "monitor_command.h"

#include "interrupt.h"
#include "metrics_endpoint.h"
#include "monitor/monitor.h"
#include "monitor/monitor_plan_file.h"
#include "printing.h"
#include "session.h"
#include "store/history_file.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

namespace escala::ctl {

namespace {

void log(const monitor::AlertView &alert)
{
    if (alert.state == monitor::AlertState::Resolved)
        spdlog::info("resolved: {}", alert.sentence);
    else if (alert.page)
        spdlog::error("alert: {}", alert.sentence);
    else
        spdlog::warn("alert: {}", alert.sentence);
}

/// One line when it watches, as a server has one when it listens.
bool printReady(const std::string &metricsUrl)
{
    const boost::json::object line{
        {"ready", true},
        {"kind", "monitor"},
        {"metrics", metricsUrl.empty() ? boost::json::value(nullptr) : boost::json::value(metricsUrl)},
        {"pid", QCoreApplication::applicationPid()}};
    return print(boost::json::serialize(line) + '\n');
}

ExitStatus watch(const monitor::MonitorPlan &plan, const std::filesystem::path &history,
                 std::optional<std::uint16_t> port)
{
    monitor::Monitor watcher({.file = history});
    MetricsEndpoint endpoint(watcher);
    Interrupt interrupt;
    QEventLoop loop;
    std::string url;
    if (port) {
        auto listening = endpoint.listen(*port);
        if (!listening)
            return complain(ExitStatus::Failure, listening.error());
        url = std::move(*listening);
    }
    ExitStatus status = ExitStatus::Done;
    bool ready = false;
    QObject::connect(&interrupt, &Interrupt::requested, &loop, &QEventLoop::quit);
    QObject::connect(&watcher, &monitor::Monitor::alertTold, &loop, log);
    QObject::connect(&watcher, &monitor::Monitor::notice, &loop,
                     [](const QString &sentence) { spdlog::warn("{}", sentence.toStdString()); });
    QObject::connect(&watcher, &monitor::Monitor::failed, &loop, [&](const QString &sentence) {
        status = complain(ExitStatus::Failure, sentence.toStdString());
        loop.quit();
    });
    std::string problem;
    QObject::connect(&watcher, &monitor::Monitor::viewChanged, &loop, [&](const auto &view) {
        if (!std::exchange(ready, true) && !printReady(url)) {
            status = ExitStatus::Failure;
            loop.quit();
        }
        if (view->problem != problem && !view->problem.empty())
            spdlog::error("{}", view->problem);
        problem = view->problem;
    });
    watcher.setPlan(plan);
    loop.exec();
    watcher.stop();
    return status;
}

}

MonitorCommand::MonitorCommand(CLI::App &app)
    : m_options(app.add_subcommand("monitor", "watch URLs and servers continuously, until SIGINT or SIGTERM"))
{
    m_options->add_option("plan", m_file, "what to watch: docs/monitoring.md")->required()->type_name("FILE");
    m_options
        ->add_option("--listen", m_port, "serve /metrics for a Prometheus on this port of 127.0.0.1; 0: a free one")
        ->type_name("PORT");
    m_options->add_option("--history", m_history, "keep what is seen in this file, instead of the window's history")
        ->type_name("FILE");
}

ExitStatus MonitorCommand::run(char *program)
{
    const auto plan = monitor::readMonitorPlan(m_file);
    if (!plan)
        return complain(ExitStatus::BadArguments, plan.error().message);
    if (plan->targets.empty() && plan->scrapes.empty() && plan->processes.empty())
        return complain(ExitStatus::BadArguments, m_file + ": there is nothing to watch in it");
    int argumentCount = 1;
    char *arguments[] = {program, nullptr};
    const QCoreApplication application(argumentCount, arguments);
    return watch(*plan, m_history.empty() ? store::defaultHistoryFile() : std::filesystem::path(m_history), m_port);
}

}
