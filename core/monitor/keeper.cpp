#include "monitor/keeper.h"

#include <utility>

namespace escala::monitor {

Keeper::Keeper(std::filesystem::path file, const Clock &clock)
    : m_file(std::move(file))
    , m_clock(clock)
    , m_seconds(this)
{
    m_seconds.setInterval(std::chrono::seconds(1));
    m_seconds.setTimerType(Qt::PreciseTimer);
    connect(&m_seconds, &QTimer::timeout, this, &Keeper::tick);
}

Keeper::~Keeper() = default;

void Keeper::post(std::function<void(Keeper &)> work)
{
    TaskQueue::post([this, work = std::move(work)] { work(*this); });
}

void Keeper::add(const std::function<void(KeeperNews &)> &change)
{
    {
        const std::scoped_lock lock(m_newsMutex);
        change(m_news);
        if (std::exchange(m_newsWait, true))
            return;
    }
    Q_EMIT newsWaiting();
}

KeeperNews Keeper::takeNews()
{
    const std::scoped_lock lock(m_newsMutex);
    m_newsWait = false;
    return std::exchange(m_news, {});
}

void Keeper::notice(const std::string &sentence)
{
    add([&](KeeperNews &news) { news.notices.push_back(sentence); });
}

void Keeper::follow(const MonitorPlan &plan)
{
    if (!m_watch) {
        if (const auto begun = begin(plan); !begun)
            return fail(begun.error());
    } else if (const auto done = m_watch->follow(plan, now()); !done) {
        return fail(done.error().message);
    }
    m_seconds.start();
    tick();
}

void Keeper::fail(const std::string &sentence)
{
    m_seconds.stop();
    m_watch.reset();
    m_lock.reset();
    add([&](KeeperNews &news) { news.failure = sentence; });
}

std::expected<void, std::string> Keeper::begin(const MonitorPlan &plan)
{
    auto store = MonitorStore::open(m_file); // makes the folder too
    if (!store)
        return std::unexpected(store.error().message);
    auto lock = StoreLock::take(m_file);
    if (!lock)
        return std::unexpected(lock.error());
    m_lock.emplace(std::move(*lock));
    for (const std::string &sentence : (*store)->notices())
        notice(sentence);
    auto watch = Watch::begin(std::move(*store), plan, now());
    if (!watch)
        return std::unexpected(watch.error().message);
    m_watch = std::move(*watch);
    return {};
}

void Keeper::end()
{
    m_seconds.stop();
    if (m_watch)
        m_watch->end(now());
    m_watch.reset();
    m_lock.reset();
}

void Keeper::tick()
{
    if (!m_watch)
        return;
    m_watch->tick(now());
    tell();
}

void Keeper::tell()
{
    auto alerts = m_watch->takeNotices();
    auto view = std::make_shared<const MonitorView>(m_watch->view(now()));
    add([&](KeeperNews &news) {
        news.alerts.insert(news.alerts.end(), alerts.begin(), alerts.end());
        news.view = std::move(view);
    });
}

}
