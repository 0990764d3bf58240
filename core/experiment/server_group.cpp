#include "experiment/server_group.h"

#include "experiment/topology.h"

#include <algorithm>

namespace escala::experiment {

namespace {

using namespace std::chrono_literals;

constexpr auto kAskAgainAfter = 20ms;
constexpr std::chrono::milliseconds kCountPatience = 1s;
constexpr auto kCloseWatch = 50ms;

}

ServerGroup::ServerGroup(const QString &program, const std::vector<Target> &targets, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
    for (const Target &target : targets) {
        Servers &servers = m_targets.emplace_back();
        for (std::size_t index = 0; index < serverCount(target); ++index)
            add(servers, target, index);
    }
    connect(&m_sampling, &QTimer::timeout, this, [this] {
        sampleAll();
        if (!m_counting)
            forEach([](ServerMember &member) { member.ask(); });
    });
    connect(&m_closeWatch, &QTimer::timeout, this, [this] {
        forEach([](ServerMember &member) {
            if (member.counts() && !member.counts()->replicas.empty())
                member.ask();
        });
    });
    m_askAgain.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, &ServerGroup::askAgain);
}

void ServerGroup::add(Servers &servers, const Target &target, std::size_t index)
{
    const ServerSpec &spec = serverAt(target, index);
    // A server that stands alone goes by the name of its target.
    const bool alone = target.behind.empty() && spec.name.empty();
    const auto name = QString::fromStdString(alone ? target.name : nameOf(spec));
    auto member = std::make_unique<ServerMember>(m_program, name, spec, m_admins);
    connect(member.get(), &ServerMember::ready, this, &ServerGroup::onReady);
    connect(member.get(), &ServerMember::ended, this,
            [this, &member = *member](const QString &cause, bool listened) { onEnded(member, cause, listened); });
    connect(member.get(), &ServerMember::over, this, [this] {
        if (m_ending && allOver())
            Q_EMIT ended();
    });
    connect(member.get(), &ServerMember::notice, this, &ServerGroup::notice);
    connect(member.get(), &ServerMember::learned, this, [this, &member = *member] {
        if (m_counting)
            m_askAgain.start(kAskAgainAfter);
        else if (member.counts() && !member.counts()->replicas.empty())
            Q_EMIT learned();
    });
    servers.push_back(
        {.member = std::move(member), .upstreams = spec.upstreams, .more = optionsFor(target, index), .expected = {}});
}

void ServerGroup::start()
{
    m_sampling.start(ServerSampler::kPeriod);
    if (std::ranges::all_of(m_targets, &Servers::empty)) {
        QMetaObject::invokeMethod(this, &ServerGroup::ready, Qt::QueuedConnection);
        return;
    }
    launchWhatCan();
}

std::optional<std::vector<std::string>> ServerGroup::upstreamsOf(const Servers &servers, const Server &server) const
{
    std::vector<std::string> urls;
    for (const std::string &upstream : server.upstreams) {
        const auto found = std::ranges::find_if(
            servers, [&upstream](const Server &each) { return each.member->name().toStdString() == upstream; });
        const std::string url = found == servers.end() ? upstream : found->member->url();
        if (url.empty())
            return std::nullopt;
        urls.push_back(url);
    }
    return urls;
}

void ServerGroup::launchWhatCan()
{
    for (const Servers &servers : m_targets) {
        for (const Server &server : servers) {
            if (server.member->hasStarted())
                continue;
            if (auto upstreams = upstreamsOf(servers, server))
                server.member->start(std::move(*upstreams), server.more);
        }
    }
}

void ServerGroup::onReady()
{
    if (m_ending)
        return;
    launchWhatCan();
    bool all = true;
    forEach([&all](const ServerMember &member) { all = all && member.isReady(); });
    m_ready = all;
    if (all)
        Q_EMIT ready();
}

void ServerGroup::onEnded(const ServerMember &member, const QString &cause, bool listened)
{
    if (!m_ending && (!listened || !m_ready))
        Q_EMIT failed(tr("The server %1 %2.").arg(member.name(), cause));
    else if (!m_ending)
        Q_EMIT notice(tr("The server %1 %2. The run goes on, and its requests fail.").arg(member.name(), cause));
}

void ServerGroup::count(const std::vector<std::uint64_t> &sent)
{
    m_counting = true;
    for (std::size_t target = 0; target < m_targets.size(); ++target)
        if (!m_targets[target].empty())
            m_targets[target].front().expected = target < sent.size() ? sent[target] : 0;
    m_asking.start();
    askAgain();
}

bool ServerGroup::needsAnswer(Server &server)
{
    ServerMember &member = *server.member;
    if (!member.isReady() || member.status().condition == ServerStatus::Condition::Frozen)
        return false;
    if (server.asked && !member.isAsking()) {
        if (member.isMute())
            return false;
        const bool agrees = !server.expected || member.counts()->requests == *server.expected;
        if (agrees || m_asking.hasExpired(kCountPatience.count()))
            return false;
    }
    server.asked = server.asked || !member.isAsking();
    member.ask();
    return true;
}

void ServerGroup::askAgain()
{
    bool waiting = false;
    for (Servers &servers : m_targets)
        for (Server &server : servers)
            waiting = needsAnswer(server) || waiting;
    if (!waiting)
        Q_EMIT counted();
}

void ServerGroup::end()
{
    if (m_ending)
        return;
    m_ending = true;
    m_sampling.stop();
    m_closeWatch.stop();
    m_askAgain.stop();
    forEach([](ServerMember &member) { member.end(); });
    if (allOver())
        QMetaObject::invokeMethod(this, &ServerGroup::ended, Qt::QueuedConnection);
}

bool ServerGroup::allOver() const
{
    bool over = true;
    forEach([&over](const ServerMember &member) { over = over && member.isOver(); });
    return over;
}

void ServerGroup::sampleAll()
{
    forEach([](ServerMember &member) { member.sample(); });
}

std::string ServerGroup::url(std::size_t target) const
{
    const ServerMember *loaded = member(target, 0);
    return loaded ? loaded->url() : std::string();
}

std::string ServerGroup::seenAs(const Servers &servers, const ServerMember &member) const
{
    const std::string url = member.url();
    for (const Server &server : servers) {
        if (!server.member->counts())
            continue;
        for (const ReplicaReport &replica : server.member->counts()->replicas)
            if (replica.url == url)
                return replica.state;
    }
    return {};
}

std::vector<ServerStatus> ServerGroup::statuses(std::size_t target) const
{
    std::vector<ServerStatus> statuses;
    for (const Server &server : m_targets.at(target)) {
        statuses.push_back(server.member->status());
        statuses.back().seenAs = seenAs(m_targets[target], *server.member);
    }
    return statuses;
}

std::vector<ServerRecord> ServerGroup::records(std::size_t target) const
{
    std::vector<ServerRecord> records;
    for (const Server &server : m_targets.at(target)) {
        records.push_back(server.member->record());
        records.back().counted = records.back().counted && server.asked;
    }
    return records;
}

const ServerSampler *ServerGroup::sampler(std::size_t target) const
{
    const ServerMember *loaded = member(target, 0);
    return loaded ? loaded->sampler() : nullptr;
}

std::vector<std::vector<ServerMoment>> ServerGroup::courses(std::size_t target) const
{
    std::vector<std::vector<ServerMoment>> courses;
    for (const Server &server : m_targets.at(target))
        courses.push_back(server.member->course());
    return courses;
}

ServerMember *ServerGroup::member(std::size_t target, std::size_t server) const
{
    const Servers &servers = m_targets.at(target);
    return server < servers.size() ? servers[server].member.get() : nullptr;
}

bool ServerGroup::isGivenUp(std::size_t target, std::size_t server) const
{
    const ServerMember *of = member(target, server);
    const std::string state = of ? seenAs(m_targets[target], *of) : std::string();
    return state == "unhealthy" || state == "ejected";
}

void ServerGroup::watchClosely(bool closely)
{
    if (closely && !m_closeWatch.isActive())
        m_closeWatch.start(kCloseWatch);
    else if (!closely)
        m_closeWatch.stop();
}

}
