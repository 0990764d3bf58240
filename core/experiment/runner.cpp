#include "experiment/runner.h"

#include "experiment/engine_thread.h"
#include "experiment/run.h"

#include <QCoreApplication>

namespace escala::experiment {

class Runner::Private {
public:
    explicit Private(QString program)
        : serverProgram(std::move(program))
    {
    }

    QString serverProgram;
    State state = State::Idle;
    std::unique_ptr<Run> run;
};

Runner::Runner(QString serverProgram, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(serverProgram)))
{
    if (d->serverProgram.isEmpty())
        d->serverProgram = QCoreApplication::applicationDirPath() + QStringLiteral("/escala-server");
}

Runner::~Runner() = default;

Runner::State Runner::state() const noexcept
{
    return d->state;
}

bool Runner::isRunning() const noexcept
{
    return d->state >= State::StartingServers && d->state <= State::Finishing;
}

void Runner::start(const Experiment &experiment)
{
    if (isRunning())
        return;
    const auto setState = [this](State state) {
        d->state = state;
        Q_EMIT stateChanged(state);
    };
    if (const std::string problem = problemOf(experiment); !problem.empty()) {
        setState(State::Failed);
        Q_EMIT failed(QString::fromStdString(problem), false);
        return;
    }
    d->run = std::make_unique<Run>(experiment, d->serverProgram);
    Run *run = d->run.get();
    connect(run, &Run::stateChanged, this, setState);
    connect(run, &Run::viewChanged, this, &Runner::viewChanged);
    connect(run, &Run::notice, this, &Runner::notice);
    connect(run, &Run::began, this, &Runner::began);
    connect(run, &Run::secondsMeasured, this, &Runner::secondsMeasured);
    // The state is set and the run let go before anyone hears of the end: a listener may start the next one at once.
    // Where no event loop comes round to delete it, it goes with the runner.
    const auto letGo = [this] {
        Run *ended = d->run.release();
        ended->setParent(this);
        ended->deleteLater();
    };
    connect(run, &Run::finished, this, [this, setState, letGo](const std::shared_ptr<const RunResult> &result) {
        letGo();
        setState(State::Finished);
        Q_EMIT finished(result);
    });
    connect(run, &Run::failed, this, [this, setState, letGo](const QString &sentence, bool unreachable) {
        letGo();
        setState(State::Failed);
        Q_EMIT failed(sentence, unreachable);
    });
    setState(State::StartingServers);
    run->start();
}

void Runner::setLevel(std::optional<double> level)
{
    if (d->run)
        d->run->setLevel(level);
}

void Runner::strike(std::size_t target, std::size_t server, const Fault &fault,
                    std::optional<std::chrono::nanoseconds> lasts)
{
    if (d->run)
        d->run->strike(target, server, fault, lasts);
}

void Runner::mend(std::size_t target, std::size_t server)
{
    if (d->run)
        d->run->mend(target, server);
}

void Runner::stop()
{
    if (d->run)
        d->run->stop();
}

}
