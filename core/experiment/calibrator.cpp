#include "experiment/calibrator.h"

#include <algorithm>

namespace escala::experiment {

using namespace std::chrono_literals;

namespace {

constexpr auto kLength = 2s;
constexpr std::uint32_t kUsers = 64;
constexpr double kLowRate = 1000;
/// A thread that seems to have been less busy than this was not measured well enough to divide by.
constexpr double kLeastBusy = 0.05;

Experiment against(std::uint32_t threads)
{
    ServerSpec server;
    server.kind = ServerSpec::Kind::Cached;
    server.delay = 0s;
    server.ttl = 1h;
    Experiment experiment{
        .name = "Calibration", .targets = {{.name = "Null server", .url = {}, .server = server}}, .plan = {}};
    experiment.plan.threads = threads;
    experiment.plan.duration = kLength;
    experiment.plan.coldRequest = true; // so that the server has its answer
    experiment.targets.front().server->threads = load::threadsFor(experiment.plan, thisHost().cores);
    return experiment;
}

Experiment asMuchAsItCan(std::uint32_t threads)
{
    Experiment experiment = against(threads);
    experiment.plan.users = kUsers;
    return experiment;
}

Experiment little(std::uint32_t threads)
{
    Experiment experiment = against(threads);
    experiment.plan.model = load::Model::Open;
    experiment.plan.rate = kLowRate;
    return experiment;
}

}

Calibrator::Calibrator(const QString &serverProgram, QObject *parent)
    : QObject(parent)
    , m_runner(serverProgram)
{
    connect(&m_runner, &Runner::failed, this, [this](const QString &sentence) {
        m_running = false;
        Q_EMIT failed(sentence);
    });
    connect(&m_runner, &Runner::finished, this,
            [this](const std::shared_ptr<const RunResult> &result) { take(*result); });
}

void Calibrator::start(std::uint32_t threads)
{
    if (m_running)
        return;
    m_running = true;
    m_threads = threads;
    m_calibration = {.figures = {}, .machine = thisMachine(), .measuredAt = std::chrono::system_clock::now()};
    m_runner.start(asMuchAsItCan(threads));
}

void Calibrator::stop()
{
    m_runner.stop();
}

void Calibrator::take(const RunResult &result)
{
    const metrics::TargetSnapshot &figures = result.targets.front().figures;
    if (result.stopped || figures.summary.ledger.ok == 0 || !figures.total) {
        m_running = false;
        Q_EMIT failed(result.stopped ? tr("Stopped before the machine was measured.")
                                     : tr("The machine could not be measured: the null server gave no answer."));
        return;
    }
    if (m_calibration.figures.engineThreads == 0) {
        const double busy = std::clamp(result.generator.cpuShare, kLeastBusy, 1.0);
        m_calibration.figures.ceilingRps = figures.summary.achievedRps / busy;
        m_calibration.figures.engineThreads = result.engineThreads;
        // Later: this run is not quite over.
        QMetaObject::invokeMethod(this, [this] { m_runner.start(little(m_threads)); }, Qt::QueuedConnection);
        return;
    }
    m_calibration.figures.lagFloor = figures.total->lag.quantile(0.5);
    m_running = false;
    Q_EMIT finished(m_calibration);
}

}
