#include "experiment/server_member.h"

#include <QTcpServer>

#include <algorithm>
#include <csignal>
#include <utility>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kRecent = 1s;
constexpr auto kFineStep = 200ms;
constexpr auto kCoarseStep = 900ms;
constexpr std::size_t kFineMoments = 240;

bool isTaken(std::uint16_t port)
{
    QTcpServer probe;
    return !probe.listen(QHostAddress(QHostAddress::LocalHost), port)
        && probe.serverError() == QAbstractSocket::AddressInUseError;
}

/// The upper bound of what 99 % of the answers between two counts took; empty where there were none.
std::optional<double> p99Between(const ServerCounts &before, const ServerCounts &now)
{
    std::uint64_t all = 0;
    std::vector<std::pair<double, std::uint64_t>> fresh;
    for (const auto &[bound, count] : now.serviceTimes) {
        const auto old = before.serviceTimes.find(bound);
        fresh.emplace_back(bound, grown(old == before.serviceTimes.end() ? 0 : old->second, count));
        all += fresh.back().second;
    }
    std::uint64_t seen = 0;
    for (const auto &[bound, count] : fresh) {
        seen += count;
        if (all > 0 && seen * 100 >= all * 99)
            return bound;
    }
    return std::nullopt;
}

}

ServerMember::ServerMember(QString program, QString name, const ServerSpec &spec, AdminClient &admins)
    : m_program(std::move(program))
    , m_name(std::move(name))
    , m_spec(spec)
    , m_admins(admins)
{
}

void ServerMember::start(std::vector<std::string> upstreams, std::vector<std::string> more)
{
    m_upstreams = std::move(upstreams);
    m_more = std::move(more);
    launch();
}

void ServerMember::launch()
{
    if (m_process)
        m_process.release()->deleteLater(); // it may be the one that is telling us of its end
    m_process = std::make_unique<ServerProcess>(m_program, m_spec, m_upstreams, m_more);
    connect(m_process.get(), &ServerProcess::ready, this, &ServerMember::onReady);
    connect(m_process.get(), &ServerProcess::ended, this, &ServerMember::onEnded);
    m_condition = Condition::Starting;
    m_beganAgain = m_everReady;
    m_recent.clear(); // of the one before
    m_process->start();
}

void ServerMember::onReady()
{
    if (m_sampler)
        m_sampler->follow(m_process->address()->pid);
    else
        m_sampler = std::make_unique<ServerSampler>(m_process->address()->pid);
    m_sampler->sample();
    m_condition = Condition::Up;
    const QUrl url(QString::fromStdString(m_process->address()->url));
    if (m_portTrouble)
        Q_EMIT notice(tr("%1 %2 listens on port %3 instead.").arg(*m_portTrouble, m_name).arg(url.port(80)));
    m_portTrouble.reset();
    m_spec.port = static_cast<std::uint16_t>(url.port(80)); // where it is looked for when it starts again
    if (!m_faults.empty())
        tellFaults();
    if (!std::exchange(m_everReady, true))
        Q_EMIT ready();
}

bool ServerMember::giveUpPort(const QString &cause)
{
    if (m_ending || m_everReady || m_process->address() || m_spec.port == 0)
        return false;
    const auto port = m_spec.port;
    m_portTrouble = isTaken(port) ? tr("Port %1 is taken by another program.").arg(port)
                                  : tr("Port %1 could not be used (%2 %3).").arg(port).arg(m_name, cause);
    m_spec.port = 0;
    return true;
}

void ServerMember::onEnded(const QString &cause)
{
    if (giveUpPort(cause) || (std::exchange(m_restarting, false) && !m_ending)) {
        launch();
        return;
    }
    if (m_ending) {
        Q_EMIT over();
    } else if (m_condition != Condition::Killed) {
        m_condition = Condition::Gone;
        Q_EMIT ended(cause, m_everReady);
    }
}

void ServerMember::end()
{
    m_ending = true;
    if (!m_process)
        return;
    if (m_condition == Condition::Frozen)
        signalProcess(SIGCONT); // else it does not hear
    m_process->end();
}

void ServerMember::signalProcess(int signal) const
{
    if (m_process && m_process->isReady())
        ::kill(static_cast<pid_t>(m_process->address()->pid), signal);
}

bool ServerMember::strike(const Fault &fault)
{
    if (m_ending || !isReady() || m_condition != Condition::Up)
        return false;
    std::erase_if(m_faults, [&fault](const Fault &old) { return old.kind == fault.kind; });
    switch (fault.kind) {
    case Fault::Kind::Kill:
        m_condition = Condition::Killed;
        signalProcess(SIGKILL);
        break;
    case Fault::Kind::Freeze:
        m_condition = Condition::Frozen;
        signalProcess(SIGSTOP);
        break;
    case Fault::Kind::Restart:
        m_condition = Condition::Killed;
        m_restarting = true;
        m_process->end();
        return true; // nothing stays
    default:
        m_faults.push_back(fault);
        tellFaults();
        return true;
    }
    m_faults.push_back(fault);
    return true;
}

void ServerMember::undo(Fault::Kind kind)
{
    if (std::erase_if(m_faults, [kind](const Fault &fault) { return fault.kind == kind; }) == 0 || m_ending)
        return;
    if (kind == Fault::Kind::Freeze) {
        if (m_condition != Condition::Frozen)
            return; // gone meanwhile
        m_condition = Condition::Up;
        m_recent.clear(); // nothing was done meanwhile
        signalProcess(SIGCONT);
        tellFaults(); // of what ended while it could not hear
    } else if (kind == Fault::Kind::Kill) {
        if (isOver())
            launch();
        else
            m_restarting = true; // its end is on its way
    } else {
        tellFaults();
    }
}

void ServerMember::tellFaults()
{
    m_tellAgain = m_telling;
    if (m_condition != Condition::Up || m_telling)
        return;
    m_telling = true;
    const QUrl admin(QString::fromStdString(m_process->address()->admin));
    m_admins.put(admin, "/faults", QByteArray::fromStdString(faultsJson(m_faults)),
                 [this](const std::optional<QString> &problem) { onTold(problem); });
}

void ServerMember::onTold(const std::optional<QString> &problem)
{
    m_telling = false;
    if (m_tellAgain)
        tellFaults();
    else if (problem && m_condition == Condition::Up && !m_ending)
        Q_EMIT notice(tr("The fault was not taken by %1: %2").arg(m_name, *problem));
}

void ServerMember::sample()
{
    if (m_sampler && isReady())
        m_sampler->sample();
}

void ServerMember::ask()
{
    if (m_asking || !isReady() || m_condition == Condition::Frozen)
        return;
    m_asking = true;
    m_admins.ask(QUrl(QString::fromStdString(m_process->address()->admin)),
                 [this](const std::optional<ServerCounts> &counts) { onCounts(counts); });
}

void ServerMember::onCounts(const std::optional<ServerCounts> &counts)
{
    m_asking = false;
    m_mute = !counts;
    if (counts) {
        const auto now = Clock::now();
        m_counts = counts;
        m_recent.emplace_back(now, *counts);
        while (m_recent.size() > 2 && now - m_recent[1].first >= kRecent)
            m_recent.pop_front();
        const ServerMoment moment{.at = now,
                                  .requests = counts->requests,
                                  .errors = counts->errors,
                                  .hits = counts->hits,
                                  .lookups = counts->lookups};
        const auto step = m_course.size() > kFineMoments ? kCoarseStep : kFineStep;
        if (m_course.empty() || now - m_course.back().at >= step)
            m_course.push_back(moment);
    }
    Q_EMIT learned();
}

std::string ServerMember::url() const
{
    return m_process && m_process->address() ? m_process->address()->url : std::string();
}

ServerStatus ServerMember::status() const
{
    ServerStatus status{.url = url(), .alive = isReady(), .name = m_name.toStdString(), .kind = m_spec.kind};
    status.condition = m_condition;
    status.faults = m_faults;
    if (m_process && m_process->address())
        status.pid = m_process->address()->pid;
    if (status.alive && m_sampler) {
        status.cpu = m_sampler->cpu();
        status.rssBytes = m_sampler->rssBytes();
    }
    if (!status.alive || m_condition == Condition::Frozen || m_recent.size() < 2)
        return status;
    const auto &[then, before] = m_recent.front();
    const auto &[at, now] = m_recent.back();
    const double seconds = std::chrono::duration<double>(at - then).count();
    status.requestsPerSecond = static_cast<double>(grown(before.requests, now.requests)) / seconds;
    status.errorsPerSecond = static_cast<double>(grown(before.errors, now.errors)) / seconds;
    if (const auto lookups = grown(before.lookups, now.lookups); lookups > 0)
        status.hitRatio = static_cast<double>(grown(before.hits, now.hits)) / static_cast<double>(lookups);
    status.queued = now.queued;
    status.inService = now.inService;
    status.connections = now.connections;
    status.p99Seconds = p99Between(before, now);
    return status;
}

ServerRecord ServerMember::record() const
{
    ServerRecord record{.spec = m_spec, .name = m_name.toStdString(), .url = url()};
    record.counted = m_counts && !m_mute && !m_beganAgain;
    if (m_counts) {
        record.requests = m_counts->requests;
        record.responses = m_counts->responses;
        record.originRequests = m_counts->originRequests;
        record.hits = m_counts->hits;
        record.lookups = m_counts->lookups;
        record.errors = m_counts->errors;
    }
    if (m_process && m_process->address()) {
        record.admin = m_process->address()->admin;
        record.pid = m_process->address()->pid;
    }
    return record;
}

}
