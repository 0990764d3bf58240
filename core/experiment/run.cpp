#include "experiment/run.h"

#include "experiment/calibration.h"

#include <QUuid>

#include <algorithm>

namespace escala::experiment {

using State = Runner::State;

namespace {

/// What is sent to a target is what its server must have counted: everything before measuring and the measured part.
std::vector<std::uint64_t> sentTo(const metrics::Snapshot &snapshot)
{
    std::vector<std::uint64_t> sent;
    for (const metrics::TargetSnapshot &target : snapshot.targets)
        sent.push_back(target.warmupRequests + target.summary.ledger.sent + target.summary.redirects);
    return sent;
}

bool isMeasuring(const metrics::Snapshot &snapshot)
{
    return std::ranges::any_of(snapshot.targets, [](const metrics::TargetSnapshot &target) {
        return target.phase >= metrics::TargetPhase::Measuring;
    });
}

}

Run::Run(Experiment experiment, const QString &serverProgram)
    : m_servers(serverProgram, experiment.targets)
    , m_faults(m_result.experiment, m_servers, [this](std::size_t target) { return sinceMeasuring(target); })
{
    m_result.id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    m_result.startedAt = std::chrono::system_clock::now();
    m_result.host = thisHost();
    m_result.engineThreads = load::threadsFor(experiment.plan, m_result.host.cores);
    m_calibration = keptCalibration(m_result.engineThreads);
    m_measuringStarts.resize(experiment.targets.size());
    m_result.experiment = std::move(experiment);
    connect(&m_servers, &ServerGroup::ready, this, &Run::startEngine);
    connect(&m_servers, &ServerGroup::failed, this, [this](const QString &sentence) { fail(sentence, false); });
    connect(&m_servers, &ServerGroup::notice, this, &Run::note);
    connect(&m_faults, &FaultSchedule::notice, this, &Run::note);
    connect(&m_servers, &ServerGroup::counted, &m_servers, &ServerGroup::end);
    connect(&m_servers, &ServerGroup::ended, this, &Run::onServersEnded);
}

Run::~Run()
{
    m_servers.disconnect(this);
}

void Run::start()
{
    m_servers.start();
}

void Run::stop()
{
    if (m_state == State::Finishing)
        return;
    m_result.stopped = true;
    if (!m_engine || m_engine->isStarting())
        fail(tr("Stopped before anything was measured."), false);
    else
        m_engine->stop();
}

void Run::setLevel(std::optional<double> level)
{
    if (m_engine)
        m_engine->setLevel(level);
}

void Run::strike(std::size_t target, std::size_t server, const Fault &fault,
                 std::optional<std::chrono::nanoseconds> lasts)
{
    m_faults.strike(target, server, fault, lasts);
}

void Run::mend(std::size_t target, std::size_t server)
{
    m_faults.mend(target, server);
}

std::optional<std::chrono::nanoseconds> Run::sinceMeasuring(std::size_t target) const
{
    const auto &since = m_measuringStarts.at(target).time();
    if (!since || m_state == State::Finishing)
        return std::nullopt;
    return std::chrono::steady_clock::now() - *since;
}

void Run::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Run::fail(const QString &sentence, bool unreachable)
{
    if (m_state == State::Finishing)
        return;
    m_failure = Failure{.sentence = sentence, .unreachable = unreachable};
    m_engine.reset();
    setState(State::Finishing);
    m_servers.end();
}

void Run::note(const QString &sentence)
{
    m_result.notes.push_back(sentence.toStdString());
    Q_EMIT notice(sentence);
}

void Run::startEngine()
{
    if (m_state != State::StartingServers)
        return;
    const auto &targets = m_result.experiment.targets;
    for (std::size_t index = 0; index < targets.size(); ++index) {
        const auto url = http::parseUrl(targets[index].server ? m_servers.url(index) : targets[index].url);
        if (!url) {
            fail(QString::fromStdString(url.error().message), false);
            return;
        }
        m_urls.push_back(*url);
    }
    setState(State::WarmingUp);
    Q_EMIT began(head());
    m_engine = std::make_unique<EngineThread>(m_result.experiment.plan, m_urls,
                                              [this](const EngineThread::News &news) { onNews(news); });
}

void Run::onNews(const EngineThread::News &news)
{
    if (m_state == State::Finishing)
        return;
    if (news.snapshot)
        onSnapshot(news.snapshot); // first, since it tells when measuring began
    if (!news.seconds.empty())
        onSeconds(news.seconds);
    if (news.failed)
        fail(QString::fromStdString(news.failed->message), news.failed->kind == load::LoadError::Kind::Unresolvable);
}

void Run::onSeconds(std::vector<metrics::TargetSecond> seconds)
{
    for (metrics::TargetSecond &each : seconds) {
        const auto &since = m_measuringStarts[each.target].time();
        if (const ServerSampler *sampler = m_servers.sampler(each.target); sampler && since)
            addServerUse({&each.second.point, 1}, *sampler, *since);
    }
    Q_EMIT secondsMeasured(seconds);
}

void Run::onSnapshot(const metrics::SnapshotPtr &snapshot)
{
    if (snapshot->finished)
        m_servers.sampleAll();
    for (std::size_t target = 0; target < snapshot->targets.size(); ++target) {
        m_measuringStarts[target].learn(snapshot->targets[target], std::chrono::steady_clock::now());
        m_faults.begin(target);
    }
    const auto filled = withServerUse(*snapshot);
    if (m_state == State::WarmingUp && isMeasuring(*snapshot))
        setState(State::Measuring);
    if (snapshot->finished) {
        m_last = filled;
        noteProtocols(*snapshot);
        if (const auto &ended = snapshot->endedBy)
            note(tr("Ended early: %1 at %2.")
                     .arg(QString::fromStdString(ended->condition),
                          QString::fromStdString(m_result.experiment.targets[ended->target].name)));
        m_faults.end();
        setState(State::Finishing);
        m_servers.count(sentTo(*snapshot));
    }
    Q_EMIT viewChanged(viewOf(filled));
}

// HTTP/2 was asked for; what came of it stands beside the figures.
void Run::noteProtocols(const metrics::Snapshot &snapshot)
{
    for (std::size_t index = 0; m_result.experiment.plan.http2 && index < snapshot.targets.size(); ++index) {
        const auto protocol = snapshot.targets[index].protocol;
        if (protocol && *protocol != metrics::Protocol::Http2)
            note(tr("%1 chose HTTP/1.1 instead of HTTP/2, so each connection carried one request at a time.")
                     .arg(QString::fromStdString(m_result.experiment.targets[index].name)));
    }
}

std::shared_ptr<const metrics::Snapshot> Run::withServerUse(const metrics::Snapshot &snapshot) const
{
    auto filled = std::make_shared<metrics::Snapshot>(snapshot);
    filled->generator.calibration = m_calibration;
    for (std::size_t index = 0; index < filled->targets.size(); ++index) {
        const auto &since = m_measuringStarts[index].time();
        const ServerSampler *sampler = m_servers.sampler(index);
        if (!sampler || !since)
            continue;
        addServerUse(filled->targets[index].series, *sampler, *since);
        addServerUse(filled->targets[index].seconds, *sampler, *since);
    }
    return filled;
}

RunViewPtr Run::viewOf(const metrics::SnapshotPtr &snapshot) const
{
    auto view = std::make_shared<RunView>();
    view->snapshot = snapshot;
    view->faults = m_faults.events();
    for (std::size_t index = 0; index < m_result.experiment.targets.size(); ++index) {
        view->measuringSince.push_back(m_measuringStarts[index].time());
        view->topologies.push_back(m_servers.statuses(index));
        const auto &servers = view->topologies.back();
        view->servers.push_back(servers.empty() ? std::nullopt : std::optional(servers.front()));
        view->courses.push_back(m_servers.courses(index));
    }
    return view;
}

void Run::onServersEnded()
{
    if (m_failure)
        Q_EMIT failed(m_failure->sentence, m_failure->unreachable);
    else
        Q_EMIT finished(result());
}

std::shared_ptr<const RunResult> Run::head() const
{
    auto head = std::make_shared<RunResult>(m_result);
    head->generator.calibration = m_calibration;
    for (std::size_t index = 0; index < m_urls.size(); ++index) {
        TargetResult &target = head->targets.emplace_back();
        target.target = m_result.experiment.targets[index];
        target.url = m_urls[index].text();
    }
    return head;
}

std::shared_ptr<const RunResult> Run::result() const
{
    auto result = std::make_shared<RunResult>(m_result);
    result->generator = m_last->generator;
    result->marks = m_last->marks;
    result->endedBy = m_last->endedBy;
    result->faults = m_faults.events();
    for (std::size_t index = 0; index < m_last->targets.size(); ++index) {
        TargetResult &target = result->targets.emplace_back();
        target.target = m_result.experiment.targets[index];
        target.url = m_urls[index].text();
        auto records = m_servers.records(index);
        if (!records.empty()) {
            target.server = std::move(records.front());
            target.behind.assign(std::make_move_iterator(records.begin() + 1), std::make_move_iterator(records.end()));
            target.courses = m_servers.courses(index);
            target.measuringSince = m_measuringStarts[index].time();
        }
        target.figures = m_last->targets[index];
        target.total = target.figures.total;
    }
    return result;
}

}
