#include "experiment/server_group.h"

#include <QTcpServer>

#include <algorithm>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;

constexpr auto kAskAgainAfter = 20ms;
constexpr std::chrono::milliseconds kCountPatience = 1s;

bool isTaken(std::uint16_t port)
{
    QTcpServer probe;
    return !probe.listen(QHostAddress(QHostAddress::LocalHost), port)
        && probe.serverError() == QAbstractSocket::AddressInUseError;
}

}

ServerGroup::ServerGroup(const QString &program, const std::vector<Target> &targets, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
    for (const Target &target : targets) {
        auto &member = m_members.emplace_back();
        if (!target.server)
            continue;
        member = std::make_unique<Member>();
        member->name = QString::fromStdString(target.name);
        member->spec = *target.server;
    }
    connect(&m_sampling, &QTimer::timeout, this, &ServerGroup::sampleAll);
    m_askAgain.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, &ServerGroup::askAgain);
}

void ServerGroup::start()
{
    m_sampling.start(ServerSampler::kPeriod);
    if (std::ranges::all_of(m_members, [](const auto &member) { return !member; })) {
        QMetaObject::invokeMethod(this, &ServerGroup::ready, Qt::QueuedConnection);
        return;
    }
    for (const auto &member : m_members)
        if (member)
            launch(*member);
}

void ServerGroup::launch(Member &member)
{
    if (member.process)
        member.process.release()->deleteLater(); // it may be the one that is telling us of its end
    member.process = std::make_unique<ServerProcess>(m_program, member.spec);
    connect(member.process.get(), &ServerProcess::ready, this, [this, &member] { onReady(member); });
    connect(member.process.get(), &ServerProcess::ended, this,
            [this, &member](const QString &cause) { onEnded(member, cause); });
    member.process->start();
}

void ServerGroup::onReady(Member &member)
{
    member.sampler = std::make_unique<ServerSampler>(member.process->address()->pid);
    member.sampler->sample();
    if (member.portTrouble) {
        const QUrl url(QString::fromStdString(member.process->address()->url));
        Q_EMIT notice(tr("%1 %2 listens on port %3 instead.").arg(*member.portTrouble, member.name).arg(url.port(80)));
    }
    const bool all = std::ranges::all_of(
        m_members, [](const auto &each) { return !each || (each->process && each->process->isReady()); });
    if (all && !m_ending)
        Q_EMIT ready();
}

void ServerGroup::onEnded(Member &member, const QString &cause)
{
    const bool listened = member.process->address().has_value();
    if (!m_ending && !listened && member.spec.port != 0) {
        const auto port = member.spec.port;
        member.portTrouble = isTaken(port) ? tr("Port %1 is taken by another program.").arg(port)
                                           : tr("Port %1 could not be used (%2 %3).").arg(port).arg(member.name, cause);
        member.spec.port = 0;
        launch(member);
        return;
    }
    if (!m_ending && !listened)
        Q_EMIT failed(tr("The server %1 %2.").arg(member.name, cause));
    else if (!m_ending)
        Q_EMIT notice(tr("The server %1 %2. The run goes on, and its requests fail.").arg(member.name, cause));
    if (m_ending && allOver())
        Q_EMIT ended();
}

void ServerGroup::count(const std::vector<std::uint64_t> &sent)
{
    for (std::size_t target = 0; target < m_members.size(); ++target)
        if (Member *member = memberAt(target))
            member->expected = target < sent.size() ? sent[target] : 0;
    m_asking.start();
    askAgain();
}

void ServerGroup::askAgain()
{
    bool waiting = false;
    for (const auto &member : m_members) {
        if (!member || !member->process || !member->process->isReady())
            continue;
        const bool agrees = member->counted && member->counts.requests == member->expected;
        const bool late = member->counted && m_asking.hasExpired(kCountPatience.count());
        if (agrees || late || member->mute)
            continue;
        waiting = true;
        ask(*member);
    }
    if (!waiting)
        Q_EMIT counted();
}

void ServerGroup::ask(Member &member)
{
    if (member.asking)
        return;
    member.asking = true;
    const QUrl admin(QString::fromStdString(member.process->address()->admin));
    m_stats.ask(admin, [this, &member](std::optional<ServerCounts> counts) {
        member.asking = false;
        if (counts)
            member.counts = *counts;
        member.counted = member.counted || counts;
        member.mute = !counts;
        m_askAgain.start(kAskAgainAfter);
    });
}

void ServerGroup::end()
{
    if (m_ending)
        return;
    m_ending = true;
    m_sampling.stop();
    m_askAgain.stop();
    for (const auto &member : m_members)
        if (member && member->process)
            member->process->end();
    if (allOver())
        QMetaObject::invokeMethod(this, &ServerGroup::ended, Qt::QueuedConnection);
}

bool ServerGroup::allOver() const
{
    return std::ranges::all_of(
        m_members, [](const auto &member) { return !member || !member->process || member->process->isOver(); });
}

void ServerGroup::sampleAll()
{
    for (const auto &member : m_members)
        if (member && member->sampler && member->process->isReady())
            member->sampler->sample();
}

std::string ServerGroup::url(std::size_t target) const
{
    const Member *member = memberAt(target);
    return member && member->process && member->process->address() ? member->process->address()->url : std::string();
}

std::optional<ServerStatus> ServerGroup::status(std::size_t target) const
{
    const Member *member = memberAt(target);
    if (!member || !member->process || !member->process->address())
        return std::nullopt;
    const bool alive = member->process->isReady();
    return ServerStatus{.pid = member->process->address()->pid,
                        .url = member->process->address()->url,
                        .cpu = alive ? member->sampler->cpu() : 0,
                        .rssBytes = alive ? member->sampler->rssBytes() : 0,
                        .alive = alive};
}

std::optional<ServerRecord> ServerGroup::record(std::size_t target) const
{
    const Member *member = memberAt(target);
    if (!member)
        return std::nullopt;
    ServerRecord record{.spec = member->spec,
                        .admin = {},
                        .pid = 0,
                        .requests = member->counts.requests,
                        .responses = member->counts.responses,
                        .originRequests = member->counts.originRequests,
                        .counted = member->counted};
    if (member->process && member->process->address()) {
        record.admin = member->process->address()->admin;
        record.pid = member->process->address()->pid;
    }
    return record;
}

const ServerSampler *ServerGroup::sampler(std::size_t target) const
{
    const Member *member = memberAt(target);
    return member ? member->sampler.get() : nullptr;
}

}
